"""Correcting a counter by hand."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from reporting.entries import LARGEST_DELTA, CorrectionEntry
from reporting.models import CORRECTION_NOTE_LENGTH
from reporting.vocabulary import ITEM_OF, OF_PEOPLE, CorrectionReason, CounterKind
from signals.forms.guarded import GUARDED, GuardedForm
from signals.models import Approach, AttributeCategory, Service, Theme
from signals.vocabulary import ApproachKind
from sites.months import MonthField

UP, DOWN = "up", "down"


class CategoryField(forms.ModelChoiceField):  # type: ignore[type-arg]  # generic only in the stubs
    """An answer, with the question before it."""

    def label_from_instance(self, obj: AttributeCategory) -> str:
        """'Gender: vrouw'."""
        return f"{obj.get_dimension_display().capitalize()}: {obj.name}"


class CorrectionForm(GuardedForm):
    """How many more or fewer, in which month, and why; with the activity and the row of a list that the counter has."""

    month = MonthField(label=_("Welke maand?"))
    direction = forms.ChoiceField(
        label=_("Erbij of eraf?"),
        choices=[(DOWN, _("Eraf")), (UP, _("Erbij"))],
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        error_messages={"required": _("Kies of er iets bij moet of af.")},
    )
    number = forms.IntegerField(label=_("Hoeveel?"), min_value=1, max_value=LARGEST_DELTA)
    reason = forms.ChoiceField(
        label=_("Waarom?"),
        choices=[
            (reason, capfirst(reason.label)) for reason in CorrectionReason if reason != CorrectionReason.REVERSED
        ],
        widget=forms.RadioSelect(attrs={"class": "chips"}),
        error_messages={"required": _("Kies waarom. Dat staat bij het cijfer.")},
    )
    note = forms.CharField(
        label=_("Toelichting, zonder naam"),
        required=False,
        max_length=CORRECTION_NOTE_LENGTH,
        widget=forms.TextInput(attrs=GUARDED),
    )

    field_order = ("month", "activity", "item", "direction", "number", "reason", "note")

    def __init__(self, *args: Any, kind: CounterKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        of_people = kind in OF_PEOPLE
        self.fields["activity"] = forms.ModelChoiceField(
            label=_("Waar?"),
            queryset=_list_activities(of_people=of_people),
            required=not of_people,
            empty_label=str(_("Hele site")) if of_people else str(_("Kies een activiteit")),
            error_messages={"required": _("Kies een activiteit uit de lijst.")},
        )
        if kind in ITEM_OF:
            self.fields["item"] = _make_item_field(kind)
        self.order_fields(list(self.field_order))

    def clean(self) -> dict[str, Any]:
        """The note names nobody."""
        self.guard_fields("note")
        return self.cleaned_data

    def build_entry(self) -> CorrectionEntry:
        """What was typed, ready for `record_correction`; call it on a valid form."""
        data = self.cleaned_data
        return CorrectionEntry(
            kind=self.kind,
            activity=data["activity"],
            month=data["month"],
            item=data.get("item"),
            delta=data["number"] if data["direction"] == UP else -data["number"],
            reason=CorrectionReason(data["reason"]),
            note=data["note"],
        )


def _list_activities(*, of_people: bool) -> QuerySet[Activity]:
    activities: QuerySet[Activity] = Activity.objects.all()
    if not of_people:
        return activities
    # An activity that stopped counting its own unique visitors still has counters.
    return activities.filter(Q(counts_uniques=True) | Q(tallies__isnull=False)).distinct()


def _make_item_field(kind: CounterKind) -> forms.Field:
    wrong = {"required": _("Kies uit de lijst.")}
    if kind == CounterKind.HELP_REQUESTS:
        return forms.ModelChoiceField(label=_("Welk thema?"), queryset=Theme.objects.all(), error_messages=wrong)
    if kind == CounterKind.APPROACHES:
        # A concern counts nowhere, so there is nothing of it to correct.
        counted = Approach.objects.exclude(kind=ApproachKind.CONCERN)
        return forms.ModelChoiceField(label=_("Welke aanpak?"), queryset=counted, error_messages=wrong)
    if kind == CounterKind.REFERRALS:
        return forms.ModelChoiceField(label=_("Welke dienst?"), queryset=Service.objects.all(), error_messages=wrong)
    return CategoryField(label=_("Welk antwoord?"), queryset=AttributeCategory.objects.all(), error_messages=wrong)
