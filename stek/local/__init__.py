"""Runs Stek on one machine: embedded servers, database roles, and everything together in front of you.

Only `bin/*` uses this package. In production the environment comes from the container platform, and none
of this runs.
"""
