"""Where phones send what they kept without network, and what they ask before they do."""

import json
import logging
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from signals.entries import EntryConflict, EntryRefused, Outcome, Receipt
from signals.forms.fields import LARGEST_REVISION
from signals.views.arrivals import KINDS, Batch, Fields, Kind, TooOld
from signals.views.shell import find_shell_version
from sites.access import SiteRequest, open_to
from sites.device import compute_user_key
from sites.vocabulary import Role

logger = logging.getLogger(__name__)

MAX_ENTRIES = 200
MAX_BYTES = 256 * 1024
MAX_FIELDS = 300
MAX_LENGTH = 2_000

type Answer = dict[str, Any]


class Malformed(Exception):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """What was sent is not what an outbox sends."""


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """One entry of an outbox, before its form has seen it.

    Args:
        kind: which form it is.
        version: of its fields.
        id: the phone's.
        revision: rises when the person changes what may have arrived.
        fields: names and values, as the form would post them.
        withdrawn: the person threw it away after it may have arrived.
    """

    kind: Kind
    version: int
    id: UUID
    revision: int
    fields: Fields
    withdrawn: bool

    @classmethod
    def read(cls, sent: Any) -> Self:
        """Read what a phone sent.

        Raises:
            Malformed: it is no entry.
        """
        try:
            parcel = cls(
                kind=KINDS[sent["kind"]],
                version=int(sent["version"]),
                id=UUID(sent["id"]),
                revision=int(sent["revision"]),
                fields=[(_read_text(name), _read_text(value)) for name, value in sent["fields"]],
                withdrawn=sent.get("withdrawn") is True,
            )
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise Malformed from error
        if not 1 <= parcel.revision <= LARGEST_REVISION or len(parcel.fields) > MAX_FIELDS:
            raise Malformed
        return parcel

    @property
    def is_usual(self) -> bool:
        """Whether it is to be kept, and in words that are understood."""
        return not self.withdrawn and self.version in self.kind.versions

    @property
    def data(self) -> MultiValueDict[str, str]:
        """What the form reads."""
        data: MultiValueDict[str, str] = MultiValueDict()
        for name, value in self.kind.upgrade(self.fields, version=self.version):
            data.appendlist(name, value)
        data["id"], data["revision"] = str(self.id), str(self.revision)
        return data


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def outbox(request: SiteRequest, site: str) -> JsonResponse:  # noqa: ARG001  (the door read it)
    """Say who is asking and what is understood here; take a batch and answer for each of its entries."""
    if request.method == "POST":
        return _receive(request)
    return JsonResponse(
        {
            "user": compute_user_key(request.user),
            "token": get_token(request),
            "shell": find_shell_version(request.site),
            "versions": {name: kind.versions for name, kind in KINDS.items()},
            "now": timezone.now().isoformat(),
            "today": timezone.localdate().isoformat(),
            "limit": MAX_ENTRIES,
        }
    )


def _receive(request: SiteRequest) -> JsonResponse:
    if _read_length(request) > MAX_BYTES:
        return JsonResponse({"limit": MAX_ENTRIES, "bytes": MAX_BYTES}, status=413)
    try:
        sent = json.loads(request.body)["entries"]
    except (KeyError, TypeError, ValueError, RecursionError):
        return JsonResponse({}, status=400)
    if not isinstance(sent, list) or len(sent) > MAX_ENTRIES:
        return JsonResponse({"limit": MAX_ENTRIES, "bytes": MAX_BYTES}, status=413)
    return JsonResponse({"entries": _answer_all(request, [_read_parcel(entry) for entry in sent])})


def _answer_all(request: SiteRequest, parcels: list[Parcel | None]) -> list[Answer]:
    """What became of each entry, in the order in which they were sent."""
    unreadable = {"": _("Dit kon niet gelezen worden. Noteer het opnieuw.")}
    answers: list[Answer] = [{"outcome": "refused", "problems": unreadable}] * len(parcels)
    readable = [(place, parcel) for place, parcel in enumerate(parcels) if parcel]
    # By id: two batches with the same entries then wait for each other in one order, and none waits for ever.
    readable.sort(key=lambda pair: (pair[1].id, pair[1].revision))
    batch = Batch([parcel.id for _place, parcel in readable])
    with connection.cursor() as cursor:
        # A link that does not hold then shows at its own entry, and not at the commit, where it takes all along.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    kept = _receive_new(request, [parcel for _place, parcel in readable], batch)
    for place, parcel in readable:
        answers[place] = kept.get(parcel.id) or _answer(request, parcel, batch)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return answers


def _read_text(sent: Any) -> str:
    text = str(sent)[:MAX_LENGTH]
    # Half a character, which no database takes, fails here.
    text.encode()
    return text


def _read_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0


def _read_parcel(sent: Any) -> Parcel | None:
    try:
        return Parcel.read(sent)
    except Malformed:
        return None


def _receive_new(request: SiteRequest, parcels: list[Parcel], batch: Batch) -> dict[UUID, Answer]:
    """What came for the first time and is right, which is nearly all: kept at once, where one by one costs five times
    as much. Whatever is the matter with one of them, they are received one by one after all.
    """
    times = Counter(parcel.id for parcel in parcels)
    kept: list[Receipt] = []
    for kind in KINDS.values():
        fresh = [parcel for parcel in parcels if parcel.kind is kind and parcel.is_usual and times[parcel.id] == 1]
        if kind.receive_new is None or not fresh:
            continue
        try:
            with transaction.atomic():
                kept += kind.receive_new(request, [parcel.data for parcel in fresh], batch)
        except (OperationalError, InterfaceError):
            raise
        except Exception:
            logger.exception("entries of an outbox failed together")
    return {receipt.id: _describe(receipt) for receipt in kept}


def _answer(request: SiteRequest, parcel: Parcel, batch: Batch) -> Answer:
    """What became of one entry; whatever is wrong with it stays with it."""
    about: Answer = {"id": str(parcel.id), "revision": parcel.revision}
    try:
        with transaction.atomic():
            answer = about | _deliver(request, parcel, batch)
    except TooOld:
        return about | {"outcome": "unsupported"}
    except EntryConflict as conflict:
        return about | {"outcome": "conflict", "problems": conflict.problems}
    except EntryRefused as refused:
        return about | {"outcome": "refused", "problems": refused.problems, "names": refused.names}
    except (OperationalError, InterfaceError):
        # The database is away or busy: nothing in this batch is sure, so nothing of it is acknowledged.
        raise
    except Exception:
        logger.exception("an entry of an outbox failed")
        return about | {"outcome": "failed"}
    return answer


def _deliver(request: SiteRequest, parcel: Parcel, batch: Batch) -> Answer:
    if parcel.withdrawn:
        # Its first sending may still be under way. Kept first and then deleted, its id is taken when that arrives.
        with suppress(EntryRefused, TooOld), transaction.atomic():
            parcel.kind.receive(request, parcel.data, batch)
        parcel.kind.withdraw(request, parcel.id)
        return {"outcome": Outcome.DELETED}
    return _describe(parcel.kind.receive(request, parcel.data, batch))


def _describe(receipt: Receipt) -> Answer:
    return {"id": str(receipt.id), "outcome": receipt.outcome, "revision": receipt.revision}
