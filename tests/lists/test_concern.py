"""Mogelijke verontrusting: what to do now is on the form at once, and nothing else ever tells of it."""

import datetime
import io

import pytest
from django.core.management import call_command

from activities.models import Activity
from signals.models import Approach, Contact, HelpRequest, HelpRequestApproach, Theme
from signals.services.folding import fold_site
from signals.vocabulary import Answer, ApproachKind, ListName
from sites.scope import site_scope
from tests.lists.conftest import Keeper

ON = datetime.date(2026, 3, 5)
WORD = "zorgkreet"


def make_lists(guidance: str = "Bel Nele.\nGevaar? 112.") -> Approach:
    Theme.objects.create(name="Huisvesting")
    Approach.objects.create(name="Advies")
    concern: Approach = Approach.objects.create(name=WORD, kind=ApproachKind.CONCERN, guidance=guidance)
    return concern


def note_concern() -> None:
    contact = Contact.objects.create(
        activity=Activity.objects.get(slug="koffie"), on=ON, logged_on=ON, site_answer=Answer.EVER
    )
    request = HelpRequest.objects.create(contact=contact, theme=Theme.objects.get(name="Huisvesting"))
    for approach in Approach.objects.all():
        HelpRequestApproach.objects.create(help_request=request, approach=approach)


def test_the_sites_own_text_is_part_of_the_form(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        make_lists()
    form = keeper.client.get(keeper.url("contact_add")).text.split('<form id="contact"')[1].split("</form>")[0]
    assert "Bel Nele.\nGevaar? 112." in form
    assert 'data-mark="concern"' in form


def test_a_concern_without_a_text_still_says_what_to_do(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        make_lists(guidance="")
    assert "Bel 112." in keeper.client.get(keeper.url("contact_add")).text


@pytest.mark.parametrize("is_folded", [False, True])
def test_it_is_in_no_figure_on_the_screen_or_in_a_file(keeper: Keeper, is_folded: bool) -> None:
    with site_scope(keeper.site.pk):
        make_lists()
        note_concern()
        if is_folded:
            fold_site(today=ON + datetime.timedelta(days=1))
    pages = [
        keeper.client.get(keeper.url("figures") + "?first=2026-03&last=2026-03").text,
        keeper.client.get(keeper.url("report_list")).text,
        keeper.client.get(keeper.url("signal_list")).text,
        keeper.client.get(f"/{keeper.site.slug}/").text,
    ]
    for output in ("json", "table"):
        printed = io.StringIO()
        call_command(
            "figures", "--site", keeper.site.slug, "--from", "2026-03", "--to", "2026-03", "--format", output,
            stdout=printed,
        )  # fmt: skip
        pages.append(printed.getvalue())
    assert "Advies" in pages[0]
    assert "Advies" in pages[-1]
    assert [page for page in pages if WORD in page.lower()] == []


def test_what_was_noted_as_a_concern_never_begins_to_count_by_a_change_of_kind(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        concern = make_lists()
        note_concern()
    data = {"name": WORD, "guidance": "Bel Nele.", "kind": "ordinary"}
    keeper.client.post(keeper.url("list_item", ListName.APPROACHES, concern.pk), data)
    assert keeper.find(ListName.APPROACHES, WORD).kind == ApproachKind.CONCERN


def test_what_counted_never_stops_counting_by_a_change_of_kind(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        make_lists().delete()
        note_concern()
    data = {"name": "Advies", "guidance": "Bel Nele.", "kind": "concern"}
    response = keeper.client.post(
        keeper.url("list_item", ListName.APPROACHES, keeper.find(ListName.APPROACHES, "Advies").pk), data
    )
    assert response.status_code == 422
    assert keeper.find(ListName.APPROACHES, "Advies").kind == ApproachKind.ORDINARY


def test_a_coordinator_changes_the_text_and_cannot_leave_it_empty(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        concern = make_lists()
        note_concern()
    url = keeper.url("list_item", ListName.APPROACHES, concern.pk)
    assert keeper.client.post(url, {"name": WORD, "guidance": " "}).status_code == 422
    keeper.client.post(url, {"name": WORD, "guidance": "Bel Ahmed."})
    assert "Bel Ahmed." in keeper.client.get(keeper.url("contact_add")).text


def test_there_is_one_text_at_most(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        make_lists()
    advice = keeper.find(ListName.APPROACHES, "Advies")
    data = {"name": "Advies", "guidance": "Bel Nele.", "kind": "concern"}
    response = keeper.client.post(keeper.url("list_item", ListName.APPROACHES, advice.pk), data)
    assert "één is genoeg" in response.text


def test_one_that_stopped_is_not_taken_back_beside_the_one_that_took_its_place(keeper: Keeper) -> None:
    with site_scope(keeper.site.pk):
        concern = make_lists()
    keeper.press("list_item_replace", ListName.APPROACHES, concern.pk, new_name="Iets ergs")
    response = keeper.press("list_item_restore", ListName.APPROACHES, concern.pk)
    assert "Er kan er maar één" in response.text
    assert keeper.names(ListName.APPROACHES, retired=True) == [WORD]
