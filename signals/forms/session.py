"""The form for counting a group."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from activities.models import Activity, Session
from activities.vocabulary import SessionKind
from signals.entries import AnswerCount, SessionEntry
from signals.forms.counting import SPLIT, CountForm, describe_numbers, is_touched, make_number
from signals.forms.fields import CHIPS, MarkedSelect, OneOfList
from signals.models import SessionFirsts
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import Moment, list_moments
from signals.vocabulary import FirstsPart

KINDS = (SessionKind.SLOT, SessionKind.APPOINTMENT, SessionKind.EXTRA)
"""What a group can be: what happens outside the walls is noted as a round."""
AT_ACTIVITY = (FirstsPart.ACTIVITY_EVER, FirstsPart.ACTIVITY_YEAR)


@dataclass(frozen=True)
class Question:
    """A question about firsts, with a counter for each answer."""

    text: str
    counters: list[forms.BoundField]


@dataclass(frozen=True)
class FirstsBlock:
    """How many of the firsts there were, and what is known of them; for the template."""

    number: forms.BoundField
    questions: list[Question]

    @property
    def is_answered(self) -> bool:
        """Whether something is known of them, or wrong."""
        return any(is_touched(counter) for question in self.questions for counter in question.counters)


class SessionForm(CountForm):
    """How many were there, how many of them were new and not logged as a contact, and what is known of those."""

    kind = forms.ChoiceField(label=_("Wat voor keer was het?"), choices=SessionKind, initial=SessionKind.SLOT)
    head_count = make_number(_("Hoeveel mensen waren er?"), required=True)
    ever = make_number(_("Nieuw: eerste keer ooit"))
    year = make_number(_("Eerste keer dit jaar"), help_text=_("Zonder wie hier voor de allereerste keer was."))
    activity_ever = make_number(
        _("Eerste keer ooit bij deze activiteit"), help_text=_("Wie de plek dit jaar al kende.")
    )
    activity_year = make_number(_("Eerste keer dit jaar bij deze activiteit"), help_text=_("Wie hier vroeger al was."))

    def __init__(self, *args: Any, lists: FormLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists = lists
        self._offer_kinds()
        self.fields["activity"] = OneOfList(
            label=_("Welke activiteit?"),
            choices=lambda: [(row.pk, row.name) for row in lists.countable],
            widget=MarkedSelect(
                attrs=CHIPS,
                marks=lambda: {str(row.pk): "counts" for row in lists.countable if row.counts_uniques},
            ),
            error_messages={"required": _("Kies een activiteit uit de lijst.")},
        )
        self.fields["slot"] = OneOfList(
            label=_("Welk moment was het?"),
            choices=lambda: [(moment.slot_id, self._describe(moment)) for moment in self.moments],
            required=False,
            widget=forms.RadioSelect(attrs={"class": "chips"}),
        )
        names = {row.pk: row.name for rows in lists.categories.values() for row in rows}
        for part in FirstsPart:
            self.add_counters(part, names, make_number)
        self.fields["slot"].is_conditional = True  # type: ignore[attr-defined]  # read by templates/django/forms/field.html
        if not self.is_bound:
            self.initial["slot"] = self._suggest_moment(self.initial.get("slot"))

    @property
    def firsts_at_site(self) -> list[FirstsBlock]:
        """The firsts of the site."""
        return self._list_blocks(part for part in FirstsPart if part not in AT_ACTIVITY)

    @property
    def firsts_at_activity(self) -> list[FirstsBlock]:
        """The firsts of an activity that counts its own unique visitors."""
        return self._list_blocks(AT_ACTIVITY)

    @property
    def has_firsts(self) -> bool:
        """Whether something is said of firsts, or wrong."""
        blocks = [*self.firsts_at_site, *self.firsts_at_activity]
        return any(block.is_answered or is_touched(block.number) for block in blocks)

    def _offer_kinds(self) -> None:
        # What was counted as a home visit before there were rounds stays one when it is corrected.
        kinds = [kind for kind in SessionKind if kind in KINDS or kind == self["kind"].value()]
        self.fields["kind"].widget.choices = [(kind.value, kind.label) for kind in kinds]

    def _list_blocks(self, parts: Iterable[FirstsPart]) -> list[FirstsBlock]:
        return [
            FirstsBlock(
                self[part],
                [
                    Question(str(dimension.label), [self[f"{part}-{row.pk}"] for row in rows])
                    for dimension, rows in self.lists.categories.items()
                ],
            )
            for part in parts
        ]

    @cached_property
    def chosen_activity(self) -> Activity | None:
        """The activity that is chosen at this moment."""
        wanted = self._read("activity")
        return next((row for row in self.lists.countable if row.pk == wanted), None)

    @cached_property
    def chosen_day(self) -> datetime.date | None:
        """The day that is filled in at this moment."""
        day: datetime.date | None = self._read("on")
        return day

    @cached_property
    def moments(self) -> list[Moment]:
        """The fixed moments of the chosen activity on that day."""
        if self.chosen_activity is None or self.chosen_day is None:
            return []
        return list_moments(activity=self.chosen_activity, on=self.chosen_day)

    def is_counted(self, moment: Moment) -> bool:
        """Whether another head count than this one has the moment."""
        return moment.session_id not in {None, self._read("id")}

    @property
    def is_second_count(self) -> bool:
        """Whether all there was of the activity that day was counted before."""
        return bool(self.moments) and all(self.is_counted(moment) for moment in self.moments)

    def clean(self) -> dict[str, Any]:
        """A head count of a fixed moment is about one that the activity has on that day."""
        self.complain_of_day(lambda: self.lists.countable)
        data = self.cleaned_data
        is_of_slot = data.get("kind") == SessionKind.SLOT
        data["slot"] = self._settle_moment(data.get("slot")) if is_of_slot else None
        if is_of_slot and self.chosen_activity and self.chosen_day and not self.moments:
            # Without a fixed moment that day it is no session of one, and stays out of the average of those.
            data["kind"], self.became_extra = SessionKind.EXTRA, True
        return data

    def _settle_moment(self, named: int | None) -> int | None:
        # Without JavaScript the moment that was named may be of the activity or day that was chosen before.
        if named in {moment.slot_id for moment in self.moments}:
            return named
        own = [moment for moment in self.moments if moment.session_id == self._read("id")]
        uncounted = [moment for moment in self.moments if not self.is_counted(moment)]
        if len(uncounted) > 1 and not own:
            self.add_error("slot", _("Deze activiteit was er die dag meer dan één keer. Kies welk moment je telde."))
        # When all were counted it is the first one, so that a second head count of it is refused.
        found = next(iter(own or uncounted or self.moments), None)
        return None if found is None else found.slot_id

    def _suggest_moment(self, named: int | None) -> int | None:
        running = [occurrence.slot.pk for occurrence in self.lists.running]
        slots = [moment.slot_id for moment in self.moments]
        uncounted = [moment.slot_id for moment in self.moments if not self.is_counted(moment)]
        candidates = [named, *running, *(uncounted if len(uncounted) == 1 else [])]
        return next((slot_id for slot_id in candidates if slot_id in slots), None)

    def _describe(self, moment: Moment) -> str:
        return _("%(hours)s, al geteld") % {"hours": moment.hours} if self.is_counted(moment) else moment.hours

    def _read(self, name: str) -> Any:
        try:
            return self.fields[name].clean(self[name].value())
        except ValidationError:
            return None

    def build_entry(self) -> SessionEntry:
        """The head count, ready for `count_session`; call it on a valid form."""
        data = self.cleaned_data
        numbers: dict[str, Any] = {name: data[name] for name in SPLIT}
        numbers |= {part: data[part] or 0 for part in FirstsPart.values}
        return SessionEntry(
            id=data["id"],
            revision=data["revision"],
            activity_id=data["activity"],
            slot_id=data["slot"],
            kind=SessionKind(data["kind"]),
            on=data["on"],
            head_count=data["head_count"],
            **numbers,
            answers=tuple(
                AnswerCount(part=part, category_id=category_id, count=count)
                for part in FirstsPart
                for category_id, count in self.read_counters(part).items()
            ),
        )


def describe_session(*, session: Session, firsts: SessionFirsts) -> dict[str, Any]:
    """The form filled in with a head count as it is, one revision further."""
    initial = describe_numbers(session) | {"slot": session.slot_id, "kind": session.kind}
    initial |= {part: getattr(firsts, part) or None for part in FirstsPart.values}
    return initial | {f"{row.part}-{row.category_id}": row.count for row in firsts.attributes.all()}
