"""The record of who changed what in how a site is run."""

from sites.models import Actor, AuditEntry, PartnerLink

SUBJECT_LENGTH = AuditEntry._meta.get_field("subject").max_length or 0


def record_act(*, by: Actor | None, action: str, subject: str) -> AuditEntry:
    """Put one act on record, under the site or network of the scope.

    Args:
        by: who did it; None for the system itself.
        action: what was done, a slug such as 'slot-moved'.
        subject: what it was about, in words of the site. Never anything about a visitor. Cut off when too long.
    """
    who = {"partner": by.partner} if isinstance(by, PartnerLink) else {"actor": by}
    entry: AuditEntry = AuditEntry.objects.create(action=action, subject=subject[:SUBJECT_LENGTH], **who)
    return entry
