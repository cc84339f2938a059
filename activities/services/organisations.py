"""Around the offer: partners, places, and the periods that are paid for."""

from activities.details import PartnerDetails, PeriodDetails, VenueDetails, fill_row
from activities.services.activities import choose_slug
from activities.services.outcome import lock_offer
from activities.vocabulary import OfferAct
from sites.models import Funder, Partner, ProjectPeriod, User, Venue
from sites.services.audit import record_act


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


def _write_partner(partner: Partner, details: PartnerDetails, act: OfferAct, by: User) -> Partner:
    fill_row(partner, details)
    partner.save()
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
    Funder.objects.filter(period=period).delete()
    Funder.objects.bulk_create(
        Funder(period=period, name=name, position=position) for position, name in enumerate(details.funders)
    )
    record_act(by=by, action=act, subject=period.name)
    return period
