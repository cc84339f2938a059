"""What is new at a site, as an Atom feed: notices, closures, and dates that differ."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from activities.selectors.announcements import Announcement, build_announcements
from activities.selectors.editing import find_own_date
from activities.selectors.feeds.addresses import build_address, build_identity
from activities.selectors.feeds.reading import OpenOffer


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing that is new; `kind` and `pk` name its row for ever."""

    kind: str
    pk: int
    said: Announcement
    changed_at: datetime.datetime
    address: str


class _News(Atom1Feed):
    """A feed that says when it changed; without entries Django's says when it was asked, which is new each time."""

    def latest_post_date(self) -> datetime.datetime:
        changed_at: datetime.datetime = self.feed["changed_at"]
        return changed_at


def build_news(offer: OpenOffer) -> bytes:
    """The feed of a site, the newest first. A changed entry keeps its identity; one that is over leaves."""
    home = build_address("site_home", site=offer.site.slug)
    entries = sorted(_list_entries(offer, home), key=lambda entry: entry.changed_at, reverse=True)
    feed = _News(
        changed_at=max((entry.changed_at for entry in entries), default=offer.site.changed_at),
        title=_("Nieuws van %(site)s") % {"site": offer.site.name},
        link=home,
        description=_("Wat er verandert in %(site)s, %(town)s")
        % {"site": offer.site.name, "town": offer.site.municipality},
        language="nl",
        author_name=offer.site.name,
        feed_url=build_address("site_news", site=offer.site.slug),
        feed_guid=build_identity("news", offer.site.pk).urn,
    )
    for entry in entries:
        feed.add_item(
            title=entry.said.title,
            link=entry.address,
            description=" ".join(filter(None, [entry.said.text, entry.said.reason])),
            unique_id=build_identity(entry.kind, entry.pk).urn,
            updateddate=entry.changed_at,
        )
    written: str = feed.writeString("utf-8")
    return written.encode()


def _list_entries(offer: OpenOffer, home: str) -> Iterator[Entry]:
    programme, today = offer.programme, offer.today
    bare = replace(programme, closures=(), notices=())
    for closure in programme.closures:
        for said in build_announcements(replace(bare, closures=[closure]), (), today=today, changes_from=today):
            yield Entry(kind="closure", pk=closure.pk, said=said, changed_at=closure.changed_at, address=home)
    for notice in programme.notices:
        for said in build_announcements(replace(bare, notices=[notice]), (), today=today, changes_from=today):
            yield Entry(kind="notice", pk=notice.pk, said=said, changed_at=notice.changed_at, address=home)
    changes = {(change.slot_id, change.on): change for rows in programme.changes.values() for change in rows}
    for occurrence in offer.occurrences:
        change = changes.get((occurrence.slot.pk, find_own_date(occurrence)))
        if change is None:
            continue
        address = build_address("activity_page", site=offer.site.slug, activity=occurrence.activity.slug)
        for said in build_announcements(bare, [occurrence], today=today, changes_from=today):
            yield Entry(kind="change", pk=change.pk, said=said, changed_at=change.changed_at, address=address)
