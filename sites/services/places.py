"""Sites and networks themselves: making them, closing them, and what a site says of itself."""

import structlog
from django.apps import apps
from django.db import models

from sites.models import Network, SharedModel, Site, SiteOwned, User
from sites.scope import current_site_id, network_scope, site_scope
from sites.services.audit import record_act

log = structlog.get_logger(__name__)


def change_site(*, site: Site, by: User) -> None:
    """Keep what the form of settings put on the site, in its scope."""
    if site.pk != current_site_id():
        raise ValueError("A site is changed in its own scope.")
    site.save(
        update_fields=[
            "name", "tagline", "phone", "email", "accent", "checks_partner_changes", "reminds_partners",
        ]
    )  # fmt: skip
    record_act(by=by, action="site-changed", subject=site.name)


def change_place(*, site: Site, by: User) -> None:
    """Keep what is said about a site that is being prepared, its address too. In its scope."""
    if site.pk != current_site_id() or not site.is_being_prepared:
        raise ValueError("Only a site that is being prepared changes like this, in its own scope.")
    site.save(update_fields=["name", "slug", "municipality", "network", "tagline", "phone"])
    record_act(by=by, action="site-changed", subject=site.name)


def add_site(*, site: Site, by: User) -> Site:
    """Start a new site; it is empty, and closed until it has been prepared."""
    site.is_open, site.is_being_prepared = False, True
    site.save()
    with site_scope(site.pk, user_id=by.pk):
        record_act(by=by, action="site-added", subject=site.name)
    return site


def discard_site(*, site: Site, by: User) -> None:
    """Erase a site that never opened, with everything that was prepared for it. In its scope.

    Its own record goes with it; that of its network says who did it, or else the log.

    Raises:
        ValueError: the site has been open, so that somebody may have counted on it.
    """
    locked = Site.objects.select_for_update().get(pk=site.pk)
    if site.pk != current_site_id() or not locked.is_being_prepared:
        raise ValueError("Only a site that is being prepared is discarded, in its own scope.")
    for model in _list_models_of_sites():
        rows = model._default_manager.filter(site_id=site.pk)
        # Links between them are checked when the transaction ends, so the order does not matter to the database.
        rows._raw_delete(using=rows.db)  # noqa: SLF001  (delete() asks for an order, and has no way around it)
    locked.delete()
    log.info("site discarded", site=locked.slug, by=by.pk)
    if site.network_id is not None:
        with network_scope(site.network_id, user_id=by.pk):
            record_act(by=by, action="site-discarded", subject=site.name)


def _list_models_of_sites() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if issubclass(model, SiteOwned | SharedModel)]


def add_network(*, network: Network, by: User) -> Network:
    """Start a new network."""
    network.save()
    with network_scope(network.pk, user_id=by.pk):
        record_act(by=by, action="network-added", subject=network.name)
    return network


def set_site_open(*, site: Site, is_open: bool, by: User) -> None:
    """Close a site, so that it looks as if it was never there, or open it again. Nothing is erased."""
    site.is_open = is_open
    site.is_being_prepared = site.is_being_prepared and not is_open
    site.save(update_fields=["is_open", "is_being_prepared"])
    with site_scope(site.pk, user_id=by.pk):
        record_act(by=by, action="site-opened" if is_open else "site-closed", subject=site.name)
