"""Reading the offer: what takes place when, in words and in moments."""
