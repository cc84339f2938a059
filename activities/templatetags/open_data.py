"""What a page says to programs, for templates: {% load open_data %}."""

import json
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from activities.selectors.feeds.addresses import build_address
from activities.selectors.feeds.schema_org import describe_next_times, describe_site
from activities.selectors.public_page import ActivityPage, PublicPage
from sites.models import Site

register = template.Library()

# Inside a script element nothing may look like markup.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&\u2028\u2029"}


@register.simple_tag
def site_data(site: Site, page: PublicPage) -> SafeString:
    """The place, its hours and its one-off events, for search engines."""
    return _write(describe_site(site=site, programme=page.programme, occurrences=page.occurrences))


@register.simple_tag
def activity_data(site: Site, page: ActivityPage) -> SafeString:
    """The next times of an activity, for search engines."""
    occurrences = [seat.occurrence for seat in page.seats]
    return _write(describe_next_times(site=site, item=page.item, occurrences=occurrences))


@register.simple_tag
def full_address(name: str, **arguments: str) -> str:
    """The whole address of a page, with the name of the server."""
    return build_address(name, **arguments)


@register.filter
def webcal(address: str) -> str:
    """The address of a calendar as phones want it to add the calendar, not to show it as a file."""
    return f"webcal://{address.partition('://')[2]}"


def _write(document: dict[str, Any]) -> SafeString:
    # Data, not a program: browsers run nothing of this type, so the policy for scripts has nothing to refuse.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES)
    escaped = mark_safe(text)  # noqa: S308  (what markup could be made of is escaped just above)
    return format_html('<script type="application/ld+json">{}</script>', escaped)
