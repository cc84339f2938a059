"""Signing in, and where it leads."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.test import Client
from django.urls import reverse

from sites.models import Membership, Site, User
from sites.scope import network_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast, CountQueries
from tests.people.conftest import read_link

LOGIN = "/account/login/"


def sign_in_by_form(user: User, password: str = PASSWORD, client: Client | None = None) -> tuple[Client, str]:
    """Sign in as people do; the browser, and where it was sent."""
    client = client or Client()
    response = client.post(LOGIN, {"login": user.email, "password": password})
    return client, response.headers.get("Location", "")


def test_somebody_with_one_site_lands_at_work(cast: Cast) -> None:
    _, url = sign_in_by_form(cast.coordinator)
    assert url.startswith("/kantine/")


def test_somebody_with_several_sites_chooses_on_the_first_page(
    cast: Cast, kattegat: Site, give_role: Callable[..., Membership]
) -> None:
    give_role(cast.worker, kattegat, Role.VOLUNTEER)
    client, url = sign_in_by_form(cast.worker)
    assert url == reverse("home")
    page = client.get(url)
    assert [site.name for site, _url, _roles in page.context["places"]] == ["'t Kattegat", "Kantine Bezemheide"]
    assert [roles for _site, _url, roles in page.context["places"]] == [["vrijwilliger"], ["opbouwwerker"]]


@pytest.fixture
def steering(kantine: Site) -> User:
    """Somebody of the network's steering group, and nothing else."""
    assert kantine.network_id is not None
    user = User.objects.create_user("koepel@stek.example", PASSWORD, name="Koepel")
    with network_scope(kantine.network_id):
        Membership.objects.create(user=user, role=Role.STEERING)
    return user


def test_somebody_of_a_steering_group_lands_on_what_is_shared_with_it(steering: User, kattegat: Site) -> None:
    client, url = sign_in_by_form(steering)
    assert url == "/koepel/noorderkempen/stuurgroep/"
    page = client.get(url).content.decode()
    assert "Nog geen verslag vrijgegeven" in page
    assert all(f'href="/{slug}/"' in page for slug in ("kantine", "kattegat"))
    assert [start for _site, start, _roles in client.get("/").context["places"]] == [
        "/kattegat/stuurgroep/",
        "/kantine/stuurgroep/",
    ]
    assert 'href="/koepel/noorderkempen/stuurgroep/"' in client.get("/").content.decode()


def test_somebody_of_a_steering_group_who_also_works_at_a_site_chooses(
    steering: User, kantine: Site, give_role: Callable[..., Membership]
) -> None:
    give_role(steering, kantine, Role.WORKER)
    assert sign_in_by_form(steering)[1] == reverse("home")


def test_the_steering_group_of_one_site_lands_on_its_own_page(cast: Cast) -> None:
    assert sign_in_by_form(cast.steering)[1] == "/kantine/stuurgroep/"


def test_the_menu_leads_from_one_site_to_the_other(
    cast: Cast, kattegat: Site, give_role: Callable[..., Membership], coordinator: Client
) -> None:
    page = coordinator.get("/kantine/beheer/")
    assert list(page.context["site_choices"]) == []
    give_role(cast.coordinator, kattegat, Role.COORDINATOR)
    page = coordinator.get("/kantine/beheer/")
    assert [(choice.label, choice.current) for choice in page.context["site_choices"]] == [
        ("'t Kattegat", False),
        ("Kantine Bezemheide", True),
    ]


def test_a_page_that_shows_no_menu_does_not_look_up_other_sites(cast: Cast, count_queries: CountQueries) -> None:
    client, _ = sign_in_by_form(cast.coordinator)
    with count_queries() as queries:
        client.post("/kantine/beheer/uitnodiging/0/weg/")
    assert [query for query in queries if "ORDER BY" in query and "sites_site" in query and "LIMIT" not in query] == []


def test_the_menu_asks_the_same_number_of_queries_for_one_site_and_for_more(
    cast: Cast, kattegat: Site, give_role: Callable[..., Membership], coordinator: Client, count_queries: CountQueries
) -> None:
    with count_queries() as for_one:
        coordinator.get("/kantine/beheer/site/")
    give_role(cast.coordinator, kattegat, Role.COORDINATOR)
    with count_queries() as for_two:
        coordinator.get("/kantine/beheer/site/")
    assert len(for_one) == len(for_two)


def test_a_closed_account_cannot_sign_in(cast: Cast) -> None:
    User.objects.filter(pk=cast.worker.pk).update(is_active=False)
    client, _ = sign_in_by_form(cast.worker)
    assert client.get("/kantine/beheer/").status_code == 302
    assert "_auth_user_id" not in client.session


def test_nobody_can_sign_up_by_themselves(db: None) -> None:
    form = {"email": "nieuw@stek.example", "password1": PASSWORD, "password2": PASSWORD}
    response = Client().post(reverse("account_signup"), form)
    assert "uitnodiging nodig" in response.content.decode()
    assert not User.objects.exists()


def test_guessing_a_password_is_stopped_after_a_few_times(cast: Cast) -> None:
    for _ in range(5):
        sign_in_by_form(cast.worker, "geraden-wachtwoord")
    client, url = sign_in_by_form(cast.worker)
    assert url == ""
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_mail(cast: Cast) -> None:
    client = Client()
    client.post(reverse("account_reset_password"), {"email": cast.worker.email.upper()})
    assert mail.outbox[0].to == [cast.worker.email]
    form = client.get(read_link(), follow=True)
    new = "nog-een-lang-wachtwoord"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})
    assert sign_in_by_form(cast.worker, new)[1].startswith("/kantine/")


def test_asking_a_password_for_an_unknown_address_tells_nothing(cast: Cast) -> None:
    known, unknown = (
        Client().post(reverse("account_reset_password"), {"email": email}, follow=True).text
        for email in (cast.worker.email, "niemand@stek.example")
    )
    # The page tells the phone what time it is.
    assert re.sub(r'data-now="[^"]*"', "", known) == re.sub(r'data-now="[^"]*"', "", unknown)


def test_a_common_password_is_refused(cast: Cast, sign_in: Callable[[User], Client]) -> None:
    form = {"oldpassword": PASSWORD, "password1": "qwertyuiop123", "password2": "qwertyuiop123"}
    sign_in(cast.worker).post(reverse("account_change_password"), form)
    cast.worker.refresh_from_db()
    assert cast.worker.check_password(PASSWORD)


def test_the_code_of_a_phone_or_a_recovery_code_is_asked_after_the_password(cast: Cast) -> None:
    TOTP.activate(cast.worker, "ORSXG5A=")
    codes = RecoveryCodes.activate(cast.worker)
    client, url = sign_in_by_form(cast.worker)
    assert url == reverse("mfa_authenticate")
    assert client.get("/kantine/beheer/").status_code == 302
    response = client.post(url, {"code": codes.get_unused_codes()[0]})
    assert response["Location"] == reverse("home") or response["Location"].startswith("/kantine/")
    assert client.session["_auth_user_id"] == str(cast.worker.pk)


def test_the_one_address_somebody_has_offers_nothing_that_cannot_be_done(
    cast: Cast, sign_in: Callable[[User], Client]
) -> None:
    client = sign_in(cast.worker)
    client.get("/account/email/")  # it writes the address of the account down when nobody did before
    EmailAddress.objects.filter(user=cast.worker).update(verified=True)
    assert "action_" not in client.get("/account/email/").text.replace("action_add", "")
    EmailAddress.objects.create(user=cast.worker, email="andere@stek.example")
    assert "action_remove" in client.get("/account/email/").text


def test_changing_ones_security_asks_the_password_again(cast: Cast) -> None:
    client, _ = sign_in_by_form(cast.worker)
    response = client.get(reverse("mfa_activate_totp"))
    assert response["Location"].startswith(reverse("account_reauthenticate"))
    response = client.post(response["Location"], {"password": PASSWORD})
    page = client.get(response["Location"])
    assert page.status_code == 200
    assert not Authenticator.objects.exists()


def test_signing_out_elsewhere_ends_the_other_sessions(cast: Cast) -> None:
    lost, _ = sign_in_by_form(cast.coordinator)
    here, _ = sign_in_by_form(cast.coordinator)
    assert here.get(reverse("usersessions_list")).content.decode().count("<li>") >= 2
    here.post(reverse("usersessions_list"))
    assert lost.get("/kantine/beheer/").status_code == 302
    assert here.get("/kantine/beheer/").status_code == 200


@pytest.mark.parametrize("name", ["account_login", "mfa_add_webauthn", "mfa_activate_totp"])
def test_no_script_or_style_stands_in_the_page_itself(name: str, cast: Cast) -> None:
    client, _ = sign_in_by_form(cast.worker)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse(name)) if name != "account_login" else Client().get(reverse(name))
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page.content.decode())
    assert scripts == []
    assert "<style" not in page.content.decode()
    assert "unsafe" not in page.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", [LOGIN, "/account/password/reset/"])
def test_a_page_about_an_account_stands_in_its_column(path: str) -> None:
    page = Client().get(path).text
    assert page.index("account-page") < page.index("<h1")
