"""Writing what contacts hold, one contact or ten thousand, in a handful of statements."""

from collections.abc import Sequence

from django.db import models

from signals.models import Contact, ContactAttribute, HelpRequest, HelpRequestApproach, Referral
from signals.services.checking import CheckedContact
from signals.services.picking_up import attach_to_signal
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
    _create(attributes)
    _create([row for row, _request in asked])
    _create(approaches)
    _create(referrals)
    for row, request in asked:
        if any(approach.kind == ApproachKind.SIGNAL for approach in request.approaches):
            attach_to_signal(help_request=row)


def _create(rows: Sequence[models.Model]) -> None:
    if rows:
        type(rows[0])._default_manager.bulk_create(rows, batch_size=BATCH)
