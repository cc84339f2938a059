"""The token by which a form that arrives twice is recognised."""

from uuid import uuid4

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sites.once import FIELD

register = template.Library()


@register.simple_tag
def once() -> SafeString:
    """A hidden field with a token of its own, for a form whose view is `@once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, uuid4())
