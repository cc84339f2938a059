"""A form that arrives twice makes one thing: a double tap, or a reply that was lost on the way."""

import re
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import resolve, reverse

from activities.models import Activity, Closure, Milestone, Notice, Slot
from reporting.models import Correction
from signals.models import ReportedFigure, Signal, Theme
from sites.models import Invitation, Partner, ProjectPeriod, SentForm, Site, User, Venue
from sites.scope import network_scope, site_scope
from sites.services.sent import take_form
from tests.access.samples import list_arguments, make_samples
from tests.access.table import ADMINISTRATION, NETWORK_PAGES, PAGES
from tests.conftest import PASSWORD, Cast
from tests.together import do_at_once

type SignIn = Callable[[User], Client]

WEEKLY = {
    "repeat": "weekly", "weekdays": ["0"], "starts_at": "09:00", "ends_at": "11:00", "valid_from": "2026-12-01",
}  # fmt: skip
# What each page that makes something makes, and what is filled in.
MAKERS: dict[str, tuple[type[models.Model], dict[str, Any]]] = {
    "activity_add": (Activity, {"name": "Breien", "kind": "regular", "appointment": "none", "functions": ["meet"]}),
    "slot_add": (Slot, WEEKLY),
    "closure_add": (Closure, {"first_day": "2026-12-24", "last_day": "2026-12-26", "reason": "Kerst"}),
    "close_days": (Closure, {"first_1": "2026-12-24", "last_1": "2026-12-26", "reason": "Kerst"}),
    "notice_add": (Notice, {"title": "Een gast", "first_day": "2026-12-01"}),
    "milestone_add": (Milestone, {"text": "De start", "precision": "year", "year": "2022"}),
    "partner_add": (Partner, {"name": "Avansa"}),
    "venue_add": (Venue, {"name": "De bib"}),
    "period_add": (ProjectPeriod, {"name": "2026", "starts_on": "2026-01-01"}),
    "signal_add": (Signal, {"title": "Wachttijden", "heard_on": "2026-03-02", "status": "new"}),
    "reported_add": (
        ReportedFigure,
        {
            "label": "Feest",
            "measure": "other",
            "period_end": "2021-12-31",
            "quantity": "number",
            "number": "40",
            "unit": "person",
            "source": "jaarverslag",
        },
    ),
    "list_page": (Theme, {"names": "Gezondheid"}),
    "correction_add": (
        Correction,
        {"month": "2026-03", "direction": "up", "number": "1", "reason": "forgotten"},
    ),
    "person_invite": (Invitation, {"name": "Nele", "email": "nele@stek.example", "role": "worker"}),
}
# Documents and entries carry an id of their own; a help request has one thing to find out at a time; an address in use
# already tells a site or network from another.
OWN_WAY = {
    "contact_add",
    "session_add",
    "outreach_add",
    "follow_up_add",
    "start_add",
    "administration_network_add",
}


def make_path(site: Site, name: str) -> str:
    return reverse(name, kwargs=make_samples(site, name) | ({"list_name": "themas"} if name == "list_page" else {}))


def count_rows(site: Site, model: type[models.Model]) -> int:
    with site_scope(site.pk):
        return int(model._default_manager.count())


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_the_same_form_twice_makes_one_row_and_gets_one_answer(
    name: str, cast: Cast, sign_in: SignIn, kantine: Site
) -> None:
    (model, answers), client, path = MAKERS[name], sign_in(cast.coordinator), make_path(kantine, name)
    before = count_rows(kantine, model)
    token = re.search(r'name="once" value="([^"]+)"', client.get(path).text)
    assert token
    replies = [client.post(path, answers | {"once": token[1]}) for _ in range(2)]
    assert [reply.status_code for reply in replies] == [302, 302], replies[0].text
    assert replies[0].headers["Location"] == replies[1].headers["Location"]
    assert count_rows(kantine, model) == before + 1
    assert "Dit was al bewaard" in client.get(replies[1].headers["Location"]).text


def test_every_page_that_makes_something_makes_it_once() -> None:
    names = {name for name in {*PAGES, *NETWORK_PAGES, *ADMINISTRATION} if name.endswith(("_add", "_invite"))}
    kwargs = {
        "site": "kantine",
        "network": "koepel",
        "activity": "koffie",
        "list_name": "themas",
        "counter": "weet-niet",
    }
    for name in (names - OWN_WAY) | set(MAKERS):
        wanted = [key for key in kwargs if key in list_arguments(name)]
        view = resolve(reverse(name, kwargs={key: kwargs[key] for key in wanted})).func
        assert getattr(view, "makes_once", False), name


def test_who_goes_back_and_writes_something_else_makes_something_else(
    cast: Cast, sign_in: SignIn, kantine: Site
) -> None:
    client, path, token = sign_in(cast.worker), make_path(kantine, "notice_add"), str(uuid4())
    for title in ("Een gast", "Nog een gast"):
        client.post(path, {"title": title, "first_day": "2026-12-01", "once": token})
    assert count_rows(kantine, Notice) == 2


def test_another_file_of_the_same_size_is_another_form(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    client, path, answers = (
        sign_in(cast.worker),
        make_path(kantine, "notice_add"),
        {"title": "Een gast", "first_day": "2026-12-01", "once": str(uuid4())},
    )
    for content in (b"een", b"een", b"two"):
        client.post(path, answers | {"picture": SimpleUploadedFile("foto.png", content)})
    assert count_rows(kantine, Notice) == 2


def test_a_form_that_was_refused_may_be_sent_again(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    client, path, answers = sign_in(cast.worker), make_path(kantine, "notice_add"), {"title": "", "once": str(uuid4())}
    assert [client.post(path, answers).status_code for _ in range(2)] == [422, 422]
    assert count_rows(kantine, SentForm) == 0


def test_an_administrator_invites_a_coordinator_once(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    client, path = sign_in(cast.administrator), reverse("administration_site", args=[kantine.pk])
    answers = {"name": "Nele", "email": "nele@stek.example", "once": str(uuid4())}
    assert [client.post(path, answers).status_code for _ in range(2)] == [302, 302]
    assert count_rows(kantine, Invitation) == 1


def test_a_form_of_a_network_is_answered_once(cast: Cast, kantine: Site) -> None:
    assert kantine.network_id
    with network_scope(kantine.network_id):
        assert [take_form(digest="a" * 64, by=cast.worker)[1] for _ in range(2)] == [True, False]


def test_what_was_typed_is_not_kept_with_a_form_that_was_answered(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    answers = {"title": "Een gast", "first_day": "2026-12-01", "once": str(uuid4())}
    sign_in(cast.worker).post(make_path(kantine, "notice_add"), answers)
    with site_scope(kantine.pk):
        kept = " ".join(map(str, SentForm.objects.values_list().get()))
    assert "Een gast" not in kept


@pytest.mark.django_db(transaction=True)
def test_two_taps_at_the_same_moment_make_one_row(kantine: Site) -> None:
    user = User.objects.create_user("tik@stek.example", PASSWORD, name="Tik")

    def tap() -> bool:
        with site_scope(kantine.pk):
            return take_form(digest="b" * 64, by=user)[1]

    assert sorted(do_at_once(tap, tap)) == [False, True]
