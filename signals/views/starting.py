"""Starting a site in a few screens: each saves what it asks, so that it can be left and gone on with at any moment."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from activities.details import VenueDetails
from activities.models import Activity
from activities.selectors.offer import list_offer
from activities.selectors.public_page import read_public_page
from activities.views.answers import read_answers
from activities.views.slots import wants_to_save
from signals.forms.starting import FirstOfferForm, PartnersForm, StartForm, TemplateForm
from signals.models import Theme
from signals.services.starting import (
    InvitedError,
    add_first_offer,
    add_partners,
    begin_with,
    change_start,
    remove_activity,
    remove_partner,
    start_site,
)
from signals.usual_sites import USUAL_ACTIVITIES, USUAL_SITES
from sites.access import SignedInRequest
from sites.answers import render_form
from sites.forms import InvitationForm
from sites.models import Invitation, Partner, Site
from sites.selectors import find_main_venue, list_invitations, list_network_members
from sites.services.invitations import invite, renew_invitation, withdraw_invitation
from sites.services.places import discard_site, set_site_open
from sites.starting import list_own_networks, starters_only
from sites.views.people import mail_invitation
from sites.vocabulary import Role


@dataclass(frozen=True)
class Step:
    """One screen: its name in the addresses, and what it is called."""

    name: str
    label: str | Promise


STEPS = (
    Step("start_place", gettext_lazy("De plek")),
    Step("start_lists", gettext_lazy("Soort plek")),
    Step("start_partners", gettext_lazy("Partners")),
    Step("start_offer", gettext_lazy("Aanbod")),
    Step("start_people", gettext_lazy("Mensen")),
    Step("start_look", gettext_lazy("Kijken en openen")),
)


def _show(request: SignedInRequest, site: Site | None, name: str, template: str, **context: Any) -> HttpResponse:
    number = next(number for number, step in enumerate(STEPS, 1) if step.name == name)
    frame = {"starting": site, "steps": STEPS, "number": number, "step": STEPS[number - 1]}
    form = context.pop("form", None)
    path = f"signals/starting/{template}.html"
    if form is None:
        return render(request, path, frame | context)
    return render_form(request, path, form, **frame | context)


def _go_on(site: Site, after: str) -> HttpResponse:
    names = [step.name for step in STEPS]
    return redirect(names[names.index(after) + 1], pk=site.pk)


@starters_only
def start_add(request: SignedInRequest) -> HttpResponse:
    """Ask what the place is called and where it is."""
    form = _make_start_form(request, None)
    if form.is_valid():
        site, is_new = start_site(site=_fill(Site(), form), venue=_read_venue(form), by=request.user)
        said = _("%(name)s is bewaard. Nog niemand anders ziet het.") if is_new else _("%(name)s was al begonnen.")
        messages.success(request, said % {"name": site})
        return _go_on(site, "start_place")
    return _show(request, None, "start_place", "place", form=form)


@starters_only
def start_place(request: SignedInRequest, site: Site) -> HttpResponse:
    """Change what the place is called and where it is."""
    form = _make_start_form(request, site)
    if form.is_valid():
        change_start(site=_fill(site, form), venue=_read_venue(form), by=request.user)
        return _go_on(site, "start_place")
    return _show(request, Site.objects.get(pk=site.pk), "start_place", "place", form=form)


def _make_start_form(request: SignedInRequest, site: Site | None) -> StartForm:
    names = ("name", "municipality", "tagline", "phone", "slug", "network")
    start = {name: getattr(site, name) for name in names} if site else {}
    venue = find_main_venue() if site else None
    if venue is not None:
        start |= {"street": venue.street, "postcode": venue.postcode}
    networks = list_own_networks(request.user)
    return StartForm(
        read_answers(request),
        networks=networks,
        is_network_needed=not request.user.is_administrator,
        site=site,
        initial=start or None,
    )


def _fill(site: Site, form: StartForm) -> Site:
    for name in ("name", "municipality", "tagline", "phone", "slug"):
        setattr(site, name, form.cleaned_data[name])
    site.network = form.cleaned_data.get("network")
    return site


def _read_venue(form: StartForm) -> VenueDetails:
    answers = form.cleaned_data
    return VenueDetails(
        name=answers["name"],
        street=answers["street"],
        postcode=answers["postcode"],
        town=answers["municipality"],
        is_main=True,
    )


@starters_only
def start_lists(request: SignedInRequest, site: Site) -> HttpResponse:
    """Ask what kind of place it is, and fill its lists from that."""
    form = TemplateForm(read_answers(request))
    if form.is_valid():
        begin_with(usual=USUAL_SITES[form.cleaned_data["template"]], by=request.user)
        return _go_on(site, "start_lists")
    context = {"kinds": USUAL_SITES.values(), "has_begun": Theme.objects.exists()}
    return _show(request, site, "start_lists", "lists", form=form, **context)


@starters_only
def start_partners(request: SignedInRequest, site: Site) -> HttpResponse:
    """Ask which organisations take part."""
    form = PartnersForm(read_answers(request))
    if form.is_valid():
        add_partners(names=form.cleaned_data["names"], by=request.user)
        return _go_on(site, "start_partners")
    return _show(request, site, "start_partners", "partners", form=form, partners=Partner.objects.all())


@starters_only
@require_POST
def start_partner_remove(request: SignedInRequest, site: Site, partner: int) -> HttpResponse:
    """Take an organisation that was typed wrong off the list again."""
    found = Partner.objects.filter(pk=partner).first()
    if found is None:  # A second tap.
        return redirect("start_partners", pk=site.pk)
    try:
        remove_partner(partner=found, by=request.user)
    except InvitedError:
        said = _("Iemand van %(partner)s staat bij de mensen. Haal die persoon daar eerst weg.")
        messages.error(request, said % {"partner": found})
    else:
        messages.success(request, _("%(name)s is van de lijst.") % {"name": found})
    return redirect("start_partners", pk=site.pk)


@starters_only
def start_offer(request: SignedInRequest, site: Site) -> HttpResponse:
    """Ask what there is to do and when; one activity at a time, as many as wanted."""
    form = FirstOfferForm(read_answers(request), **_read_suggestion(request))
    if form.is_valid() and wants_to_save(request):
        moment = form.details if form.has_hours else None
        activity = add_first_offer(details=form.activity_details, moment=moment, by=request.user)
        messages.success(request, _("%(activity)s is bewaard.") % {"activity": activity})
        return redirect("start_offer", pk=site.pk)
    offer = list_offer(on=timezone.localdate())
    held = {item.activity.name for item in offer}
    return _show(
        request, site, "start_offer", "offer", form=form, offer=offer, dates=form.dates,
        suggestions=[usual for usual in USUAL_ACTIVITIES if usual.name not in held],
    )  # fmt: skip


@starters_only
@require_POST
def start_activity_remove(request: SignedInRequest, site: Site, activity: str) -> HttpResponse:
    """Take an activity that was typed wrong out of the offer again."""
    found = Activity.objects.filter(slug=activity).first()
    if found is not None:  # None: a second tap.
        remove_activity(activity=found, by=request.user)
        messages.success(request, _("%(name)s is van de lijst.") % {"name": found})
    return redirect("start_offer", pk=site.pk)


def _read_suggestion(request: SignedInRequest) -> dict[str, Any]:
    chosen = next((usual for usual in USUAL_ACTIVITIES if usual.name == request.GET.get("voorbeeld")), None)
    if chosen is None:
        return {}
    return {"name": chosen.name, "summary": chosen.summary, "functions": list(chosen.functions)}


@starters_only
def start_people(request: SignedInRequest, site: Site) -> HttpResponse:
    """Ask who will work here; the mails leave when the site opens."""
    form = InvitationForm(read_answers(request), for_network=False, initial=_suggest_role())
    if form.is_valid():
        invitation = invite(**form.cleaned_data | {"partner": form.cleaned_data.get("partner")}, by=request.user)
        messages.success(request, _("%(name)s krijgt een mail als de plek opengaat.") % {"name": invitation.name})
        return redirect("start_people", pk=site.pk)
    context = {"invitations": list_invitations(), "from_network": _list_network_coordinators(site)}
    return _show(request, site, "start_people", "people", form=form, **context)


def _suggest_role() -> dict[str, str]:
    is_coordinated = Invitation.objects.filter(role=Role.COORDINATOR).exists()
    return {"role": Role.WORKER if is_coordinated else Role.COORDINATOR}


def _list_network_coordinators(site: Site) -> list[Any]:
    if site.network_id is None:
        return []
    return [held for held in list_network_members(network_id=site.network_id) if held.role == Role.COORDINATOR]


@starters_only
@require_POST
def start_person_remove(request: SignedInRequest, site: Site, invitation: int) -> HttpResponse:
    """Take somebody off the list again."""
    found = get_object_or_404(Invitation.objects.all(), pk=invitation)
    withdraw_invitation(invitation=found, by=request.user)
    messages.success(request, _("%(name)s is van de lijst.") % {"name": found.name})
    return redirect("start_people", pk=site.pk)


@starters_only
def start_look(request: SignedInRequest, site: Site) -> HttpResponse:
    """What there is and what is still missing, before it opens."""
    return _show(request, site, "start_look", "look", **_read_state(site))


def _read_state(site: Site) -> dict[str, Any]:
    invitations = list_invitations()
    is_led = any(row.role == Role.COORDINATOR for row in invitations) or bool(_list_network_coordinators(site))
    return {
        "venue": find_main_venue(),
        "has_lists": Theme.objects.exists(),
        "partners": Partner.objects.count(),
        "activities": Activity.objects.count(),
        "invitations": invitations,
        "is_led": is_led,
    }


@starters_only
def start_preview(request: SignedInRequest, site: Site) -> HttpResponse:
    """The public page as visitors will see it."""
    context = {"page": read_public_page(at=timezone.now()), "site": site, "back": reverse("start_look", args=[site.pk])}
    return render(request, "signals/starting/preview.html", context)


@starters_only
def start_discard(request: SignedInRequest, site: Site) -> HttpResponse:
    """Ask whether the place may go with all that was prepared, and erase it."""
    if request.method == "POST":
        discard_site(site=site, by=request.user)
        messages.success(request, _("%(name)s is weggegooid. Niemand heeft het gezien.") % {"name": site})
        return redirect("home")
    return render(request, "signals/starting/discard.html", {"starting": site, **_read_state(site)})


@starters_only
@require_POST
def start_open(request: SignedInRequest, site: Site) -> HttpResponse:
    """Open the site, mail who was invited, and go and see it."""
    if not _read_state(site)["is_led"]:
        messages.error(request, _("Zet eerst een coördinator op de lijst. Anders kan niemand de plek bijhouden."))
        return redirect("start_people", pk=site.pk)
    set_site_open(site=site, is_open=True, by=request.user)
    for invitation in list_invitations():
        mail_invitation(request, renew_invitation(invitation=invitation, by=request.user))
    return redirect("site_home", site=site.slug)
