"""What one encounter adds to which counters: the one place that says so, for the fold and for what waits for it."""

from collections.abc import Iterator

from signals.models import Contact, SessionFirsts
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


def list_counted_firsts(firsts: SessionFirsts, *, activity_id: int | None) -> Iterator[tuple[int | None, Basis, int]]:
    """What the firsts of a session add to which counters: (None for the site, or the activity; basis; how many).

    Args:
        firsts: the numbers, of one session or added up.
        activity_id: the activity, when it counts its own unique visitors.
    """
    yield None, Basis.EVER, firsts.ever
    yield None, Basis.YEAR, firsts.ever + firsts.year
    if activity_id is not None:
        ever = firsts.ever + firsts.activity_ever
        yield activity_id, Basis.EVER, ever
        yield activity_id, Basis.YEAR, ever + firsts.activity_year
