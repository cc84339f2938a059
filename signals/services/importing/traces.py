"""The trace an import leaves, so that a file imported twice adds nothing.

Two keyed digests for each contact: of which it is (number, date, activity), and of what stays on it after the fold
(themes, approaches, referrals). Nothing that was answered about a visitor goes into a digest: it could be guessed back.
After 90 days they are erased.
"""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.crypto import salted_hmac

from signals.models import ImportedRow
from signals.services.importing.gathering import ContactDraft
from sites.scope import current_site_id

TRACE_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Trace:
    """The digests of one contact of a file."""

    identity: str
    content: str


def digest_contact(draft: ContactDraft) -> Trace:
    """Digest one contact under the server's secret; the same contact of another site gives another digest."""
    entry = draft.entry
    identity = (current_site_id(), draft.number, entry.on.isoformat(), entry.activity_id)
    # Rows may have been sorted since.
    content = sorted((request.theme_id, request.approach_ids, request.service_ids) for request in entry.help_requests)
    return Trace(identity=_digest("identity", identity), content=_digest("content", (identity, content)))


def _digest(of: str, value: object) -> str:
    return salted_hmac(f"signals.importing.{of}", repr(value), algorithm="sha256").hexdigest()


def find_known(traces: Iterable[Trace]) -> Collection[str]:
    """Which digests an earlier import left (one query)."""
    digests = [digest for trace in traces for digest in (trace.identity, trace.content)]
    return frozenset(ImportedRow.objects.filter(digest__in=digests).values_list("digest", flat=True))


def leave_traces(traces: Iterable[Trace], *, today: datetime.date) -> None:
    """Remember these contacts for 90 days."""
    expires_on = today + datetime.timedelta(days=TRACE_DAYS)
    ImportedRow.objects.bulk_create(
        (
            ImportedRow(digest=digest, expires_on=expires_on)
            for trace in traces
            for digest in (trace.identity, trace.content)
        ),
        batch_size=1000,
    )
