"""Keeping the lists of a network, in its scope. Every act reaches the sites that follow, in the same transaction, and
so does taking it back.
"""

from collections.abc import Sequence

from activities.services.outcome import Step, put_back, save_row
from signals.models import SharedItem
from signals.selectors.shared_lists import SHARED_LISTS, SharedList, find_shared_concern, list_followers
from signals.selectors.site_lists import SITE_LISTS
from signals.services.following import lock_network, take_over_changes
from signals.services.site_lists import choose_key, find_end, make_rival_refusal, swap_places
from signals.usual_lists import UsualItem
from signals.vocabulary import ApproachKind, ListAct, ListName
from sites.models import Network, User
from sites.scope import site_scope
from sites.services.audit import record_act


def add_shared_items(*, to: SharedList, names: Sequence[str], network: Network, by: User | None) -> tuple[Step, ...]:
    """Put rows at the end of a list; the form has refused what is in it already."""
    lock_network(network_id=network.pk)
    return _add(to, [UsualItem(name) for name in names], network, by)


def begin_shared_list(*, to: SharedList, network: Network, by: User | None) -> tuple[Step, ...]:
    """Fill an empty list with the usual rows; a list that has rows stays as it is."""
    lock_network(network_id=network.pk)
    return () if to.rows.exists() else _add(to, to.usual, network, by)


def edit_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> tuple[Step, ...]:
    """Keep what the form put on a row: at every site that follows, what was noted before gets the new name too."""
    lock_network(network_id=network.pk)
    former = of.rows.get(pk=item.pk).name
    step = save_row(item)
    _finish(of, ListAct.EDITED, item.name if former == item.name else f"{former} → {item.name}", network, by)
    return (step,)


def move_shared_item(*, of: SharedList, item: SharedItem, up: bool, network: Network, by: User) -> None:
    """Let a row change places with the one above or below it; at the edge nothing happens."""
    lock_network(network_id=network.pk)
    if swap_places(of=of, item=item, up=up):
        _finish(of, ListAct.MOVED, item.name, network, by)


def retire_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> tuple[Step, ...]:
    """Keep a row from being chosen, at every site that follows; what was noted with it stays."""
    lock_network(network_id=network.pk)
    return _set_retired(of, item, True, ListAct.RETIRED, network, by)


def restore_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> tuple[Step, ...]:
    """Let a row be chosen again.

    Raises:
        ListRefused: another concern took its place.
    """
    lock_network(network_id=network.pk)
    rival = find_shared_concern(besides=item)
    if rival is not None and item.kind == ApproachKind.CONCERN:
        raise make_rival_refusal(rival)
    return _set_retired(of, item, False, ListAct.RESTORED, network, by)


def undo_shared_steps(*, steps: tuple[Step, ...], said: str, by: User, network: Network) -> None:
    """Put rows back as they were before an act, here and at every site that follows.

    Raises:
        ChangedSinceError: a row was changed, or undone already, after the act.
    """
    lock_network(network_id=network.pk)
    # Asked first: what an act added is gone afterwards.
    rows = SharedItem.objects.filter(pk__in=[step.pk for step in steps])
    names = set(rows.order_by().values_list("list_name", flat=True))
    put_back(steps=steps)
    record_act(by=by, action=ListAct.UNDONE, subject=said)
    for name in names:
        _spread(SHARED_LISTS[ListName(name)], network, by)


def _add(to: SharedList, items: Sequence[UsualItem], network: Network, by: User | None) -> tuple[Step, ...]:
    steps = tuple(save_row(_build(to, new, position)) for position, new in enumerate(items, find_end(of=to)))
    if items:
        _finish(to, ListAct.ADDED, ", ".join(new.name for new in items), network, by)
    return steps


def _build(of: SharedList, new: UsualItem, position: int) -> SharedItem:
    key = "" if of.dimension is None else new.key or choose_key(of=of, name=new.name)
    return SharedItem(list_name=of.name, name=new.name, key=key, kind=new.kind, position=position)


def _set_retired(
    of: SharedList, item: SharedItem, is_retired: bool, act: ListAct, network: Network, by: User
) -> tuple[Step, ...]:
    item.is_retired = is_retired
    step = save_row(item)
    _finish(of, act, item.name, network, by)
    return (step,)


def _finish(of: SharedList, act: ListAct, words: str, network: Network, by: User | None) -> None:
    record_act(by=by, action=act, subject=f"{of.name.label}: {words}")
    _spread(of, network, by)


def _spread(of: SharedList, network: Network, by: User | None) -> None:
    items = list(of.rows)
    for site in list_followers(network=network)[of.name]:
        with site_scope(site.pk, user_id=None if by is None else by.pk):
            take_over_changes(of=SITE_LISTS[of.name], items=items, by=by)
