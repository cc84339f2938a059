"""What pages about people and their accounts share: addresses, and devices in words."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from sites.places import Place

register = template.Library()

# What a browser says of itself, the most telling first: most of them also name the ones below.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Macintosh": "Mac",
    "CrOS": "Chromebook",
    "Linux": "Linux",
}


@register.simple_tag
def place_url(place: Place, name: str, **arguments: Any) -> str:
    """The address of one of the place's pages: `{% place_url place 'member' member=member.pk %}`."""
    return place.url(name, **arguments)


@register.filter
def browser(user_agent: str) -> str:
    """'Firefox op Windows', from what a browser sends along with each request."""
    program = next((name for sign, name in BROWSERS.items() if sign in user_agent), _("een browser"))
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), _("een toestel dat we niet kennen"))
    return _("%(program)s op %(system)s") % {"program": program, "system": system}
