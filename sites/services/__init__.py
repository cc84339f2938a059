"""Writing on the ground floor."""
