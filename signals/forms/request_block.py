"""One help request of the contact form, as the template draws it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from signals.forms.follow_up import FollowUpFields

THEMES_SHOWN = 6


@dataclass(frozen=True)
class RequestBlock:
    """The fields of one help request, for the template."""

    number: int
    may_name: bool
    theme: forms.BoundField
    approaches: forms.BoundField
    services: forms.BoundField
    note: forms.BoundField
    follow_up: FollowUpFields
    asks_of_follow_up: bool

    @property
    def shown_themes(self) -> list[Any]:
        """The themes used most."""
        return list(self.theme)[:THEMES_SHOWN]

    @property
    def folded_themes(self) -> list[Any]:
        """The other themes, folded away."""
        return list(self.theme)[THEMES_SHOWN:]

    @property
    def no_theme(self) -> dict[str, Any]:
        """The choice that takes a theme back: no question, just a talk."""
        return {
            "type": "radio",
            "name": self.theme.html_name,
            "value": "",
            "label": _("Geen vraag, gewoon een babbel"),
            "attrs": {"id": f"{self.theme.auto_id}_none"},
        }

    @property
    def has_folded_choice(self) -> bool:
        """Whether a folded theme is the chosen one, so that the fold must stand open."""
        return any(option.data["selected"] for option in self.folded_themes)
