"""Tests of what the offer looks like to programs: calendars, open data, feeds."""
