"""A coordinator of the Kantine at its lists, with short ways to press the buttons."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from signals.models import Theme
from signals.selectors.site_lists import SITE_LISTS
from signals.vocabulary import ListName
from sites.models import AuditEntry, Site, User
from sites.scope import site_scope
from tests.conftest import Cast


def press_undo(client: Client, response: Any) -> Any:
    """Take back what the message of a page offers to take back."""
    message = next(iter(response.context["messages"]))
    return client.post(message.extra_tags, follow=True)


@dataclass(frozen=True)
class Keeper:
    """A coordinator's browser at the lists of one site."""

    client: Client
    site: Site

    def url(self, name: str, *arguments: Any) -> str:
        return reverse(name, args=[self.site.slug, *arguments])

    def add(self, list_name: ListName, names: str) -> Any:
        return self.client.post(self.url("list_page", list_name), {"names": names}, follow=True)

    def press(self, page: str, list_name: ListName, /, *arguments: Any, **data: str) -> Any:
        return self.client.post(self.url(page, list_name, *arguments), data, follow=True)

    def undo(self, response: Any) -> Any:
        return press_undo(self.client, response)

    def find(self, list_name: ListName, name: str) -> Any:
        with site_scope(self.site.pk):
            return SITE_LISTS[list_name].rows.get(name=name)

    def names(self, list_name: ListName, *, retired: bool = False) -> list[str]:
        with site_scope(self.site.pk):
            return list(SITE_LISTS[list_name].rows.filter(is_retired=retired).values_list("name", flat=True))

    def acts(self) -> list[tuple[str, str]]:
        with site_scope(self.site.pk):
            return list(AuditEntry.objects.order_by("at").values_list("action", "subject"))


@pytest.fixture
def keeper(cast: Cast, kantine: Site, sign_in: Callable[[User], Client]) -> Keeper:
    """The coordinator of the Kantine."""
    return Keeper(sign_in(cast.coordinator), kantine)


@pytest.fixture
def in_kantine(kantine: Site) -> Iterator[None]:
    """Everything in the test happens at the Kantine, as its team."""
    with site_scope(kantine.pk):
        yield


def add_themes(*names: str) -> list[Theme]:
    """Themes in this order, at the site in scope."""
    return [Theme.objects.create(name=name, position=position) for position, name in enumerate(names)]
