"""A file that was handed over does not linger, and what a worker does with it happens once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from signals.models import Contact, ImportFile
from signals.services.importing.files import MOST_ATTEMPTS, erase_import_files, list_lost_files, work_on_file
from signals.tasks import fold_all_sites, work_on_import
from signals.vocabulary import ImportStage
from sites.models import Site
from sites.scope import site_scope
from tests.importing.conftest import HEADER, Importer, row

SECRET = "Canarie-woord-in-het-bestand"


def has_secret(file: ImportFile) -> bool:
    return SECRET in repr(ImportFile.objects.filter(pk=file.pk).values_list().get())


def test_of_a_file_that_was_taken_over_nothing_stays(importer: Importer) -> None:
    file = importer.look(row(1, theme="Werk", note=SECRET))
    assert has_secret(file)
    importer.send(file, "import_take_over", no_names="on")
    done = importer.work(file)
    assert (done.content, done.review) == (None, None)
    assert not has_secret(file)


def test_of_a_file_that_cannot_be_read_nothing_stays(importer: Importer) -> None:
    file = importer.look(row(1, note=SECRET), HEADER)
    assert file.stage == ImportStage.FAILED
    assert not has_secret(file)


def test_a_file_that_is_withdrawn_is_gone(importer: Importer) -> None:
    file = importer.look(row(1))
    importer.send(file, "import_withdraw")
    assert not ImportFile.objects.exists()


def test_a_new_file_takes_the_place_of_what_the_same_person_left_waiting(importer: Importer) -> None:
    file = importer.look(row(1))
    assert importer.look(row(2)).pk != file.pk
    assert ImportFile.objects.count() == 1


def test_the_night_erases_every_file_and_keeps_how_many_came_in(importer: Importer) -> None:
    file = importer.look(row(1))
    importer.send(file, "import_take_over")
    importer.work(file)
    importer.look(row(2, note=SECRET, theme="Werk"))
    fold_all_sites()
    assert list(ImportFile.objects.values_list("pk", "contacts")) == [(file.pk, 1)]


def test_the_database_refuses_a_finished_file_that_still_has_its_bytes(listed: Site) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportFile.objects.create(stage=ImportStage.DONE, content=b"a")


def test_a_message_to_the_worker_carries_ids_only(importer: Importer, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(work_on_import, "delay", lambda **message: sent.append(message))
    importer.upload(b"Contactnr;Datum;Activiteit;Bezoeker\n1;7/3/2024;Open Leersalon;al geweest")
    file = ImportFile.objects.get()
    for run in transaction.get_connection().run_on_commit:
        run[1]()
    assert sent == [{"site_id": importer.site.pk, "file_id": str(file.pk)}]


def test_asking_twice_takes_over_once(importer: Importer) -> None:
    file = importer.look(row(1))
    importer.send(file, "import_take_over")
    importer.work(file)
    assert importer.work(file).stage == ImportStage.DONE
    assert Contact.objects.count() == 1


def test_a_file_withdrawn_while_a_worker_has_it_brings_nothing(
    importer: Importer, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = importer.look(row(1))
    importer.send(file, "import_take_over")
    module = "signals.services.importing.files.record_act"
    monkeypatch.setattr(module, lambda **_act: ImportFile.objects.all().delete())
    work_on_file(site_id=importer.site.pk, file_id=file.pk)
    assert not Contact.objects.exists()


def test_a_lost_message_is_sent_again_and_a_file_that_kills_workers_is_given_up(importer: Importer) -> None:
    file = importer.look(row(1))
    importer.send(file, "import_take_over")
    assert list_lost_files() == []
    earlier = timezone.now() - timedelta(minutes=3)
    ImportFile.objects.update(asked_at=earlier, attempts=MOST_ATTEMPTS)
    assert list_lost_files() == [file.pk]
    assert importer.work(file).stage == ImportStage.FAILED


def test_another_site_cannot_see_or_work_on_a_file(importer: Importer, kattegat: Site) -> None:
    file = importer.look(row(1))
    with site_scope(kattegat.pk):
        assert not ImportFile.objects.exists()
        assert erase_import_files() == 0
    work_on_file(site_id=kattegat.pk, file_id=file.pk)
    assert ImportFile.objects.get(pk=file.pk).stage == ImportStage.READY
