"""What visitors tell us and what comes of it: contacts, help requests, counters, signals, groups."""
