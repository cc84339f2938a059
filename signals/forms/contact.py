"""The contact form: what is typed becomes an entry; the rules are `signals.services.checking`."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from signals.entries import MAX_HELP_REQUESTS, ContactEntry, HelpRequestEntry
from signals.forms.day import explain_unlikely_day
from signals.forms.fields import (
    CHIPS,
    LARGEST_REVISION,
    ManyOfList,
    MarkedSelect,
    MarkedSelectMultiple,
    OneOfList,
    make_day,
)
from signals.forms.follow_up import (
    FollowUpFields,
    build_follow_up,
    complain_of_follow_up,
    describe_follow_up,
    make_follow_up_fields,
)
from signals.forms.guarded import GUARDED, GuardedForm
from signals.forms.request_block import RequestBlock
from signals.models import Contact, Service
from signals.selectors.form_lists import FormLists
from signals.vocabulary import NOTE_LENGTH, Answer, ApproachKind, Dimension

NO_GUIDANCE = _("Bespreek dit vandaag nog met je coördinator. Is er nu gevaar? Bel 112.")


WAY_FOR_OLD = _("Wat echt zo oud is, komt binnen met een bestand: vraag het aan je coördinator.")


class ContactForm(GuardedForm):
    """One contact with its help requests. No field asks for a name.

    Args:
        lists: what can be chosen.
        kept: the contact that is corrected, as it is kept.
    """

    id = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, max_value=LARGEST_REVISION, widget=forms.HiddenInput)
    requests = forms.IntegerField(min_value=1, max_value=MAX_HELP_REQUESTS, widget=forms.HiddenInput)
    on = make_day(_("Welke dag?"))
    site_answer = forms.ChoiceField(
        label=_("Kende je deze bezoeker al?"),
        choices=[
            (Answer.BEFORE, _("Al geweest dit jaar")),
            (Answer.YEAR, _("Eerste keer dit jaar")),
            (Answer.EVER, _("Eerste keer ooit")),
            (Answer.UNKNOWN, _("Weet ik niet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van de vier antwoorden. 'Weet ik niet' mag ook.")},
    )
    activity_answer = forms.ChoiceField(
        label=_("En bij deze activiteit?"),
        choices=[
            (Answer.BEFORE, _("Al geweest dit jaar")),
            (Answer.YEAR, _("Eerste keer dit jaar")),
            (Answer.EVER, _("Eerste keer ooit")),
            (Answer.UNKNOWN, _("Weet ik niet")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, lists: FormLists, kept: Contact | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lists, self._kept = lists, kept
        self.fields["activity"] = OneOfList(
            label=_("Waar was dit?"),
            choices=lambda: [(row.pk, row.name) for row in lists.activities],
            widget=MarkedSelect(attrs=CHIPS, marks=self._mark_counting),
            error_messages={"required": _("Kies een activiteit uit de lijst.")},
        )
        for dimension in Dimension:
            self.fields[f"attribute-{dimension}"] = OneOfList(
                label=dimension.label.capitalize() + "?",
                choices=lambda dimension=dimension: [  # type: ignore[misc]  # mypy cannot see a default in a lambda
                    (row.pk, row.name) for row in lists.categories.get(dimension, ())
                ],
                required=False,
                widget=forms.RadioSelect(attrs={"class": "chips"}),
            )
        self._mark_conditional("activity_answer")
        self.request_count = self._count_requests()
        for number in range(self.request_count):
            self._add_request_fields(number)

    def _count_requests(self) -> int:
        wanted = self.data.get("requests") if self.is_bound else self.initial.get("requests")
        return min(max(int(str(wanted)[:3]), 1), MAX_HELP_REQUESTS) if str(wanted).isdecimal() else 1

    def _add_request_fields(self, number: int) -> None:
        lists = self.lists
        self.fields[f"request-{number}-theme"] = OneOfList(
            label=_("Wat was de vraag?") if number == 0 else _("En wat nog?"),
            choices=lambda: [(row.pk, row.name) for row in lists.themes],
            required=False,
            widget=forms.RadioSelect(attrs=CHIPS),
        )
        self.fields[f"request-{number}-approaches"] = ManyOfList(
            label=_("Wat deed jij?"),
            choices=lambda: [(row.pk, row.name) for row in lists.approaches],
            widget=MarkedSelectMultiple(attrs=CHIPS, marks=self._mark_approaches),
        )
        self.fields[f"request-{number}-services"] = ManyOfList(
            label=_("Naar wie verwees je door?"),
            choices=lambda: [(row.pk, row.name) for row in lists.services],
            widget=forms.CheckboxSelectMultiple(attrs=CHIPS),
        )
        self.fields[f"request-{number}-note"] = forms.CharField(
            label=_("Notitie, zonder naam"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2, "maxlength": NOTE_LENGTH} | GUARDED),
        )
        self._mark_conditional(f"request-{number}-approaches", f"request-{number}-services")
        self.fields |= make_follow_up_fields(services=lambda: lists.services, prefix=f"request-{number}-")

    def _mark_conditional(self, *names: str) -> None:
        # They belong to some activities and questions only: 'niet verplicht' beside them would be half the truth.
        for name in names:
            self.fields[name].is_conditional = True  # type: ignore[attr-defined]  # read by templates/django/forms/field.html

    def _mark_counting(self) -> dict[str, str]:
        return {str(row.pk): "counts" for row in self.lists.activities if row.counts_uniques}

    def _mark_approaches(self) -> dict[str, str]:
        marked = {ApproachKind.REFERRAL, ApproachKind.CONCERN}
        return {str(row.pk): row.kind for row in self.lists.approaches if row.kind in marked}

    @property
    def blocks(self) -> list[RequestBlock]:
        """The help requests, in order."""
        return [self._build_block(number) for number in range(self.request_count)]

    def _build_block(self, number: int) -> RequestBlock:
        prefix = f"request-{number}-"
        return RequestBlock(
            number=number,
            may_name=f"{prefix}note" in self.asked,
            theme=self[f"{prefix}theme"],
            approaches=self[f"{prefix}approaches"],
            services=self[f"{prefix}services"],
            note=self[f"{prefix}note"],
            follow_up=FollowUpFields.of(self, prefix=prefix),
            asks_of_follow_up=f"{prefix}follow_up_text" in self.asked,
        )

    @property
    def next_block(self) -> RequestBlock:
        """An empty second help request, for a script to copy as the next one."""
        return ContactForm(initial={"requests": 2}, lists=self.lists).blocks[1]

    @property
    def shown_activities(self) -> list[Any]:
        """What runs now, and what is chosen."""
        running = {str(occurrence.activity.pk) for occurrence in self.lists.running}
        options = list(self["activity"])
        return [option for option in options if option.data["selected"] or str(option.data["value"]) in running]

    @property
    def folded_activities(self) -> list[Any]:
        """The other activities, folded away."""
        shown = {option.data["value"] for option in self.shown_activities}
        return [option for option in self["activity"] if option.data["value"] not in shown]

    @property
    def attributes(self) -> list[forms.BoundField]:
        """The questions this site puts to a first."""
        return [self[f"attribute-{dimension}"] for dimension in self.lists.categories]

    @property
    def guidance(self) -> str:
        """The site's own 'wat nu, wie bel je'; never empty when a concern can be chosen."""
        concerns = [row for row in self.lists.approaches if row.kind == ApproachKind.CONCERN]
        # One that stopped is only here because the contact that is corrected names it.
        concern = min(concerns, key=lambda row: row.is_retired, default=None)
        return "" if concern is None else concern.guidance or str(NO_GUIDANCE)

    @property
    def reachable_services(self) -> list[Service]:
        """The services of which somebody wrote down how to reach them."""
        return [row for row in self.lists.services if row.phone or row.website]

    def clean(self) -> dict[str, Any]:
        """A help request needs a theme, and the day can be right; an untouched block is no help request."""
        for number in range(self.request_count):
            if self._is_touched(number) and not self.cleaned_data.get(f"request-{number}-theme"):
                self.add_error(f"request-{number}-theme", _("Kies ook waarover de vraag ging."))
            complain_of_follow_up(self, prefix=f"request-{number}-")
        if on := self.cleaned_data.get("on"):
            said = explain_unlikely_day(
                on=on,
                kept_on=self._kept.on if self._kept else None,
                activity_id=self.cleaned_data.get("activity"),
                lists=self.lists,
                offered=lambda: self.lists.activities,
                way_for_old=WAY_FOR_OLD,
            )
            if said:
                self.add_error("on", said)
        if self.errors:
            # The service, which guards the notes, is not asked: name every mistake at once.
            numbers = range(self.request_count)
            self.guard_fields(
                *(f"request-{number}-{name}" for number in numbers for name in ("note", "follow_up_text"))
            )
        return self.cleaned_data

    def _is_touched(self, number: int) -> bool:
        names = ("theme", "approaches", "services", "note", "follow_up_service", "follow_up_text")
        return any(self.cleaned_data.get(f"request-{number}-{name}") for name in names)

    def build_entry(self) -> ContactEntry:
        """What was tapped, ready for `log_contact`; call it on a valid form."""
        data = self.cleaned_data
        attributes = (data[f"attribute-{dimension}"] for dimension in Dimension)
        return ContactEntry(
            id=data["id"],
            revision=data["revision"],
            activity_id=data["activity"],
            on=data["on"],
            site_answer=Answer(data["site_answer"]),
            activity_answer=Answer(data["activity_answer"]) if data["activity_answer"] else None,
            category_ids=tuple(category for category in attributes if category),
            no_names=data["no_names"],
            help_requests=tuple(
                self._build_request(number) for number in range(self.request_count) if self._is_touched(number)
            ),
        )

    def _build_request(self, number: int) -> HelpRequestEntry:
        data = self.cleaned_data
        return HelpRequestEntry(
            theme_id=data[f"request-{number}-theme"],
            approach_ids=tuple(data[f"request-{number}-approaches"]),
            service_ids=tuple(data[f"request-{number}-services"]),
            # A form sends the end of a line as two characters; the browser counts one, and the outbox sends one.
            note=data[f"request-{number}-note"].replace("\r\n", "\n"),
            follow_up=build_follow_up(data, prefix=f"request-{number}-", on=data["on"]),
        )


def suggest_contact(*, lists: FormLists, activity_id: int | None = None) -> dict[str, Any]:
    """The start of a new contact: a fresh id, today, and what was chosen, or what runs now, or ran last today."""
    here = lists.here if activity_id is None else activity_id
    return {"id": uuid4(), "revision": 1, "requests": 1, "on": timezone.localdate(), "activity": here}


def describe_contact(*, contact: Contact) -> dict[str, Any]:
    """The form filled in with a contact as it is, one revision further."""
    requests = list(contact.help_requests.all())
    initial: dict[str, Any] = {
        "id": contact.pk,
        "revision": contact.revision + 1,
        "requests": max(len(requests), 1),
        "on": contact.on,
        "activity": contact.activity_id,
        "site_answer": contact.site_answer,
        "activity_answer": contact.activity_answer,
    }
    for attribute in contact.attributes.select_related("category"):
        initial[f"attribute-{attribute.category.dimension}"] = attribute.category_id
    for number, request in enumerate(requests):
        initial[f"request-{number}-theme"] = request.theme_id
        initial[f"request-{number}-approaches"] = [link.approach_id for link in request.approaches.all()]
        initial[f"request-{number}-services"] = [link.service_id for link in request.referrals.all()]
        initial[f"request-{number}-note"] = request.note
        initial |= describe_follow_up(request, prefix=f"request-{number}-")
    return initial
