"""What a flyer of the site says: who is there, when, where, and whom to call."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from activities.models import Activity
from activities.selectors.offer import Moment, OfferItem, list_offer
from activities.selectors.words import name_number
from activities.vocabulary import ActivityKind, Appointment, Function
from reporting.selectors.logos import PrintedLogo, list_funders, read_logos
from sites.models import Funder, Partner, Site, Venue

NOT_FOR_VISITORS = frozenset({ActivityKind.MEETING, ActivityKind.OUTREACH})


@dataclass(frozen=True, kw_only=True)
class FlyerTime:
    """When: 'elke donderdag', '13.00 - 15.30 uur', and where when that is elsewhere."""

    day: str
    hours: str
    place: str


@dataclass(frozen=True, kw_only=True)
class FlyerSeat:
    """One offer at the table."""

    function: str
    title: str
    text: str
    organisers: str
    times: tuple[FlyerTime, ...]
    where: str
    note: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class Flyer:
    """Everything on the flyer of a site."""

    site: Site
    lead: str
    seats: tuple[FlyerSeat, ...]
    functions: tuple[tuple[str, str], ...]
    venue: Venue | None
    funders: str
    logos: tuple[PrintedLogo, ...]
    """Of who takes part, in the order of the offer, then of who pays."""
    address: str
    """The address of the public page, in full."""
    made_on: datetime.date

    @property
    def short_address(self) -> str:
        """The address of the public page as people read it."""
        return self.address.split("://", 1)[-1].rstrip("/")


def read_flyer(*, site: Site, on: datetime.date) -> Flyer:
    """Read the flyer of the site in scope as it stands on a day."""
    items = [item for item in list_offer(on=on) if item.activity.kind not in NOT_FOR_VISITORS]
    used = {function for item in items for function in item.functions}
    funders = list_funders(first_day=on, last_day=on)
    return Flyer(
        site=site,
        lead=_write_lead(site, items),
        seats=tuple(_build_seat(item) for item in items),
        functions=tuple((function.value, str(function.label)) for function in Function if function in used),
        venue=Venue.objects.filter(is_main=True).first(),
        funders=_name_funders(funders),
        logos=read_logos([*_list_partners(items), *funders]),
        address=settings.BASE_URL.rstrip("/") + reverse("site_home", kwargs={"site": site.slug}),
        made_on=on,
    )


def _write_lead(site: Site, items: list[OfferItem]) -> str:
    organisations = {partner.pk for item in items for partner in item.partners}
    count = len(organisations)
    sentences = []
    if site.tagline:
        sentences.append(site.tagline if site.tagline.endswith((".", "!", "?")) else f"{site.tagline}.")
    elif count > 1:
        sentences.append(_("%(number)s organisaties, één tafel.") % {"number": name_number(count).capitalize()})
    if items and all(item.activity.appointment != Appointment.NEEDED for item in items):
        sentences.append(_("Kom binnen zonder afspraak."))
    return " ".join(sentences)


def _build_seat(item: OfferItem) -> FlyerSeat:
    activity = item.activity
    elsewhere = {moment.venue.pk: moment.venue for moment in item.moments if moment.is_elsewhere and moment.venue}
    # One place for all moments is said once; several are said with each moment.
    one_place = len(elsewhere) == 1 and all(moment.is_elsewhere for moment in item.moments)
    if not item.moments and item.is_elsewhere and item.venue:
        elsewhere, one_place = {item.venue.pk: item.venue}, True
    where = _("in %s") % _name_venue(next(iter(elsewhere.values()))) if one_place else ""
    return FlyerSeat(
        function=item.functions[0].value if item.functions else "",
        title=activity.name,
        text=" ".join(_end(part) for part in (activity.summary, activity.price, activity.eligibility) if part),
        organisers=_name_organisers(activity, item.partners),
        times=tuple(_build_time(moment, name_place=not one_place) for moment in (*item.moments, *item.coming)),
        where=where,
        note=_write_note(item),
        phone=activity.contact_phone or next((partner.phone for partner in item.partners if partner.phone), ""),
    )


def _build_time(moment: Moment, *, name_place: bool) -> FlyerTime:
    place = _("in %s") % _name_venue(moment.venue) if name_place and moment.is_elsewhere and moment.venue else ""
    return FlyerTime(day=moment.often, hours=moment.hours.replace(" uur", "\N{NO-BREAK SPACE}uur"), place=place)


def _name_venue(venue: Venue) -> str:
    return ", ".join(part for part in (venue.name, venue.street) if part)


def _name_organisers(activity: Activity, partners: tuple[Partner, ...]) -> str:
    unnamed = [partner.name for partner in partners if partner.name.lower() not in activity.name.lower()]
    return _("met %s") % _join(unnamed) if unnamed else ""


def _write_note(item: OfferItem) -> str:
    if item.starts:
        return item.starts
    if item.activity.appointment == Appointment.NEEDED:
        return _("op afspraak")
    return "" if item.has_hours else _("vraag ernaar als je langskomt")


def _list_partners(items: list[OfferItem]) -> list[Partner]:
    return list({partner.pk: partner for item in items for partner in item.partners}.values())


def _name_funders(funders: list[Funder]) -> str:
    names = list(dict.fromkeys(funder.name for funder in funders))
    return _("met steun van %s") % _join(names) if names else ""


def _join(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def _end(sentence: str) -> str:
    return sentence if sentence.rstrip().endswith((".", "!", "?")) else f"{sentence.rstrip()}."
