"""The team keeps the offer: what a page does, what it says, and what it costs."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from activities.models import Activity, Change, Closure, Milestone, Notice, Slot
from activities.vocabulary import ChangeKind, OfferAct
from sites.models import AuditEntry, Funder, Partner, ProjectPeriod, Site, Venue
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.offer_editing.conftest import TODAY, count_own_statements, link, read

NEXT_THURSDAY = "2026-11-26"
MONDAYS = {
    "repeat": "weekly", "weekdays": ["0"], "starts_at": "09:00", "ends_at": "11:00", "valid_from": "2026-12-01",
}  # fmt: skip


def test_the_overview_names_what_is_on_today_and_when_all_else_is(worker: Client) -> None:
    page = read(worker.get(link("offer")))
    assert "Koffie &amp; Formulieren" in page
    assert "elke dinsdag, 13.00 - 15.30 uur" in page


def test_one_tap_closes_the_site_for_today_and_a_second_changes_nothing(worker: Client, kantine: Site) -> None:
    worker.post(link("close_today"))
    page = read(worker.post(link("close_today"), follow=True))
    assert "Vandaag is alles gesloten" in page
    with site_scope(kantine.pk):
        assert Closure.objects.get().first_day == TODAY


def test_one_tap_cancels_one_activity_for_today_and_a_second_changes_nothing(worker: Client, kantine: Site) -> None:
    for _tap in range(2):
        worker.post(link("activity_close_today", activity="koffie"))
    with site_scope(kantine.pk):
        assert Change.objects.get().kind == ChangeKind.CANCELLED


def test_an_act_asks_for_the_form_token(cast: Cast, kantine: Site) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.worker)
    assert client.post(link("close_today")).status_code == 403
    with site_scope(kantine.pk):
        assert not Closure.objects.exists()


def test_a_new_activity_leads_to_its_page(worker: Client) -> None:
    answers = {"name": "Naaien & <b>praten</b>", "kind": "regular", "appointment": "none", "functions": ["meet"]}
    response = worker.post(link("activity_add"), answers)
    assert response["Location"] == link("activity_manage", activity="naaien-bpratenb")
    assert "Naaien &amp; &lt;b&gt;praten&lt;/b&gt;" in read(worker.get(response["Location"]))


def test_what_was_typed_is_kept_beside_the_problem(worker: Client, slot: Slot) -> None:
    response = worker.post(link("slot_edit", slot=slot.pk), MONDAYS | {"ends_at": "08:00", "note": "Later wakker"})
    page = read(response)
    assert response.status_code == 422
    assert "Het einde komt voor het begin" in page
    assert 'value="Later wakker"' in page
    assert 'value="08:00"' in page


def test_show_the_dates_shows_six_and_saves_nothing(worker: Client, kantine: Site) -> None:
    page = read(worker.post(link("slot_add", activity="koffie"), MONDAYS | {"preview": "1"}))
    assert "maandag 7 december 2026, 9.00 - 11.00 uur" in page
    assert page.count("maandag ") == 6
    with site_scope(kantine.pk):
        assert Slot.objects.filter(activity__slug="koffie").count() == 1


def test_a_date_that_is_moved_into_a_closure_is_saved_with_a_warning(worker: Client, kantine: Site, slot: Slot) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(first_day="2026-12-24", last_day="2027-01-01", reason="Kerst")
    moved = {"on": NEXT_THURSDAY, "kind": ChangeKind.MOVED, "new_date": "2026-12-29"}
    page = read(worker.post(link("slot_change", slot=slot.pk), moved, follow=True))
    assert "Let op: op dinsdag 29 december is het daar gesloten" in page


def test_a_moment_at_a_closed_place_is_saved_with_a_warning(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Closure.objects.create(
            first_day=datetime.date(2026, 12, 7), last_day=datetime.date(2026, 12, 7), reason="Verbouwing"
        )
    page = read(worker.post(link("slot_add", activity="koffie"), MONDAYS, follow=True))
    assert "Let op: op maandag 7 december is het daar gesloten" in page


def test_what_takes_place_once_is_not_asked_to_be_different_from_then_on(worker: Client, kantine: Site) -> None:
    worker.post(link("slot_add", activity="koffie"), MONDAYS | {"repeat": "once"})
    with site_scope(kantine.pk):
        once = Slot.objects.get(valid_from=MONDAYS["valid_from"])
    page = read(worker.get(link("activity_manage", activity="koffie")))
    assert link("slot_edit", slot=once.pk) in page
    assert link("slot_move", slot=once.pk) not in page
    assert link("slot_end", slot=once.pk) not in page


def test_while_answering_one_reads_why_there_are_no_dates(worker: Client) -> None:
    answers = MONDAYS | {"valid_until": "2026-12-05", "preview": "1"}
    response = worker.post(link("slot_add", activity="koffie"), answers, headers={"HX-Request": "true"})
    shown = read(response).split('id="volgende-data"')[1].split("</form>")[0]
    assert "Zo is er geen enkele datum." in shown


def test_a_question_that_was_not_reached_yet_is_no_mistake(worker: Client) -> None:
    answers = {"repeat": "weekly", "weekdays": ["0"], "valid_from": "2026-12-01", "preview": "1"}
    response = worker.post(link("slot_add", activity="koffie"), answers, headers={"HX-Request": "true"})
    shown = read(response).split('id="volgende-data"')[1].split("</form>")[0]
    assert "nog leeg" not in shown


def test_a_date_in_the_address_starts_the_form(worker: Client, slot: Slot) -> None:
    page = read(worker.get(link("slot_change", slot=slot.pk), {"op": NEXT_THURSDAY}))
    assert f'value="{NEXT_THURSDAY}"' in page


@pytest.mark.parametrize("nonsense", ["2026-02-30", "gisteren", "\x00"])
def test_a_nonsense_date_in_the_address_is_left_out(worker: Client, slot: Slot, nonsense: str) -> None:
    assert worker.get(link("slot_change", slot=slot.pk), {"op": nonsense}).status_code == 200


def test_a_changed_date_stands_on_the_overview_and_on_record(worker: Client, slot: Slot) -> None:
    answers = {"on": NEXT_THURSDAY, "kind": ChangeKind.MOVED, "new_date": "2026-11-24", "reason": "Feest"}
    worker.post(link("slot_change", slot=slot.pk), answers)
    page = read(worker.get(link("offer")))
    assert "wordt dinsdag 24 november, 13.00 - 15.30 uur: Feest" in page
    assert str(OfferAct.DATE_CHANGED.label) in page
    assert "Opbouwwerker" in page


def test_another_sites_rows_are_not_found(worker: Client, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        theirs = Slot.objects.get(activity__slug="koffie").pk
        closure = Closure.objects.create(first_day=TODAY, last_day=TODAY, reason="Dicht").pk
    assert worker.post(link("slot_move", slot=theirs), MONDAYS).status_code == 404
    assert worker.post(link("closure_remove", closure=closure)).status_code == 404


def test_a_period_reads_back_with_its_funders(worker: Client, kantine: Site) -> None:
    answers = {"name": "2026", "starts_on": "2026-01-01", "funders": "Gemeente\nVlaanderen"}
    page = read(worker.post(link("period_add"), answers, follow=True))
    assert "Gemeente, Vlaanderen" in page
    with site_scope(kantine.pk):
        period = ProjectPeriod.objects.get()
    assert "Gemeente\nVlaanderen</textarea>" in read(worker.get(link("period_edit", period=period.pk)))


def fill(kantine: Site, count: int) -> None:
    """So many more of everything that a list of the offer shows."""
    with site_scope(kantine.pk):
        for number in range(count):
            partner = Partner.objects.create(slug=f"p{number}", name=f"Partner {number}")
            venue = Venue.objects.create(name=f"Plek {number}")
            activity = Activity.objects.create(slug=f"a{number}", name=f"Activiteit {number}", venue=venue)
            activity.activity_partners.create(partner=partner)
            activity.functions.create(function="meet")
            slot = Slot.objects.create(
                activity=activity, rule="FREQ=WEEKLY;BYDAY=TH", starts_at="09:00", ends_at="10:00", valid_from=TODAY,
                venue=venue,
            )  # fmt: skip
            Change.objects.create(slot=slot, on=TODAY, kind=ChangeKind.CANCELLED)
            Closure.objects.create(first_day="2026-12-24", last_day="2026-12-24", reason="Kerst", venue=venue)
            Notice.objects.create(title="Een gast", first_day=TODAY, activity=activity)
            Milestone.objects.create(on=TODAY, text="De start")
            period = ProjectPeriod.objects.create(name=f"Jaar {number}", starts_on=TODAY)
            Funder.objects.create(period=period, name="Gemeente")
            AuditEntry.objects.create(action=OfferAct.SLOT_ADDED, subject=activity.name)


@pytest.mark.parametrize(
    "name", ["offer", "closure_list", "notice_list", "milestone_list", "partner_list", "venue_list", "period_list"]
)
def test_a_list_costs_the_same_with_one_row_and_with_thirty(
    name: str, worker: Client, kantine: Site, count_queries: CountQueries
) -> None:
    fill(kantine, 1)
    worker.get(link(name))
    with count_queries() as few:
        worker.get(link(name))
    with site_scope(kantine.pk):
        for model in (Funder, ProjectPeriod, Notice, Activity, Closure, Venue, Milestone):
            model.objects.filter(pk__gt=0).exclude(**({"slug": "koffie"} if model is Activity else {})).delete()
        Partner.objects.all().delete()
    fill(kantine, 30)
    with count_queries() as many:
        worker.get(link(name))
    assert count_own_statements(many) == count_own_statements(few)


def test_dates_to_choose_from_are_the_moments_own(worker: Client, slot: Slot, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Change.objects.create(slot=slot, on=NEXT_THURSDAY, kind=ChangeKind.MOVED, new_date="2026-11-24")
    page = read(worker.get(link("slot_change", slot=slot.pk)))
    assert f"?op={NEXT_THURSDAY}" in page
    assert "?op=2026-11-24" not in page


def test_visitors_read_how_to_get_there_without_a_car(worker: Client, kantine: Site, client: Client) -> None:
    with site_scope(kantine.pk):
        venue = Venue.objects.get(is_main=True)
    answers = {
        "name": venue.name, "street": venue.street, "is_main": "on", "public_transport": "Bus 780, halte Kerk.",
        "without_car": "Vijf minuten stappen.", "lift": "Bel ons de dag voordien.",
    }  # fmt: skip
    assert "Nog niet beantwoord:" in read(worker.get(link("venue_list")))
    worker.post(link("venue_edit", venue=venue.pk), answers)
    assert "Nog niet beantwoord: binnen met een rolstoel" in " ".join(read(worker.get(link("venue_list"))).split())
    page = read(client.get(reverse("site_home", args=["kantine"])))
    assert all(answers[name] in page for name in ("public_transport", "without_car", "lift"))


def test_visitors_read_which_languages_are_spoken_and_whether_it_goes_with_school(
    worker: Client, kantine: Site, client: Client
) -> None:
    answers = {
        "name": "Koffie", "kind": "regular", "appointment": "none", "languages": ["ar", "fr"],
        "school_hours": "Het begint om half negen.", "is_public": "on",
    }  # fmt: skip
    worker.post(link("activity_edit", activity="koffie"), answers)
    page = read(client.get(reverse("activity_page", args=["kantine", "koffie"])))
    assert "Arabisch, Frans" in page
    assert "Het begint om half negen." in page
    assert "arabe, français" in read(client.get("/fr" + reverse("activity_page", args=["kantine", "koffie"])))
    with site_scope(kantine.pk):
        assert Activity.objects.get(slug="koffie").languages == ["ar", "fr"]


def test_the_team_sees_the_page_of_an_activity_before_it_is_public(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(is_public=False)
    assert worker.get(reverse("activity_page", args=["kantine", "koffie"])).status_code == 404
    assert link("activity_preview", activity="koffie") in read(worker.get(link("activity_manage", activity="koffie")))
    page = read(worker.get(link("activity_preview", activity="koffie")))
    assert "Terug naar het team" in page
    assert "elke donderdag" in page
