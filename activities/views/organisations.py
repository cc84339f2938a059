"""The team's pages of partners, places and project periods."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.details import PartnerDetails, VenueDetails, read_columns
from activities.forms.logo import LogoForm
from activities.forms.organisations import PartnerForm, PeriodForm, VenueForm
from activities.selectors.editing import read_period
from activities.services.organisations import (
    add_partner,
    add_period,
    add_venue,
    edit_partner,
    edit_period,
    edit_venue,
    set_funder_logo,
)
from activities.views.answers import finish, read_answers, read_files, show_form
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to
from sites.models import Funder, Partner, ProjectPeriod, Venue
from sites.once import once
from sites.uploads import is_cut_off

LOGO_FORM = "activities/manage/logo_form.html"


@open_to(*EDITORS)
def partner_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Who works here, and what each does."""
    return render(
        request,
        "activities/manage/partner_list.html",
        {"partners": Partner.objects.prefetch_related("activity_partners__activity")},
    )


@open_to(*EDITORS)
@once
def partner_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask who it is."""
    form = PartnerForm(read_answers(request), read_files(request), is_cut_off=is_cut_off(request))
    back = reverse("partner_list", args=[request.site.slug])
    if form.is_valid():
        added = add_partner(details=form.details, by=request.user)
        return finish(request, _("%(name)s is toegevoegd.") % {"name": added.row}, back=back, steps=added.steps)
    return show_form(request, form, title=_("Nieuwe partner"), back=back)


@open_to(*EDITORS)
def partner_edit(request: SiteRequest, partner: int, **_kwargs: str) -> HttpResponse:
    """Change what is said about a partner."""
    found = get_object_or_404(Partner.objects.all(), pk=partner)
    form = PartnerForm(
        read_answers(request), read_files(request), row=found, initial=read_columns(found, PartnerDetails),
        has_logo=found.logo_id is not None, is_cut_off=is_cut_off(request),
    )  # fmt: skip
    back = reverse("partner_list", args=[request.site.slug])
    if form.is_valid():
        edited = edit_partner(partner=found, details=form.details, by=request.user)
        return finish(request, _("%(name)s is bewaard.") % {"name": found}, back=back, steps=edited.steps)
    return show_form(request, form, title=_("Partner aanpassen"), back=back, template=LOGO_FORM, shown=found)


@open_to(*EDITORS)
def venue_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """The places where something is offered."""
    return render(request, "activities/manage/venue_list.html", {"venues": Venue.objects.all()})


@open_to(*EDITORS)
@once
def venue_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask where it is."""
    form = VenueForm(read_answers(request))
    back = reverse("venue_list", args=[request.site.slug])
    if form.is_valid():
        added = add_venue(details=form.details, by=request.user)
        return finish(request, _("%(name)s is toegevoegd.") % {"name": added.row}, back=back, steps=added.steps)
    return show_form(request, form, title=_("Nieuwe plek"), back=back)


@open_to(*EDITORS)
def venue_edit(request: SiteRequest, venue: int, **_kwargs: str) -> HttpResponse:
    """Change what is said about a place."""
    found = get_object_or_404(Venue.objects.all(), pk=venue)
    form = VenueForm(read_answers(request), row=found, initial=read_columns(found, VenueDetails))
    back = reverse("venue_list", args=[request.site.slug])
    if form.is_valid():
        edited = edit_venue(venue=found, details=form.details, by=request.user)
        return finish(request, _("%(name)s is bewaard.") % {"name": found}, back=back, steps=edited.steps)
    return show_form(request, form, title=_("Plek aanpassen"), back=back)


@open_to(*EDITORS)
def period_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """The stretches of time with money, and from whom."""
    return render(
        request, "activities/manage/period_list.html", {"periods": ProjectPeriod.objects.prefetch_related("funders")}
    )


@open_to(*EDITORS)
@once
def period_add(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask how long, and who pays."""
    form = PeriodForm(read_answers(request))
    back = reverse("period_list", args=[request.site.slug])
    if form.is_valid():
        added = add_period(details=form.details, by=request.user)
        return finish(request, _("%(name)s is toegevoegd.") % {"name": added.row}, back=back, steps=added.steps)
    return show_form(request, form, title=_("Nieuwe projectperiode"), back=back)


@open_to(*EDITORS)
def period_edit(request: SiteRequest, period: int, **_kwargs: str) -> HttpResponse:
    """Change how long, and who pays."""
    found = get_object_or_404(ProjectPeriod.objects.all(), pk=period)
    form = PeriodForm(read_answers(request), initial=_read_answers(found))
    back = reverse("period_list", args=[request.site.slug])
    if form.is_valid():
        edited = edit_period(period=found, details=form.details, by=request.user)
        return finish(request, _("%(name)s is bewaard.") % {"name": found}, back=back, steps=edited.steps)
    return show_form(request, form, title=_("Projectperiode aanpassen"), back=back)


@open_to(*EDITORS)
def funder_logo(request: SiteRequest, funder: int, **_kwargs: str) -> HttpResponse:
    """Ask for the logo of somebody who pays."""
    found = get_object_or_404(Funder.objects.all(), pk=funder)
    form = LogoForm(
        read_answers(request), read_files(request),
        has_logo=found.logo_id is not None, is_cut_off=is_cut_off(request),
    )  # fmt: skip
    back = reverse("period_list", args=[request.site.slug])
    if form.is_valid():
        picture = form.cleaned_data["picture"]
        if picture or form.cleaned_data.get("drops_logo"):
            set_funder_logo(funder=found, picture=picture, by=request.user)
        return finish(request, _("%(name)s is bewaard.") % {"name": found}, back=back)
    return show_form(
        request, form, title=_("Logo van %(name)s") % {"name": found}, back=back, template=LOGO_FORM, shown=found
    )


def _read_answers(period: ProjectPeriod) -> dict[str, object]:
    details = read_period(period)
    return vars(details) | {"funders": "\n".join(details.funders)}
