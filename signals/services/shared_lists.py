"""Keeping the lists of a network, in its scope. Every act reaches the sites that follow, in the same transaction."""

from collections.abc import Sequence

from signals.models import SharedItem
from signals.selectors.shared_lists import SharedList, find_shared_concern, list_followers
from signals.selectors.site_lists import SITE_LISTS
from signals.services.following import lock_network, take_over_changes
from signals.services.site_lists import choose_key, find_end, make_rival_refusal, swap_places
from signals.usual_lists import UsualItem
from signals.vocabulary import ApproachKind, ListAct
from sites.models import Network, User
from sites.scope import site_scope
from sites.services.audit import record_act


def add_shared_items(*, to: SharedList, names: Sequence[str], network: Network, by: User | None) -> None:
    """Put rows at the end of a list; the form has refused what is in it already."""
    lock_network(network_id=network.pk)
    _add(to, [UsualItem(name) for name in names], network, by)


def begin_shared_list(*, to: SharedList, network: Network, by: User | None) -> None:
    """Fill an empty list with the usual rows; a list that has rows stays as it is."""
    lock_network(network_id=network.pk)
    if not to.rows.exists():
        _add(to, to.usual, network, by)


def edit_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> None:
    """Keep what the form put on a row: at every site that follows, what was noted before gets the new name too."""
    lock_network(network_id=network.pk)
    former = of.rows.get(pk=item.pk).name
    item.save()
    words = item.name if former == item.name else f"{former} → {item.name}"
    _finish(of, ListAct.EDITED, words, network, by)


def move_shared_item(*, of: SharedList, item: SharedItem, up: bool, network: Network, by: User) -> None:
    """Let a row change places with the one above or below it; at the edge nothing happens."""
    lock_network(network_id=network.pk)
    if swap_places(of=of, item=item, up=up):
        _finish(of, ListAct.MOVED, item.name, network, by)


def retire_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> None:
    """Keep a row from being chosen, at every site that follows; what was noted with it stays."""
    lock_network(network_id=network.pk)
    item.is_retired = True
    item.save(update_fields=["is_retired"])
    _finish(of, ListAct.RETIRED, item.name, network, by)


def restore_shared_item(*, of: SharedList, item: SharedItem, network: Network, by: User) -> None:
    """Let a row be chosen again.

    Raises:
        ListRefused: another concern took its place.
    """
    lock_network(network_id=network.pk)
    rival = find_shared_concern(besides=item)
    if rival is not None and item.kind == ApproachKind.CONCERN:
        raise make_rival_refusal(rival)
    item.is_retired = False
    item.save(update_fields=["is_retired"])
    _finish(of, ListAct.RESTORED, item.name, network, by)


def _add(to: SharedList, items: Sequence[UsualItem], network: Network, by: User | None) -> None:
    for position, new in enumerate(items, find_end(of=to)):
        key = "" if to.dimension is None else new.key or choose_key(of=to, name=new.name)
        SharedItem.objects.create(list_name=to.name, name=new.name, key=key, kind=new.kind, position=position)
    if items:
        _finish(to, ListAct.ADDED, ", ".join(new.name for new in items), network, by)


def _finish(of: SharedList, act: ListAct, words: str, network: Network, by: User | None) -> None:
    record_act(by=by, action=act, subject=f"{of.name.label}: {words}")
    items = list(of.rows)
    for site in list_followers(network=network)[of.name]:
        with site_scope(site.pk, user_id=None if by is None else by.pk):
            take_over_changes(of=SITE_LISTS[of.name], items=items, by=by)
