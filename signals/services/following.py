"""Following a list of the network at a site: its own rows are kept like the network's.

The site has rows of its own for those of the network, so walls, counters and history stay as they are.
"""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from activities.services.outcome import lock_offer
from signals.models import Approach, AttributeCategory, FollowedList, ListItem, SharedItem
from signals.selectors.shared_lists import SHARED_COLUMNS, FollowPlan, list_shared_items, plan_following
from signals.selectors.site_lists import SiteList, find_concern, find_same_name, was_used
from signals.services.site_lists import choose_key
from signals.usual_lists import CONCERN_GUIDANCE
from signals.vocabulary import ApproachKind, ListAct
from sites.models import Network, User
from sites.services.audit import record_act

NAME_LENGTH = ListItem._meta.get_field("name").max_length or 0


def lock_network(*, network_id: int) -> Network:
    """Let whoever changes a list of a network and whoever begins to follow it wait for each other."""
    return Network.objects.select_for_update(no_key=True).get(pk=network_id)


def follow_list(*, of: SiteList, network_id: int, by: User | None) -> None:
    """Keep a list of the site in scope like that of its network from now on.

    What both have becomes one row, under the network's name; what only the site has is stopped.
    """
    network = lock_network(network_id=network_id)
    items = list_shared_items(network_id=network_id, name=of.name)
    lock_offer()
    _followed, is_new = FollowedList.objects.get_or_create(list_name=of.name)
    if is_new:
        _take_over(of, items)
        record_act(by=by, action=ListAct.FOLLOWED, subject=f"{of.name.label}: {network}")


def stop_following(*, of: SiteList, by: User) -> None:
    """Leave a list as it is now to the site in scope; what happens at the network no longer reaches it."""
    lock_offer()
    if FollowedList.objects.filter(list_name=of.name).delete()[0]:
        of.rows.update(shared_as=None)
        record_act(by=by, action=ListAct.UNFOLLOWED, subject=str(of.name.label))


def take_over_changes(*, of: SiteList, items: Iterable[SharedItem], by: User | None) -> None:
    """Bring a followed list of the site in scope up to date with its network."""
    lock_offer()
    if words := _take_over(of, items):
        record_act(by=by, action=ListAct.SPREAD, subject=f"{of.name.label}: {', '.join(words)}")


def _take_over(of: SiteList, items: Iterable[SharedItem]) -> list[str]:
    plan = plan_following(of=of, items=items)
    # The site's own words of what to do now go on to what takes the place of its concern.
    concern = find_concern()
    guidance = concern.guidance if concern else CONCERN_GUIDANCE
    words = _let_go(of, plan) if plan.gone else []
    _set_aside(of, plan)
    # What stops comes first: only one concern can be chosen.
    for position, (item, row) in sorted(enumerate(plan.pairs), key=lambda found: not found[1][0].is_retired):
        words += _write_row(of, item, row or _build_row(of, item, guidance), position)
    return words


def _let_go(of: SiteList, plan: FollowPlan) -> list[str]:
    """Take back what the network added and took back: such a row goes, or stops when it was used meanwhile."""
    gone = of.rows.filter(pk__in=[row.pk for row in plan.gone])
    gone.exclude(was_used(of.model)).delete()
    gone.update(is_retired=True, shared_as=None)
    return [_("%(name)s (weg)") % {"name": row.name} for row in plan.gone]


def _set_aside(of: SiteList, plan: FollowPlan) -> None:
    names = {item.name.casefold() for item, _row in plan.pairs}
    for row in plan.leaving:
        # What it followed it goes on naming: when that counts alike again, it is this row again.
        row.is_retired = True
        if row.name.casefold() in names:
            row.name = _choose_former_name(of, row.name)
    of.model._default_manager.bulk_update(plan.leaving, ["is_retired", "name"])


def _choose_former_name(of: SiteList, name: str) -> str:
    number = 1
    while True:
        ending = _(" (vroeger)") if number == 1 else _(" (vroeger %(number)d)") % {"number": number}
        former = name[: NAME_LENGTH - len(ending)] + ending
        if find_same_name(of=of, name=former) is None:
            return former
        number += 1


def _build_row(of: SiteList, item: SharedItem, guidance: str) -> Any:
    row = of.model(name=item.name)
    if isinstance(row, Approach) and item.kind == ApproachKind.CONCERN:
        row.guidance = guidance
    if isinstance(row, AttributeCategory):
        assert of.dimension is not None  # noqa: S101  (tells the type checker)
        row.dimension = of.dimension
        is_free = item.key and not of.rows.filter(key=item.key).exists()
        row.key = item.key if is_free else choose_key(of=of, name=item.name)
    return row


def _write_row(of: SiteList, item: SharedItem, row: Any, position: int) -> list[str]:
    columns = ("name", "is_retired", *SHARED_COLUMNS.get(of.model, ()))
    values = {column: getattr(item, column) for column in columns} | {"position": position, "shared_as": item.pk}
    former = None if row.pk is None else {column: getattr(row, column) for column in values}
    if former == values:
        return []
    for column, value in values.items():
        setattr(row, column, value)
    row.save()
    if former is not None and former["name"] != item.name:
        return [f"{former['name']} → {item.name}"]
    return [item.name]
