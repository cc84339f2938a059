"""Every free text that is stored is guarded, or there is a reason why it need not be."""

from django.apps import apps
from django.db import models

GUARDED = {
    "reporting.Correction.note",
    "signals.FollowUp.text",
    "signals.HelpRequest.note",
    "signals.Signal.title",
    "signals.Signal.description",
    "signals.Signal.next_step",
}
PUBLIC_OFFER = "about the offer, for everybody to read: phone, address and name of who works here belong there"
OWN_WORDS = "a word of the site's own, about no visitor"
STAFF = "about people with an account"
UNGUARDED = {
    "activities": PUBLIC_OFFER,
    "sites.Partner": PUBLIC_OFFER,
    "sites.Venue": PUBLIC_OFFER,
    "sites.Site": PUBLIC_OFFER,
    "sites.Network": OWN_WORDS,
    "sites.ProjectPeriod": OWN_WORDS,
    "sites.Funder": OWN_WORDS,
    "sites.User": STAFF,
    "sites.Invitation": STAFF,
    "sites.SentForm": "an address, made by the application",
    "sites.PartnerLink": "a season, made by the application",
    "sites.AuditEntry": "written by the application, about roles and settings",
    "signals.ReportTheme": OWN_WORDS,
    "signals.Theme": OWN_WORDS,
    "signals.Material": OWN_WORDS,
    "signals.Approach": "'wat nu, wie bel je' is there to give a phone number",
    "signals.Service": "the directory is there to give phone numbers and sites",
    "signals.AttributeCategory": OWN_WORDS,
    "signals.SharedItem": "words of a network's own; its directory is there to give phone numbers and sites",
    "signals.Group": OWN_WORDS,
    "signals.GroupMember": "organisations and roles; a list of members is no text about a visitor",
    "signals.ReportedFigure": "totals of other years and where they come from",
    "signals.ImportFile": "written by the application; the file itself is guarded when it is taken over, and erased",
    "signals.ImportMeaning": "words of lists; what would let somebody be found is never asked about, so never kept",
    "reporting.Document": "made by the application",
}
OURS = ("sites", "activities", "signals", "reporting")
MADE_BY_CODE = (models.SlugField, models.EmailField, models.URLField)


def list_free_texts() -> set[str]:
    """Every text column in which somebody can write what they like."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField)
        and not isinstance(field, MADE_BY_CODE)
        and not field.choices
        and "digest" not in field.name
    }


def is_explained(name: str) -> bool:
    app, model, _field = name.split(".")
    return app in UNGUARDED or f"{app}.{model}" in UNGUARDED


def test_a_free_text_is_guarded_or_need_not_be() -> None:
    unexplained = {name for name in list_free_texts() - GUARDED if not is_explained(name)}
    assert not unexplained, "Guard these (signals/forms/guarded.py), or say here why not"


def test_the_guarded_texts_exist() -> None:
    assert list_free_texts() >= GUARDED
