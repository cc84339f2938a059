"""What is still to be found out."""

import datetime
from dataclasses import dataclass
from uuid import UUID

from signals.models import FollowUp, HelpRequest

MOST_SHOWN = 60


@dataclass(frozen=True, kw_only=True)
class ToFindOut:
    """What is still to be found out, the oldest first.

    Args:
        due: by today or before.
        coming: later.
    """

    due: list[FollowUp]
    coming: list[FollowUp]


def list_to_find_out(*, today: datetime.date) -> ToFindOut:
    """Everything that is open, in one query; of very many those that are due first."""
    rows = list(
        FollowUp.objects.filter(done_on__isnull=True).select_related(
            "service", "help_request__theme", "help_request__contact__activity"
        )[:MOST_SHOWN]
    )
    return ToFindOut(
        due=[row for row in rows if row.due_on <= today],
        coming=[row for row in rows if row.due_on > today],
    )


def find_help_request(*, help_request_id: UUID) -> HelpRequest | None:
    """A help request with its contact; None for one that does not exist or whose contact was deleted."""
    requests = HelpRequest.objects.filter(pk=help_request_id, contact__is_deleted=False)
    found: HelpRequest | None = requests.select_related("theme", "contact__activity").first()
    return found
