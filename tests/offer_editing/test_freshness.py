"""Whether somebody looked lately if the offer is right: what visitors read, whom to ask, and asking before a season."""

import datetime
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from activities import tasks
from activities.models import Activity, ActivityPartner
from activities.selectors.freshness import FRESH_FOR, describe_confirmed, find_coming_season
from activities.services.reminders import remind_partners
from sites.models import Partner, PartnerLink, Site, User
from sites.models.partner_link import MAIL_TRIED_FOR
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.offer_editing.conftest import TODAY, count_own_statements, link, read

type SignIn = Callable[[User], Client]


@pytest.fixture
def addressed(kantine: Site) -> Site:
    """The Kantine, of which each partner has an address."""
    with site_scope(kantine.pk):
        for partner in Partner.objects.all():
            partner.email = f"onthaal@{partner.slug}.example"
            partner.save()
    return kantine


@pytest.mark.parametrize(
    ("confirmed_on", "said"),
    [
        (datetime.date(2026, 11, 3), "nagekeken in november"),
        (datetime.date(2025, 11, 3), "nagekeken in november 2025"),
    ],
)
def test_the_month_is_said_and_the_year_when_it_is_another(confirmed_on: datetime.date, said: str) -> None:
    assert describe_confirmed(confirmed_on, today=TODAY) == said


def test_visitors_read_when_somebody_last_looked(kantine: Site) -> None:
    path = reverse("activity_page", args=[kantine.slug, "koffie"])
    assert "agekeken" not in Client().get(path).text
    with site_scope(kantine.pk):
        Activity.objects.filter(slug="koffie").update(confirmed_on=TODAY)
    assert "Nagekeken in november" in read(Client().get(path))


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ((2026, 11, 16), None),
        ((2026, 11, 17), "2026-4_winter"),
        ((2026, 11, 30), "2026-4_winter"),
        ((2026, 12, 1), None),
        ((2028, 2, 29), "2028-1_spring"),
    ],
)
def test_a_season_is_coming_for_two_weeks(day: tuple[int, int, int], key: str | None) -> None:
    season = find_coming_season(datetime.date(*day))
    assert (season.key if season else None) == key


def test_partners_are_asked_once_a_season_however_often_the_clock_strikes(
    addressed: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.mail_partner_link, "delay", tasks.mail_partner_link)
    for _day in range(3):
        tasks.remind_all_partners()
    assert sorted(message.to[0] for message in mail.outbox) == ["onthaal@caw.example", "onthaal@ligo.example"]
    assert "nieuw seizoen" in str(mail.outbox[0].body)


def test_trouble_at_one_site_keeps_no_other_from_asking(
    kantine: Site, kattegat: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()

    def ask(*, site: Site, today: datetime.date) -> list[PartnerLink]:
        asked.add(site.slug)
        raise RuntimeError(today)

    monkeypatch.setattr(tasks, "remind_partners", ask)
    tasks.remind_all_partners()
    assert asked == {kantine.slug, kattegat.slug}


def test_a_closed_site_asks_nobody_and_still_forgets_old_links(addressed: Site) -> None:
    with site_scope(addressed.pk):
        remind_partners(site=addressed, today=TODAY)
        old = PartnerLink.objects.filter(partner__slug="caw")
        old.update(expires_at=timezone.now() - datetime.timedelta(days=4000))
    Site.objects.update(is_open=False)
    tasks.remind_all_partners()
    with site_scope(addressed.pk):
        assert [row.partner.slug for row in PartnerLink.objects.select_related("partner")] == ["ligo"]
    assert not mail.outbox


def test_who_just_looked_is_not_asked(addressed: Site) -> None:
    with site_scope(addressed.pk):
        Activity.objects.filter(slug="koffie").update(confirmed_on=TODAY)
        links = remind_partners(site=addressed, today=TODAY)
    assert [str(found.partner) for found in links] == ["Ligo"]


def test_a_site_may_choose_not_to_ask(addressed: Site) -> None:
    addressed.reminds_partners = False
    with site_scope(addressed.pk):
        assert remind_partners(site=addressed, today=TODAY) == []


def test_a_partner_that_left_is_not_asked(addressed: Site) -> None:
    with site_scope(addressed.pk):
        Partner.objects.update(active_until=TODAY - datetime.timedelta(days=1))
        assert remind_partners(site=addressed, today=TODAY) == []


def test_mail_that_could_not_leave_goes_with_the_next_round(addressed: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    with site_scope(addressed.pk):
        remind_partners(site=addressed, today=TODAY)
    monkeypatch.setattr(tasks.mail_partner_link, "delay", tasks.mail_partner_link)
    for _round in range(2):
        tasks.mail_waiting_links()
    assert len(mail.outbox) == 2


def test_mail_that_never_leaves_is_tried_for_a_day_and_then_the_team_is_told(
    addressed: Site, cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    with site_scope(addressed.pk):
        remind_partners(site=addressed, today=TODAY)
        PartnerLink.objects.update(asked_at=timezone.now() - MAIL_TRIED_FOR)
    monkeypatch.setattr(tasks.mail_partner_link, "delay", tasks.mail_partner_link)
    tasks.mail_waiting_links()
    assert not mail.outbox
    assert "kon niet verstuurd worden" in read(sign_in(cast.worker).get(link("chaser_list")))


def test_the_team_sees_whom_to_ask_and_ticks_off_what_was_said_on_the_phone(
    addressed: Site, cast: Cast, sign_in: SignIn
) -> None:
    team = sign_in(cast.worker)
    with site_scope(addressed.pk):
        Activity.objects.filter(slug="koffie").update(confirmed_on=TODAY - FRESH_FOR - datetime.timedelta(days=1))
    page = read(team.get(link("chaser_list")))
    assert page.index("nog nooit nagekeken") < page.index("laatst nagekeken op dinsdag 21 juli 2026")
    team.post(link("activity_confirm", activity="koffie"))
    team.post(link("activity_confirm", activity="leersalon"))
    assert "Alles is nagekeken" in read(team.get(link("chaser_list")))


def test_where_nothing_has_to_be_looked_at_yet_nobody_is_said_to_have_looked(
    kantine: Site, cast: Cast, sign_in: SignIn
) -> None:
    with site_scope(kantine.pk):
        Activity.objects.all().delete()
    page = read(sign_in(cast.worker).get(link("chaser_list")))
    assert "Niets na te kijken" in page
    assert "Alles is nagekeken" not in page


def test_the_list_costs_the_same_with_two_partners_and_with_thirty(
    addressed: Site, cast: Cast, sign_in: SignIn, count_queries: CountQueries
) -> None:
    def add(count: int) -> None:
        with site_scope(addressed.pk):
            for number in range(count):
                partner = Partner.objects.create(slug=f"p{count}-{number}", name=f"P{number}", email="p@p.example")
                activity = Activity.objects.create(slug=f"a{count}-{number}", name=f"A{number}")
                ActivityPartner.objects.create(activity=activity, partner=partner)
            remind_partners(site=addressed, today=TODAY)

    team = sign_in(cast.worker)
    add(1)
    team.get(link("chaser_list"))
    with count_queries() as few:
        team.get(link("chaser_list"))
    add(30)
    with count_queries() as many:
        assert team.get(link("chaser_list")).status_code == 200
    assert count_own_statements(many) == count_own_statements(few)
    with site_scope(addressed.pk):
        assert PartnerLink.objects.count() == 33


def test_the_team_says_so_on_the_page_of_the_activity_and_stays_there(
    kantine: Site, cast: Cast, sign_in: SignIn
) -> None:
    response = sign_in(cast.worker).post(link("activity_confirm", activity="koffie"), {"stay": "1"}, follow=True)
    assert response.redirect_chain[-1][0] == link("activity_manage", activity="koffie")
    assert "is nagekeken: het klopt" in read(response)
