"""A network keeps a list, and sites that follow it have the same choices with counters of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signals.models import Approach, HelpRequest, SharedItem, Theme
from signals.vocabulary import ApproachKind, ListName
from sites.models import AuditEntry, Membership, Network, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role
from tests.conftest import Cast, CountQueries
from tests.lists.conftest import Keeper, press_undo
from tests.lists.test_keeping import note_request


@dataclass(frozen=True)
class Umbrella:
    """A browser of a coordinator of the network, at its lists."""

    client: Client
    network: Network

    def url(self, name: str, *arguments: Any) -> str:
        return reverse(f"network_{name}", args=[self.network.slug, *arguments])

    def add(self, list_name: ListName, names: str) -> Any:
        return self.client.post(self.url("list_page", list_name), {"names": names}, follow=True)

    def press(self, page: str, list_name: ListName, name: str, /, **data: str) -> Any:
        with network_scope(self.network.pk):
            item = SharedItem.objects.get(list_name=list_name, name=name)
        return self.client.post(self.url(page, list_name, item.pk), data, follow=True)

    def undo(self, response: Any) -> Any:
        return press_undo(self.client, response)

    def acts(self) -> list[tuple[str, str]]:
        with network_scope(self.network.pk):
            return list(AuditEntry.objects.order_by("at").values_list("action", "subject"))


@pytest.fixture
def umbrella(kantine: Site, network: Network, sign_in: Callable[[User], Client]) -> Umbrella:
    """A coordinator of Noorderkempen."""
    with network_scope(network.pk):
        user = User.objects.create_user("koepel@stek.example", name="Koepel")
        Membership.objects.create(user=user, role=Role.COORDINATOR)
    return Umbrella(sign_in(user), network)


def follow(keeper: Keeper, name: ListName = ListName.THEMES) -> Any:
    return keeper.press("list_follow", name)


def test_a_site_that_follows_has_what_the_network_has_in_that_order(umbrella: Umbrella, keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Wonen\nZand")
    umbrella.add(ListName.THEMES, "Werk\nwonen")
    page = keeper.client.get(keeper.url("list_follow", ListName.THEMES)).text
    assert all(words in page for words in ("Dit hebben jullie ook", "Dit komt erbij", "Dit stopt"))
    follow(keeper)
    assert keeper.names(ListName.THEMES) == ["Werk", "wonen"]
    assert keeper.names(ListName.THEMES, retired=True) == ["Zand"]


def test_what_was_noted_with_an_own_row_goes_on_under_the_name_of_the_network(
    umbrella: Umbrella, keeper: Keeper
) -> None:
    keeper.add(ListName.THEMES, "Wonen")
    with site_scope(keeper.site.pk):
        request = note_request(Theme.objects.get(name="Wonen"))
    umbrella.add(ListName.THEMES, "Wonen")
    follow(keeper)
    umbrella.press("list_item", ListName.THEMES, "Wonen", name="Huisvesting")
    with site_scope(keeper.site.pk):
        assert HelpRequest.objects.get(pk=request.pk).theme.name == "Huisvesting"


def test_every_act_of_the_network_reaches_who_follows_and_nobody_else(
    umbrella: Umbrella, keeper: Keeper, cast: Cast, kattegat: Site, sign_in: Callable[[User], Client]
) -> None:
    neighbour = Keeper(sign_in(cast.neighbour), kattegat)
    neighbour.add(ListName.THEMES, "Eigen")
    umbrella.add(ListName.THEMES, "A\nB")
    follow(keeper)
    umbrella.add(ListName.THEMES, "C")
    umbrella.press("list_item_move", ListName.THEMES, "C", to="up")
    assert keeper.names(ListName.THEMES) == ["A", "C", "B"]
    umbrella.press("list_item_retire", ListName.THEMES, "A")
    assert keeper.names(ListName.THEMES) == ["C", "B"]
    umbrella.press("list_item_restore", ListName.THEMES, "A")
    umbrella.press("list_item", ListName.THEMES, "B", name="Beton")
    assert keeper.names(ListName.THEMES) == ["A", "C", "Beton"]
    assert neighbour.names(ListName.THEMES) == ["Eigen"]


def test_both_sides_have_on_record_who_changed_what(umbrella: Umbrella, keeper: Keeper) -> None:
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    umbrella.press("list_item", ListName.THEMES, "A", name="Z")
    keeper.press("list_unfollow", ListName.THEMES)
    assert umbrella.acts() == [("list-added", "Thema's: A"), ("list-edited", "Thema's: A → Z")]
    assert keeper.acts() == [
        ("list-followed", "Thema's: Noorderkempen"),
        ("list-spread", "Thema's: A → Z"),
        ("list-unfollowed", "Thema's"),
    ]


@pytest.mark.parametrize(
    ("page", "data"),
    [
        ("list_item_retire", {}),
        ("list_item_move", {"to": "down"}),
        ("list_item_remove", {}),
        ("list_item_replace", {"new_name": "Eigen"}),
        ("list_item", {"name": "Eigen"}),
    ],
)
def test_a_site_cannot_change_a_row_that_it_follows(
    umbrella: Umbrella, keeper: Keeper, page: str, data: dict[str, str]
) -> None:
    umbrella.add(ListName.THEMES, "A\nB")
    follow(keeper)
    keeper.press(page, ListName.THEMES, keeper.find(ListName.THEMES, "A").pk, **data)
    keeper.add(ListName.THEMES, "Eigen")
    assert keeper.names(ListName.THEMES) == ["A", "B"]


def test_who_stops_following_keeps_the_rows_as_its_own(umbrella: Umbrella, keeper: Keeper) -> None:
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    keeper.press("list_unfollow", ListName.THEMES)
    umbrella.press("list_item", ListName.THEMES, "A", name="Z")
    keeper.add(ListName.THEMES, "Eigen")
    assert keeper.names(ListName.THEMES) == ["A", "Eigen"]


def test_the_theme_of_the_report_remains_the_sites(umbrella: Umbrella, keeper: Keeper) -> None:
    keeper.add(ListName.REPORT_THEMES, "Bouw")
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    bouw = keeper.find(ListName.REPORT_THEMES, "Bouw").pk
    keeper.press("list_item", ListName.THEMES, keeper.find(ListName.THEMES, "A").pk, report_theme=str(bouw))
    umbrella.press("list_item", ListName.THEMES, "A", name="Z")
    assert keeper.find(ListName.THEMES, "Z").report_theme_id == bouw


def test_the_sites_own_words_of_what_to_do_now_go_on_to_the_concern_of_the_network(
    umbrella: Umbrella, keeper: Keeper
) -> None:
    with site_scope(keeper.site.pk):
        Approach.objects.create(name="We zijn ongerust", kind=ApproachKind.CONCERN, guidance="Bel Nele.")
    umbrella.client.post(umbrella.url("list_begin", ListName.APPROACHES))
    follow(keeper, ListName.APPROACHES)
    assert keeper.find(ListName.APPROACHES, "Mogelijke verontrusting").guidance == "Bel Nele."
    assert keeper.names(ListName.APPROACHES, retired=True) == ["We zijn ongerust"]


def test_what_counts_nowhere_does_not_begin_to_count_because_the_network_calls_it_otherwise(
    umbrella: Umbrella, keeper: Keeper
) -> None:
    with site_scope(keeper.site.pk):
        Approach.objects.create(name="Zorg", kind=ApproachKind.CONCERN, guidance="Bel Nele.")
    umbrella.add(ListName.APPROACHES, "Zorg")
    follow(keeper, ListName.APPROACHES)
    assert keeper.find(ListName.APPROACHES, "Zorg").kind == ApproachKind.ORDINARY
    former = keeper.find(ListName.APPROACHES, "Zorg (vroeger)")
    assert (former.kind, former.is_retired) == (ApproachKind.CONCERN, True)


def test_an_answer_keeps_the_key_that_figures_know_it_by(umbrella: Umbrella, keeper: Keeper) -> None:
    keeper.press("list_begin", ListName.GENDER)
    woman = keeper.find(ListName.GENDER, "vrouw")
    umbrella.client.post(umbrella.url("list_begin", ListName.GENDER))
    umbrella.press("list_item", ListName.GENDER, "vrouw", name="v")
    follow(keeper, ListName.GENDER)
    found = keeper.find(ListName.GENDER, "v")
    assert (found.pk, found.key) == (woman.pk, "woman")


def test_what_was_done_before_following_cannot_be_taken_back_afterwards(umbrella: Umbrella, keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand")
    umbrella.add(ListName.THEMES, "A")
    removed = keeper.press("list_item_remove", ListName.THEMES, keeper.find(ListName.THEMES, "Zand").pk)
    undo = next(iter(removed.context["messages"])).extra_tags
    follow(keeper)
    keeper.client.post(undo)
    assert keeper.names(ListName.THEMES) == ["A"]


@pytest.mark.parametrize(
    ("page", "data"), [("list_item_retire", {}), ("list_item", {"name": "Zee"}), ("list_item_restore", {})]
)
def test_what_the_network_takes_back_is_taken_back_at_who_follows(
    umbrella: Umbrella, keeper: Keeper, page: str, data: dict[str, str]
) -> None:
    umbrella.add(ListName.THEMES, "A\nZand")
    follow(keeper)
    if page == "list_item_restore":
        umbrella.press("list_item_retire", ListName.THEMES, "Zand")
    before = keeper.names(ListName.THEMES), keeper.names(ListName.THEMES, retired=True)
    umbrella.undo(umbrella.press(page, ListName.THEMES, "Zand", **data))
    assert (keeper.names(ListName.THEMES), keeper.names(ListName.THEMES, retired=True)) == before
    assert umbrella.acts()[-1][0] == "list-undone"


def test_what_the_network_added_and_took_back_is_gone_everywhere(umbrella: Umbrella, keeper: Keeper) -> None:
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    umbrella.undo(umbrella.add(ListName.THEMES, "Tikfuot"))
    assert keeper.names(ListName.THEMES) == ["A"]
    assert keeper.names(ListName.THEMES, retired=True) == []
    assert keeper.acts()[-1] == ("list-spread", "Thema's: Tikfuot (weg)")


def test_what_a_site_used_before_the_network_took_it_back_stops_there_and_stays(
    umbrella: Umbrella, keeper: Keeper
) -> None:
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    added = umbrella.add(ListName.THEMES, "Zand")
    with site_scope(keeper.site.pk):
        request = note_request(Theme.objects.get(name="Zand"))
    umbrella.undo(added)
    assert keeper.names(ListName.THEMES, retired=True) == ["Zand"]
    with site_scope(keeper.site.pk):
        assert HelpRequest.objects.get(pk=request.pk).theme.name == "Zand"


def test_what_counts_again_after_an_undo_is_the_row_it_was(umbrella: Umbrella, keeper: Keeper) -> None:
    umbrella.add(ListName.APPROACHES, "Zorg")
    follow(keeper, ListName.APPROACHES)
    zorg = keeper.find(ListName.APPROACHES, "Zorg")
    concern = {"name": "Zorg", "kind": ApproachKind.CONCERN}
    umbrella.undo(umbrella.press("list_item", ListName.APPROACHES, "Zorg", **concern))
    found = keeper.find(ListName.APPROACHES, "Zorg")
    assert (found.pk, found.kind, found.is_retired) == (zorg.pk, ApproachKind.ORDINARY, False)


def test_an_undo_of_a_network_refuses_what_changed_since(umbrella: Umbrella, keeper: Keeper) -> None:
    umbrella.add(ListName.THEMES, "A")
    follow(keeper)
    renamed = umbrella.press("list_item", ListName.THEMES, "A", name="B")
    umbrella.press("list_item", ListName.THEMES, "B", name="C")
    assert "intussen al veranderd" in umbrella.undo(renamed).text
    assert keeper.names(ListName.THEMES) == ["C"]


def test_a_site_of_another_network_sees_nothing_of_the_list(
    umbrella: Umbrella, keeper: Keeper, network: Network
) -> None:
    umbrella.add(ListName.THEMES, "A")
    keeper.site.network = Network.objects.create(slug="elders", name="Elders")
    keeper.site.save()
    assert "Elders heeft voor deze lijst nog niets" in follow(keeper).text
    assert keeper.names(ListName.THEMES) == []


def test_the_lists_of_a_network_take_the_same_number_of_queries_with_1_row_and_with_30(
    umbrella: Umbrella, count_queries: CountQueries
) -> None:
    url = umbrella.url("list_page", ListName.THEMES)
    umbrella.add(ListName.THEMES, "Rij")
    umbrella.client.get(url)
    with count_queries() as one:
        umbrella.client.get(url)
    umbrella.add(ListName.THEMES, "\n".join(f"Rij {number}" for number in range(29)))
    umbrella.client.get(url)
    with count_queries() as thirty:
        assert umbrella.client.get(url).text.count('id="item-') == 30
    assert len(one) == len(thirty)
