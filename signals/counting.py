"""What one encounter adds to which counters: the one place that says so, for the fold and for what waits for it."""

from collections.abc import Iterator

from signals.models import Contact, SessionFirsts
from signals.vocabulary import Answer, Basis, FirstsPart

BASES: dict[str, tuple[Basis, ...]] = {
    Answer.EVER: (Basis.EVER, Basis.YEAR),
    Answer.YEAR: (Basis.YEAR,),
    Answer.UNKNOWN: (Basis.UNKNOWN,),
}
AT_SITE: dict[FirstsPart, tuple[Basis, ...]] = {
    FirstsPart.EVER: (Basis.EVER, Basis.YEAR),
    FirstsPart.YEAR: (Basis.YEAR,),
}
AT_ACTIVITY: dict[FirstsPart, tuple[Basis, ...]] = {
    # Who is new at the site is new at the activity.
    FirstsPart.EVER: (Basis.EVER, Basis.YEAR),
    FirstsPart.ACTIVITY_EVER: (Basis.EVER, Basis.YEAR),
    FirstsPart.ACTIVITY_YEAR: (Basis.YEAR,),
}


def list_counted(contact: Contact) -> Iterator[tuple[int | None, Basis]]:
    """The counters a contact adds one to: (None for the site, or the id of the activity; basis)."""
    for scope, answer in ((None, contact.site_answer), (contact.activity_id, contact.activity_answer)):
        for basis in BASES.get(answer, ()):
            yield scope, basis


def list_counted_part(part: FirstsPart, *, activity_id: int | None) -> Iterator[tuple[int | None, Basis]]:
    """The counters that one part of the firsts of a session adds to: (None for the site, or the activity; basis).

    Args:
        part: which of the firsts.
        activity_id: the activity, when it counts its own unique visitors.
    """
    for basis in AT_SITE.get(part, ()):
        yield None, basis
    if activity_id is not None:
        for basis in AT_ACTIVITY.get(part, ()):
            yield activity_id, basis


def list_counted_firsts(firsts: SessionFirsts, *, activity_id: int | None) -> Iterator[tuple[int | None, Basis, int]]:
    """What the firsts of a session add to which counters; a counter may come more than once.

    Args:
        firsts: the numbers, of one session or added up.
        activity_id: the activity, when it counts its own unique visitors.
    """
    for part in FirstsPart:
        for scope, basis in list_counted_part(part, activity_id=activity_id):
            yield scope, basis, getattr(firsts, part)
