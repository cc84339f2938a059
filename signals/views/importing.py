"""Taking over contacts from a spreadsheet, step by step: hand over, explain, look at, take over."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST
from django_htmx.http import HttpResponseClientRefresh

from activities.views.answers import read_answers
from signals.forms.importing import ColumnsForm, TakeOverForm, UploadForm, WordsForm
from signals.import_columns import Column
from signals.models import ImportFile, ImportMeaning
from signals.selectors.importing import list_imported_files, list_waiting_files
from signals.selectors.site_lists import list_followed
from signals.services.importing.cells import describe_too_large, refuse_at_sight
from signals.services.importing.explaining import (
    LIST_OF_COLUMN,
    add_word,
    explain_headings,
    explain_words,
    forget_meaning,
)
from signals.services.importing.files import ask_again, ask_import, receive_file, withdraw_file
from signals.services.importing.meanings import describe_meanings, list_choices, read_meanings
from signals.services.importing.reviewing import is_question_of_columns, read_review
from signals.services.importing.values import read_lists
from signals.tasks import work_on_import
from signals.vocabulary import ImportStage
from sites.access import SiteRequest, open_to
from sites.answers import render_form
from sites.places import read_place
from sites.uploads import is_cut_off
from sites.vocabulary import Role

SECONDS_BETWEEN_LOOKS = 3
BAD_ROWS_A_PAGE = 25
MOST_IMPORTED = 20


@open_to(Role.COORDINATOR)
@sensitive_variables("form")
def import_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Hand over a file; what waits, and what was taken over before."""
    form = UploadForm(
        read_answers(request),
        request.FILES or None,
        refuse=refuse_at_sight,
        too_large=describe_too_large() if is_cut_off(request) else "",
    )
    if form.is_valid():
        file = receive_file(content=form.cleaned_data["file"], by=request.user)
        return _send(request, file)
    return render_form(
        request,
        "signals/importing/list.html",
        form,
        place=read_place(request),
        waiting=list_waiting_files(),
        imported=list_imported_files(most=MOST_IMPORTED),
    )


@open_to(Role.COORDINATOR)
def import_file(request: SiteRequest, import_file: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Where a file stands: being looked at, with a question, ready to be taken over, or done. Changes nothing."""
    file = _get_file(import_file)
    response = _show_next(request, file) if request.htmx else _show(request, file)
    response.headers["Vary"] = "HX-Request"
    return response


@open_to(Role.COORDINATOR)
@require_POST
def import_columns(request: SiteRequest, import_file: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Say which column each heading is."""
    file = _get_file(import_file)
    if file.stage != ImportStage.READY or not is_question_of_columns(file):
        return _go_to(request, file)
    form = _make_columns_form(file, request.POST)
    if not form.is_valid():
        return _show_columns(request, file, form)
    explain_headings(columns=form.columns, by=request.user)
    return _look_again(request, file)


@open_to(Role.COORDINATOR)
@require_POST
def import_words(request: SiteRequest, import_file: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Say what words mean that no list has."""
    file = _get_file(import_file)
    if file.stage != ImportStage.READY or is_question_of_columns(file):
        return _go_to(request, file)
    form = _make_words_form(file, request.POST)
    if not form.is_valid():
        return _show_review(request, file, form)
    added = {word: add_word(column=word[0], text=word[1], by=request.user) for word in form.new_words}
    explain_words(meanings=form.meanings | added, by=request.user)
    return _look_again(request, file)


@open_to(Role.COORDINATOR)
@require_POST
def import_take_over(request: SiteRequest, import_file: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Take over what was looked at."""
    file = _get_file(import_file)
    form = TakeOverForm(request.POST)
    if form.is_valid() and not is_question_of_columns(file) and ask_import(file=file, **form.cleaned_data):
        return _send(request, file)
    return _go_to(request, file)


@open_to(Role.COORDINATOR)
@require_POST
def import_withdraw(request: SiteRequest, import_file: uuid.UUID, **_kwargs: str) -> HttpResponse:
    """Erase a file without taking it over."""
    file = _get_file(import_file)
    if withdraw_file(file=file):
        messages.success(request, _("Het bestand is weg. Er is niets ingelezen."))
        return redirect("import_list", site=request.site.slug)
    messages.error(request, _("Dit bestand is al ingelezen."))
    return _go_to(request, file)


@open_to(Role.COORDINATOR)
def import_memory(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """What Stek remembers of the words in files."""
    rows = Paginator(describe_meanings(lists=read_lists()), BAD_ROWS_A_PAGE)
    context = {"place": read_place(request), "page": rows.get_page(request.GET.get("page"))}
    return render(request, "signals/importing/memory.html", context)


@open_to(Role.COORDINATOR)
@require_POST
def import_forget(request: SiteRequest, meaning: int, **_kwargs: str) -> HttpResponse:
    """Forget what one word means."""
    found = get_object_or_404(ImportMeaning.objects.all(), pk=meaning)
    forget_meaning(meaning=found, by=request.user)
    messages.success(request, _("Vergeten. Bij het volgende bestand vraagt Stek het opnieuw."))
    return redirect("import_memory", site=request.site.slug)


def _get_file(pk: uuid.UUID) -> ImportFile:
    file: ImportFile = get_object_or_404(ImportFile.objects.defer("content"), pk=pk)
    return file


def _show_next(request: SiteRequest, file: ImportFile) -> HttpResponse:
    # What comes after the waiting is another page: it takes the place of the whole one, not of the part that waited.
    return _show_progress(request, file) if _is_at_work(file) else HttpResponseClientRefresh()


def _show(request: SiteRequest, file: ImportFile) -> HttpResponse:
    if file.stage == ImportStage.READY and is_question_of_columns(file):
        return _show_columns(request, file, _make_columns_form(file))
    if file.stage == ImportStage.READY:
        return _show_review(request, file, _make_words_form(file))
    return _show_progress(request, file)


def _show_progress(request: SiteRequest, file: ImportFile) -> HttpResponse:
    template = "signals/importing/progress.html" if request.htmx else "signals/importing/status.html"
    context = {"file": file, "seconds": SECONDS_BETWEEN_LOOKS, "is_at_work": _is_at_work(file)}
    return render(request, template, context)


def _is_at_work(file: ImportFile) -> bool:
    return file.stage in (ImportStage.LOOK, ImportStage.IMPORT)


def _go_to(request: SiteRequest, file: ImportFile) -> HttpResponse:
    return redirect("import_file", site=request.site.slug, import_file=file.pk)


def _send(request: SiteRequest, file: ImportFile) -> HttpResponse:
    # With the broker gone the file waits: `signals.resume_imports` sends it later.
    send = partial(work_on_import.delay, site_id=request.site.pk, file_id=str(file.pk))
    transaction.on_commit(send, robust=True)
    return _go_to(request, file)


def _look_again(request: SiteRequest, file: ImportFile) -> HttpResponse:
    return _send(request, file) if ask_again(file=file) else _go_to(request, file)


def _make_columns_form(file: ImportFile, data: Any = None) -> ColumnsForm:
    return ColumnsForm(data, headings=read_review(file)["headings"], remembered=read_meanings().headings)


def _make_words_form(file: ImportFile, data: Any = None) -> WordsForm:
    words = [((Column[column], word), rows) for column, word, rows in read_review(file)["words"]]
    lists = read_lists()
    choices = {column: list_choices(column, lists) for (column, _word), _rows in words}
    followed = list_followed()
    # A list of the network grows there.
    growing = {column for column, of in LIST_OF_COLUMN.items() if of.name not in followed}
    return WordsForm(data, words=words, choices=choices, growing=growing)


def _show_columns(request: SiteRequest, file: ImportFile, form: ColumnsForm) -> HttpResponse:
    return render_form(
        request, "signals/importing/columns.html", form, file=file, sentence=read_review(file)["sentence"]
    )


def _show_review(request: SiteRequest, file: ImportFile, form: WordsForm) -> HttpResponse:
    bad_rows = Paginator(read_review(file)["bad_rows"], BAD_ROWS_A_PAGE).get_page(request.GET.get("page"))
    take_over = TakeOverForm(initial={"skip_bad": file.skip_bad, "no_names": file.no_names})
    context = {"file": file, "review": read_review(file), "page": bad_rows, "take_over": take_over}
    return render_form(request, "signals/importing/review.html", form, **context)
