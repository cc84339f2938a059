"""How a form comes out: every label, hint and error tied to its field, and a summary that leads to it."""

import re

from django import forms
from django.template.loader import get_template


class Question(forms.Form):
    """One field of every look."""

    name = forms.CharField(label="Naam", help_text="Zoals mensen het zeggen.")
    answer = forms.ChoiceField(label="Antwoord", choices=[("a", "Ja"), ("b", "Nee")], widget=forms.RadioSelect)
    topics = forms.MultipleChoiceField(
        label="Waarover", help_text="Kies gerust meer.", choices=[("x", "Werk")], widget=forms.CheckboxSelectMultiple
    )
    shown = forms.BooleanField(label="Toon het", required=False)
    note = forms.CharField(label="Uitleg", required=False, widget=forms.Textarea(attrs={"placeholder": "Typ hier"}))


def read_ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


def test_what_describes_a_field_is_on_the_page() -> None:
    html = str(Question({}))
    described = {name for value in re.findall(r'aria-describedby="([^"]+)"', html) for name in value.split()}
    assert {"id_name_helptext", "id_name_error", "id_answer_error", "id_topics_helptext"} <= described
    assert described <= read_ids(html)


def test_the_summary_leads_to_every_field_that_is_wrong() -> None:
    html = str(Question({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == len(Question({}).errors) == 3
    assert set(targets) <= read_ids(html)


def test_a_form_that_was_not_sent_complains_about_nothing() -> None:
    html = str(Question())
    assert "problems" not in html
    assert "aria-invalid" not in html


def test_what_was_typed_stays_and_is_escaped() -> None:
    assert "&lt;script&gt;" in str(Question({"name": "<script>"}))


def test_a_long_choice_may_break_after_a_slash_and_nothing_else_of_it_is_markup() -> None:
    question = Question()
    question.fields["topics"].choices = [("s", "School/Ligo/CVO <b>")]  # type: ignore[attr-defined]  # it has choices
    assert "<span>School/<wbr>Ligo/<wbr>CVO &lt;b&gt;</span>" in str(question)


def test_a_field_one_may_skip_says_so() -> None:
    html = str(Question()["note"].as_field_group())
    assert "niet verplicht" in html
    assert "niet verplicht" not in str(Question()["name"].as_field_group())


def test_choices_are_named_by_a_legend_and_single_choices_by_a_label() -> None:
    html = str(Question())
    assert re.findall(r"<legend>(\w+)", html) == ["Antwoord", "Waarover"]
    assert '<label class="answer" for="id_answer_0">' in html
    assert '<label class="chip" for="id_topics_0">' in html


def test_hints_take_the_place_of_placeholders() -> None:
    assert "Typ hier" not in str(Question())


def test_an_error_page_needs_nothing_to_come_out() -> None:
    for name in ("400", "403", "403_csrf", "404", "429", "500"):
        html = get_template(f"{name}.html").render()
        assert html.count("<h1>") == 1
        assert 'lang="nl"' in html
