"""What may stand in an address."""

from django.urls import register_converter
from django.urls.converters import SlugConverter

from sites.vocabulary import RESERVED_SLUGS


class SiteSlugConverter(SlugConverter):
    """The slug of a site: never a word that Stek needs itself, so that below such a word nothing of a site is found."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED_SLUGS))})/){SlugConverter.regex}"


register_converter(SiteSlugConverter, "site")
