"""What every table of a site shares: the site, the scoped manager and links that stay within the site."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.models.site import Network, Site
from sites.scope import current_scope, current_site_id


class SiteQuerySet[M: models.Model](models.QuerySet[M]):
    """Fills in the site on bulk inserts; the manager has already narrowed reads to the site."""

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[M]:
        rows = list(objs)
        for row in rows:
            if row.site_id is None:
                row.site_id = current_site_id()
        return super().bulk_create(rows, *args, **kwargs)


class SiteManager[M: models.Model](models.Manager[M]):
    """Only rows of the site in scope; raises `NoSiteScope` outside one."""

    def get_queryset(self) -> SiteQuerySet[M]:
        return SiteQuerySet(self.model, using=self._db).filter(site_id=current_site_id())


class SiteForeignKey(models.ForeignKey):  # type: ignore[type-arg]  # generic only in the stubs, not at run time
    """A link to another row of the same site.

    The database constraint is composite, (site_id, x_id), and is added by `BuildWall` or `LinkWithinSite`: Django's
    own would be checked with the walls down.
    """

    within_site = True

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **kwargs: Any) -> None:
        kwargs["db_constraint"] = False
        kwargs["db_index"] = False
        super().__init__(to, on_delete, **kwargs)


class SiteOwned(models.Model):
    """A row of one site. New rows take the site of the scope."""

    site = models.ForeignKey(Site, models.PROTECT, editable=False, related_name="+", db_index=False)

    objects: ClassVar[SiteManager[Any]] = SiteManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save under the scope's site when no site was given."""
        if getattr(self, "site_id", None) is None:
            self.site_id = current_site_id()
        super().save(*args, **kwargs)


class SharedManager[M: models.Model](models.Manager[M]):
    """Rows of the site or network in scope; the walls decide which those are."""

    def get_queryset(self) -> models.QuerySet[M]:
        scope = current_scope()
        queryset = models.QuerySet[M](self.model, using=self._db)
        if scope.site_id is not None:
            return queryset.filter(site_id=scope.site_id)
        if scope.network_id is not None:
            return queryset.filter(network_id=scope.network_id)
        current_site_id()  # raises: there is no scope at all
        return queryset.none()


class SharedModel(models.Model):
    """A row that belongs to a site or to a network, never both. New rows take the owner of the scope."""

    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("koepel"),
    )

    objects: ClassVar[SharedManager[Any]] = SharedManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save under the scope's owner when none was given."""
        if self.site_id is None and self.network_id is None:
            scope = current_scope()
            self.site_id, self.network_id = scope.site_id, scope.network_id
        super().save(*args, **kwargs)
