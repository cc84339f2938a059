"""A partner comes in by a link, without a password, and gets no further than its own moments."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail, signing
from django.test import Client
from django.utils import timezone

from activities.models import Activity, Change, Slot
from activities.tasks import mail_partner_link
from activities.vocabulary import OfferAct
from sites.models import AuditEntry, Partner, PartnerLink, Site, User
from sites.scope import site_scope
from sites.services.partner_links import prepare_link, withdraw_links
from sites.vocabulary import LinkReason
from tests.conftest import Cast
from tests.offer_editing.conftest import TODAY, link, read

ADDRESS = "onthaal@caw.example"
TAKEN = "partner"


@pytest.fixture
def caw(kantine: Site) -> Partner:
    """CAW, with an address of the organisation."""
    with site_scope(kantine.pk):
        partner: Partner = Partner.objects.get(slug="caw")
        partner.email = ADDRESS
        partner.save()
    return partner


def send_link(site: Site, partner: Partner) -> str:
    """The path in the e-mail that a partner gets."""
    with site_scope(site.pk):
        row = prepare_link(partner=partner, reason=LinkReason.TEAM)
    mail_partner_link(site_id=site.pk, link_id=row.pk)
    return read_mail()


def read_mail() -> str:
    found = re.search(r"https?://[^/\s]+(/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def opens(path: str) -> bool:
    """Whether a link still lets somebody in."""
    return Client().get(path).headers.get("Location") == link("partner_home")


def open_link(path: str) -> Client:
    visitor = Client()
    assert visitor.get(path).headers["Location"] == link("partner_home")
    return visitor


@pytest.fixture
def visitor(kantine: Site, caw: Partner) -> Client:
    """A phone on which the link in the e-mail was opened."""
    return open_link(send_link(kantine, caw))


def test_the_mail_goes_to_the_organisation_and_says_what_stands_there_now(kantine: Site, caw: Partner) -> None:
    send_link(kantine, caw)
    sent = mail.outbox[0]
    assert sent.to == [ADDRESS]
    assert "Klopt je moment nog" in sent.subject
    assert "elke donderdag, 13.00 - 15.30 uur" in str(sent.body)


def test_a_link_opens_the_partners_page_without_a_password(visitor: Client) -> None:
    page = read(visitor.get(link("partner_home")))
    assert "Klopt je moment nog?" in page
    assert "Koffie &amp; Formulieren" in page
    assert "Open Leersalon" not in page


def test_a_mail_program_that_opens_every_link_changes_nothing(kantine: Site, caw: Partner) -> None:
    path = send_link(kantine, caw)

    def look() -> list[object]:
        with site_scope(kantine.pk):
            rows = [PartnerLink.objects, Activity.objects, Change.objects, AuditEntry.objects]
            return [sorted(map(str, manager.values_list())) for manager in rows]

    before = look()
    scanner = Client()
    for _ in range(3):
        scanner.get(path, follow=True)
        scanner.head(path)
        scanner.options(path)
    scanner.get(link("partner_confirm", activity="koffie"))
    assert look() == before
    assert opens(path)


def test_what_is_done_through_a_link_is_on_record_as_the_partners(visitor: Client, kantine: Site, caw: Partner) -> None:
    visitor.post(link("partner_confirm", activity="koffie"))
    with site_scope(kantine.pk):
        act = AuditEntry.objects.get(action=OfferAct.ACTIVITY_CONFIRMED)
        assert (act.actor, act.partner) == (None, caw)
        used = PartnerLink.objects.get()
        assert (used.uses, used.last_used_at is None) == (1, False)
        assert Activity.objects.get(slug="koffie").confirmed_on == TODAY


def test_whoever_is_signed_in_on_that_phone_is_not_named(
    kantine: Site, caw: Partner, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(cast.coordinator)
    client.get(send_link(kantine, caw))
    client.post(link("partner_close_today", activity="koffie"))
    with site_scope(kantine.pk):
        assert AuditEntry.objects.get(action=OfferAct.DATE_CANCELLED).partner == caw
    assert client.get(link("offer")).status_code == 200


@pytest.mark.parametrize("name", ["partner_activity", "partner_confirm", "partner_close_today"])
def test_a_link_opens_no_activity_of_another_partner(visitor: Client, kantine: Site, name: str) -> None:
    path = link(name, activity="leersalon")
    assert visitor.get(path).status_code in {404, 405}
    assert visitor.post(path).status_code in {404, 405}
    with site_scope(kantine.pk):
        assert not Change.objects.exists()
        assert Activity.objects.get(slug="leersalon").confirmed_on is None


def test_a_link_moves_no_moment_of_another_partner(visitor: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        theirs = Slot.objects.get(activity__slug="leersalon")
    for name in ("partner_slot_change", "partner_slot_move"):
        assert visitor.post(link(name, slot=theirs.pk), {"on": "2026-11-24", "kind": "cancelled"}).status_code == 404


def test_a_link_opens_nothing_of_the_team(visitor: Client) -> None:
    for name in ("offer", "partner_list", "chaser_list", "partner_act_list", "board", "contact_list", "people"):
        assert visitor.get(link(name)).headers["Location"].startswith("/account/"), name


def test_a_link_opens_nothing_at_another_site(visitor: Client, kattegat: Site) -> None:
    response = visitor.get(f"/{kattegat.slug}/partner/")
    assert response.headers["Location"].startswith("/account/")


def test_a_link_of_another_site_is_not_one_of_ours(kantine: Site, kattegat: Site, caw: Partner) -> None:
    path = send_link(kantine, caw).replace(kantine.slug, kattegat.slug, 1)
    assert "werkt niet meer" in Client().get(path).text


def test_a_cookie_that_was_made_up_opens_nothing(kantine: Site, caw: Partner) -> None:
    path = send_link(kantine, caw)
    with site_scope(kantine.pk):
        pk = PartnerLink.objects.get().pk
    forger = Client()
    for value in (str(pk), f"{pk}:abc:def", signing.get_cookie_signer(salt="elders").sign(str(pk))):
        forger.cookies[TAKEN] = value
        assert forger.get(link("partner_home")).headers["Location"].startswith("/account/")
    assert opens(path)


@pytest.mark.parametrize("place", [0, 5, 20, -1])
def test_a_link_with_one_letter_changed_opens_nothing(kantine: Site, caw: Partner, place: int) -> None:
    *start, token, end = send_link(kantine, caw).split("/")
    changed = list(token)
    changed[place] = "A" if changed[place] != "A" else "B"
    page = Client().get("/".join([*start, "".join(changed), end]))
    assert "Deze link werkt niet meer" in page.text
    assert not page.cookies.get(TAKEN)


def test_a_link_is_too_old_after_thirty_days_also_where_it_is_open(
    visitor: Client, kantine: Site, caw: Partner
) -> None:
    path = read_mail()
    with site_scope(kantine.pk):
        PartnerLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert "Mail mij een nieuwe link" in Client().get(path).text
    answer = visitor.post(link("partner_confirm", activity="koffie"), follow=True)
    assert answer.request["PATH_INFO"] == link("partner_link_ask")
    assert "Wat je net koos, is niet bewaard." in answer.text
    with site_scope(kantine.pk):
        assert Activity.objects.get(slug="koffie").confirmed_on is None


def test_a_link_that_the_team_withdraws_is_closed_at_once(
    visitor: Client, kantine: Site, cast: Cast, sign_in: Callable[[User], Client], caw: Partner
) -> None:
    sign_in(cast.worker).post(link("partner_link_withdraw", partner=caw.pk))
    answer = visitor.get(link("partner_home"), follow=True)
    assert answer.request["PATH_INFO"] == link("partner_link_ask")
    assert "Wat je net koos" not in answer.text
    assert "Deze link werkt niet meer" in Client().get(read_mail()).text


def test_a_link_ends_when_the_organisation_gets_another_address(visitor: Client, kantine: Site, caw: Partner) -> None:
    with site_scope(kantine.pk):
        Partner.objects.filter(pk=caw.pk).update(email="nieuw@caw.example")
    assert visitor.get(link("partner_home")).headers["Location"] == link("partner_link_ask")


def test_a_visit_is_over_after_two_hours_and_the_link_opens_a_new_one(
    visitor: Client, kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sites.partner_door.VISIT_SECONDS", -1)
    assert visitor.get(link("partner_home")).headers["Location"] == link("partner_link_ask")
    monkeypatch.undo()
    assert opens(read_mail())


def test_who_is_done_is_out(visitor: Client) -> None:
    visitor.post(link("partner_leave"))
    assert visitor.get(link("partner_home")).headers["Location"].startswith("/account/")


def test_the_secret_of_a_link_is_not_kept(kantine: Site, caw: Partner) -> None:
    token = send_link(kantine, caw).split("/")[-2]
    _pk, secret = signing.loads(token, salt=f"sites.partner_link.{kantine.pk}")
    with site_scope(kantine.pk):
        assert secret not in str(PartnerLink.objects.values_list().get())


def test_asking_says_the_same_whether_or_not_the_address_is_known(
    kantine: Site, caw: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = [Client().post(link("partner_link_ask"), {"email": address}) for address in (ADDRESS, "x@elders.example")]
    assert [page.status_code for page in pages] == [200, 200]
    assert pages[0].content == pages[1].content
    with site_scope(kantine.pk):
        assert PartnerLink.objects.get().sent_to == ADDRESS


def test_an_old_link_asks_for_a_new_one_to_the_known_address_only(kantine: Site, caw: Partner) -> None:
    token = send_link(kantine, caw).split("/")[-2]
    with site_scope(kantine.pk):
        withdraw_links(partner=caw, by=User.objects.create_user("nele@stek.example", name="Nele"))
    Client().post(link("partner_link_ask"), {"token": token, "email": "dief@elders.example"})
    with site_scope(kantine.pk):
        asked = PartnerLink.objects.get(reason=LinkReason.ASKED)
    mail_partner_link(site_id=kantine.pk, link_id=asked.pk)
    assert mail.outbox[-1].to == [ADDRESS]
    assert opens(read_mail())


def test_asking_ten_times_sends_one_mail_and_then_is_refused(kantine: Site, caw: Partner) -> None:
    client = Client()
    statuses = [client.post(link("partner_link_ask"), {"email": ADDRESS}).status_code for _ in range(10)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
    with site_scope(kantine.pk):
        assert PartnerLink.objects.count() == 1


def test_a_mail_is_sent_once_however_often_its_job_runs(kantine: Site, caw: Partner) -> None:
    send_link(kantine, caw)
    with site_scope(kantine.pk):
        pk = PartnerLink.objects.get().pk
    mail_partner_link(site_id=kantine.pk, link_id=pk)
    assert len(mail.outbox) == 1


def test_a_mail_server_that_is_away_leaves_the_link_for_later(
    kantine: Site, caw: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> None:
        raise ConnectionRefusedError

    with site_scope(kantine.pk):
        row = prepare_link(partner=caw, reason=LinkReason.TEAM)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", refuse)
        mail_partner_link(site_id=kantine.pk, link_id=row.pk)
    mail_partner_link(site_id=kantine.pk, link_id=row.pk)
    assert opens(read_mail())


def test_the_team_hands_over_a_text_with_a_link_that_works(
    kantine: Site, cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    with site_scope(kantine.pk):
        pk = Partner.objects.get(slug="caw").pk
    page = sign_in(cast.worker).post(link("partner_link_text", partner=pk)).text
    found = re.search(r"https?://[^/\s]+(/kantine/moment/[^/\s]+/)", page)
    assert found
    assert "Koffie" in read(open_link(found[1]).get(link("partner_home")))
