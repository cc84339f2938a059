"""Lists that a network keeps for its sites, and what following one would do to the list of a site."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from signals.models import Approach, FollowedList, ListItem, Service, SharedItem
from signals.selectors.site_lists import SITE_LISTS, SiteList
from signals.usual_lists import USUAL, UsualItem
from signals.vocabulary import ApproachKind, Dimension, ListName
from sites.models import Network, Site
from sites.scope import network_scope, site_scope

SHARED_COLUMNS: dict[type[ListItem], tuple[str, ...]] = {
    Approach: ("kind",),
    Service: ("description", "phone", "website"),
}
"""What a network says of a row besides its name."""


@dataclass(frozen=True, kw_only=True)
class SharedList:
    """A list that a network keeps.

    Args:
        name: which of the lists of a site it is for.
    """

    name: ListName

    @property
    def rows(self) -> QuerySet[SharedItem]:
        """Its rows at the network in scope, in their order."""
        rows: QuerySet[SharedItem] = SharedItem.objects.filter(list_name=self.name)
        return rows

    @property
    def columns(self) -> tuple[str, ...]:
        """What the network says of a row besides its name."""
        return SHARED_COLUMNS.get(SITE_LISTS[self.name].model, ())

    @property
    def dimension(self) -> Dimension | None:
        """The question its rows are answers to, for a list of answers."""
        return SITE_LISTS[self.name].dimension

    @property
    def usual(self) -> Sequence[UsualItem]:
        """Rows to begin with; none for a list that differs from place to place."""
        return USUAL.get(self.name, ())


SHARED_LISTS = {name: SharedList(name=name) for name in ListName}


@dataclass(frozen=True, kw_only=True)
class SharedSummary:
    """A list of a network, the names that can be chosen now, and the sites that follow it."""

    of: SharedList
    names: str
    followers: Sequence[Site]


def summarise_shared_lists(*, network: Network) -> list[SharedSummary]:
    """Every list of the network in scope; two queries and one for each of its sites."""
    names: dict[str, list[str]] = {name: [] for name in ListName}
    for item in SharedItem.objects.filter(is_retired=False):
        names[item.list_name].append(item.name)
    followers = list_followers(network=network)
    return [
        SharedSummary(of=of, names=", ".join(names[name]), followers=followers[name])
        for name, of in SHARED_LISTS.items()
    ]


def list_followers(*, network: Network) -> dict[ListName, list[Site]]:
    """For each list the sites of a network that follow it."""
    followers: dict[ListName, list[Site]] = {name: [] for name in ListName}
    for site in network.sites.all():
        with site_scope(site.pk):
            for followed in FollowedList.objects.all():
                followers[ListName(followed.list_name)].append(site)
    return followers


def find_shared_concern(*, besides: SharedItem) -> SharedItem | None:
    """The other approach of the network in scope that shows 'wat nu, wie bel je', when one can be chosen."""
    concerns = SharedItem.objects.filter(kind=ApproachKind.CONCERN, is_retired=False)
    found: SharedItem | None = concerns.exclude(pk=besides.pk).first()
    return found


def list_shared_items(*, network_id: int, name: ListName) -> list[SharedItem]:
    """The rows of a list of a network, whatever the scope one is in."""
    with network_scope(network_id):
        return list(SHARED_LISTS[name].rows)


@dataclass(frozen=True, kw_only=True)
class FollowPlan:
    """What following does to the list of a site.

    Args:
        pairs: each row of the network's list with the row of the site it becomes, or None when it is new there.
        leaving: rows of the site that are none of the network's list.
        gone: rows of the site that were one, until the network took back that it had added it.
    """

    pairs: Sequence[tuple[SharedItem, Any]]
    leaving: Sequence[Any]
    gone: Sequence[Any]

    @property
    def added(self) -> list[str]:
        """Names that can be chosen from then on, and were not there."""
        return [item.name for item, row in self.pairs if row is None]

    @property
    def kept(self) -> list[str]:
        """Names that the site has as well."""
        return [item.name for item, row in self.pairs if row is not None and not item.is_retired]

    @property
    def stopping(self) -> list[str]:
        """Names that cannot be chosen any more."""
        stopping = [row for item, row in self.pairs if row is not None and item.is_retired]
        return [row.name for row in [*stopping, *self.leaving, *self.gone] if not row.is_retired]


TIES: tuple[Callable[[Any, SharedItem], bool], ...] = (
    lambda row, item: row.shared_as == item.pk,
    lambda row, item: row.name.casefold() == item.name.casefold(),
    lambda row, item: item.key != "" and getattr(row, "key", "") == item.key,
)
"""What makes a row of a site the one of the network, the strongest first."""


def plan_following(*, of: SiteList, items: Iterable[SharedItem]) -> FollowPlan:
    """Lay the list of the site in scope beside that of its network."""
    items, rows = list(items), list(of.rows)
    found: dict[int, Any] = {}
    for is_tied in TIES:
        for item in items:
            taken = {row.pk for row in found.values()}
            tied = (row for row in rows if row.pk not in taken and is_tied(row, item) and _counts_alike(row, item))
            if item.pk not in found and (row := next(tied, None)) is not None:
                found[item.pk] = row
    taken = {row.pk for row in found.values()}
    # What stopped at the network before the site had it is nothing to the site.
    pairs = [(item, found.get(item.pk)) for item in items if item.pk in found or not item.is_retired]
    followed = {None, *(item.pk for item in items)}
    rest = [row for row in rows if row.pk not in taken]
    leaving = [row for row in rest if row.shared_as in followed]
    return FollowPlan(pairs=pairs, leaving=leaving, gone=[row for row in rest if row.shared_as not in followed])


def _counts_alike(row: ListItem, item: SharedItem) -> bool:
    # What was noted must not begin to count, nor stop counting, because of what a network calls it.
    is_concern = isinstance(row, Approach) and row.kind == ApproachKind.CONCERN
    return is_concern == (item.kind == ApproachKind.CONCERN)
