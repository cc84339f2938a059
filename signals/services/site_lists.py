"""Keeping the site's own lists. Each act is on record; what changes one or a few rows can be taken back."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from activities.services.activities import choose_slug
from activities.services.outcome import Step, delete_row, lock_offer, save_row
from signals.models import Approach, AttributeCategory, ListItem, ReportTheme, Theme
from signals.selectors.site_lists import KeptList, SiteList, find_concern, was_used
from signals.usual_lists import CONCERN_GUIDANCE, UsualItem
from signals.vocabulary import ApproachKind, ListAct
from sites.models import User
from sites.services.audit import record_act

UNKNOWN_KEY = "unknown"
"""What figures call who gave no answer."""
KEY_BASE = 30


class ListRefused(Exception):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """An act that the list does not allow; the message is a Dutch sentence."""


def add_items(*, to: SiteList, names: Sequence[str], by: User) -> tuple[Step, ...]:
    """Put rows at the end of a list.

    Args:
        to: the list.
        names: new names, in order; the form has refused what is in the list already.
        by: who does it.
    """
    return _add(to, [UsualItem(name) for name in names], by)


def begin_with_usual(*, to: SiteList, by: User | None) -> tuple[Step, ...]:
    """Fill an empty list with the usual rows; a list that has rows stays as it is."""
    lock_offer()
    return () if to.rows.exists() else _add(to, to.usual, by)


def edit_item(*, of: SiteList, item: ListItem, by: User) -> tuple[Step, ...]:
    """Keep what the form put on a row. A rename is told as one: what was noted before gets the new name too."""
    lock_offer()
    former = of.rows.get(pk=item.pk).name
    step = save_row(item)
    _record(of, ListAct.EDITED, item.name if former == item.name else f"{former} → {item.name}", by)
    return (step,)


def replace_item(*, of: SiteList, item: ListItem, name: str, by: User) -> tuple[Step, ...]:
    """Stop a row and begin a new one in its place: what was noted before keeps the old name."""
    lock_offer()
    heir = _build(of, UsualItem(name), item.position)
    for column in of.carried:
        setattr(heir, column, getattr(item, column))
    item.is_retired = True
    # The old one first: only one concern can be chosen.
    steps = (save_row(item), save_row(heir))
    _record(of, ListAct.REPLACED, f"{item.name} → {name}", by)
    return steps


def move_item(*, of: SiteList, item: ListItem, up: bool, by: User) -> None:
    """Let a row change places with the one above or below it; at the edge nothing happens."""
    lock_offer()
    if swap_places(of=of, item=item, up=up):
        _record(of, ListAct.MOVED, item.name, by)


def swap_places(*, of: KeptList, item: Model, up: bool) -> bool:
    """Let a row change places with its neighbour, and say whether it has one there."""
    rows = list(of.rows.filter(is_retired=False))
    here = next((number for number, row in enumerate(rows) if row.pk == item.pk), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(rows):
        return False
    rows[here], rows[there] = rows[there], rows[here]
    for number, row in enumerate(rows):
        row.position = number
    of.rows.bulk_update(rows, ["position"])
    return True


def retire_items(*, of: SiteList, items: Iterable[ListItem], by: User) -> tuple[Step, ...]:
    """Keep rows from being chosen; what was noted with them stays."""
    return _set_retired(of, items, True, ListAct.RETIRED, by)


def restore_items(*, of: SiteList, items: Iterable[ListItem], by: User) -> tuple[Step, ...]:
    """Let rows be chosen again.

    Raises:
        ListRefused: another concern took its place.
    """
    items = list(items)
    rival = find_concern() if any(getattr(item, "kind", "") == ApproachKind.CONCERN for item in items) else None
    if rival is not None and rival not in items:
        raise make_rival_refusal(rival)
    return _set_retired(of, items, False, ListAct.RESTORED, by)


def make_rival_refusal(rival: Model) -> ListRefused:
    """Why a second row that shows what to do now cannot be chosen."""
    return ListRefused(_("Er kan er maar één 'wat nu, wie bel je' tonen, en dat is nu '%(name)s'.") % {"name": rival})


def remove_item(*, of: SiteList, item: ListItem, by: User) -> tuple[Step, ...]:
    """Remove a row that was never used.

    Raises:
        ListRefused: something points at it.
    """
    lock_offer()
    if of.rows.filter(was_used(of.model), pk=item.pk).exists():
        raise ListRefused(_("'%(name)s' werd al gebruikt en blijft daarom bestaan.") % {"name": item.name})
    steps = (delete_row(item),)
    _record(of, ListAct.REMOVED, item.name, by)
    return steps


def map_themes(*, report_themes: Mapping[Theme, ReportTheme | None], by: User | None) -> tuple[Step, ...]:
    """Say under which theme of the report each theme of the form falls; at most one each."""
    lock_offer()
    moved = [theme for theme, under in report_themes.items() if theme.report_theme_id != (under and under.pk)]
    for theme in moved:
        theme.report_theme = report_themes[theme]
    steps = tuple(save_row(theme) for theme in moved)
    if moved:
        nowhere = _("andere thema's")
        subject = ", ".join(f"{theme.name} → {theme.report_theme or nowhere}" for theme in moved)
        record_act(by=by, action=ListAct.THEMES_MAPPED, subject=subject)
    return steps


def _add(to: SiteList, items: Sequence[UsualItem], by: User | None) -> tuple[Step, ...]:
    lock_offer()
    steps = tuple(save_row(_build(to, new, position)) for position, new in enumerate(items, find_end(of=to)))
    if steps:
        _record(to, ListAct.ADDED, ", ".join(new.name for new in items), by)
    return steps


def _build(of: SiteList, new: UsualItem, position: int) -> ListItem:
    row = of.model(name=new.name, position=position)
    if isinstance(row, Approach):
        row.kind = new.kind
        row.guidance = CONCERN_GUIDANCE if new.kind == ApproachKind.CONCERN else ""
    if isinstance(row, AttributeCategory):
        assert of.dimension is not None  # noqa: S101  (tells the type checker)
        row.dimension = of.dimension
        row.key = new.key or choose_key(of=of, name=new.name)
    return row


def choose_key(*, of: KeptList, name: str) -> str:
    """What figures will know a new answer by: no other answer of the list has it."""
    taken = {UNKNOWN_KEY, *of.rows.values_list("key", flat=True)}
    return choose_slug(name[:KEY_BASE], taken=taken, fallback="antwoord")


def find_end(*, of: KeptList) -> int:
    """The place behind the last row of a list."""
    last = of.rows.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


def _set_retired(of: SiteList, items: Iterable[ListItem], is_retired: bool, act: ListAct, by: User) -> tuple[Step, ...]:
    lock_offer()
    changed = [item for item in items if item.is_retired != is_retired]
    for item in changed:
        item.is_retired = is_retired
    steps = tuple(save_row(item) for item in changed)
    if changed:
        _record(of, act, ", ".join(item.name for item in changed), by)
    return steps


def _record(of: SiteList, act: ListAct, words: str, by: User | None) -> None:
    record_act(by=by, action=act, subject=f"{of.name.label}: {words}")
