"""Writing the offer: each act is one function, goes on record, and tells how it can be undone."""
