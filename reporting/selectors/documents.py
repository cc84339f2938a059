"""Reading documents: what was made, what is being made, and who may have it."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from activities.models import Activity
from reporting.models import Document
from reporting.selectors.figures import Period
from reporting.vocabulary import DocumentKind, DocumentStatus, Step
from sites.access import Access
from sites.models import Site
from sites.vocabulary import Role

TITLE_LENGTH = Document._meta.get_field("title").max_length or 0
STEPS: dict[str, tuple[Step, ...]] = {
    DocumentKind.STEERING_REPORT: (Step.COUNT, Step.GATHER, Step.DRAW, Step.TYPESET, Step.KEEP),
    DocumentKind.FLYER: (Step.GATHER, Step.TYPESET, Step.KEEP),
}
"""The steps that making each kind really takes, in order."""


@dataclass(frozen=True, kw_only=True)
class StepState:
    """A step as a page shows it: 'ready', 'busy', 'failed' or nothing yet."""

    label: str
    state: str


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Where the making of a document stands."""

    document: Document
    steps: list[StepState]
    sentence: str

    @property
    def is_unfinished(self) -> bool:
        """Whether it is worth while to look again soon."""
        return self.document.status in {DocumentStatus.QUEUED, DocumentStatus.RUNNING}


def list_kinds(*, access: Access) -> list[DocumentKind]:
    """The kinds of document this user may see: reports are the coordinator's, flyers the worker's too."""
    kinds = []
    if access.includes(Role.COORDINATOR):
        kinds.append(DocumentKind.STEERING_REPORT)
    if access.includes(Role.WORKER, Role.COORDINATOR):
        kinds.append(DocumentKind.FLYER)
    return kinds


def find_document(*, document_id: uuid.UUID, access: Access) -> Document | None:
    """A document, or None when there is none or it is not for this user."""
    found: Document | None = Document.objects.filter(pk=document_id, kind__in=list_kinds(access=access)).first()
    return found


def list_documents(*, kind: DocumentKind) -> QuerySet[Document]:
    """All documents of a kind, the last one asked for on top."""
    documents: QuerySet[Document] = Document.objects.filter(kind=kind).order_by("-requested_at", "pk")
    return documents


def list_stuck_documents(*, queued_before: datetime, running_before: datetime) -> list[uuid.UUID]:
    """Documents whose message may have been lost: waiting, or being made, for too long."""
    stuck = Q(status=DocumentStatus.QUEUED, requested_at__lt=queued_before)
    stuck |= Q(status=DocumentStatus.RUNNING, requested_at__lt=running_before)
    return list(Document.objects.filter(stuck).values_list("pk", flat=True))


def describe_progress(document: Document) -> Progress:
    """Where a document stands, step by step and in a sentence."""
    steps = STEPS[document.kind]
    at = steps.index(Step(document.step)) if document.step in steps else -1
    states = [
        StepState(label=str(step.label), state=_name_state(document, number, at)) for number, step in enumerate(steps)
    ]
    return Progress(document=document, steps=states, sentence=_describe_state(document, at + 1, len(steps)))


def _name_state(document: Document, number: int, at: int) -> str:
    if document.status == DocumentStatus.DONE or number < at:
        return "ready"
    if number == at:
        return {DocumentStatus.RUNNING: "busy", DocumentStatus.FAILED: "failed"}.get(
            DocumentStatus(document.status), ""
        )
    return ""


def _describe_state(document: Document, number: int, total: int) -> str:
    match document.status:
        case DocumentStatus.DONE:
            return _("Klaar.")
        case DocumentStatus.STOPPED:
            return _("Gestopt. Er is niets gemaakt.")
        case DocumentStatus.FAILED:
            return document.failure
        case DocumentStatus.RUNNING if number:
            return _("Stap %(number)d van %(total)d. Je mag deze pagina sluiten, het werk gaat door.") % {
                "number": number, "total": total,
            }  # fmt: skip
        case DocumentStatus.RUNNING:
            return _("Er wordt aan begonnen.")
    return document.failure or _("Wacht op zijn beurt. Je mag deze pagina sluiten, het werk begint vanzelf.")


def name_report(*, period: Period, without: Collection[str] = ()) -> str:
    """What lists call a report of a period; `without` are slugs of activities that it leaves out."""
    title = _("Verslag voor de stuurgroep, %(period)s") % {"period": period.label}
    if without:
        names = Activity.objects.filter(slug__in=without).values_list("name", flat=True)
        title = _("%(report)s, zonder %(names)s") % {"report": title, "names": ", ".join(names)}
    return Truncator(title).chars(TITLE_LENGTH)


def name_file(*, document: Document, site: Site) -> str:
    """What the file is called when somebody downloads it: 'flyer-gs9-2026-03-19.pdf'."""
    parts = [str(DocumentKind(document.kind).label), site.slug]
    if document.period_start and document.period_end:
        parts += [f"{document.period_start:%Y-%m}", f"{document.period_end:%Y-%m}"]
    elif document.finished_at:
        parts.append(f"{document.finished_at:%Y-%m-%d}")
    return f"{'-'.join(slugify(part) for part in parts)}.pdf"
