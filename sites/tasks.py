"""What every background task of a site shares."""

from functools import partial
from typing import Any

from celery.contrib.django.task import DjangoTask
from django.db import transaction

from sites.scope import site_scope


class SiteTask(DjangoTask):  # type: ignore[type-arg]  # generic only in the stubs, not at run time
    """A task of one site: it takes a keyword-only `site_id` and runs in that site's scope, in one transaction.

    Use it as `@shared_task(base=SiteTask, name="…")`. A message carries ids only, never a text somebody typed.
    """

    abstract = True

    def __call__(self, *, site_id: int, **kwargs: Any) -> Any:
        """Run the task in the scope of its site."""
        with site_scope(site_id):
            return super().__call__(site_id=site_id, **kwargs)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:  # type: ignore[override]  # as Celery does; its stubs promise a result
        """Send the task once the transaction is committed. A broker that is gone is logged and breaks nothing:
        what was saved stays saved."""
        transaction.on_commit(partial(self.delay, *args, **kwargs), robust=True)
