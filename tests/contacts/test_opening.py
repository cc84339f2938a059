"""What the contact form opens on."""

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from activities.models import Activity
from signals.forms.contact import suggest_contact
from signals.selectors.form_lists import FormLists

# In the fixtures Koffie & Formulieren is on Thursday from 13 to 15, and the Open Leersalon on Tuesday.
THURSDAY = datetime.date(2023, 3, 16)
type OpenAt = Callable[[datetime.date, int], str | None]


@pytest.fixture
def open_at(in_kantine: None, monkeypatch: pytest.MonkeyPatch) -> OpenAt:
    """The slug of the activity that is chosen already, at a day and hour."""

    def open_at(day: datetime.date, hour: int) -> str | None:
        now = datetime.datetime.combine(day, datetime.time(hour), tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: now)
        chosen = suggest_contact(lists=FormLists())["activity"]
        return None if chosen is None else Activity.objects.get(pk=chosen).slug

    return open_at


def test_it_opens_on_what_runs_now(open_at: OpenAt) -> None:
    assert open_at(THURSDAY, 14) == "koffie"


def test_just_after_the_end_it_opens_on_what_ended(open_at: OpenAt) -> None:
    assert open_at(THURSDAY, 18) == "koffie"


def test_on_a_day_without_a_moment_nothing_is_chosen_for_the_worker(open_at: OpenAt) -> None:
    assert open_at(THURSDAY + datetime.timedelta(days=3), 14) is None
    assert open_at(THURSDAY, 9) is None
