"""The rules of a contact: what belongs together, what may be chosen, what may not be written."""

import datetime
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import TypeIs

from django.utils.translation import gettext as _

from signals.entries import MAX_HELP_REQUESTS, ContactEntry, EntryRefused, FollowUpEntry
from signals.guard import ask_about, find_identifiers, find_names
from signals.selectors.choices import NOTHING_USED, Choice, Choices, UsedChoices
from signals.selectors.own_words import list_own_words
from signals.services.following_up import check_follow_up
from signals.vocabulary import FIRSTS, NOTE_LENGTH, Answer, ApproachKind, Dimension

EARLIEST_YEAR = 2000


@dataclass(frozen=True, kw_only=True)
class CheckedApproach:
    id: int
    kind: ApproachKind


@dataclass(frozen=True, kw_only=True)
class CheckedRequest:
    theme_id: int
    approaches: tuple[CheckedApproach, ...]
    service_ids: tuple[int, ...]
    note: str
    follow_up: FollowUpEntry | None = None


@dataclass(frozen=True, kw_only=True)
class CheckedContact:
    """An entry as it may be kept: implied answers filled in, what does not apply left out."""

    activity_answer: str
    category_ids: tuple[int, ...]
    help_requests: tuple[CheckedRequest, ...]


def check_contact(
    *,
    entry: ContactEntry,
    choices: Choices,
    today: datetime.date,
    used: UsedChoices = NOTHING_USED,
    read_own_words: Callable[[], Collection[str]] | None = list_own_words,
) -> CheckedContact:
    """Hold an entry against the rules of the site.

    Args:
        entry: what was tapped.
        choices: what of it exists at the site.
        today: the last day it may be about.
        used: what it names already.
        read_own_words: gives the words that are no names here, and is called only when a note may hold one; None does
            not ask about names.

    Raises:
        EntryRefused: with a sentence for each field that is not right.
    """
    problems: dict[str, str] = {}
    _check_when_and_where(entry, choices, today, used, problems)
    activity_answer = _settle_activity_answer(entry, choices, problems)
    category_ids = _check_attributes(entry, activity_answer, choices, used, problems)
    if len(entry.help_requests) > MAX_HELP_REQUESTS:
        problems[""] = _("Noteer hoogstens %(number)d hulpvragen bij één contact.") % {"number": MAX_HELP_REQUESTS}
    requests = tuple(
        _check_request(number, entry, choices, used, problems) for number in range(len(entry.help_requests))
    )
    names = _find_names(entry, problems, read_own_words) if read_own_words else {}
    if problems:
        raise EntryRefused(problems, names)
    return CheckedContact(activity_answer=activity_answer, category_ids=category_ids, help_requests=requests)


def _check_when_and_where(
    entry: ContactEntry, choices: Choices, today: datetime.date, used: UsedChoices, problems: dict[str, str]
) -> None:
    if entry.on > today:
        problems["on"] = _("Deze datum moet nog komen. Kies vandaag of een dag die voorbij is.")
    elif entry.on.year < EARLIEST_YEAR:
        problems["on"] = _("Dit jaar kan niet kloppen. Kijk de datum na.")
    if choices.activity is None:
        problems["activity"] = _("Kies een activiteit uit de lijst.")
    elif not choices.activity.takes_contacts and choices.activity.pk != used.activity_id:
        problems["activity"] = _("Bij %(activity)s noteren we geen contacten.") % {"activity": choices.activity.name}


def _settle_activity_answer(entry: ContactEntry, choices: Choices, problems: dict[str, str]) -> str:
    activity = choices.activity
    if activity is None or not choices.counts_own:
        return ""
    # Who comes to the site for the first time ever comes here for the first time too; who nobody knows, nobody knows.
    if entry.site_answer in {Answer.EVER, Answer.UNKNOWN}:
        return entry.site_answer
    if entry.activity_answer is None and not activity.counts_uniques:
        # It counted on that day but stopped since, so that the form no longer asks.
        return ""
    if entry.activity_answer is None:
        problems["activity_answer"] = _("Zeg ook of deze bezoeker al bij %(activity)s was.") % {
            "activity": activity.name
        }
        return ""
    if entry.site_answer == Answer.YEAR and entry.activity_answer == Answer.BEFORE:
        problems["activity_answer"] = _("Wie dit jaar voor het eerst komt, was dit jaar nog niet bij %(activity)s.") % {
            "activity": activity.name
        }
    return entry.activity_answer


def _check_attributes(
    entry: ContactEntry, activity_answer: str, choices: Choices, used: UsedChoices, problems: dict[str, str]
) -> tuple[int, ...]:
    # Only a first tells something about itself; without one the taps were never shown or no longer apply.
    if not FIRSTS & {entry.site_answer, activity_answer}:
        return ()
    dimensions: set[str] = set()
    for category_id in entry.category_ids:
        category = choices.categories.get(category_id)
        if not _may_choose(category, category_id in used.categories):
            problems["attributes"] = _("Kies uit de lijst, of sla deze vraag over.")
        elif category.detail in dimensions:
            problems[f"attribute-{category.detail}"] = _("Kies één antwoord bij '%(question)s'.") % {
                "question": Dimension(category.detail).label
            }
        else:
            dimensions.add(category.detail)
    return entry.category_ids


def _check_request(
    number: int, entry: ContactEntry, choices: Choices, used: UsedChoices, problems: dict[str, str]
) -> CheckedRequest:
    request = entry.help_requests[number]

    def complain(field: str, sentence: str) -> None:
        problems[f"request-{number}-{field}"] = sentence

    if not _may_choose(choices.themes.get(request.theme_id), request.theme_id in used.themes):
        complain("theme", _("Kies een thema uit de lijst."))
    approaches = [choices.approaches.get(key) for key in dict.fromkeys(request.approach_ids)]
    if not all(_may_choose(item, item is not None and item.id in used.approaches) for item in approaches):
        complain("approaches", _("Kies uit de lijst wat je deed."))
    kinds = {item.detail for item in approaches if item}
    # Services are asked only with a referral; without one they no longer apply.
    service_ids = tuple(dict.fromkeys(request.service_ids)) if ApproachKind.REFERRAL in kinds else ()
    if not all(_may_choose(choices.services.get(key), key in used.services) for key in service_ids):
        complain("services", _("Kies uit de lijst naar wie je doorverwees."))
    note = request.note.strip()
    if len(note) > NOTE_LENGTH:
        complain("note", _("Hou het bij %(number)d tekens.") % {"number": NOTE_LENGTH})
    elif findings := find_identifiers(note):
        complain("note", str(findings[0].reason))
    return CheckedRequest(
        theme_id=request.theme_id,
        approaches=tuple(CheckedApproach(id=item.id, kind=ApproachKind(item.detail)) for item in approaches if item),
        service_ids=service_ids,
        note=note,
        follow_up=_check_follow_up(number, entry, choices, used, problems),
    )


def _check_follow_up(
    number: int, entry: ContactEntry, choices: Choices, used: UsedChoices, problems: dict[str, str]
) -> FollowUpEntry | None:
    asked = entry.help_requests[number].follow_up
    if asked is None:
        return None
    asked = replace(asked, text=asked.text.strip())
    is_offered = _may_choose(choices.services.get(asked.service_id), asked.service_id in used.services)
    found = check_follow_up(asked, on=entry.on, may_choose_service=is_offered)
    problems |= {f"request-{number}-follow_up_{field}": sentence for field, sentence in found.items()}
    return asked


def _find_names(
    entry: ContactEntry, problems: dict[str, str], read_own_words: Callable[[], Collection[str]]
) -> dict[str, list[str]]:
    asked = {}
    for field, text in _list_texts(entry):
        if field not in problems and find_names(text, entry.no_names):
            names = find_names(text, {*entry.no_names, *read_own_words()})
            if names:
                asked[field] = names
                problems[field] = ask_about(names)
    return asked


def _list_texts(entry: ContactEntry) -> Iterator[tuple[str, str]]:
    for number, request in enumerate(entry.help_requests):
        yield f"request-{number}-note", request.note
        if request.follow_up:
            yield f"request-{number}-follow_up_text", request.follow_up.text


def _may_choose(choice: Choice | None, is_used: bool) -> TypeIs[Choice]:
    return choice is not None and (is_used or not choice.is_retired)
