"""The questions about the site's own lists."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from signals.models import Approach, ListItem, ReportTheme, Theme
from signals.selectors.site_lists import KeptList, SiteList, find_concern, find_same_name
from signals.vocabulary import ApproachKind

MOST_AT_ONCE = 50
NAME_LENGTH = ListItem._meta.get_field("name").max_length or 0
OTHER_THEMES = gettext_lazy("andere thema's")


def tidy_name(text: str) -> str:
    """A name without needless white space."""
    return " ".join(text.split())


def refuse_same_name(*, of: KeptList, name: str, besides: Model | None = None) -> None:
    """Refuse a name that the list has already, in whatever capitals.

    Raises:
        ValidationError: with a sentence that tells where it stands.
    """
    same = find_same_name(of=of, name=name, besides=besides)
    if same is None:
        return
    if same.is_retired:
        raise ValidationError(_("'%(name)s' bestaat al, maar is gestopt. Neem het terug.") % {"name": same.name})
    raise ValidationError(_("'%(name)s' staat al in de lijst.") % {"name": same.name})


class NamesForm(forms.Form):
    """New rows, a line each."""

    names = forms.CharField(
        label=gettext_lazy("Zet erbij"),
        help_text=gettext_lazy("Eén per regel; je mag er meer tegelijk opschrijven."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=MOST_AT_ONCE * NAME_LENGTH,
    )

    def __init__(self, *args: Any, of: KeptList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def clean_names(self) -> list[str]:
        """Every line is a name that the list does not have yet."""
        names = [name for line in self.cleaned_data["names"].splitlines() if (name := tidy_name(line))]
        if len(names) > MOST_AT_ONCE:
            raise ValidationError(_("Zet er hoogstens %(number)d tegelijk bij.") % {"number": MOST_AT_ONCE})
        problems = list(self._find_problems(names))
        if problems:
            raise ValidationError(problems)
        return names

    def _find_problems(self, names: list[str]) -> Iterable[str]:
        seen: set[str] = set()
        for name in names:
            if len(name) > NAME_LENGTH:
                yield _("'%(start)s…' is te lang: hoogstens %(number)d tekens.") % {
                    "start": name[:20],
                    "number": NAME_LENGTH,
                }
                continue
            if name.casefold() in seen:
                yield _("Je schreef '%(name)s' twee keer.") % {"name": name}
            seen.add(name.casefold())
            try:
                refuse_same_name(of=self.of, name=name)
            except ValidationError as error:
                yield from error.messages


class NewNameForm(forms.Form):
    """The name of what takes a row's place."""

    new_name = forms.CharField(label=gettext_lazy("Naam van het nieuwe"), max_length=NAME_LENGTH)

    def __init__(self, *args: Any, of: KeptList, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of

    def clean_new_name(self) -> str:
        """A name that the list does not have yet."""
        name = tidy_name(self.cleaned_data["new_name"])
        refuse_same_name(of=self.of, name=name)
        return name


class ItemForm(forms.ModelForm):  # type: ignore[type-arg]  # generic only in the stubs
    """One row: its name, and what else its list knows of it."""

    def __init__(self, *args: Any, of: SiteList, is_used: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        if "report_theme" in self.fields:
            self._offer_report_themes()
        if "kind" in self.fields:
            self._offer_kinds(is_used=is_used)

    def _offer_report_themes(self) -> None:
        field: Any = self.fields["report_theme"]
        field.empty_label = OTHER_THEMES
        field.queryset = ReportTheme.objects.filter(is_retired=False) | ReportTheme.objects.filter(
            pk=self.instance.report_theme_id
        )

    def _offer_kinds(self, *, is_used: bool) -> None:
        # A concern counts nowhere: what was noted must not begin to count, nor stop counting, by a change of kind.
        if is_used and self.instance.kind == ApproachKind.CONCERN:
            del self.fields["kind"]
            return
        offered = [kind for kind in ApproachKind if not (is_used and kind == ApproachKind.CONCERN)]
        self.fields["kind"] = make_kind_field(offered)
        guidance: Any = self.fields["guidance"]
        guidance.is_conditional = True

    def clean_name(self) -> str:
        """A name that no other row has."""
        name = tidy_name(self.cleaned_data["name"])
        refuse_same_name(of=self.of, name=name, besides=self.instance)
        return name

    def clean(self) -> dict[str, Any]:
        """A concern needs its text, and there is one at most."""
        cleaned = super().clean() or {}
        if self.of.model is not Approach or cleaned.get("kind", self.instance.kind) != ApproachKind.CONCERN:
            return cleaned
        if "guidance" not in self.errors and not cleaned["guidance"].strip():
            self.add_error("guidance", _("Schrijf wat iemand nu moet doen, en wie te bellen."))
        rival = find_concern(besides=self.instance)
        if rival is not None and not self.instance.is_retired:
            self.add_error("kind", _("Dat doet '%(name)s' al; één is genoeg.") % {"name": rival.name})
        return cleaned


KIND_WORDS = {
    ApproachKind.ORDINARY: gettext_lazy("Niets bijzonders"),
    ApproachKind.REFERRAL: gettext_lazy("Het formulier vraagt naar wie je doorverwijst"),
    ApproachKind.SIGNAL: gettext_lazy("De vraag komt bij de signalen te staan"),
    ApproachKind.CONCERN: gettext_lazy(
        "Het formulier toont meteen 'wat nu, wie bel je'; telt in geen enkel cijfer mee"
    ),
}


def make_kind_field(offered: Iterable[ApproachKind]) -> forms.ChoiceField:
    """What choosing an approach sets in motion."""
    return forms.ChoiceField(
        label=gettext_lazy("Wat gebeurt er als iemand dit kiest?"),
        choices=[(kind.value, KIND_WORDS[kind]) for kind in offered],
        widget=forms.RadioSelect(attrs={"class": "answers answers--lines"}),
    )


def make_item_form(*, of: SiteList, item: Any, data: Any, is_used: bool, is_followed: bool) -> ItemForm:
    """The form of a row, with the questions of its list; of a followed list only what remains the site's own."""
    widgets: dict[str, Any] = {"guidance": forms.Textarea(attrs={"rows": 6})}
    fields = list_own_columns(of=of, item=item) if is_followed else of.editable
    form_class: Any = forms.modelform_factory(of.model, form=ItemForm, fields=fields, widgets=widgets)
    form: ItemForm = form_class(data, instance=item, of=of, is_used=is_used)
    return form


def list_own_columns(*, of: SiteList, item: Any) -> tuple[str, ...]:
    """What a site says of a row of a list that it follows: only a concern has a text of what to do now."""
    is_ordinary = isinstance(item, Approach) and item.kind != ApproachKind.CONCERN
    return () if is_ordinary else of.own


class ThemeMapForm(forms.Form):
    """Under which theme of the report each theme of the form falls."""

    def __init__(self, *args: Any, themes: list[Theme], report_themes: list[ReportTheme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.themes = themes
        for theme in themes:
            field = forms.TypedChoiceField(
                label=theme.name,
                choices=[
                    ("", OTHER_THEMES),
                    *((row.pk, row.name) for row in report_themes if not row.is_retired or row == theme.report_theme),
                ],
                coerce=lambda pk: next(row for row in report_themes if str(row.pk) == pk),
                empty_value=None,
                required=False,
                initial=theme.report_theme_id,
            )
            # 'andere thema's' is an answer too.
            field.is_conditional = True  # type: ignore[attr-defined]  # a mark the field's template reads
            self.fields[f"theme-{theme.pk}"] = field

    @property
    def loose_themes(self) -> list[Theme]:
        """Themes that fall under none and can be chosen."""
        return [theme for theme in self.themes if theme.report_theme_id is None and not theme.is_retired]

    @property
    def answers(self) -> dict[Theme, ReportTheme | None]:
        """What was chosen for each theme. Only of a valid form."""
        return {theme: self.cleaned_data[f"theme-{theme.pk}"] for theme in self.themes}


class StartCountingForm(forms.Form):
    """What figures must know before an activity begins to count its own unique visitors."""

    had_visitors = forms.ChoiceField(
        label=gettext_lazy("Kwamen hier al mensen voor vandaag?"),
        choices=[
            ("yes", gettext_lazy("Ja: het eerste jaar is dan niet volledig geregistreerd")),
            ("no", gettext_lazy("Nee, het begint pas: alles wordt geteld")),
        ],
        widget=forms.RadioSelect(attrs={"class": "answers answers--lines"}),
        error_messages={"required": gettext_lazy("Kies ja of nee: anders kloppen de cijfers van dit jaar niet.")},
    )

    def __init__(self, *args: Any, is_restart: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_restart:
            # It counted before and stopped: the days in between are known.
            del self.fields["had_visitors"]
