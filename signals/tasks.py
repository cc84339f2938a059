"""What happens by the clock."""

import structlog
from celery import shared_task

from signals.services.folding import erase_import_traces, erase_old_notes, fold_site
from signals.services.following_up import erase_old_follow_ups
from sites.models import Site
from sites.scope import site_scope

log = structlog.get_logger(__name__)


@shared_task(name="signals.fold_all_sites")
def fold_all_sites() -> None:
    """Fold the past days of every site, closed ones too, each in a transaction of its own."""
    for site in Site.objects.all():
        try:
            with site_scope(site.pk):
                folded = fold_site()
                notes = erase_old_notes()
                follow_ups = erase_old_follow_ups()
                erase_import_traces()
        except Exception:
            # One site's trouble must not keep another site's answers from being folded.
            log.exception("fold_failed", site=site.slug)
        else:
            log.info("folded", site=site.slug, entries=folded, notes_erased=notes, follow_ups_erased=follow_ups)
