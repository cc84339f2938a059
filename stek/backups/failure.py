"""The one error of backup and restore that is a sentence for whoever typed the command."""


class BackupError(Exception):
    """Nothing was made or changed; the message says why, and what to do."""
