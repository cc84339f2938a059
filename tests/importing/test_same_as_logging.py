"""Whatever a sheet says, importing it counts the same as logging its contacts by hand."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity
from reporting.selectors.figures import Period, collect_figures
from signals.entries import ContactEntry, HelpRequestEntry
from signals.models import Approach, AttributeCategory, Service, Theme
from signals.services.folding import fold_site
from signals.services.importing import import_contacts
from signals.services.logging import log_contact
from signals.vocabulary import Answer
from sites.models import Site
from tests.importing.conftest import row, write_csv

WORDS = {
    Answer.EVER: "eerste keer ooit",
    Answer.YEAR: "eerste keer dit jaar",
    Answer.BEFORE: "al geweest",
    Answer.UNKNOWN: "weet niet",
}
AT_ACTIVITY: dict[Answer, list[Answer | None]] = {
    Answer.EVER: [None, Answer.EVER],
    Answer.YEAR: [Answer.EVER, Answer.YEAR, Answer.UNKNOWN],
    Answer.BEFORE: list(Answer),
    Answer.UNKNOWN: [None],
}


@dataclass(frozen=True)
class Told:
    """A contact, before anybody wrote it down."""

    on: datetime.date
    activity: str
    site: Answer
    at_activity: Answer | None
    known: str
    requests: list[tuple[str, list[str]]]


@st.composite
def told_contacts(draw: st.DrawFn) -> Told:
    site = draw(st.sampled_from(list(Answer)))
    approaches = st.lists(st.sampled_from(["Advies", "Doorverwijzing", "Mogelijke verontrusting"]), unique=True)
    return Told(
        on=draw(st.dates(datetime.date(2023, 11, 1), datetime.date(2024, 2, 28))),
        activity=draw(st.sampled_from(["koffie", "leersalon"])),
        site=site,
        at_activity=draw(st.sampled_from(AT_ACTIVITY[site])),
        known=draw(st.sampled_from(["", "ja", "nee"])),
        requests=draw(st.lists(st.tuples(st.sampled_from(["Werk", "Huisvesting"]), approaches), max_size=3)),
    )


def write_rows(number: int, told: Told) -> list[list[object]]:
    """The rows somebody would have typed: what is said of the contact only on the first."""
    at_activity = WORDS[told.at_activity] if told.at_activity else ""
    of_contact = {"at_activity": at_activity, "known": told.known}
    asked = [
        {
            "theme": theme,
            "approach": ";".join(approaches),
            "referral": "CAW; Stadhuis" if "Doorverwijzing" in approaches else "",
        }
        for theme, approaches in told.requests
    ]
    of_first = of_contact | (asked[0] if asked else {})
    head = row(number, told.on.strftime("%d/%m/%Y"), told.activity, WORDS[told.site], **of_first)
    return [head, *(row(number, "", "", "", **later) for later in asked[1:])]


def log_by_hand(told: Told) -> None:
    def build_request(theme: str, approaches: list[str]) -> HelpRequestEntry:
        services = Service.objects.all() if "Doorverwijzing" in approaches else []
        return HelpRequestEntry(
            theme_id=Theme.objects.get(name=theme).pk,
            approach_ids=tuple(Approach.objects.get(name=name).pk for name in approaches),
            service_ids=tuple(service.pk for service in services),
        )

    known = AttributeCategory.objects.filter(name=told.known)
    entry = ContactEntry(
        id=uuid4(),
        activity_id=Activity.objects.get(slug=told.activity).pk,
        on=told.on,
        site_answer=told.site,
        activity_answer=told.at_activity,
        category_ids=tuple(category.pk for category in known),
        help_requests=tuple(build_request(*request) for request in told.requests),
    )
    log_contact(entry=entry, by=None)


def read_figures() -> list[tuple[str, str, str, str]]:
    figures = collect_figures(period=Period.of_months("2023-11", "2024-12")).figures
    return [(figure.key, figure.scope.slug, figure.period.label, figure.text) for figure in figures]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sheet=st.lists(told_contacts(), min_size=1, max_size=6))
def test_importing_a_sheet_counts_the_same_as_logging_its_contacts(
    listed: Site, tmp_path: Path, sheet: list[Told]
) -> None:
    with transaction.atomic():
        for told in sheet:
            log_by_hand(told)
        expected = read_figures()
        transaction.set_rollback(True)
    by_contact = [write_rows(number, told) for number, told in enumerate(sheet, start=1)]
    with transaction.atomic():
        result = import_contacts(path=write_csv(tmp_path / "blad.csv", interleave(by_contact)))
        waiting = read_figures()
        fold_site(today=datetime.date.max)
        folded = read_figures()
        transaction.set_rollback(True)
    assert not result.bad_rows
    assert waiting == expected
    assert folded == expected


def interleave(by_contact: list[list[list[object]]]) -> list[list[object]]:
    """The first row of every contact, then every second row…: rows of one contact need not stand together."""
    return [rows[turn] for turn in range(3) for rows in by_contact if turn < len(rows)]
