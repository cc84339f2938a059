"""Running a Stek: sites, networks, first coordinators and accounts."""

from collections.abc import Callable
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from sites.models import AuditEntry, Membership, Network, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast
from tests.people.conftest import read_link


@pytest.fixture
def administrator(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """A browser of the administrator."""
    return sign_in(cast.administrator)


def test_a_new_network_gets_its_first_coordinator_by_invitation(administrator: Client) -> None:
    page = administrator.post("/beheer/koepels/nieuw/", {"name": "Westhoek", "slug": "westhoek"})
    administrator.post(page["Location"], {"name": "Nele", "email": "nele@stek.example"})
    invited = Client()
    invited.post(read_link(), {"name": "Nele", "password": PASSWORD})
    assert invited.get("/koepel/westhoek/").status_code == 200
    with network_scope(Network.objects.get(slug="westhoek").pk):
        assert AuditEntry.objects.filter(action="network-added").exists()


@pytest.mark.parametrize("slug", ["beheer", "account", "ar", "Met Spatie", "kantine"])
def test_an_address_that_is_taken_or_impossible_is_refused(slug: str, administrator: Client, kantine: Site) -> None:
    form = {"name": "De Nieuwe", "municipality": "Brecht", "slug": slug}
    assert administrator.post("/beheer/sites/nieuw/", form).context["form"].errors["slug"]


def test_a_closed_site_is_gone_for_everybody_and_comes_back_whole(
    administrator: Client, coordinator: Client, kantine: Site
) -> None:
    administrator.post(f"/beheer/sites/{kantine.pk}/open/", {"open": "0"})
    assert coordinator.get("/kantine/beheer/").status_code == 404
    assert "Kantine" not in Client().get("/").content.decode()
    administrator.post(f"/beheer/sites/{kantine.pk}/open/", {"open": "1"})
    assert coordinator.get("/kantine/beheer/").status_code == 200


def test_every_answer_about_a_site_is_kept(coordinator: Client, kantine: Site) -> None:
    answers = {
        "name": "Kantine", "tagline": "De koffie staat klaar.", "phone": "03 000 11 11", "email": "k@stek.example",
        "accent": "brick", "checks_partner_changes": True, "reminds_partners": False,
    }  # fmt: skip
    sent = {name: value for name, value in answers.items() if value is not False}
    page = coordinator.post("/kantine/beheer/site/", sent, follow=True)
    assert set(page.context["form"].fields) == set(answers)
    assert Site.objects.filter(pk=kantine.pk, **answers).exists()


def test_a_site_that_its_network_coordinates_is_not_said_to_have_no_coordinator(
    administrator: Client, cast: Cast, kantine: Site, network: Network
) -> None:
    with site_scope(kantine.pk):
        Membership.objects.all().delete()
    assert "Nog niemand" in administrator.get(f"/beheer/sites/{kantine.pk}/").text
    with network_scope(network.pk):
        Membership.objects.create(network=network, user=cast.coordinator, role=Role.COORDINATOR)
    page = administrator.get(f"/beheer/sites/{kantine.pk}/").text
    assert cast.coordinator.email in page
    assert "Via de koepel" in page
    assert "Nog niemand" not in page


def test_an_administrator_finds_an_account_by_part_of_its_address(administrator: Client, cast: Cast) -> None:
    page = administrator.get("/beheer/mensen/", {"q": "OPBOUW"})
    assert page.context["found"] == [cast.worker]


def test_an_administrator_helps_anybody_who_lost_their_phone(administrator: Client, cast: Cast, kantine: Site) -> None:
    TOTP.activate(cast.worker, "ORSXG5A=")
    url = f"/beheer/mensen/{cast.worker.pk}/tweede-stap/"
    assert administrator.get(url)["Location"].startswith(reverse("account_reauthenticate"))
    administrator.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    administrator.post(url)
    assert not Authenticator.objects.filter(user=cast.worker).exists()
    assert mail.outbox[-1].to == [cast.worker.email]
    with site_scope(kantine.pk):
        entry = AuditEntry.objects.get(action="second-factor-reset")
    assert entry.actor_id == cast.administrator.pk


def test_closing_an_account_ends_its_sessions_at_once(
    administrator: Client, coordinator: Client, cast: Cast, kantine: Site
) -> None:
    assert coordinator.get("/kantine/beheer/").status_code == 200
    administrator.post(f"/beheer/mensen/{cast.coordinator.pk}/actief/", {"active": "0"})
    assert coordinator.get("/kantine/beheer/").status_code == 302
    with site_scope(kantine.pk):
        assert AuditEntry.objects.filter(action="account-closed", subject="Coordinator").exists()


def test_administrators_cannot_lock_themselves_out(administrator: Client, cast: Cast) -> None:
    administrator.post(f"/beheer/mensen/{cast.administrator.pk}/actief/", {"active": "0"})
    assert administrator.get("/beheer/").status_code == 200


def test_create_admin_makes_an_administrator_with_the_password_that_was_typed(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    call_command("create_admin", email="Beheer@stek.example", name="Bo", stdout=StringIO())
    client = Client()
    client.post("/account/login/", {"login": "beheer@stek.example", "password": PASSWORD})
    assert client.get("/beheer/").status_code == 200
    assert EmailAddress.objects.get().verified


def test_create_admin_twice_keeps_one_account_and_its_password(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: PASSWORD)
    call_command("create_admin", email="beheer@stek.example", name="Bo", stdout=StringIO())
    monkeypatch.setattr("getpass.getpass", lambda _prompt: pytest.fail("asked again"))
    said = StringIO()
    call_command("create_admin", email="beheer@stek.example", name="Iemand", stdout=said)
    user = User.objects.get()
    assert user.name == "Bo"
    assert user.check_password(PASSWORD)
    assert "bestaat al" in said.getvalue()


def test_create_admin_makes_somebody_with_an_account_administrator(cast: Cast) -> None:
    call_command("create_admin", email=cast.worker.email, name="Noor", stdout=StringIO())
    cast.worker.refresh_from_db()
    assert cast.worker.is_administrator
    assert cast.worker.check_password(PASSWORD)


def test_create_admin_refuses_a_weak_password(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "kort")
    with pytest.raises(CommandError):
        call_command("create_admin", email="beheer@stek.example", name="Bo", stdout=StringIO())
    assert not User.objects.exists()


def test_create_admin_without_a_terminal_prints_a_link_to_choose_a_password(db: None) -> None:
    said = StringIO()
    call_command("create_admin", email="beheer@stek.example", name="Bo", link=True, stdout=said)
    path = "/account/" + said.getvalue().split("/account/")[1].split()[0]
    client = Client()
    form = client.get(path, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": PASSWORD, "password2": PASSWORD})
    client.post("/account/login/", {"login": "beheer@stek.example", "password": PASSWORD})
    assert client.get("/beheer/").status_code == 200


def test_the_roles_of_an_administrator_are_none_by_themselves(administrator: Client, kantine: Site) -> None:
    assert administrator.get("/kantine/beheer/").status_code == 404
    assert administrator.get("/").context["places"] == []
    assert Role.COORDINATOR not in {
        role for _s, _u, roles in administrator.get("/").context["places"] for role in roles
    }
