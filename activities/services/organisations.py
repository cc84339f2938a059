"""Around the offer: partners, places, and the periods that are paid for."""

from activities.details import PartnerDetails, PeriodDetails, VenueDetails, fill_row
from activities.services.activities import choose_slug
from activities.services.outcome import Outcome, Step, delete_row, lock_offer, remember_added, save_row
from activities.vocabulary import OfferAct
from sites.models import Funder, Partner, ProjectPeriod, User, Venue
from sites.pictures import Picture
from sites.services.audit import record_act
from sites.services.logos import remove_logo, replace_logo


def add_partner(*, details: PartnerDetails, by: User) -> Outcome[Partner]:
    """Add an organisation, at an address made of its name."""
    lock_offer()
    taken = set(Partner.objects.values_list("slug", flat=True))
    partner = Partner(slug=choose_slug(details.name, taken=taken, fallback="partner"))
    _write_partner(partner, details, OfferAct.PARTNER_ADDED, by)
    rows = [partner] if partner.logo is None else [partner.logo, partner]
    return Outcome(row=partner, steps=tuple(map(remember_added, rows)))


def edit_partner(*, partner: Partner, details: PartnerDetails, by: User) -> Outcome[Partner]:
    """Change what is said about an organisation. With another logo there are no steps back: the former is erased."""
    step = _write_partner(partner, details, OfferAct.PARTNER_EDITED, by)
    keeps_logo = details.picture is None and not details.drops_logo
    return Outcome(row=partner, steps=(step,) if keeps_logo else ())


def add_venue(*, details: VenueDetails, by: User) -> Outcome[Venue]:
    """Add a place."""
    return _write_venue(Venue(), details, OfferAct.VENUE_ADDED, by)


def edit_venue(*, venue: Venue, details: VenueDetails, by: User) -> Outcome[Venue]:
    """Change what is said about a place."""
    return _write_venue(venue, details, OfferAct.VENUE_EDITED, by)


def add_period(*, details: PeriodDetails, by: User) -> Outcome[ProjectPeriod]:
    """Add a project period with its funders."""
    return _write_period(ProjectPeriod(), details, OfferAct.PERIOD_ADDED, by)


def edit_period(*, period: ProjectPeriod, details: PeriodDetails, by: User) -> Outcome[ProjectPeriod]:
    """Change a project period and its funders. When a logo goes along with one there are no steps back."""
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


def _write_partner(partner: Partner, details: PartnerDetails, act: OfferAct, by: User) -> Step:
    fill_row(partner, details)
    step = save_row(partner)
    if details.picture is not None:
        replace_logo(of=partner, picture=details.picture)
    elif details.drops_logo:
        remove_logo(of=partner)
    record_act(by=by, action=act, subject=partner.name)
    return step


def _write_venue(venue: Venue, details: VenueDetails, act: OfferAct, by: User) -> Outcome[Venue]:
    steps = []
    if details.is_main:
        # A site has one place of its own: naming another takes the mark off the former.
        for former in Venue.objects.filter(is_main=True).exclude(pk=venue.pk):
            former.is_main = False
            steps.append(save_row(former))
    fill_row(venue, details)
    steps.append(save_row(venue))
    record_act(by=by, action=act, subject=venue.name)
    return Outcome(row=venue, steps=tuple(steps))


def _write_period(period: ProjectPeriod, details: PeriodDetails, act: OfferAct, by: User) -> Outcome[ProjectPeriod]:
    fill_row(period, details)
    steps, loses_logo = [save_row(period)], False
    held = {funder.name: funder for funder in Funder.objects.filter(period=period)}
    for position, name in enumerate(details.funders):
        funder = held.pop(name, None) or Funder(period=period, name=name)
        funder.position = position
        steps.append(save_row(funder))
    for gone in held.values():
        loses_logo = loses_logo or gone.logo is not None
        remove_logo(of=gone)
        steps.append(delete_row(gone))
    record_act(by=by, action=act, subject=period.name)
    return Outcome(row=period, steps=() if loses_logo else tuple(steps))
