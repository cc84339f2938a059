"""Where phones send what they kept without network, and what they ask before they do."""

import json
import logging
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

from signals.entries import EntryConflict, EntryRefused, Outcome
from signals.forms.fields import LARGEST_REVISION
from signals.selectors.form_lists import FormLists
from signals.views.arrivals import KINDS, Fields, Kind, TooOld
from signals.views.shell import find_shell_version
from sites.access import SiteRequest, open_to
from sites.device import compute_user_key
from sites.vocabulary import Role

logger = logging.getLogger(__name__)

MAX_ENTRIES = 50
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
    lists = FormLists()
    answers: list[Answer] = [{}] * len(sent)
    # By id: two batches with the same entries then wait for each other in one order, and none waits for ever.
    for place in sorted(range(len(sent)), key=lambda place: _order(sent[place])):
        answers[place] = _answer(request, sent[place], lists)
    return JsonResponse({"entries": answers})


def _read_text(sent: Any) -> str:
    text = str(sent)[:MAX_LENGTH]
    # Half a character, which no database takes, fails here.
    text.encode()
    return text


def _read_length(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if str(length).isdecimal() else 0


def _order(sent: Any) -> tuple[str, str]:
    return (str(sent.get("id")), str(sent.get("revision")).zfill(8)) if isinstance(sent, dict) else ("", "")


def _answer(request: SiteRequest, sent: Any, lists: FormLists) -> Answer:
    """What became of one entry; whatever is wrong with it stays with it."""
    try:
        parcel = Parcel.read(sent)
    except Malformed:
        return {"outcome": "refused", "problems": {"": _("Dit kon niet gelezen worden. Noteer het opnieuw.")}}
    about: Answer = {"id": str(parcel.id), "revision": parcel.revision}
    try:
        with transaction.atomic():
            answer = about | _deliver(request, parcel, lists)
            # A link that does not hold would otherwise show at the commit, and take the whole batch along.
            connection.check_constraints()
    except TooOld:
        return about | {"outcome": "unsupported"}
    except EntryConflict as conflict:
        return about | {"outcome": "conflict", "problems": conflict.problems}
    except EntryRefused as refused:
        return about | {"outcome": "refused", "problems": refused.problems}
    except (OperationalError, InterfaceError):
        # The database is away or busy: nothing in this batch is sure, so nothing of it is acknowledged.
        raise
    except Exception:
        logger.exception("an entry of an outbox failed")
        return about | {"outcome": "failed"}
    return answer


def _deliver(request: SiteRequest, parcel: Parcel, lists: FormLists) -> Answer:
    if parcel.withdrawn:
        parcel.kind.withdraw(request, parcel.id)
        return {"outcome": Outcome.DELETED}
    receipt = parcel.kind.receive(request, parcel.data, lists)
    return {"outcome": receipt.outcome, "revision": receipt.revision}
