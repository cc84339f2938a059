"""What a coordinator sees of a file before it is taken over, small enough to keep beside it."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.utils.dateformat import format as date_format

from signals.models import ImportFile
from signals.services.importing.examining import Examination
from signals.services.importing.gathering import ContactDraft
from signals.services.importing.meanings import find_unknown_words
from signals.services.importing.values import Lists

MOST_BAD_ROWS = 500
MOST_WORDS = 60
FIRST_CONTACTS = 8


def build_review(found: Examination) -> dict[str, Any]:
    """What was found in a file, in words of the site.

    Keys: `contacts`, `help_requests`, `already_there` (numbers), `counts` (year, activity, contacts, help requests),
    `first` (contacts as they will be read), `bad_rows` (number, reason; the first 500) with `bad_total` (rows;
    one may have several reasons) and `reasons_total`, and `words` (column, word, rows; the most frequent 60) with
    `words_total`.
    """
    names = {activity.pk: activity.name for activity in found.lists.activities.values()}
    contacts: Counter[tuple[int, str]] = Counter()
    requests: Counter[tuple[int, str]] = Counter()
    for draft in found.new:
        key = (draft.entry.on.year, names[draft.entry.activity_id])
        contacts[key] += 1
        requests[key] += len(draft.entry.help_requests)
    words = find_unknown_words(rows=found.rows, lists=found.lists)
    return {
        "contacts": contacts.total(),
        "help_requests": requests.total(),
        "already_there": found.already_there,
        "counts": [[year, name, contacts[year, name], requests[year, name]] for year, name in sorted(contacts)],
        "first": [_show(draft, names, found.lists) for draft in list(found.new)[:FIRST_CONTACTS]],
        "bad_rows": [[bad.number, bad.reason] for bad in found.bad_rows[:MOST_BAD_ROWS]],
        "bad_total": len({bad.number for bad in found.bad_rows}),
        "reasons_total": len(found.bad_rows),
        "words": [[column.name, word, rows] for (column, word), rows in words.most_common(MOST_WORDS)],
        "words_total": len(words),
    }


def _show(draft: ContactDraft, names: Mapping[int, str], lists: Lists) -> dict[str, Any]:
    entry = draft.entry
    return {
        "row": draft.first_row,
        "on": date_format(entry.on, "j F Y"),
        "activity": names[entry.activity_id],
        "visitor": str(entry.site_answer.label),
        "answers": [lists.choices.categories[key].name for key in entry.category_ids],
        "requests": [
            {
                "theme": lists.choices.themes[request.theme_id].name,
                "note": request.note,
                "approaches": [lists.choices.approaches[key].name for key in request.approach_ids],
                "services": [lists.choices.services[key].name for key in request.service_ids],
            }
            for request in entry.help_requests
        ],
    }


def read_review(file: ImportFile) -> dict[str, Any]:
    """What was found in a file; nothing when it was not looked at yet."""
    return file.review or {}


def is_question_of_columns(file: ImportFile) -> bool:
    """Whether somebody has to say first what the columns of this file are."""
    return "headings" in read_review(file)
