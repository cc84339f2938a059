"""Acts that can be taken back: what every row was before, and a digest of what it became."""

import hashlib
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core import serializers
from django.db import DatabaseError, connection, transaction
from django.db.models import Model, ProtectedError
from django.db.models.deletion import Collector

from activities.vocabulary import OfferAct
from sites.models import Actor, Site
from sites.scope import current_site_id
from sites.services.audit import record_act


class ChangedSinceError(Exception):
    """Somebody changed the row after the act that is to be undone."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row that an act touched.

    Args:
        model: the label of its model, 'activities.change'.
        pk: which row.
        before: the row as it was, serialised; None when the act added it.
        after: a digest of what it became; None when the act removed it.
    """

    model: str
    pk: int
    before: str | None
    after: str | None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One row as an act would leave it, before anybody agreed to the act.

    Args:
        model: the label of its model, 'activities.change'.
        pk: which row; a new one already has its number.
        before: a digest of the row as it was; None when the act adds it.
        became: the row as it would be, serialised; None when the act removes it.
    """

    model: str
    pk: int
    before: str | None
    became: str | None


@dataclass(frozen=True, kw_only=True)
class Outcome[Row]:
    """The row an act was about, and its steps: none when everything already was as asked."""

    row: Row
    steps: tuple[Step, ...]


def lock_offer() -> None:
    """Let one act on this site's offer wait for another, so that a double tap counts once."""
    Site.objects.select_for_update(no_key=True).get(pk=current_site_id())


def save_row(row: Model) -> Step:
    """Save a row and remember what it was."""
    label = row._meta.label_lower
    before = _freeze(label, row.pk)
    row.save()
    return Step(model=label, pk=row.pk, before=before, after=_digest(_freeze(label, row.pk)))


def remember_added(row: Model) -> Step:
    """The step of a row that was just added by other means, such as a logo or the functions of an activity."""
    label = row._meta.label_lower
    return Step(model=label, pk=row.pk, before=None, after=_digest(_freeze(label, row.pk)))


def delete_row(row: Model) -> Step:
    """Delete a row and remember what it was."""
    label, pk = row._meta.label_lower, row.pk
    before = _freeze(label, pk)
    row.delete()
    return Step(model=label, pk=pk, before=before, after=None)


def undo_steps(*, steps: tuple[Step, ...], said: str, by: Actor, act: str = OfferAct.UNDONE) -> None:
    """Put every row back as it was before the act.

    Args:
        steps: what the act did.
        said: the act in words, for the record.
        by: who takes it back.
        act: what to call it on record.

    Raises:
        ChangedSinceError: a row was changed, or undone already, after the act.
    """
    lock_offer()
    put_back(steps=steps)
    record_act(by=by, action=act, subject=said)


def put_back(*, steps: tuple[Step, ...]) -> None:
    """Put every row back as it was before the act; the caller keeps others waiting, and tells of it.

    Raises:
        ChangedSinceError: a row was changed, or undone already, after the act.
    """
    if any(_digest(_freeze(step.model, step.pk)) != step.after for step in steps):
        raise ChangedSinceError
    try:
        with transaction.atomic():
            for step in reversed(steps):
                _put_back(step)
            connection.check_constraints()
    except (DatabaseError, ProtectedError) as error:
        # What the row hung on is gone, something else now hangs on the row, or a partner no longer leads it.
        raise ChangedSinceError from error


def draft_steps(steps: tuple[Step, ...]) -> tuple[Draft, ...]:
    """What an act that was just tried would leave behind; the caller takes the act itself back."""
    return tuple(
        Draft(model=step.model, pk=step.pk, before=_digest(step.before), became=_freeze(step.model, step.pk))
        for step in steps
    )


def carry_out_drafts(drafts: tuple[Draft, ...]) -> tuple[Step, ...]:
    """Do after all what was only drafted.

    Raises:
        ChangedSinceError: a row is no longer as it was when the act was drafted.
    """
    lock_offer()
    if any(_digest(_freeze(draft.model, draft.pk)) != draft.before for draft in drafts):
        raise ChangedSinceError
    try:
        with transaction.atomic():
            steps = tuple(_carry_out(draft) for draft in drafts)
            connection.check_constraints()
    except (DatabaseError, ProtectedError) as error:
        # What the row hangs on is gone.
        raise ChangedSinceError from error
    return steps


def _carry_out(draft: Draft) -> Step:
    if draft.became is None:
        return delete_row(_find_rows(draft.model, draft.pk).get())
    (frozen,) = serializers.deserialize("json", draft.became)
    return save_row(frozen.object)


def _put_back(step: Step) -> None:
    if step.before is None:
        _delete_alone(_find_rows(step.model, step.pk).get())
    else:
        for frozen in serializers.deserialize("json", step.before):
            frozen.save()


def _delete_alone(row: Model) -> None:
    # What was added since and hangs on the row would go along without anybody having asked for it.
    collector = Collector(using=connection.alias, origin=row)
    collector.collect([row])
    if sum(map(len, collector.data.values())) > 1 or any(rows.exists() for rows in collector.fast_deletes):
        raise ChangedSinceError
    row.delete()


def _find_rows(label: str, pk: int) -> Any:
    return apps.get_model(label)._default_manager.filter(pk=pk)


def _freeze(label: str, pk: int | None) -> str | None:
    # Read back from the database: what was given may be spelled otherwise ('13:00' for 13:00:00).
    row = _find_rows(label, pk).first() if pk is not None else None
    if row is None:
        return None
    # When it was written is no part of what it says: put back, it is written now.
    columns = [column.name for column in row._meta.concrete_fields if column.name != "changed_at"]
    frozen: str = serializers.serialize("json", [row], fields=columns)
    return frozen


def _digest(frozen: str | None) -> str | None:
    return None if frozen is None else hashlib.sha256(frozen.encode()).hexdigest()[:16]
