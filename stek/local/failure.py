"""The one error that ends a command with a sentence instead of a traceback."""


class LocalError(Exception):
    """Something on this machine is in the way; the message says what, and what to do about it."""
