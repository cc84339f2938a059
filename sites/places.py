"""A site or a network, for pages that both have."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from sites.models import Network, Site


@dataclass(frozen=True)
class Place:
    """The owner of the people on a page. A network's pages have the same names as a site's, after `network_`."""

    owner: Site | Network

    @property
    def is_network(self) -> bool:
        """Whether the page is about a network, with its sites below it."""
        return isinstance(self.owner, Network)

    def url(self, name: str, **arguments: Any) -> str:
        """The address of one of the place's pages."""
        if self.is_network:
            return reverse(f"network_{name}", kwargs={"network": self.owner.slug, **arguments})
        return reverse(name, kwargs={"site": self.owner.slug, **arguments})


def read_place(request: HttpRequest) -> Place:
    """The site or network of a request that passed its door."""
    return Place(getattr(request, "site", None) or request.network)  # type: ignore[attr-defined]  # one of both
