"""The questions about the lists that a network keeps."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from signals.forms.site_lists import make_kind_field, refuse_same_name, tidy_name
from signals.models import SharedItem
from signals.selectors.shared_lists import SharedList, find_shared_concern
from signals.vocabulary import ApproachKind


class SharedItemForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """One row: its name, and what else its list says of it."""

    class Meta:
        model = SharedItem
        fields = ("name", "kind", "description", "phone", "website")

    def __init__(self, *args: Any, of: SharedList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        for column in set(self.fields) - {"name", *of.columns}:
            del self.fields[column]
        if "kind" in self.fields:
            self.fields["kind"] = make_kind_field(ApproachKind)

    def clean_name(self) -> str:
        """A name that no other row has."""
        name = tidy_name(self.cleaned_data["name"])
        refuse_same_name(of=self.of, name=name, besides=self.instance)
        return name

    def clean(self) -> dict[str, Any]:
        """There is one concern at most."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") == ApproachKind.CONCERN and not self.instance.is_retired:
            rival = find_shared_concern(besides=self.instance)
            if rival is not None:
                self.add_error("kind", _("Dat doet '%(name)s' al; één is genoeg.") % {"name": rival.name})
        return cleaned
