"""What whoever runs this Stek does: sites, networks, first coordinators, accounts. Never contacts."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from sites.access import SignedInRequest, administrators_only
from sites.answers import render_form
from sites.forms import CoordinatorForm, NetworkForm, SearchForm
from sites.models import Network, Site, User
from sites.once import answer_once
from sites.places import Place
from sites.scope import Scope, network_scope, site_scope
from sites.selectors import list_invitations, list_members, list_network_members, search_people
from sites.services.accounts import (
    reset_second_factor_as_administrator,
    send_second_factor_notice,
    set_account_active,
)
from sites.services.invitations import invite
from sites.services.places import add_network, set_site_open
from sites.views.identity import ask_who_it_is
from sites.views.people import mail_invitation
from sites.vocabulary import Role


@administrators_only
def administration(request: SignedInRequest) -> HttpResponse:
    """Every site and network."""
    context = {"sites": Site.objects.select_related("network"), "networks": Network.objects.all()}
    return render(request, "sites/administration.html", context)


@administrators_only
def administration_network_add(request: SignedInRequest) -> HttpResponse:
    """Start a new network."""
    form = NetworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        network = add_network(network=form.instance, by=request.user)
        messages.success(request, _("%(name)s bestaat. Nodig nu de eerste coördinator uit.") % {"name": network})
        return redirect("administration_network", pk=network.pk)
    return render_form(request, "sites/administration_add.html", form, title=_("Nieuwe koepel"))


@administrators_only
def administration_site(request: SignedInRequest, pk: int) -> HttpResponse:
    """One site: who coordinates it, and inviting a coordinator."""
    site = get_object_or_404(Site, pk=pk)
    if site.is_being_prepared:
        return redirect("start_look", pk=pk)
    return _show_place(request, Place(site), lambda: site_scope(site.pk, user_id=request.user.pk))


@administrators_only
def administration_network(request: SignedInRequest, pk: int) -> HttpResponse:
    """One network: who coordinates it, and inviting a coordinator."""
    network = get_object_or_404(Network, pk=pk)
    return _show_place(request, Place(network), lambda: network_scope(network.pk, user_id=request.user.pk))


@administrators_only
def administration_site_open(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a site, or open it again."""
    site = get_object_or_404(Site, pk=pk)
    if request.method == "POST":
        is_open = request.POST.get("open") == "1"
        set_site_open(site=site, is_open=is_open, by=request.user)
        said = _("%(name)s is weer open.") if is_open else _("%(name)s is gesloten. Er is niets gewist.")
        messages.success(request, said % {"name": site})
    return redirect("administration_site", pk=pk)


@administrators_only
def administration_people(request: SignedInRequest) -> HttpResponse:
    """Look for an account by name or address."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    context = {"form": form, "words": words, "found": search_people(words=words) if words else []}
    return render(request, "sites/administration_people.html", context)


@administrators_only
def administration_person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: is it open, has it a second factor."""
    person = get_object_or_404(User, pk=pk)
    return render(request, "sites/administration_person.html", {"person": person})


@administrators_only
@ask_who_it_is
def administration_second_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """Erase the second factor of somebody who lost it."""
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST" and person != request.user:
        reset_second_factor_as_administrator(person=person, by=request.user)
        try:
            send_second_factor_notice(person=person, by=request.user)
        except OSError:
            messages.warning(request, _("De e-mail hierover is niet vertrokken. Vertel het zelf."))
        messages.success(request, _("%(name)s kan zich nu aanmelden met alleen het wachtwoord.") % {"name": person})
        return redirect("administration_person", pk=pk)
    return render(request, "sites/administration_second_factor.html", {"person": person})


@administrators_only
def administration_account_active(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close an account everywhere, or open it again."""
    person = get_object_or_404(User, pk=pk)
    if request.method == "POST" and person != request.user:
        is_active = request.POST.get("active") == "1"
        set_account_active(person=person, is_active=is_active, by=request.user)
        said = _("Het account van %(name)s is weer open.") if is_active else _("Het account van %(name)s is gesloten.")
        messages.success(request, said % {"name": person})
    return redirect("administration_person", pk=pk)


def _show_place(
    request: SignedInRequest, place: Place, open_its_scope: Callable[[], AbstractContextManager[Scope]]
) -> HttpResponse:
    with open_its_scope():
        return answer_once(request, lambda: _invite_coordinator(request, place))


def _invite_coordinator(request: SignedInRequest, place: Place) -> HttpResponse:
    form = CoordinatorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        invitation = invite(**form.cleaned_data, role=Role.COORDINATOR, partner=None, by=request.user)
        mail_invitation(request, invitation)
        return redirect(request.path)
    network_id = getattr(place.owner, "network_id", None)
    members = [*list_members(), *(list_network_members(network_id=network_id) if network_id else [])]
    coordinators = [membership for membership in members if membership.role == Role.COORDINATOR]
    invited = [invitation for invitation in list_invitations() if invitation.role == Role.COORDINATOR]
    context = {"place": place, "coordinators": coordinators, "invited": invited}
    return render_form(request, "sites/administration_place.html", form, **context)
