"""Addresses of pages that a site and a network both have."""

from typing import Any

from django import template

from sites.places import Place

register = template.Library()


@register.simple_tag
def place_url(place: Place, name: str, **arguments: Any) -> str:
    """The address of one of the place's pages: `{% place_url place 'member' member=member.pk %}`."""
    return place.url(name, **arguments)
