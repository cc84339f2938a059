"""Writing what contacts hold, one contact or ten thousand, in a handful of statements."""

from collections.abc import Sequence

from django.db import models

from signals.models import Contact, ContactAttribute, HelpRequest, HelpRequestApproach, Referral
from signals.services.checking import CheckedContact, CheckedRequest
from signals.services.following_up import rewrite_follow_ups, write_follow_ups
from signals.services.picking_up import attach_to_signal, release_from_signals
from signals.vocabulary import ApproachKind

BATCH = 1000


def write_contents(pairs: Sequence[tuple[Contact, CheckedContact]]) -> None:
    """Write the attributes, help requests, approaches and referrals of contacts that are in the database already."""
    attributes = [
        ContactAttribute(contact=contact, category_id=category_id)
        for contact, checked in pairs
        for category_id in checked.category_ids
    ]
    asked = [
        (HelpRequest(contact=contact, theme_id=request.theme_id, note=request.note, position=position), request)
        for contact, checked in pairs
        for position, request in enumerate(checked.help_requests)
    ]
    _create(attributes)
    _create([row for row, _request in asked])
    _write_links(asked)
    write_follow_ups([(row, request.follow_up) for row, request in asked])


def rewrite_contents(contact: Contact, checked: CheckedContact) -> None:
    """Replace what a contact holds.

    A help request that stays on its theme keeps its row, and so its place with a signal on which somebody works.
    """
    rows = list(contact.help_requests.all())
    asked: list[tuple[HelpRequest, CheckedRequest]] = []
    for position, request in enumerate(checked.help_requests):
        same = next((row for row in rows if row.theme_id == request.theme_id), None)
        if same is not None:
            rows.remove(same)
        row = same or HelpRequest(contact=contact, theme_id=request.theme_id)
        row.note, row.position = request.note, position
        asked.append((row, request))
    release_from_signals(contact=contact, keep=[row for row, request in asked if _is_signal(request)])
    contact.attributes.all().delete()
    HelpRequest.objects.filter(pk__in=[row.pk for row in rows]).delete()
    HelpRequestApproach.objects.filter(help_request__contact=contact).delete()
    Referral.objects.filter(help_request__contact=contact).delete()
    _create([ContactAttribute(contact=contact, category_id=category_id) for category_id in checked.category_ids])
    for row, _request in asked:
        row.save()
    _write_links(asked)
    rewrite_follow_ups([(row, request.follow_up) for row, request in asked])


def _write_links(asked: Sequence[tuple[HelpRequest, CheckedRequest]]) -> None:
    approaches = [
        HelpRequestApproach(help_request=row, approach_id=approach.id)
        for row, request in asked
        for approach in request.approaches
    ]
    referrals = [
        Referral(help_request=row, service_id=service_id)
        for row, request in asked
        for service_id in request.service_ids
    ]
    _create(approaches)
    _create(referrals)
    for row, request in asked:
        if _is_signal(request):
            attach_to_signal(help_request=row)


def _is_signal(request: CheckedRequest) -> bool:
    return any(approach.kind == ApproachKind.SIGNAL for approach in request.approaches)


def _create(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
