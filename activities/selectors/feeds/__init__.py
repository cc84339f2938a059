"""The offer as programs read it: calendars, open data and feeds.

Never a person's name, and nothing that the public page hides. E-mail addresses of activities and partners, and the free
text on whom to ask for, stay out: they often name somebody.
"""
