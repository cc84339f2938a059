"""What happens by the clock, and what takes too long for a page."""

import uuid

import structlog
from celery import shared_task

from signals.services.folding import erase_import_traces, erase_old_notes, fold_site
from signals.services.following_up import erase_old_follow_ups
from signals.services.importing.files import erase_import_files, list_lost_files, work_on_file
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
                erase_import_files()
        except Exception:
            # One site's trouble must not keep another site's answers from being folded.
            log.exception("fold_failed", site=site.slug)
        else:
            log.info("folded", site=site.slug, entries=folded, notes_erased=notes, follow_ups_erased=follow_ups)


@shared_task(name="signals.work_on_import")
def work_on_import(*, site_id: int, file_id: str) -> None:
    """Look at a file of contacts or take it over. It opens a scope for each step: a failure must be noted after it."""
    work_on_file(site_id=site_id, file_id=uuid.UUID(file_id))


@shared_task(name="signals.resume_imports")
def resume_imports() -> None:
    """Send again what was lost: asked while the broker was away, or left behind by a worker that died."""
    for site_id in Site.objects.values_list("pk", flat=True):
        with site_scope(site_id):
            lost = list_lost_files()
        for file_id in lost:
            work_on_import.delay(site_id=site_id, file_id=str(file_id))
