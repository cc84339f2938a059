"""The demo: three STEK sites with their real offer and history, and people and contacts that never existed.

Facts (partners, hours, milestones, figures) come from the sites' public papers; texts are our own; every phone number,
address of e-mail and person is made up. Nothing here runs unless somebody asks for demo data.
"""
