"""The pages on which contacts are noted, corrected and read back."""

import datetime
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from signals.entries import MAX_HELP_REQUESTS, EntryConflict, EntryRefused, Outcome
from signals.forms.contact import ContactForm, describe_contact, suggest_contact
from signals.forms.contact_filter import ContactFilterForm
from signals.forms.fields import draw_unchecked
from signals.models import Contact
from signals.selectors.form_lists import FormLists
from signals.selectors.logbook import find_contact, list_contacts
from signals.selectors.own_words import list_own_words
from signals.services.logging import delete_contact, log_contact
from signals.views.arrivals import sees_only_own
from sites.access import SiteRequest, open_to
from sites.vocabulary import Role

CONTACTS_PER_PAGE = 40
FOLLOW_UP_OFFERED = datetime.timedelta(days=14)
"""How long after a contact the list offers to put something down to find out."""


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def contact_add(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """Note a contact; opens on what is running now."""
    lists = FormLists()
    if request.method == "POST":
        return _receive(request, ContactForm(_settle_conflict(request), lists=lists))
    chosen = request.GET.get("activiteit", "")
    activity_id = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
    form = ContactForm(initial=suggest_contact(lists=lists, activity_id=activity_id), lists=lists)
    return _render(request, form, saved=find_just_saved(request))


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def contact_edit(request: SiteRequest, site: str, contact: UUID) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """Correct a contact, until the night; volunteers only what they noted themselves."""
    found = _find_or_404(contact)
    closed = _explain_closed(request, found)
    if closed:
        return closed
    lists = FormLists(kept=found)
    if request.method == "POST":
        return _receive(request, ContactForm(_settle_conflict(request), lists=lists, kept=found), contact=found)
    return _render(request, ContactForm(initial=describe_contact(contact=found), lists=lists), contact=found)


@open_to(Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR)
def contact_delete(request: SiteRequest, site: str, contact: UUID) -> HttpResponse:
    """Ask whether a contact must go, and take it away.

    What it held travels along in the page that says so, so that it can be put back, and is kept nowhere else.
    """
    found = find_contact(contact_id=contact)
    if found is None:
        # A second tap, or a second phone: it is gone already.
        messages.success(request, _("Het contact is verwijderd. Het telt nergens mee."))
        return redirect("board", site=site)
    closed = _explain_closed(request, found)
    if closed:
        return closed
    if request.method == "POST":
        again = describe_contact(contact=found) | {"id": uuid4(), "revision": 1}
        form = ContactForm(initial=again, lists=FormLists(kept=found))
        fields = [field.as_hidden() for field in form]
        delete_contact(contact=found, by=request.user, only_own=sees_only_own(request))
        return render(request, "signals/contact_deleted.html", {"fields": fields})
    return render(request, "signals/contact_delete.html", {"contact": found})


@open_to(Role.WORKER, Role.COORDINATOR)
def contact_list(request: SiteRequest, site: str) -> HttpResponse:  # noqa: ARG001  (the door read it)
    """Every contact of the site, newest first, by activity and month."""
    form = ContactFilterForm(request.GET or None, lists=FormLists())
    chosen = form.cleaned_data if form.is_valid() else {}
    contacts = list_contacts(activity_id=chosen.get("activity"), month=chosen.get("month"))
    page = Paginator(contacts, CONTACTS_PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "form": form,
        "page": page,
        "query": f"{query.urlencode()}&" if query else "",
        "follow_up_from": timezone.localdate() - FOLLOW_UP_OFFERED,
    }
    return render(request, "signals/contact_list.html", context)


def _receive(request: SiteRequest, form: ContactForm, *, contact: Contact | None = None) -> HttpResponse:
    if "more" in request.POST:
        return _render_one_more(request, form, contact=contact)
    if not form.is_valid():
        return _render(request, form, contact=contact)
    entry = form.build_entry()
    if contact is not None and entry.id != contact.pk and request.POST.get("conflict") != "new":
        form.add_error(None, _("Dit hoort bij een ander contact. Open dat contact opnieuw en verbeter het daar."))
        return _render(request, form, contact=contact)
    try:
        receipt = log_contact(entry=entry, by=request.user, only_own=sees_only_own(request))
    except EntryRefused as refused:
        form.add_problems(refused.problems, refused.names)
        return _render(request, form, contact=contact, is_conflict=isinstance(refused, EntryConflict))
    if receipt.outcome == Outcome.DELETED:
        messages.warning(request, _("Dit contact was al verwijderd en blijft verwijderd."))
        return redirect("board", site=request.site.slug)
    if _goes_on(request):
        url = reverse("contact_add", args=[request.site.slug])
        return redirect(f"{url}?activiteit={entry.activity_id}&bewaard={receipt.id}")
    return redirect(f"{reverse('board', args=[request.site.slug])}?bewaard={receipt.id}")


def _settle_conflict(request: SiteRequest) -> QueryDict:
    """What was posted; after 'aanpassen of nieuw contact?' under the id and revision that the answer asks for."""
    meant = request.POST.get("conflict")
    if not meant:
        return request.POST
    data = request.POST.copy()
    if meant == "new":
        data["id"], data["revision"] = str(uuid4()), "1"
    elif meant == "adjust":
        known = _find_by_text(data.get("id", ""))
        if known is not None:
            data["revision"] = str(known.revision + 1)
    return data


def _render_one_more(request: SiteRequest, form: ContactForm, *, contact: Contact | None) -> HttpResponse:
    data = request.POST.copy()
    data["requests"] = str(min(form.request_count + 1, MAX_HELP_REQUESTS))
    larger = draw_unchecked(ContactForm(data, lists=form.lists))
    return _render(request, larger, contact=contact, has_grown=True)


def _render(request: SiteRequest, form: ContactForm, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    context |= {"form": form, "own_words": list_own_words(), "goes_on": _goes_on(request)}
    return render(request, "signals/contact_form.html", context, status=status)


def _goes_on(request: SiteRequest) -> bool:
    # In the address when 'Nee, bewaar' answers a question that came after 'Bewaar en volgende'.
    return "next" in request.POST or "next" in request.GET


def find_just_saved(request: SiteRequest) -> Contact | None:
    """The contact a page was opened with after saving, so that it can be taken back at once."""
    contact = _find_by_text(request.GET.get("bewaard", ""))
    is_open = contact is not None and not contact.is_folded and _may_see(request, contact)
    return contact if is_open else None


def _find_by_text(text: str) -> Contact | None:
    try:
        return find_contact(contact_id=UUID(text))
    except ValueError:
        return None


def _may_see(request: SiteRequest, contact: Contact) -> bool:
    is_theirs = contact.logged_by_id == request.user.pk and contact.logged_on == timezone.localdate()
    return is_theirs or not sees_only_own(request)


def _find_or_404(contact_id: UUID) -> Contact:
    contact = find_contact(contact_id=contact_id)
    if contact is None:
        raise Http404
    return contact


def _explain_closed(request: SiteRequest, contact: Contact) -> HttpResponse | None:
    if contact.is_folded:
        # Who noted it is forgotten by then, so nobody is told that it was somebody else.
        said = _("Het is al verwerkt in de tellingen. Verbeteren kan enkel op de dag dat het genoteerd werd.")
        return show_closed(request, title=_("Dit contact staat vast"), said=said, status=409)
    if not _may_see(request, contact):
        said = _("Iemand anders heeft het genoteerd. Vraag het aan die persoon of aan de opbouwwerker.")
        return show_closed(request, title=_("Dit contact staat vast"), said=said, status=403)
    return None


def show_closed(request: SiteRequest, *, title: str, said: str, status: int) -> HttpResponse:
    """Say why an entry can no longer be changed, or not by this user."""
    return render(request, "signals/entry_closed.html", {"title": title, "said": said}, status=status)
