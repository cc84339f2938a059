"""Remembering and forgetting what the words in a site's files mean."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from signals.import_columns import OF_DIMENSION, Column, Word, fold
from signals.models import ImportMeaning
from signals.selectors.site_lists import SITE_LISTS, SiteList, find_same_name
from signals.services.importing.meanings import OF_HEADINGS
from signals.services.site_lists import add_items
from signals.vocabulary import ImportAct, ListName
from sites.models import User
from sites.services.audit import record_act

LIST_OF_COLUMN: dict[Column, SiteList] = {
    Column.THEME: SITE_LISTS[ListName.THEMES],
    Column.APPROACH: SITE_LISTS[ListName.APPROACHES],
    Column.REFERRAL: SITE_LISTS[ListName.SERVICES],
    **{column: SITE_LISTS[ListName[dimension.name]] for column, dimension in OF_DIMENSION.items()},
}
"""The lists in which a word from a file can be put."""


def explain_headings(*, columns: Mapping[str, Column | None], by: User) -> None:
    """Remember which column each heading is; None is a column that is not used."""
    _remember({(OF_HEADINGS, fold(text)): column.name if column else "" for text, column in columns.items()}, by)


def explain_words(*, meanings: Mapping[Word, str], by: User) -> None:
    """Remember what words in columns mean: the key of a choice, or nothing for what is left out."""
    _remember({(column.name, fold(text)): meaning for (column, text), meaning in meanings.items()}, by)


def add_word(*, column: Column, text: str, by: User) -> str:
    """Put a word from a file in the site's own list, and say the key it has there."""
    of = LIST_OF_COLUMN[column]
    name = " ".join(text.split())
    if find_same_name(of=of, name=name) is None:
        add_items(to=of, names=[name], by=by)
    found = find_same_name(of=of, name=name)
    return str(found.pk) if found else ""


def forget_meaning(*, meaning: ImportMeaning, by: User) -> None:
    """Forget what a word means: the next file asks again."""
    # What stood in a file is not repeated on record: nobody looked whether it is a word of the site.
    record_act(by=by, action=ImportAct.FORGOTTEN, subject=_("1 woord"))
    meaning.delete()


def _remember(meanings: Mapping[tuple[str, str], str], by: User) -> None:
    if not meanings:
        return
    ImportMeaning.objects.bulk_create(
        [ImportMeaning(column=column, text=text, meaning=meaning) for (column, text), meaning in meanings.items()],
        update_conflicts=True,
        update_fields=["meaning"],
        unique_fields=["site", "column", "text"],
    )
    subject = ngettext("%d woord", "%d woorden", len(meanings)) % len(meanings)
    record_act(by=by, action=ImportAct.EXPLAINED, subject=subject)
