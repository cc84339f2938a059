"""The public pages of a site for search engines, in every language, and the list of all sites."""

from collections.abc import Iterable
from io import StringIO
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.utils.xmlutils import SimplerXMLGenerator

from activities.selectors.feeds.addresses import build_address
from activities.selectors.feeds.reading import OpenOffer
from activities.selectors.topics import list_topics
from sites.languages import list_versions
from sites.models import Site

SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
PAGES = ("site_home", "calendar", "who_works_here", "take_along", "privacy", "accessibility")


def build_site_map(offer: OpenOffer) -> bytes:
    """The pages of one site, each with what it is called in the other languages."""
    slug = offer.site.slug
    addresses = [build_address(name, site=slug) for name in PAGES]
    addresses += [build_address("topic_page", site=slug, topic=topic.slug) for topic in list_topics(offer.items)]
    addresses += [build_address("activity_page", site=slug, activity=item.activity.slug) for item in offer.items]
    base = settings.BASE_URL.rstrip("/")
    written = StringIO()
    xml = _begin(written, "urlset", {"xmlns": SITEMAPS, "xmlns:xhtml": XHTML})
    for address in addresses:
        xml.startElement("url", AttributesImpl({}))
        xml.addQuickElement("loc", address)
        xml.addQuickElement("lastmod", offer.site.changed_at.isoformat(timespec="seconds"))
        for version in list_versions(address.removeprefix(base)):
            link = {"rel": "alternate", "hreflang": version.code, "href": base + version.path}
            xml.addQuickElement("xhtml:link", attrs=link)
        xml.endElement("url")
    return _end(xml, written, "urlset")


def build_site_map_index(sites: Iterable[Site]) -> bytes:
    """Where the maps of all sites are."""
    written = StringIO()
    xml = _begin(written, "sitemapindex", {"xmlns": SITEMAPS})
    for site in sites:
        xml.startElement("sitemap", AttributesImpl({}))
        xml.addQuickElement("loc", build_address("site_map", site=site.slug))
        xml.addQuickElement("lastmod", site.changed_at.isoformat(timespec="seconds"))
        xml.endElement("sitemap")
    return _end(xml, written, "sitemapindex")


def _begin(written: StringIO, name: str, attributes: dict[str, str]) -> SimplerXMLGenerator:
    xml = SimplerXMLGenerator(written, "utf-8")
    xml.startDocument()
    xml.startElement(name, AttributesImpl(attributes))
    return xml


def _end(xml: SimplerXMLGenerator, written: StringIO, name: str) -> bytes:
    xml.endElement(name)
    xml.endDocument()
    return written.getvalue().encode()
