"""Files of contacts that were handed over."""

from signals.models import ImportFile
from signals.vocabulary import ImportStage


def list_waiting_files() -> list[ImportFile]:
    """Files that were not taken over (yet), newest first, without what stands in them."""
    files = ImportFile.objects.exclude(stage=ImportStage.DONE).select_related("uploaded_by")
    return list(files.defer("content", "review"))


def list_imported_files(*, most: int) -> list[ImportFile]:
    """The files that were taken over last: who, when and how many."""
    return list(ImportFile.objects.filter(stage=ImportStage.DONE).select_related("uploaded_by")[:most])
