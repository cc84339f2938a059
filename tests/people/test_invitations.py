"""Being invited, and what becomes of the link."""

import datetime
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.core import mail, signing
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sites.links import read_invitation_token
from sites.models import AuditEntry, Invitation, Membership, Partner, Site, User
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role
from tests.conftest import PASSWORD, Cast
from tests.people.conftest import read_link

NEW = {"name": "Nele Nieuw", "email": "Nele@stek.example", "role": "worker"}


def count_roles(site: Site, email: str) -> int:
    with site_scope(site.pk):
        return Membership.objects.filter(user__email=email).count()


def test_somebody_new_gets_an_account_and_the_role(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    assert mail.outbox[0].to == ["nele@stek.example"]
    visitor = Client()
    assert "Welkom bij Kantine Bezemheide" in visitor.get(read_link()).content.decode()
    response = visitor.post(read_link(), {"name": "Nele N.", "password": PASSWORD})
    assert response["Location"].startswith("/")
    user = User.objects.get(email="nele@stek.example")
    assert visitor.session["_auth_user_id"] == str(user.pk)
    assert user.name == "Nele N."
    assert count_roles(kantine, user.email) == 1


def test_a_password_is_refused_with_a_reason_and_the_name_is_kept(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    page = Client().post(read_link(), {"name": "Nele N.", "password": "kort"})
    assert page.context["form"].errors["password"]
    assert "Nele N." in page.content.decode()
    assert not User.objects.filter(email="nele@stek.example").exists()


def test_looking_at_the_link_does_not_use_it_up(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    for _ in range(3):
        assert "Doe mee" in Client().get(read_link()).content.decode()


def test_a_used_link_works_no_second_time(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    Client().post(read_link(), {"name": "Nele", "password": PASSWORD})
    page = Client().post(read_link(), {"name": "Iemand anders", "password": PASSWORD})
    assert page.status_code == 200
    assert "al gebruikt of ingetrokken" in page.content.decode()
    assert count_roles(kantine, "nele@stek.example") == 1


def test_a_link_is_too_old_after_a_week(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    token = read_link().split("/")[-2]
    link = read_invitation_token(token)
    assert link is not None
    assert datetime.timedelta(days=6, hours=23) < link.expires_at - timezone.now() <= datetime.timedelta(days=7)
    old = timezone.now() - datetime.timedelta(seconds=1)
    with site_scope(kantine.pk):
        invitation = Invitation.objects.get()
        Invitation.objects.update(expires_at=old)
    content = [invitation.pk, kantine.pk, None, old.isoformat()]
    old_link = f"/uitnodiging/{signing.dumps(content, salt='sites.invitation')}/"
    assert "te oud" in Client().post(old_link, {"name": "Nele", "password": PASSWORD}).content.decode()
    assert not User.objects.filter(email="nele@stek.example").exists()


def test_a_withdrawn_link_works_no_more(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    with site_scope(kantine.pk):
        pk = Invitation.objects.get().pk
    coordinator.post(f"/kantine/beheer/uitnodiging/{pk}/weg/")
    assert "al gebruikt of ingetrokken" in Client().get(read_link()).content.decode()


def test_sending_again_gives_a_new_link_and_voids_the_first(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    with site_scope(kantine.pk):
        pk = Invitation.objects.get().pk
    coordinator.post(f"/kantine/beheer/uitnodiging/{pk}/opnieuw/")
    assert "al gebruikt of ingetrokken" in Client().get(read_link(0)).content.decode()
    assert "Doe mee" in Client().get(read_link(1)).content.decode()


def test_somebody_with_an_account_signs_in_first_and_then_accepts(
    coordinator: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"email": cast.neighbour.email})
    visitor = Client()
    assert "Je hebt al een account" in visitor.get(read_link()).content.decode()
    visitor.post(read_link(), {"name": "Indringer", "password": PASSWORD})
    assert count_roles(kantine, cast.neighbour.email) == 0
    visitor.post(f"/account/login/?next={read_link()}", {"login": cast.neighbour.email, "password": PASSWORD})
    visitor.post(read_link())
    assert count_roles(kantine, cast.neighbour.email) == 1


def test_another_account_cannot_accept(
    coordinator: Client, cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    page = sign_in(cast.neighbour).post(read_link(), {"name": "Buur", "password": PASSWORD})
    assert "voor een ander account" in page.content.decode()
    assert count_roles(kantine, cast.neighbour.email) == 0
    assert not User.objects.filter(email="nele@stek.example").exists()


def test_a_closed_account_does_not_come_back_through_an_invitation(
    coordinator: Client, cast: Cast, kantine: Site
) -> None:
    User.objects.filter(pk=cast.neighbour.pk).update(is_active=False)
    coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"email": cast.neighbour.email})
    assert "gesloten" in Client().get(read_link()).content.decode()


def test_an_invitation_to_a_closed_site_opens_nothing(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    Site.objects.filter(pk=kantine.pk).update(is_open=False)
    page = Client().get(read_link()).content.decode()
    assert "Kantine" not in page
    assert "al gebruikt of ingetrokken" in page


def test_a_link_with_another_signature_opens_nothing_and_names_nothing(coordinator: Client, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    page = Client().get(read_link()[:-3] + "xx/").content.decode()
    assert "klopt niet" in page
    assert "Kantine" not in page


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(min_size=1).filter(lambda text: text not in {".", ".."}))
def test_any_token_gets_an_answer(db: None, token: str) -> None:
    path = f"/uitnodiging/{quote(token, safe='', errors='replace')}/"
    assert Client().get(path).status_code in {200, 301, 404}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=6))
def test_anything_signed_by_stek_itself_is_read_or_refused(content: object) -> None:
    link = read_invitation_token(signing.dumps(content, salt="sites.invitation"))
    assert link is None or isinstance(link.expires_at, datetime.datetime)


def test_a_partner_is_invited_for_one_partner(coordinator: Client, kantine: Site) -> None:
    page = coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"role": "partner"})
    assert page.context["form"].errors["partner"]
    with site_scope(kantine.pk):
        caw = Partner.objects.get(slug="caw")
    coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"role": "partner", "partner": caw.pk})
    Client().post(read_link(), {"name": "Nele", "password": PASSWORD})
    with site_scope(kantine.pk):
        assert Membership.objects.get(user__email="nele@stek.example").partner == caw


def test_a_partner_of_another_site_cannot_be_chosen(coordinator: Client, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        theirs = Partner.objects.get(slug="caw")
    page = coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"role": "partner", "partner": theirs.pk})
    assert page.context["form"].errors["partner"]
    assert mail.outbox == []


def test_nobody_is_invited_twice_for_the_same(coordinator: Client, cast: Cast) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    assert coordinator.post("/kantine/beheer/uitnodigen/", NEW).context["form"].errors["email"]
    page = coordinator.post("/kantine/beheer/uitnodigen/", NEW | {"email": cast.worker.email})
    assert page.context["form"].errors["email"]
    assert len(mail.outbox) == 1


def test_a_mail_that_does_not_leave_is_said_and_invites_nobody(
    coordinator: Client, kantine: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)
    page = coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    assert "niet vertrokken" in page.content.decode()
    assert "Nele Nieuw" in page.content.decode()
    with site_scope(kantine.pk):
        assert not Invitation.objects.exists()


def test_inviting_and_accepting_are_on_record(coordinator: Client, cast: Cast, kantine: Site) -> None:
    coordinator.post("/kantine/beheer/uitnodigen/", NEW)
    Client().post(read_link(), {"name": "Nele", "password": PASSWORD})
    with site_scope(kantine.pk):
        acts = list(AuditEntry.objects.order_by("at").values_list("action", "actor__email"))
    assert acts == [("invited", cast.coordinator.email), ("invitation-accepted", "nele@stek.example")]


def test_a_role_at_a_network_holds_at_each_of_its_sites(
    cast: Cast, kantine: Site, sign_in: Callable[[User], Client]
) -> None:
    assert kantine.network_id is not None
    with network_scope(kantine.network_id):
        Membership.objects.create(user=cast.neighbour, role=Role.COORDINATOR)
    sign_in(cast.neighbour).post("/koepel/noorderkempen/uitnodigen/", NEW | {"role": "coordinator"})
    invited = Client()
    invited.post(read_link(), {"name": "Nele", "password": PASSWORD})
    assert invited.get("/koepel/noorderkempen/").status_code == 200
    assert invited.get("/kantine/beheer/").status_code == 200
    assert invited.get("/kattegat/beheer/").status_code == 200


def test_accepting_can_be_tried_only_so_often_a_minute(db: None) -> None:
    statuses = [Client().post("/uitnodiging/geraden/").status_code for _ in range(25)]
    assert statuses[0] == 200
    assert statuses[-1] == 429
