"""What narrows the list of contacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from signals.forms.fields import OneOfList
from signals.selectors.form_lists import FormLists
from sites.months import MonthField


class ContactFilterForm(forms.Form):
    """Narrows the list of contacts."""

    activity = OneOfList(label=_("Activiteit"), choices=list, required=False)
    month = MonthField(label=_("Maand"), required=False, help_text="")

    def __init__(self, *args: Any, lists: FormLists, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        activity = self.fields["activity"]
        assert isinstance(activity, OneOfList)  # noqa: S101  (tells the type checker)
        activity.choices = [("", _("alle")), *((row.pk, row.name) for row in lists.activities)]
