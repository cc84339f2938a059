"""A page in other languages, for templates: {% load languages %}."""

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from sites.languages import READ_BY_A_SPEAKER, Version, list_versions

register = template.Library()


@register.simple_tag
def versions(request: HttpRequest) -> list[Version]:
    """The page of this request in every language."""
    return list_versions(request.path)


@register.simple_tag
def was_read_by_a_speaker() -> bool:
    """Whether somebody who speaks it has read the words of the language that is spoken now."""
    return (translation.get_language() or settings.LANGUAGE_CODE) in READ_BY_A_SPEAKER
