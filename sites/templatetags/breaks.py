"""Where a long word may go on to the next line: {% load breaks %}."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

BREAK = mark_safe("/<wbr>")


@register.filter
def break_at_slash(label: object) -> object:
    """'Praattafel/Schoolbabbel' with a break after the slash, which a narrow button has no room for otherwise."""
    if isinstance(label, SafeString) or "/" not in str(label):
        return label
    return format_html_join(BREAK, "{}", ((part,) for part in str(label).split("/")))
