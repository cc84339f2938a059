"""What a phone kept without network arrives, each entry once."""
