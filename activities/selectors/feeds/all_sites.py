"""What all open sites publish together. Each is read inside its own walls, and kept until its revision changes."""

import datetime
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.cache import cache

from activities.selectors.feeds.hsds import Record, Records, build_records
from activities.selectors.feeds.reading import read_open_offer
from sites.models import Site
from sites.scope import site_scope
from sites.vocabulary import Audience

logger = logging.getLogger(__name__)

KEPT_SECONDS = 24 * 3600


def list_hsds_records(*, kind: str, today: datetime.date) -> list[Record]:
    """The records of a kind of all open sites, by the name of the site.

    Takes one query when nothing changed since they were read last, and five more for each site that did change.
    """
    sites = list(Site.objects.filter(is_open=True).order_by("name", "pk"))
    keys = {site.pk: f"hsds-1:{site.pk}:{site.revision}:{today}" for site in sites}
    kept = _ask_cache(list(keys.values()))
    found: dict[int, Records] = {}
    for site in sites:
        found[site.pk] = kept.get(keys[site.pk]) or _read_records(site, today)
    _fill_cache({keys[pk]: records for pk, records in found.items() if keys[pk] not in kept})
    return [record for site in sites for record in found[site.pk][kind]]


def _read_records(site: Site, today: datetime.date) -> Records:
    with site_scope(site.pk, audience=Audience.PUBLIC):
        return build_records(read_open_offer(site=site, today=today))


def _ask_cache(keys: Sequence[str]) -> Mapping[str, Any]:
    try:
        return cache.get_many(keys)
    except Exception as error:  # noqa: BLE001  (whatever is wrong with the cache, the answer must come)
        logger.warning("cache of open data is away: %s", type(error).__name__)
        return {}


def _fill_cache(records: Mapping[str, Records]) -> None:
    if not records:
        return
    try:
        cache.set_many(dict(records), timeout=KEPT_SECONDS)
    except Exception as error:  # noqa: BLE001  (as above)
        logger.warning("cache of open data is away: %s", type(error).__name__)
