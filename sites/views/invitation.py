"""The page behind the link in an invitation."""

from allauth.account.utils import perform_login
from allauth.core.ratelimit import consume
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from sites.answers import render_form
from sites.forms import AcceptForm
from sites.links import InvitationLink, read_invitation_token
from sites.models import Invitation, User
from sites.navigation import find_home_url
from sites.selectors import find_account, find_invitation
from sites.services.invitations import InvitationGoneError, accept_invitation, accept_with_new_account

TOO_MANY = 429
USED_UP = gettext_lazy("Deze uitnodiging is al gebruikt of ingetrokken. Heb je al een account? Meld je aan.")


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation, or read why that is not possible. Looking at the page uses nothing up."""
    if not consume(request, action="accept_invitation"):
        return render(request, "429.html", status=TOO_MANY)
    link = read_invitation_token(token)
    if link is None:
        return _refuse(request, _("Deze link klopt niet. Kijk of je hem helemaal overnam uit de e-mail."))
    found = find_invitation(link=link)
    if found is None:
        return _refuse(request, USED_UP)
    if found.is_expired:
        return _refuse(request, _("Deze uitnodiging is te oud. Vraag je coördinator om een nieuwe te sturen."))
    try:
        return _serve(request, link, found)
    except InvitationGoneError:
        return _refuse(request, USED_UP)


def _serve(request: HttpRequest, link: InvitationLink, found: Invitation) -> HttpResponse:
    account = find_account(email=found.email)
    context = {"invitation": found, "owner": found.site or found.network}
    if account is not None and not account.is_active:
        return _refuse(request, _("Je account is gesloten. Vraag de beheerder om het weer te openen."))
    if not request.user.is_authenticated:
        if account is None:
            return _serve_newcomer(request, link, found)
        return render(request, "sites/invitation_sign_in.html", context)
    if request.user != account:
        return render(request, "sites/invitation_other_account.html", context)
    if request.method == "POST":
        accept_invitation(link=link, user=account)
        return _welcome(request, account)
    return render(request, "sites/invitation_accept.html", context)


def _serve_newcomer(request: HttpRequest, link: InvitationLink, found: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, initial={"name": found.name}, email=found.email)
    if request.method == "POST" and form.is_valid():
        try:
            user, _membership = accept_with_new_account(link=link, **form.cleaned_data)
        except IntegrityError:
            # Another invitation for the same address was accepted at this very moment; now there is an account.
            return redirect(request.path)
        response: HttpResponse = perform_login(request, user, redirect_url=find_home_url(user))
        messages.success(request, _("Welkom! Je account is klaar."))
        return response
    owner = found.site or found.network
    return render_form(request, "sites/invitation_new_account.html", form, invitation=found, owner=owner)


def _welcome(request: HttpRequest, user: User) -> HttpResponse:
    messages.success(request, _("Welkom! Je kan meteen aan de slag."))
    return redirect(find_home_url(user))


def _refuse(request: HttpRequest, why: str | Promise) -> HttpResponse:
    return render(request, "sites/invitation_gone.html", {"why": why})
