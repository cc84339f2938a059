"""The record of who changed what in how a site is run."""

from sites.models import AuditEntry, User

SUBJECT_LENGTH = AuditEntry._meta.get_field("subject").max_length or 0


def record_act(*, by: User | None, action: str, subject: str) -> AuditEntry:
    """Put one act on record, under the site or network of the scope.

    Args:
        by: who did it; None for the system itself.
        action: what was done, a slug such as 'slot-moved'.
        subject: what it was about, in words of the site. Never anything about a visitor. Cut off when too long.
    """
    entry: AuditEntry = AuditEntry.objects.create(actor=by, action=action, subject=subject[:SUBJECT_LENGTH])
    return entry
