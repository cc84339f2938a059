"""What the tests of people share."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from sites.models import Membership, Site, User
from sites.scope import site_scope
from sites.vocabulary import Role
from tests.conftest import Cast


@pytest.fixture
def coordinator(cast: Cast, sign_in: Callable[[User], Client]) -> Client:
    """A browser of the Kantine's coordinator."""
    return sign_in(cast.coordinator)


@pytest.fixture
def give_role(cast: Cast) -> Callable[..., Membership]:
    """Give somebody a role at a site."""

    def give_role(user: User, site: Site, role: Role) -> Membership:
        with site_scope(site.pk):
            membership: Membership = Membership.objects.create(user=user, role=role)
            return membership

    return give_role


def read_link(position: int = -1) -> str:
    """The path of the link in a mail that was sent."""
    found = re.search(r"https?://[^/\s]+(/\S*)", str(mail.outbox[position].body))
    assert found is not None
    return found[1]


def find_membership(site: Site, user: User) -> Membership:
    """The role of somebody who has one at a site."""
    with site_scope(site.pk):
        membership: Membership = Membership.objects.get(user=user)
        return membership
