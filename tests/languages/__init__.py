"""What visitors read, in ten languages."""
