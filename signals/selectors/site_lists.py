"""The site's own lists as its coordinators keep them: one description of each, read by one set of functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Lower

from signals.models import Approach, AttributeCategory, FollowedList, ListItem, Material, ReportTheme, Service, Theme
from signals.usual_lists import USUAL, UsualItem
from signals.vocabulary import ApproachKind, Dimension, ListName


class KeptList(Protocol):
    """A list that somebody keeps: a site its own, or a network one for its sites."""

    @property
    def rows(self) -> QuerySet[Any]:
        """Its rows in the scope, in their order."""


@dataclass(frozen=True, kw_only=True)
class SiteList:
    """One of the site's lists.

    Args:
        name: which one.
        model: the table its rows stand in.
        dimension: the question its rows are answers to, for a list of answers.
        editable: the columns a coordinator may change.
        carried: the columns a row hands on to the one that takes its place.
        own: the columns that remain the site's while it follows the list of its network.
    """

    name: ListName
    model: type[ListItem]
    dimension: Dimension | None = None
    editable: tuple[str, ...] = ("name",)
    carried: tuple[str, ...] = ()
    own: tuple[str, ...] = ()

    @property
    def rows(self) -> QuerySet[Any]:
        """Its rows at the site in scope, in their order."""
        rows: QuerySet[Any] = self.model.objects.all()
        return rows if self.dimension is None else rows.filter(dimension=self.dimension)

    @property
    def usual(self) -> Sequence[UsualItem]:
        """Rows to begin with; none for a list that differs from place to place."""
        return USUAL.get(self.name, ())


SITE_LISTS: dict[ListName, SiteList] = {
    found.name: found
    for found in (
        SiteList(
            name=ListName.THEMES,
            model=Theme,
            editable=("name", "report_theme"),
            carried=("report_theme",),
            own=("report_theme",),
        ),
        SiteList(name=ListName.REPORT_THEMES, model=ReportTheme),
        SiteList(
            name=ListName.APPROACHES,
            model=Approach,
            editable=("name", "kind", "guidance"),
            carried=("kind", "guidance"),
            own=("guidance",),
        ),
        SiteList(name=ListName.SERVICES, model=Service, editable=("name", "description", "phone", "website")),
        SiteList(name=ListName.MATERIALS, model=Material),
        *(
            SiteList(name=ListName[dimension.name], model=AttributeCategory, dimension=dimension)
            for dimension in Dimension
        ),
    )
}


def list_items(*, of: SiteList) -> list[ListItem]:
    """Every row, with `is_used`: whether anything ever named it. One query, however many rows."""
    rows = of.rows.select_related("report_theme") if of.model is Theme else of.rows
    return list(rows.annotate(is_used=was_used(of.model)))


def was_used(model: type[Model]) -> Q:
    """Whether any row of any table points at a row of `model`: also of tables that are added later."""
    pointers = [link for link in model._meta.get_fields(include_hidden=True) if link.one_to_many and link.auto_created]
    uses = (
        Q(Exists(link.related_model.objects.filter(**{link.field.name: OuterRef("pk")})))  # type: ignore[union-attr]
        for link in pointers
    )
    return reduce(or_, uses)


def find_same_name(*, of: KeptList, name: str, besides: Model | None = None) -> Any:
    """The row that has this name, ignoring capitals; two names that differ in those only are one."""
    rows = of.rows.annotate(small=Lower("name")).filter(small=Lower(Value(name)))
    return (rows if besides is None else rows.exclude(pk=besides.pk)).first()


@dataclass(frozen=True, kw_only=True)
class ListSummary:
    """A list with the names that can be chosen now, and whether it follows that of the network."""

    of: SiteList
    names: str
    is_followed: bool


def summarise_lists() -> list[ListSummary]:
    """Every list with what can be chosen; seven queries."""
    found: dict[ListName, list[str]] = {name: [] for name in ListName}
    for of in SITE_LISTS.values():
        if of.dimension is None:
            found[of.name] = list(of.rows.filter(is_retired=False).values_list("name", flat=True))
    for category in AttributeCategory.objects.filter(is_retired=False):
        found[ListName[Dimension(category.dimension).name]].append(category.name)
    followed = list_followed()
    return [
        ListSummary(of=SITE_LISTS[name], names=", ".join(names), is_followed=name in followed)
        for name, names in found.items()
    ]


def list_followed() -> frozenset[ListName]:
    """The lists of the network that the site in scope follows."""
    return frozenset(map(ListName, FollowedList.objects.values_list("list_name", flat=True)))


def find_concern(*, besides: ListItem | None = None) -> Approach | None:
    """The approach that shows 'wat nu, wie bel je', when one can be chosen."""
    concerns = Approach.objects.filter(kind=ApproachKind.CONCERN, is_retired=False)
    found: Approach | None = (concerns if besides is None else concerns.exclude(pk=besides.pk)).first()
    return found
