"""One file that holds all of Stek: a dump of the database, the documents, and a list with a digest of each."""
