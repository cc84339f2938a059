"""What somebody may say about the offer; each form gives the details that a service takes."""
