"""Around the offer: partners, places, and the periods that are paid for."""

from activities.details import PartnerDetails, PeriodDetails, VenueDetails, fill_row
from activities.services.activities import choose_slug
from activities.services.outcome import lock_offer
from activities.vocabulary import OfferAct
from sites.models import Funder, Partner, ProjectPeriod, User, Venue
from sites.pictures import Picture
from sites.services.audit import record_act
from sites.services.logos import remove_logo, replace_logo


def add_partner(*, details: PartnerDetails, by: User) -> Partner:
    """Add an organisation, at an address made of its name."""
    lock_offer()
    taken = set(Partner.objects.values_list("slug", flat=True))
    partner = Partner(slug=choose_slug(details.name, taken=taken, fallback="partner"))
    return _write_partner(partner, details, OfferAct.PARTNER_ADDED, by)


def edit_partner(*, partner: Partner, details: PartnerDetails, by: User) -> Partner:
    """Change what is said about an organisation."""
    return _write_partner(partner, details, OfferAct.PARTNER_EDITED, by)


def add_venue(*, details: VenueDetails, by: User) -> Venue:
    """Add a place."""
    return _write_venue(Venue(), details, OfferAct.VENUE_ADDED, by)


def edit_venue(*, venue: Venue, details: VenueDetails, by: User) -> Venue:
    """Change what is said about a place."""
    return _write_venue(venue, details, OfferAct.VENUE_EDITED, by)


def add_period(*, details: PeriodDetails, by: User) -> ProjectPeriod:
    """Add a project period with its funders."""
    return _write_period(ProjectPeriod(), details, OfferAct.PERIOD_ADDED, by)


def edit_period(*, period: ProjectPeriod, details: PeriodDetails, by: User) -> ProjectPeriod:
    """Change a project period and its funders."""
    return _write_period(period, details, OfferAct.PERIOD_EDITED, by)


def set_funder_logo(*, funder: Funder, picture: Picture | None, by: User) -> None:
    """Give whoever pays a logo, or take it away. In other periods the same name gets it as well.

    Args:
        funder: in one of its periods.
        picture: the logo; None takes it away.
        by: who does it.
    """
    for same in Funder.objects.filter(name=funder.name):
        if picture is None:
            remove_logo(of=same)
        else:
            replace_logo(of=same, picture=picture)
    record_act(by=by, action=OfferAct.FUNDER_LOGO, subject=funder.name)


def _write_partner(partner: Partner, details: PartnerDetails, act: OfferAct, by: User) -> Partner:
    fill_row(partner, details)
    partner.save()
    if details.picture is not None:
        replace_logo(of=partner, picture=details.picture)
    elif details.drops_logo:
        remove_logo(of=partner)
    record_act(by=by, action=act, subject=partner.name)
    return partner


def _write_venue(venue: Venue, details: VenueDetails, act: OfferAct, by: User) -> Venue:
    if details.is_main:
        # A site has one place of its own: naming another takes the mark off the former.
        Venue.objects.filter(is_main=True).exclude(pk=venue.pk).update(is_main=False)
    fill_row(venue, details)
    venue.save()
    record_act(by=by, action=act, subject=venue.name)
    return venue


def _write_period(period: ProjectPeriod, details: PeriodDetails, act: OfferAct, by: User) -> ProjectPeriod:
    fill_row(period, details)
    period.save()
    for gone in Funder.objects.filter(period=period).exclude(name__in=details.funders):
        remove_logo(of=gone)
        gone.delete()
    for position, name in enumerate(details.funders):
        Funder.objects.update_or_create(period=period, name=name, defaults={"position": position})
    record_act(by=by, action=act, subject=period.name)
    return period
