"""What one encounter adds to which counters: the one place that says so, for the fold and for what waits for it."""

from collections.abc import Iterator

from signals.models import Contact
from signals.vocabulary import Answer, Basis

BASES: dict[str, tuple[Basis, ...]] = {
    Answer.EVER: (Basis.EVER, Basis.YEAR),
    Answer.YEAR: (Basis.YEAR,),
    Answer.UNKNOWN: (Basis.UNKNOWN,),
}


def list_counted(contact: Contact) -> Iterator[tuple[int | None, Basis]]:
    """The counters a contact adds one to: (None for the site, or the id of the activity; basis)."""
    for scope, answer in ((None, contact.site_answer), (contact.activity_id, contact.activity_answer)):
        for basis in BASES.get(answer, ()):
            yield scope, basis
