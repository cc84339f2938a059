"""People and roles of a site or a network, for its coordinators. Both have the same pages."""

import copy
from dataclasses import asdict

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from sites.access import NetworkRequest, SiteRequest, open_to
from sites.answers import render_form
from sites.forms import InvitationForm, RoleForm, SiteSettingsForm
from sites.models import Invitation, Membership
from sites.once import once
from sites.places import read_place
from sites.selectors import is_within_reach, list_invitations, list_members, list_network_members
from sites.services.accounts import reset_second_factor, send_second_factor_notice
from sites.services.invitations import invite, renew_invitation, send_invitation, withdraw_invitation
from sites.services.memberships import EndedRole, change_role, end_membership, restore_role
from sites.services.places import change_site
from sites.starting import list_prepared_sites
from sites.views.identity import ask_who_it_is
from sites.vocabulary import Role

UNDO_SECONDS = 24 * 3600

type PlaceRequest = SiteRequest | NetworkRequest

MAIL_FAILED = gettext_lazy("De e-mail is niet vertrokken: onze mailserver antwoordt niet. Probeer het straks opnieuw.")


@open_to(Role.COORDINATOR)
def people(request: PlaceRequest, **_slug: str) -> HttpResponse:
    """Everybody with a role here, and who was invited."""
    place = read_place(request)
    context = {"place": place, "members": list_members(), "invitations": list_invitations()}
    if place.is_network:
        context["prepared"] = [site for site in list_prepared_sites(request.user) if site.network == place.owner]
        context["sites"] = place.owner.sites.filter(is_open=True)  # type: ignore[union-attr]  # a network has them
    elif request.site.network_id is not None:  # type: ignore[union-attr]  # a site's page
        context["from_network"] = list_network_members(network_id=request.site.network_id)  # type: ignore[union-attr]
    return render(request, "sites/people.html", context)


@open_to(Role.COORDINATOR)
@once
def person_invite(request: PlaceRequest, **_slug: str) -> HttpResponse:
    """Invite somebody by e-mail."""
    place = read_place(request)
    form = InvitationForm(request.POST or None, for_network=place.is_network)
    if request.method == "POST" and form.is_valid():
        invitation = invite(**form.cleaned_data | {"partner": form.cleaned_data.get("partner")}, by=request.user)
        if mail_invitation(request, invitation):
            return redirect(place.url("people"))
        withdraw_invitation(invitation=invitation, by=request.user)
    return render_form(request, "sites/person_invite.html", form, place=place)


@open_to(Role.COORDINATOR)
def invitation_renew(request: PlaceRequest, invitation: int, **_slug: str) -> HttpResponse:
    """Send the invitation again, with a new link."""
    if request.method == "POST":
        found = get_object_or_404(Invitation.objects.all(), pk=invitation)
        mail_invitation(request, renew_invitation(invitation=found, by=request.user))
    return redirect(read_place(request).url("people"))


@open_to(Role.COORDINATOR)
def invitation_withdraw(request: PlaceRequest, invitation: int, **_slug: str) -> HttpResponse:
    """Make the link worthless."""
    if request.method == "POST":
        found = get_object_or_404(Invitation.objects.all(), pk=invitation)
        withdraw_invitation(invitation=found, by=request.user)
        messages.success(request, _("De uitnodiging voor %(name)s is ingetrokken.") % {"name": found.name})
    return redirect(read_place(request).url("people"))


@open_to(Role.COORDINATOR)
def member(request: PlaceRequest, member: int, **_slug: str) -> HttpResponse:
    """One role of one person: change it, end it, or help with a lost second factor."""
    place = read_place(request)
    membership = _get_membership(member)
    now = {"role": membership.role, "partner": membership.partner_id}
    form = RoleForm(request.POST or None, initial=now, for_network=place.is_network)
    if request.method == "POST" and form.is_valid():
        partner = form.cleaned_data.get("partner")
        try:
            change_role(membership=membership, role=form.cleaned_data["role"], partner=partner, by=request.user)
        except ValidationError as error:
            form.add_error("role", error)
        else:
            messages.success(request, _("Bewaard: %(who)s.") % {"who": membership})
            return redirect(place.url("people"))
    context = {
        "place": place,
        "membership": membership,
        "can_reset": is_within_reach(person=membership.user, coordinator=request.user),
    }
    return render_form(request, "sites/member.html", form, **context)


@open_to(Role.COORDINATOR)
def member_leave(request: PlaceRequest, member: int, **_slug: str) -> HttpResponse:
    """Take the role away, after asking."""
    place = read_place(request)
    membership = _get_membership(member)
    if request.method == "POST":
        try:
            ended = end_membership(membership=membership, by=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(place.url("member", member=member))
        gone = _("%(name)s is hier geen %(role)s meer. Dat geldt meteen, ook op toestellen die nog aangemeld waren.")
        said = gone % {"name": membership.user.name, "role": membership.get_role_display()}
        if membership.user == request.user:
            # Whoever leaves by themselves may not see this page any more, nor come back alone.
            messages.success(request, said)
            return redirect("home")
        token = signing.dumps(asdict(ended), salt=_choose_salt(request), compress=True)
        messages.success(request, said, extra_tags=place.url("member_restore", token=token))
        return redirect(place.url("people"))
    return render(request, "sites/member_leave.html", {"place": place, "membership": membership})


@open_to(Role.COORDINATOR)
@require_POST
def member_restore(request: PlaceRequest, token: str, **_slug: str) -> HttpResponse:
    """Give back the role that was just taken away."""
    try:
        ended = EndedRole(**signing.loads(token, salt=_choose_salt(request), max_age=UNDO_SECONDS))
        membership = restore_role(ended=ended, by=request.user)
    except signing.BadSignature:
        messages.error(request, _("Dit kan je niet meer ongedaan maken."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Ongedaan gemaakt. %(who)s, zoals voordien.") % {"who": membership})
    return redirect(read_place(request).url("people"))


@open_to(Role.COORDINATOR)
@ask_who_it_is
def member_second_factor(request: PlaceRequest, member: int, **_slug: str) -> HttpResponse:
    """Erase the second factor of somebody who lost it, when they work nowhere else."""
    place = read_place(request)
    membership = _get_membership(member)
    person = membership.user
    can_reset = is_within_reach(person=person, coordinator=request.user) and person != request.user
    if request.method == "POST" and can_reset:
        reset_second_factor(person=person, by=request.user)
        try:
            send_second_factor_notice(person=person, by=request.user)
        except OSError:
            messages.warning(request, _("De e-mail hierover is niet vertrokken. Vertel het zelf."))
        messages.success(request, _("%(name)s kan zich nu aanmelden met alleen het wachtwoord.") % {"name": person})
        return redirect(place.url("member", member=member))
    context = {"place": place, "membership": membership, "can_reset": can_reset}
    return render(request, "sites/member_second_factor.html", context)


@open_to(Role.COORDINATOR)
def site_settings(request: SiteRequest, **_slug: str) -> HttpResponse:
    """What the site says of itself."""
    # A copy: what was typed wrongly must not show up in the head of the page.
    form = SiteSettingsForm(request.POST or None, instance=copy.copy(request.site))
    if request.method == "POST" and form.is_valid():
        change_site(site=form.instance, by=request.user)
        messages.success(request, _("Bewaard. Bezoekers zien het binnen enkele seconden."))
        return redirect("site_settings", site=request.site.slug)
    return render_form(request, "sites/site_settings.html", form, place=read_place(request))


def _choose_salt(request: PlaceRequest) -> str:
    # Good for one coordinator at one place.
    return f"sites.member_restore.{read_place(request).url('people')}.{request.user.pk}"


def _get_membership(pk: int) -> Membership:
    members = Membership.objects.select_related("user", "partner")
    membership: Membership = get_object_or_404(members, pk=pk)
    return membership


def mail_invitation(request: HttpRequest, invitation: Invitation) -> bool:
    try:
        send_invitation(invitation=invitation)
    except OSError:
        messages.error(request, MAIL_FAILED)
        return False
    sent = _("%(name)s krijgt een e-mail op %(email)s. De link werkt zeven dagen.")
    messages.success(request, sent % {"name": invitation.name, "email": invitation.email})
    return True
