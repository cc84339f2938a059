"""The pages about documents and figures, as the team meets them."""

import uuid
from collections.abc import Callable
from typing import Any
from typing import cast as cast_to

import pytest
from django.http import FileResponse
from django.test import Client
from django.urls import reverse

from reporting.models import Document
from reporting.services.documents import fail_document, request_document, retry_document, start_document
from reporting.services.making import make_document
from reporting.vocabulary import DocumentKind, DocumentStatus
from sites.models import AuditEntry, Site, User
from sites.scope import site_scope
from tests.conftest import Cast, CountQueries
from tests.documents.conftest import Ask

type SignIn = Callable[[User], Client]
PERIOD = {"first": "2026-01", "last": "2026-04"}


def path_of(name: str, document: Document) -> str:
    return reverse(name, args=["kantine", document.pk])


def test_a_coordinator_asks_for_a_report_and_can_follow_it(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    coordinator = sign_in(cast.coordinator)
    response = coordinator.post(reverse("report_list", args=["kantine"]), PERIOD)
    with site_scope(kantine.pk):
        document = Document.objects.get()
    assert response["Location"] == path_of("document_status", document)
    assert (document.period_start.isoformat(), document.period_end.isoformat()) == ("2026-01-01", "2026-04-30")
    assert "januari tot en met april 2026" in coordinator.get(response["Location"]).content.decode()


def test_pressing_twice_makes_one_document(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    worker, form = sign_in(cast.worker), {"document": str(uuid.uuid4())}
    for _ in range(2):
        worker.post(reverse("print_list", args=["kantine"]), form)
    with site_scope(kantine.pk):
        assert Document.objects.count() == 1


def test_going_back_and_asking_for_other_months_makes_another_report(
    cast: Cast, sign_in: SignIn, kantine: Site
) -> None:
    coordinator, page = sign_in(cast.coordinator), reverse("report_list", args=["kantine"])
    asked = {"document": str(uuid.uuid4()), "first": "2026-01"}
    answers = [coordinator.post(page, asked | {"last": last})["Location"] for last in ("2026-04", "2026-06", "2026-04")]
    assert answers[0] == answers[2] != answers[1]
    with site_scope(kantine.pk):
        ends = Document.objects.order_by("requested_at").values_list("period_end", flat=True)
        assert [end.isoformat() for end in ends if end] == ["2026-04-30", "2026-06-30"]


def test_a_document_id_that_exists_behind_a_wall_is_replaced(cast: Cast, kantine: Site, kattegat: Site) -> None:
    with site_scope(kattegat.pk):
        theirs = request_document(kind=DocumentKind.FLYER, title="Flyer", by=None)
    with site_scope(kantine.pk):
        ours = request_document(kind=DocumentKind.FLYER, title="Flyer", by=None, document_id=theirs.pk)
        assert ours.pk != theirs.pk


@pytest.mark.parametrize(
    ("months", "field", "sentence"),
    [
        ({"first": "2026-13", "last": "2026-04"}, "first", "bestaat niet"),
        ({"first": "2026-05", "last": "2026-04"}, "last", "eindigt"),
        ({"first": "9000-01", "last": "9000-02"}, "first", "moet nog beginnen"),
        ({"first": "1990-01", "last": "2026-04"}, "first", "hoogstens"),
        ({"first": "mei", "last": "2026-04"}, "first", "Schrijf bijvoorbeeld mei 2026"),
    ],
)
def test_an_impossible_period_is_refused_beside_the_field(
    cast: Cast, sign_in: SignIn, kantine: Site, months: dict[str, str], field: str, sentence: str
) -> None:
    response = sign_in(cast.coordinator).post(reverse("report_list", args=["kantine"]), months)
    html = response.text
    assert response.status_code == 422
    assert sentence in html.split(f'id="id_{field}_error"')[1].split("</ul>")[0]
    assert f'value="{months["first"]}"' in html
    with site_scope(kantine.pk):
        assert not Document.objects.exists()


def test_a_period_may_be_written_in_words(cast: Cast, sign_in: SignIn, kantine: Site) -> None:
    sign_in(cast.coordinator).post(
        reverse("report_list", args=["kantine"]), {"first": "januari 2026", "last": "04/2026"}
    )
    with site_scope(kantine.pk):
        document = Document.objects.get()
    assert (document.period_start.isoformat(), document.period_end.isoformat()) == ("2026-01-01", "2026-04-30")


def test_a_waiting_document_looks_again_with_and_without_a_script(cast: Cast, sign_in: SignIn, ask: Ask) -> None:
    page = sign_in(cast.worker).get(path_of("document_status", ask())).content.decode()
    assert '<meta http-equiv="refresh" content="3">' in page
    assert 'hx-trigger="every 3s"' in page


def test_with_htmx_only_the_progress_comes_back(cast: Cast, sign_in: SignIn, ask: Ask) -> None:
    response = sign_in(cast.worker).get(path_of("document_status", ask()), headers={"HX-Request": "true"})
    assert response.content.decode().strip().startswith('<div id="voortgang"')
    assert "HX-Request" in response["Vary"]


def test_a_finished_document_stops_looking_and_offers_the_file(
    cast: Cast, sign_in: SignIn, ask: Ask, quick_press: list[Any]
) -> None:
    document = ask()
    make_document(site_id=document.site_id, document_id=document.pk)
    page = sign_in(cast.worker).get(path_of("document_status", document)).content.decode()
    assert "hx-trigger" not in page
    assert path_of("document_download", document) in page


def test_the_file_comes_with_a_dutch_name_and_is_not_kept_by_browsers(
    cast: Cast, sign_in: SignIn, ask: Ask, quick_press: list[Any], kantine: Site
) -> None:
    document = ask(DocumentKind.STEERING_REPORT)
    make_document(site_id=document.site_id, document_id=document.pk)
    response = cast_to("FileResponse", sign_in(cast.coordinator).get(path_of("document_download", document)))
    assert b"".join(response.streaming_content) == b"%PDF-1.7 quick"  # type: ignore[arg-type]  # not asynchronous
    assert response["Content-Type"] == "application/pdf"
    expected = 'attachment; filename="verslag-voor-de-stuurgroep-kantine-2026-01-2026-04.pdf"'
    assert response["Content-Disposition"] == expected
    assert "no-store" in response["Cache-Control"]
    with site_scope(kantine.pk):
        assert AuditEntry.objects.filter(action="report-downloaded", actor=cast.coordinator).exists()


def test_a_worker_does_not_get_at_a_report(cast: Cast, sign_in: SignIn, ask: Ask, quick_press: list[Any]) -> None:
    document = ask(DocumentKind.STEERING_REPORT)
    make_document(site_id=document.site_id, document_id=document.pk)
    worker = sign_in(cast.worker)
    for name in ("document_status", "document_download"):
        assert worker.get(path_of(name, document)).status_code == 404
    for name in ("document_stop", "document_retry"):
        assert worker.post(path_of(name, document)).status_code == 404


def test_a_file_that_is_gone_is_said_to_be_gone(cast: Cast, sign_in: SignIn, ask: Ask, quick_press: list[Any]) -> None:
    document = ask()
    make_document(site_id=document.site_id, document_id=document.pk)
    with site_scope(document.site_id):
        document.refresh_from_db()
    document.file.storage.delete(str(document.file.name))
    page = sign_in(cast.worker).get(path_of("document_download", document), follow=True).content.decode()
    assert "Dit bestand is er niet meer" in page


def test_a_failure_is_told_and_can_be_tried_again(cast: Cast, sign_in: SignIn, ask: Ask) -> None:
    document, worker = ask(), sign_in(cast.worker)
    with site_scope(document.site_id):
        running = start_document(document_id=document.pk)
        assert running is not None
        fail_document(document=running, reason="Er is geen plaats meer op de schijf van de server.")
    assert "geen plaats meer" in worker.get(path_of("document_status", document)).content.decode()
    worker.post(path_of("document_retry", document))
    with site_scope(document.site_id):
        document.refresh_from_db()
        assert document.status == DocumentStatus.QUEUED
        assert not retry_document(document=document)


def test_a_worker_stops_what_is_waiting(cast: Cast, sign_in: SignIn, ask: Ask, quick_press: list[Any]) -> None:
    document = ask()
    sign_in(cast.worker).post(path_of("document_stop", document))
    make_document(site_id=document.site_id, document_id=document.pk)
    with site_scope(document.site_id):
        document.refresh_from_db()
    assert document.status == DocumentStatus.STOPPED
    assert quick_press == []


def test_another_sites_document_does_not_exist(cast: Cast, sign_in: SignIn, ask: Ask) -> None:
    path = reverse("document_status", args=["kattegat", ask().pk])
    assert sign_in(cast.neighbour).get(path).status_code == 404


def test_documents_are_not_among_the_static_files(ask: Ask, quick_press: list[Any], settings: Any) -> None:
    document = ask()
    make_document(site_id=document.site_id, document_id=document.pk)
    with site_scope(document.site_id):
        document.refresh_from_db()
    assert not document.file.path.startswith(str(settings.STATIC_ROOT))
    assert Client().get(f"/media/{document.file.name}").status_code == 404


def test_thirty_documents_cost_as_many_queries_as_one(
    cast: Cast, sign_in: SignIn, ask: Ask, count_queries: CountQueries
) -> None:
    worker, path = sign_in(cast.worker), reverse("print_list", args=["kantine"])
    ask()
    worker.get(path)
    with count_queries() as one:
        worker.get(path)
    for _ in range(29):
        ask()
    with count_queries() as many:
        worker.get(path)
    assert len(many) == len(one)


def test_every_figure_on_screen_says_where_it_comes_from(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.worker).get(reverse("figures", args=["kantine"]), PERIOD).content.decode()
    assert page.count("Waar komt dit cijfer vandaan?") == page.count("Wat tellen we?") > 0


def test_figures_of_an_impossible_period_show_the_mistake(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.worker).get(reverse("figures", args=["kantine"]), {"first": "2026-05", "last": "2026-04"})
    assert "eindigt" in page.content.decode()
