"""A contact that is there already: opened, corrected, deleted, put back, and sent from two tabs."""

import datetime
import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from signals.models import AttributeCategory, Contact, Theme
from signals.services.folding import fold_site
from sites.models import Site, User
from sites.scope import site_scope
from tests.conftest import Cast
from tests.contacts.conftest import count_contacts

BOARD = "/kantine/team/"
ADD = "/kantine/team/contacten/nieuw/"
LIST = "/kantine/team/contacten/"

type SignIn = Callable[[User], Client]


def test_an_imported_contact_of_long_ago_may_be_corrected(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    long_ago = datetime.date(2020, 3, 5)
    with site_scope(kantine.pk):
        Contact.objects.create(
            pk=post["id"],
            activity_id=post["activity"],
            on=long_ago,
            logged_on=timezone.localdate(),
            site_answer="before",
        )
    corrected = post | {"on": long_ago.isoformat(), "revision": "2", "site_answer": "ever"}
    assert sign_in(cast.worker).post(f"{LIST}{post['id']}/", corrected).status_code == 302


def test_a_volunteer_sees_and_corrects_only_their_own(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    sign_in(cast.worker).post(ADD, post)
    volunteer = sign_in(cast.volunteer)
    assert "Financieel" not in volunteer.get(BOARD).text
    response = volunteer.get(f"{LIST}{post['id']}/")
    assert response.status_code == 403
    assert "Financieel" not in response.text


def test_a_folded_contact_can_no_longer_be_opened(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        fold_site(today=timezone.localdate() + datetime.timedelta(days=1))
    response = client.get(f"{LIST}{post['id']}/")
    assert response.status_code == 409
    assert "al verwerkt" in response.text


def test_a_deleted_contact_is_gone_from_the_board(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    response = client.post(f"{LIST}{post['id']}/weg/", follow=True)
    assert "Het contact is verwijderd" in response.text
    assert count_contacts(kantine) == 0


def test_a_contact_is_corrected_through_the_form(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    assert 'name="revision" value="2"' in client.get(f"{LIST}{post['id']}/").text
    client.post(f"{LIST}{post['id']}/", post | {"revision": "2", "site_answer": "ever"})
    with site_scope(kantine.pk):
        assert Contact.objects.get().site_answer == "ever"


def test_a_contact_is_only_corrected_at_its_own_address(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client, other = sign_in(cast.worker), post | {"id": str(uuid4())}
    for sent in (post, other):
        client.post(ADD, sent)
    reply = client.post(f"{LIST}{post['id']}/", other | {"revision": "2", "site_answer": "ever"})
    assert reply.status_code == 422
    assert "hoort bij een ander contact" in reply.text
    with site_scope(kantine.pk):
        assert set(Contact.objects.values_list("site_answer", flat=True)) == {"before"}


@pytest.mark.parametrize(("meant", "kept"), [("adjust", ["ever"]), ("new", ["before", "ever"])])
def test_two_tabs_with_other_answers_are_asked_what_is_meant(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site, meant: str, kept: list[str]
) -> None:
    client, other = sign_in(cast.worker), post | {"site_answer": "ever"}
    client.post(ADD, post)
    assert "Pas het bewaarde contact aan" in client.post(ADD, other).text
    client.post(ADD, other | {"conflict": meant})
    with site_scope(kantine.pk):
        assert sorted(Contact.objects.values_list("site_answer", flat=True)) == kept


def test_what_was_deleted_can_be_put_back_as_a_new_contact(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    with site_scope(kantine.pk):
        woman = AttributeCategory.objects.get(key="woman").pk
    client = sign_in(cast.worker)
    client.post(ADD, post | {"site_answer": "ever", "attribute-gender": str(woman)})
    page = client.post(f"{LIST}{post['id']}/weg/").text
    client.post(ADD, dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)))
    with site_scope(kantine.pk):
        contact = Contact.objects.get(is_deleted=False)
        assert str(contact.pk) != post["id"]
        assert (contact.site_answer, str(contact.help_requests.get())) == ("ever", "Financieel")
        assert contact.attributes.get().category_id == woman


def test_a_second_tap_on_delete_says_that_it_is_gone(cast: Cast, sign_in: SignIn, post: dict[str, Any]) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    client.post(f"{LIST}{post['id']}/weg/")
    assert "Het contact is verwijderd" in client.post(f"{LIST}{post['id']}/weg/", follow=True).text


def test_a_retired_theme_stays_chosen_when_its_contact_is_corrected(
    cast: Cast, sign_in: SignIn, post: dict[str, Any], kantine: Site
) -> None:
    client = sign_in(cast.worker)
    client.post(ADD, post)
    with site_scope(kantine.pk):
        Theme.objects.filter(name="Financieel").update(is_retired=True)
    chosen = rf'name="request-0-theme" value="{post["request-0-theme"]}"[^>]* checked'
    assert re.search(chosen, client.get(f"{LIST}{post['id']}/").text)
    assert "Financieel" not in client.get(ADD).text
