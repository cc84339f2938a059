"""A coordinator keeps the site's own lists: add, rename, order, stop, take back, remove what was never used."""

import datetime

import pytest

from activities.models import Activity, Session
from signals.models import (
    Approach,
    AttributeCategory,
    AttributeTally,
    Contact,
    HelpRequest,
    HelpRequestApproach,
    Material,
    Referral,
    ReportTheme,
    Service,
    SessionMaterial,
    Signal,
    Theme,
)
from signals.selectors.site_lists import SITE_LISTS
from signals.vocabulary import ApproachKind, Basis, Dimension, ListName
from sites.models import Site
from sites.scope import site_scope
from tests.conftest import CountQueries
from tests.lists.conftest import Keeper, add_themes

# One list of answers stands for all six: they differ in their question only.
EVERY_LIST = pytest.mark.parametrize(
    "name",
    [ListName.THEMES, ListName.REPORT_THEMES, ListName.APPROACHES, ListName.SERVICES, ListName.MATERIALS, ListName.AGE],
)
ON = datetime.date(2026, 3, 5)


def note_request(theme: Theme) -> HelpRequest:
    contact = Contact.objects.create(activity=Activity.objects.get(slug="koffie"), on=ON, logged_on=ON)
    request: HelpRequest = HelpRequest.objects.create(contact=contact, theme=theme)
    return request


def use(name: ListName, item: str) -> None:
    """Let something that was noted name a row of a list."""
    row = SITE_LISTS[name].rows.get(name=item)
    if isinstance(row, Theme):
        note_request(row)
    elif isinstance(row, ReportTheme):
        Theme.objects.create(name="Hieronder", report_theme=row)
    elif isinstance(row, Approach):
        HelpRequestApproach.objects.create(help_request=note_request(Theme.objects.create(name="Iets")), approach=row)
    elif isinstance(row, Material):
        session = Session.objects.create(activity=Activity.objects.get(slug="koffie"), on=ON)
        SessionMaterial.objects.create(session=session, material=row, number=1)
    elif isinstance(row, Service):
        Referral.objects.create(help_request=note_request(Theme.objects.create(name="Iets")), service=row)
    else:
        AttributeTally.objects.create(year=2026, basis=Basis.EVER, category=row, count=1)


@EVERY_LIST
def test_several_rows_are_added_at_once_a_line_each_at_the_end(keeper: Keeper, name: ListName) -> None:
    keeper.add(name, "Zand")
    response = keeper.add(name, "Beton\n\n  Grind   en  kiezel \n")
    assert "Erbij gezet: Beton, Grind en kiezel." in response.text
    assert keeper.names(name) == ["Zand", "Beton", "Grind en kiezel"]


@EVERY_LIST
def test_a_name_the_list_has_in_other_capitals_is_refused_and_nothing_is_added(keeper: Keeper, name: ListName) -> None:
    keeper.add(name, "Zand")
    response = keeper.add(name, "Beton\nZAND")
    assert "&#x27;Zand&#x27; staat al in de lijst." in response.text
    assert "ZAND</textarea>" in response.text
    assert keeper.names(name) == ["Zand"]


def test_the_same_name_twice_in_one_go_is_refused(keeper: Keeper) -> None:
    assert "twee keer" in keeper.add(ListName.THEMES, "Zand\nzand").text
    assert keeper.names(ListName.THEMES) == []


def test_a_name_that_stopped_is_to_be_taken_back_not_made_again(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand")
    keeper.press("list_item_retire", ListName.THEMES, keeper.find(ListName.THEMES, "Zand").pk)
    assert "Neem het terug" in keeper.add(ListName.THEMES, "zand").text


def test_the_database_too_refuses_a_name_in_other_capitals(in_kantine: None) -> None:
    add_themes("Zand")
    with pytest.raises(Exception, match="theme_once"):
        add_themes("ZAND")


def test_another_site_may_use_the_same_name(keeper: Keeper, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        add_themes("Zand")
    keeper.add(ListName.THEMES, "Zand")
    assert keeper.names(ListName.THEMES) == ["Zand"]


@EVERY_LIST
def test_a_renamed_row_stays_the_row_that_was_used(keeper: Keeper, name: ListName) -> None:
    keeper.add(name, "Zand")
    with site_scope(keeper.site.pk):
        use(name, "Zand")
    item = keeper.find(name, "Zand")
    kind = {"kind": "ordinary"} if name == ListName.APPROACHES else {}
    keeper.press("list_item", name, item.pk, name="Fijn zand", **kind)
    assert keeper.find(name, "Fijn zand").pk == item.pk
    assert ("list-edited", f"{name.label}: Zand → Fijn zand") in keeper.acts()


def test_a_rename_to_a_name_that_is_taken_is_refused_beside_the_field(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand\nBeton")
    response = keeper.press("list_item", ListName.THEMES, keeper.find(ListName.THEMES, "Zand").pk, name="beton")
    assert response.status_code == 422
    assert "&#x27;Beton&#x27; staat al in de lijst." in response.text


def test_what_means_something_else_from_now_on_stops_and_a_new_one_takes_its_place(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Eerst\nZand\nLaatst")
    zand = keeper.find(ListName.THEMES, "Zand")
    with site_scope(keeper.site.pk):
        request = note_request(zand)
    keeper.press("list_item_replace", ListName.THEMES, zand.pk, new_name="Beton")
    assert keeper.names(ListName.THEMES) == ["Eerst", "Beton", "Laatst"]
    assert keeper.names(ListName.THEMES, retired=True) == ["Zand"]
    with site_scope(keeper.site.pk):
        assert HelpRequest.objects.get(pk=request.pk).theme.name == "Zand"


def test_what_takes_the_place_of_a_concern_shows_its_text_and_counts_nowhere_either(keeper: Keeper) -> None:
    keeper.press("list_begin", ListName.APPROACHES)
    concern = keeper.find(ListName.APPROACHES, "Mogelijke verontrusting")
    keeper.press("list_item_replace", ListName.APPROACHES, concern.pk, new_name="We maken ons zorgen")
    heir = keeper.find(ListName.APPROACHES, "We maken ons zorgen")
    assert (heir.kind, heir.guidance) == (ApproachKind.CONCERN, concern.guidance)


@pytest.mark.parametrize(("to", "expected"), [("up", ["B", "A", "C"]), ("down", ["A", "C", "B"])])
def test_a_row_changes_places_with_its_neighbour(keeper: Keeper, to: str, expected: list[str]) -> None:
    keeper.add(ListName.SERVICES, "A\nB\nC")
    keeper.press("list_item_move", ListName.SERVICES, keeper.find(ListName.SERVICES, "B").pk, to=to)
    assert keeper.names(ListName.SERVICES) == expected


def test_a_row_moves_past_what_stopped_and_rows_that_shared_a_place(keeper: Keeper, in_kantine: None) -> None:
    for name in ("A", "B", "C"):
        Theme.objects.create(name=name, is_retired=name == "B")
    keeper.press("list_item_move", ListName.THEMES, keeper.find(ListName.THEMES, "C").pk, to="up")
    assert keeper.names(ListName.THEMES) == ["C", "A"]


@EVERY_LIST
def test_what_was_used_stops_but_is_never_removed(keeper: Keeper, name: ListName) -> None:
    keeper.add(name, "Zand")
    item = keeper.find(name, "Zand")
    with site_scope(keeper.site.pk):
        use(name, "Zand")
    assert "werd al gebruikt" in keeper.press("list_item_remove", name, item.pk).text
    keeper.press("list_item_retire", name, item.pk)
    assert keeper.names(name, retired=True) == ["Zand"]


@EVERY_LIST
def test_what_was_never_used_is_removed_and_can_be_put_back(keeper: Keeper, name: ListName) -> None:
    keeper.add(name, "Zand")
    response = keeper.press("list_item_remove", name, keeper.find(name, "Zand").pk)
    assert keeper.names(name) == []
    keeper.undo(response)
    assert keeper.names(name) == ["Zand"]


def test_a_theme_that_only_a_signal_names_was_used(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand")
    zand = keeper.find(ListName.THEMES, "Zand")
    with site_scope(keeper.site.pk):
        Signal.objects.create(title="Wachttijden", heard_on=ON, theme=zand)
    keeper.press("list_item_remove", ListName.THEMES, zand.pk)
    assert keeper.names(ListName.THEMES) == ["Zand"]


def test_what_stopped_leaves_the_form_and_comes_back(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand")
    zand, form = keeper.find(ListName.THEMES, "Zand"), keeper.url("contact_add")
    keeper.press("list_item_retire", ListName.THEMES, zand.pk)
    assert "Zand" not in keeper.client.get(form).text
    keeper.press("list_item_restore", ListName.THEMES, zand.pk)
    assert "Zand" in keeper.client.get(form).text


@pytest.mark.parametrize("act", ["list_item_retire", "list_item_replace"])
def test_stopping_can_be_taken_back(keeper: Keeper, act: str) -> None:
    keeper.add(ListName.THEMES, "Zand")
    data = {"new_name": "Beton"} if act == "list_item_replace" else {}
    keeper.undo(keeper.press(act, ListName.THEMES, keeper.find(ListName.THEMES, "Zand").pk, **data))
    assert keeper.names(ListName.THEMES) == ["Zand"]
    assert keeper.acts()[-1][0] == "list-undone"


def test_every_act_is_on_record_with_its_list_and_words(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand\nBeton")
    beton = keeper.find(ListName.THEMES, "Beton").pk
    for act in ("list_item_move", "list_item_retire", "list_item_restore", "list_item_remove"):
        keeper.press(act, ListName.THEMES, beton)
    assert keeper.acts() == [
        ("list-added", "Thema's: Zand, Beton"),
        ("list-moved", "Thema's: Beton"),
        ("list-retired", "Thema's: Beton"),
        ("list-restored", "Thema's: Beton"),
        ("list-removed", "Thema's: Beton"),
    ]


def test_a_question_is_taken_off_the_form_as_a_whole_and_put_back(keeper: Keeper) -> None:
    form = keeper.url("contact_add")
    keeper.press("list_begin", ListName.GENDER)
    assert 'name="attribute-gender"' in keeper.client.get(form).text
    keeper.press("list_stop_asking", ListName.GENDER)
    assert 'name="attribute-gender"' not in keeper.client.get(form).text
    keeper.press("list_ask", ListName.GENDER)
    assert keeper.names(ListName.GENDER) == ["vrouw", "man", "anders"]


def test_a_new_answer_gets_a_key_of_its_own_that_no_figure_uses_yet(keeper: Keeper) -> None:
    keeper.add(ListName.GENDER, "Unknown\nX!\nx?")
    with site_scope(keeper.site.pk):
        keys = set(AttributeCategory.objects.filter(dimension=Dimension.GENDER).values_list("key", flat=True))
    assert keys == {"unknown-2", "x", "x-2"}


def test_a_list_that_has_rows_is_not_filled_with_the_usual_ones(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand")
    keeper.press("list_begin", ListName.THEMES)
    assert keeper.names(ListName.THEMES) == ["Zand"]


def test_themes_fall_under_themes_of_the_report_and_what_is_loose_is_named(keeper: Keeper) -> None:
    keeper.add(ListName.THEMES, "Zand\nBeton")
    keeper.add(ListName.REPORT_THEMES, "Bouw")
    zand, beton = keeper.find(ListName.THEMES, "Zand"), keeper.find(ListName.THEMES, "Beton")
    bouw = keeper.find(ListName.REPORT_THEMES, "Bouw")
    data = {f"theme-{zand.pk}": str(bouw.pk), f"theme-{beton.pk}": ""}
    keeper.client.post(keeper.url("theme_map"), data)
    assert keeper.find(ListName.THEMES, "Zand").report_theme_id == bouw.pk
    page = keeper.client.get(keeper.url("theme_map")).text
    assert "Nog nergens onder:" in page
    assert page.split("Nog nergens onder:")[1].split("</p>")[0].split()[-1] == "Beton."
    assert ("list-themes-mapped", "Zand → Bouw") in keeper.acts()


def test_a_row_of_another_site_is_not_found(keeper: Keeper, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        [theirs] = add_themes("Zand")
    assert keeper.client.get(keeper.url("list_item", ListName.THEMES, theirs.pk)).status_code == 404
    assert keeper.press("list_item_retire", ListName.THEMES, theirs.pk).status_code == 404


def test_a_list_that_does_not_exist_is_not_found(keeper: Keeper) -> None:
    assert keeper.client.get(keeper.url("list_page", "schoenen")).status_code == 404


@EVERY_LIST
def test_a_list_takes_the_same_number_of_queries_with_1_row_and_with_30(
    keeper: Keeper, name: ListName, count_queries: CountQueries
) -> None:
    url = keeper.url("list_page", name)
    keeper.add(name, "Rij")
    keeper.client.get(url)
    with count_queries() as one:
        keeper.client.get(url)
    keeper.add(name, "\n".join(f"Rij {number}" for number in range(29)))
    keeper.client.get(url)
    with count_queries() as thirty:
        assert keeper.client.get(url).text.count('id="item-') == 30
    assert len(one) == len(thirty) <= 10, "\n".join(thirty)
