"""A coordinator says which activities count their own unique visitors."""

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from activities.models import Activity
from signals.entries import ContactEntry
from signals.models import Contact, ReportedFigure
from signals.services.logging import log_contact
from signals.vocabulary import Answer
from sites.scope import site_scope
from tests.conftest import CountQueries
from tests.lists.conftest import Keeper

YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)


def switch(keeper: Keeper, **data: str) -> str:
    return str(keeper.client.post(keeper.url("unique_switch", "koffie"), data, follow=True).text)


def count_gaps(keeper: Keeper) -> int:
    with site_scope(keeper.site.pk):
        return ReportedFigure.objects.count()


def asks(keeper: Keeper) -> bool:
    with site_scope(keeper.site.pk):
        return bool(Activity.objects.get(slug="koffie").counts_uniques)


def log_yesterday(keeper: Keeper, answer: Answer | None) -> str:
    with site_scope(keeper.site.pk):
        activity = Activity.objects.get(slug="koffie")
        entry = ContactEntry(
            id=uuid4(), activity_id=activity.pk, on=YESTERDAY, site_answer=Answer.BEFORE, activity_answer=answer
        )
        log_contact(entry=entry, by=None)
        return str(Contact.objects.get(pk=entry.id).activity_answer)


def test_it_begins_only_after_saying_whether_people_came_before(keeper: Keeper) -> None:
    assert "Kies ja of nee" in switch(keeper)
    assert not asks(keeper)
    switch(keeper, had_visitors="yes")
    assert asks(keeper)
    assert count_gaps(keeper) == 2
    assert "Telt apart sinds" in keeper.client.get(keeper.url("unique_list")).text


def test_stopping_and_beginning_again_asks_nothing_more(keeper: Keeper) -> None:
    switch(keeper, had_visitors="no")
    switch(keeper)
    assert not asks(keeper)
    switch(keeper)
    assert asks(keeper)
    assert [act for act, _subject in keeper.acts()] == ["uniques-started", "uniques-stopped", "uniques-started"]


def test_a_contact_of_a_day_before_counting_began_counts_at_the_site_only(keeper: Keeper) -> None:
    switch(keeper, had_visitors="yes")
    assert log_yesterday(keeper, Answer.EVER) == ""


@pytest.mark.parametrize(("answer", "kept"), [(Answer.EVER, "ever"), (None, "")])
def test_a_late_contact_of_a_day_before_counting_stopped_still_counts_there(
    keeper: Keeper, answer: Answer | None, kept: str
) -> None:
    switch(keeper, had_visitors="no")
    switch(keeper)
    assert log_yesterday(keeper, answer) == kept


def test_the_list_takes_the_same_number_of_queries_however_many_activities(
    keeper: Keeper, count_queries: CountQueries
) -> None:
    url = keeper.url("unique_list")
    keeper.client.get(url)
    with count_queries() as few:
        keeper.client.get(url)
    with site_scope(keeper.site.pk):
        for number in range(30):
            Activity.objects.create(name=f"Activiteit {number}", slug=f"activiteit-{number}")
    with count_queries() as many:
        keeper.client.get(url)
    assert len(few) == len(many) <= 10
