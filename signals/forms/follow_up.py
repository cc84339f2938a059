"""'Navragen bij …': the fields within the contact form, and the form for a help request that was logged before."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from signals.entries import FollowUpEntry
from signals.forms.fields import OneOfList, make_day
from signals.forms.guarded import GUARDED, GuardedForm
from signals.models import HelpRequest, Service
from signals.vocabulary import FOLLOW_UP_LENGTH, Due

DAYS: Mapping[str, int] = {Due.TOMORROW: 1, Due.NEXT_WEEK: 7}
NAMES = ("follow_up_service", "follow_up_due", "follow_up_due_on", "follow_up_text")


@dataclass(frozen=True)
class FollowUpFields:
    """The fields of one follow-up, for the template."""

    service: forms.BoundField
    due: forms.BoundField
    due_on: forms.BoundField
    text: forms.BoundField

    @classmethod
    def of(cls, form: forms.Form, *, prefix: str = "") -> Self:
        """Those of a form."""
        return cls(*(form[f"{prefix}{name}"] for name in NAMES))

    @property
    def is_open(self) -> bool:
        """Whether there is something in them, so that the fold must stand open."""
        fields = (self.service, self.due, self.due_on, self.text)
        return any(field.errors for field in fields) or bool(self.service.value() or self.text.value())


def make_follow_up_fields(*, services: Callable[[], Sequence[Service]], prefix: str = "") -> dict[str, forms.Field]:
    """The fields of a follow-up: all optional, as it is only asked for by choosing a service."""
    fields: dict[str, forms.Field] = {
        "follow_up_service": OneOfList(
            label=_("Bij welke dienst?"),
            choices=lambda: [("", _("Niets na te vragen")), *((row.pk, row.name) for row in services())],
            required=False,
            widget=forms.Select,
        ),
        "follow_up_due": forms.ChoiceField(
            label=_("Tegen wanneer?"),
            choices=Due.choices,
            required=False,
            initial=Due.NEXT_WEEK,
            widget=forms.RadioSelect(attrs={"class": "chips"}),
        ),
        "follow_up_due_on": make_day(_("Of kies een dag"), required=False),
        "follow_up_text": forms.CharField(
            label=_("Wat vraag je na? Zonder naam"),
            required=False,
            widget=forms.TextInput(attrs={"maxlength": FOLLOW_UP_LENGTH} | GUARDED),
        ),
    }
    for name, field in fields.items():
        # Only with a service the rest applies: 'niet verplicht' beside each would be half the truth.
        field.is_conditional = name != "follow_up_service"  # type: ignore[attr-defined]  # read by templates/django/forms/field.html
    return {f"{prefix}{name}": field for name, field in fields.items()}


def complain_of_follow_up(form: forms.Form, *, prefix: str = "") -> None:
    """Refuse a text without a service to ask."""
    data = form.cleaned_data
    service = f"{prefix}follow_up_service"
    if data.get(f"{prefix}follow_up_text") and service in data and not data[service]:
        form.add_error(service, _("Kies ook bij welke dienst je navraagt."))


def build_follow_up(data: Mapping[str, Any], *, prefix: str = "", on: datetime.date) -> FollowUpEntry | None:
    """What was tapped in valid fields; None without a service.

    Args:
        data: the cleaned data.
        prefix: before the names of the fields.
        on: the day from which 'morgen' is told: that of the contact, so that sending it later says the same.
    """
    service_id = data[f"{prefix}follow_up_service"]
    if not service_id:
        return None
    due_on = data[f"{prefix}follow_up_due_on"]
    if due_on is None:
        days = DAYS[data[f"{prefix}follow_up_due"] or Due.NEXT_WEEK]
        due_on = on + datetime.timedelta(days=days)
    return FollowUpEntry(service_id=service_id, due_on=due_on, text=data[f"{prefix}follow_up_text"])


def describe_follow_up(request: HelpRequest, *, prefix: str = "") -> dict[str, Any]:
    """The fields filled in with what is still to be found out for a help request."""
    row = next((row for row in request.follow_ups.all() if row.done_on is None), None)
    if row is None:
        return {}
    return {
        f"{prefix}follow_up_service": row.service_id,
        f"{prefix}follow_up_due": "",
        f"{prefix}follow_up_due_on": row.due_on,
        f"{prefix}follow_up_text": row.text,
    }


class FollowUpForm(GuardedForm):
    """What to find out for a help request that was logged before."""

    def __init__(self, *args: Any, services: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= make_follow_up_fields(services=lambda: services)
        self.fields["follow_up_service"].required = True
        self.fields["follow_up_service"].error_messages["required"] = _("Kies een dienst uit de lijst.")
        self.services = {service.pk for service in services}

    @property
    def follow_up(self) -> FollowUpFields:
        """Its fields, for the template."""
        return FollowUpFields.of(self)

    def clean(self) -> dict[str, Any]:
        """The service is one that can be chosen; the text names nobody."""
        self.guard_fields("follow_up_text")
        service = self.cleaned_data.get("follow_up_service")
        if service and service not in self.services:
            self.add_error("follow_up_service", _("Kies een dienst uit de lijst."))
        return self.cleaned_data

    def build_entry(self, *, today: datetime.date) -> FollowUpEntry:
        """What was tapped, ready for `add_follow_up`; call it on a valid form."""
        asked = build_follow_up(self.cleaned_data, on=today)
        if asked is None:
            raise ValueError("a valid form names a service")
        return asked
