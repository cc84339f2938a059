"""Changing what somebody may do, and taking it away."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from sites.models import AuditEntry, Membership, Partner, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast, CountQueries
from tests.people.conftest import find_membership


def member_url(site: Site, user: User, page: str = "") -> str:
    return f"/{site.slug}/beheer/mensen/{find_membership(site, user).pk}/{page}"


@pytest.fixture
def second_coordinator(cast: Cast, kantine: Site, give_role: Callable[..., Membership]) -> User:
    """Somebody who coordinates the Kantine too."""
    user = User.objects.create_user("tweede@stek.example", PASSWORD, name="Tweede")
    give_role(user, kantine, Role.COORDINATOR)
    return user


def confirm_identity(client: Client) -> None:
    """Give the password again, as is asked before something that matters."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def test_taking_a_role_away_closes_sessions_that_are_open(
    coordinator: Client, second_coordinator: User, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    theirs = sign_in(second_coordinator)
    assert theirs.get("/kantine/beheer/").status_code == 200
    coordinator.post(member_url(kantine, second_coordinator, "verlaten/"))
    assert theirs.get("/kantine/beheer/").status_code == 404
    assert theirs.get("/").context["places"] == []


def test_taking_a_role_away_is_asked_first(coordinator: Client, cast: Cast, kantine: Site) -> None:
    page = coordinator.get(member_url(kantine, cast.worker, "verlaten/"))
    assert "Is Opbouwwerker geen opbouwwerker meer?" in page.content.decode()
    assert find_membership(kantine, cast.worker).role == Role.WORKER


def test_another_role_counts_at_once(
    coordinator: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    theirs = sign_in(cast.worker)
    assert theirs.get("/kantine/beheer/").status_code == 404
    coordinator.post(member_url(kantine, cast.worker), {"role": "coordinator"})
    assert theirs.get("/kantine/beheer/").status_code == 200


def test_the_only_coordinator_cannot_leave(coordinator: Client, cast: Cast, kantine: Site) -> None:
    page = coordinator.post(member_url(kantine, cast.coordinator, "verlaten/"), follow=True)
    assert "de enige coördinator" in page.content.decode()
    assert find_membership(kantine, cast.coordinator).role == Role.COORDINATOR


def test_the_only_coordinator_cannot_take_another_role(coordinator: Client, cast: Cast, kantine: Site) -> None:
    page = coordinator.post(member_url(kantine, cast.coordinator), {"role": "worker"})
    assert "de enige coördinator" in page.content.decode()
    assert find_membership(kantine, cast.coordinator).role == Role.COORDINATOR


def test_a_coordinator_may_leave_when_there_is_another(
    coordinator: Client, cast: Cast, second_coordinator: User, kantine: Site
) -> None:
    assert coordinator.post(member_url(kantine, cast.coordinator, "verlaten/"))["Location"] == reverse("home")
    assert coordinator.get("/kantine/beheer/").status_code == 404


def test_a_coordinator_whose_account_is_closed_does_not_count(
    coordinator: Client, cast: Cast, second_coordinator: User, kantine: Site
) -> None:
    User.objects.filter(pk=second_coordinator.pk).update(is_active=False)
    page = coordinator.post(member_url(kantine, cast.coordinator, "verlaten/"), follow=True)
    assert "de enige coördinator" in page.content.decode()


def test_the_last_coordinator_of_a_site_may_leave_it_to_its_network(
    coordinator: Client, cast: Cast, kantine: Site
) -> None:
    assert kantine.network_id is not None
    with network_scope(kantine.network_id):
        Membership.objects.create(user=cast.neighbour, role=Role.COORDINATOR)
    coordinator.post(member_url(kantine, cast.coordinator, "verlaten/"))
    with site_scope(kantine.pk):
        assert not Membership.objects.filter(role=Role.COORDINATOR).exists()


def test_somebody_cannot_have_the_same_role_twice(
    coordinator: Client, cast: Cast, kantine: Site, give_role: Callable[..., Membership]
) -> None:
    other = give_role(cast.worker, kantine, Role.VOLUNTEER)
    page = coordinator.post(f"/kantine/beheer/mensen/{other.pk}/", {"role": "worker"})
    assert "heeft deze rol al" in page.content.decode()


def test_roles_add_up(coordinator: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]) -> None:
    with site_scope(kantine.pk):
        Membership.objects.create(user=cast.worker, role=Role.PARTNER, partner=Partner.objects.get(slug="caw"))
    page = sign_in(cast.worker).get("/")
    assert page.context["places"][0][2] == ["opbouwwerker", "partner"]


def test_a_coordinator_reaches_nobody_of_another_site(coordinator: Client, cast: Cast, kattegat: Site) -> None:
    theirs = find_membership(kattegat, cast.neighbour)
    for page in ("", "verlaten/"):
        assert coordinator.get(f"/kantine/beheer/mensen/{theirs.pk}/{page}").status_code == 404
        assert coordinator.post(f"/kantine/beheer/mensen/{theirs.pk}/{page}", {"role": "worker"}).status_code == 404
        assert coordinator.post(f"/kattegat/beheer/mensen/{theirs.pk}/{page}", {"role": "worker"}).status_code == 404
    assert find_membership(kattegat, cast.neighbour).role == Role.COORDINATOR


def test_the_people_page_names_nobody_of_another_site(coordinator: Client, cast: Cast) -> None:
    page = coordinator.get("/kantine/beheer/").content.decode()
    assert cast.worker.email in page
    assert cast.neighbour.email not in page


def test_changes_of_roles_are_on_record(coordinator: Client, cast: Cast, kantine: Site) -> None:
    coordinator.post(member_url(kantine, cast.worker), {"role": "volunteer"})
    coordinator.post(member_url(kantine, cast.worker, "verlaten/"))
    with site_scope(kantine.pk):
        acts = list(AuditEntry.objects.order_by("at").values_list("action", "subject", "actor"))
    assert acts == [
        ("role-changed", "Opbouwwerker: opbouwwerker → vrijwilliger", cast.coordinator.pk),
        ("role-ended", "Opbouwwerker: vrijwilliger", cast.coordinator.pk),
    ]


def test_a_coordinator_helps_somebody_who_lost_their_phone(coordinator: Client, cast: Cast, kantine: Site) -> None:
    TOTP.activate(cast.worker, "ORSXG5A=")
    theirs = Client()
    url = member_url(kantine, cast.worker, "tweede-stap/")
    assert coordinator.get(url)["Location"].startswith(reverse("account_reauthenticate"))
    confirm_identity(coordinator)
    coordinator.post(url)
    assert not Authenticator.objects.filter(user=cast.worker).exists()
    assert mail.outbox[-1].to == [cast.worker.email]
    theirs.post("/account/login/", {"login": cast.worker.email, "password": PASSWORD})
    assert theirs.session["_auth_user_id"] == str(cast.worker.pk)
    with site_scope(kantine.pk):
        assert AuditEntry.objects.filter(action="second-factor-reset", subject="Opbouwwerker").count() == 1


def test_erasing_a_second_factor_ends_the_open_sessions(coordinator: Client, cast: Cast, kantine: Site) -> None:
    theirs = Client()
    theirs.post("/account/login/", {"login": cast.worker.email, "password": PASSWORD})
    confirm_identity(coordinator)
    coordinator.post(member_url(kantine, cast.worker, "tweede-stap/"))
    assert "_auth_user_id" not in theirs.session


def test_without_the_password_again_no_second_factor_is_erased(coordinator: Client, cast: Cast, kantine: Site) -> None:
    TOTP.activate(cast.worker, "ORSXG5A=")
    url = member_url(kantine, cast.worker, "tweede-stap/")
    assert coordinator.post(url)["Location"] == url
    coordinator.post(reverse("account_reauthenticate") + f"?next={url}", {"password": "verkeerd"})
    assert Authenticator.objects.filter(user=cast.worker).exists()


@pytest.mark.parametrize("elsewhere", ["other site", "network", "administrator"])
def test_only_the_administrator_helps_somebody_who_also_works_elsewhere(
    elsewhere: str, coordinator: Client, cast: Cast, kantine: Site, kattegat: Site, give_role: Callable[..., Membership]
) -> None:
    if elsewhere == "other site":
        give_role(cast.worker, kattegat, Role.VOLUNTEER)
    elif elsewhere == "network":
        assert kantine.network_id is not None
        with network_scope(kantine.network_id):
            Membership.objects.create(user=cast.worker, role=Role.STEERING)
    else:
        User.objects.filter(pk=cast.worker.pk).update(is_administrator=True)
    TOTP.activate(cast.worker, "ORSXG5A=")
    confirm_identity(coordinator)
    url = member_url(kantine, cast.worker, "tweede-stap/")
    assert "Vraag het aan de beheerder" in coordinator.post(url).content.decode()
    assert Authenticator.objects.filter(user=cast.worker).exists()


def test_a_network_coordinator_helps_people_of_all_its_sites(
    cast: Cast, kantine: Site, kattegat: Site, give_role: Callable[..., Membership], sign_in: Callable[[User], Client]
) -> None:
    assert kantine.network_id is not None
    give_role(cast.worker, kattegat, Role.VOLUNTEER)
    boss = User.objects.create_user("koepel@stek.example", PASSWORD, name="Koepel")
    with network_scope(kantine.network_id):
        Membership.objects.create(user=boss, role=Role.COORDINATOR)
    TOTP.activate(cast.worker, "ORSXG5A=")
    client = sign_in(boss)
    confirm_identity(client)
    client.post(member_url(kantine, cast.worker, "tweede-stap/"))
    assert not Authenticator.objects.filter(user=cast.worker).exists()


def test_the_site_says_of_itself_what_its_coordinator_wrote(coordinator: Client, kantine: Site) -> None:
    settings = {"name": "De Kantine", "tagline": "Kom erbij", "phone": "03 000 00 09", "accent": "brick"}
    assert coordinator.post("/kantine/beheer/site/", settings)["Location"] == "/kantine/beheer/site/"
    kantine.refresh_from_db()
    assert (kantine.name, kantine.tagline, kantine.accent) == ("De Kantine", "Kom erbij", "brick")


def test_wrong_settings_are_said_beside_the_field_and_kept_on_screen(coordinator: Client, kantine: Site) -> None:
    page = coordinator.post("/kantine/beheer/site/", {"name": "", "email": "geen adres", "accent": "brick"})
    assert set(page.context["form"].errors) == {"name", "email"}
    assert "geen adres" in page.content.decode()
    kantine.refresh_from_db()
    assert kantine.name == "Kantine Bezemheide"


def test_the_people_page_asks_the_same_number_of_queries_for_one_person_and_for_thirty(
    coordinator: Client, cast: Cast, kantine: Site, give_role: Callable[..., Membership], count_queries: CountQueries
) -> None:
    with count_queries() as few:
        coordinator.get("/kantine/beheer/")
    for number in range(30):
        user = User.objects.create_user(f"nr{number}@stek.example", name=f"Nr {number}")
        give_role(user, kantine, Role.VOLUNTEER)
    with count_queries() as many:
        coordinator.get("/kantine/beheer/")
    assert len(few) == len(many)


def test_membership_of_another_site_cannot_be_written_from_a_sites_scope(
    cast: Cast, kantine: Site, kattegat: Site
) -> None:
    with site_scope(kantine.pk, user_id=cast.neighbour.pk), connection.cursor() as cursor:
        cursor.execute("UPDATE sites_membership SET role = 'worker' WHERE user_id = %s", [cast.neighbour.pk])
        assert cursor.rowcount == 0
