"""Raise a site out of its facts: partners, venues, offer, lists, groups and milestones."""

import datetime

from django.db import transaction
from django.utils import timezone

from activities.models import Activity, ActivityFunction, ActivityPartner, Milestone, Slot
from signals.models import Group, GroupMember, ReportTheme, Service, Theme
from signals.selectors.shared_lists import SHARED_LISTS, list_shared_items
from signals.selectors.site_lists import SITE_LISTS
from signals.services.following import follow_list
from signals.services.shared_lists import begin_shared_list
from signals.services.site_lists import begin_with_usual, map_themes
from sites.models import Funder, Network, Partner, ProjectPeriod, Site, Venue
from sites.scope import network_scope, site_scope
from stek.demo import lists
from stek.demo.shapes import ActivityFacts, GroupFacts, NetworkFacts, PeriodFacts, SiteFacts, read_date


def build_network(facts: NetworkFacts) -> Network:
    """The network with its groups; what is there already stays as it is."""
    network, is_new = Network.objects.get_or_create(slug=facts.slug, defaults={"name": facts.name})
    if is_new:
        with network_scope(network.pk):
            _add_groups(facts.groups)
            for name in facts.shared_lists:
                begin_shared_list(to=SHARED_LISTS[name], network=network, by=None)
    return network


@transaction.atomic
def build_site(facts: SiteFacts) -> tuple[Site, bool]:
    """The site with all its facts, and whether it was made just now; an existing site stays as it is."""
    existing = Site.objects.filter(slug=facts.slug).first()
    if existing is not None:
        return existing, False
    site = Site.objects.create(
        slug=facts.slug,
        name=facts.name,
        network=Network.objects.get(slug=facts.network),
        municipality=facts.municipality,
        tagline=facts.tagline,
        phone=facts.phone,
        email=facts.email,
        accent=facts.accent,
        started_on=read_date(facts.started_on),
    )
    with site_scope(site.pk):
        _add_places_and_partners(facts)
        for position, activity in enumerate(facts.activities):
            _add_activity(activity, position)
        _add_lists(facts)
        _follow_lists(site)
        _add_groups(facts.groups)
        _add_history(facts)
    return site, True


def _add_places_and_partners(facts: SiteFacts) -> None:
    for position, venue in enumerate(facts.venues):
        Venue.objects.create(
            name=venue.name,
            street=venue.street,
            postcode=venue.postcode,
            town=venue.town,
            directions=venue.directions,
            accessibility=venue.accessibility,
            without_car=venue.without_car,
            public_transport=venue.public_transport,
            lift=venue.lift,
            is_main=position == 0,
        )
    for partner in facts.partners:
        Partner.objects.create(
            slug=partner.slug,
            name=partner.name,
            description=partner.description,
            phone=partner.phone,
            email=f"onthaal@{partner.slug}.example",
        )


def _add_activity(facts: ActivityFacts, position: int) -> None:
    activity = Activity.objects.create(
        slug=facts.slug,
        name=facts.name,
        needs=list(facts.needs),
        kind=facts.kind,
        summary=facts.summary,
        description=facts.description,
        price=facts.price,
        eligibility=facts.eligibility,
        appointment=facts.appointment,
        contact_phone=facts.phone,
        contact_email=facts.email,
        contact_text=facts.contact_text,
        languages=list(facts.languages),
        school_hours=facts.school_hours,
        starts_on=read_date(facts.starts_on),
        is_public=facts.is_public,
        # Two out of three were looked at, so that the list of what is to be looked at has something on it, not all.
        confirmed_on=None if position % 3 == 2 else timezone.localdate() - datetime.timedelta(weeks=2 + position),
        counts_uniques=facts.counts_uniques,
        position=position,
    )
    for function in facts.functions:
        ActivityFunction.objects.create(activity=activity, function=function)
    for order, slug in enumerate(facts.partners):
        ActivityPartner.objects.create(activity=activity, partner=Partner.objects.get(slug=slug), leads=order == 0)
    former: Slot | None = None
    for slot in facts.slots:
        former = Slot.objects.create(
            activity=activity,
            venue=Venue.objects.get(name=slot.venue) if slot.venue else None,
            rule=slot.rule,
            starts_at=datetime.time.fromisoformat(slot.hours[0]),
            ends_at=datetime.time.fromisoformat(slot.hours[1]),
            valid_from=read_date(slot.since),
            valid_until=read_date(slot.until),
            skips_school_holidays=slot.skips_school_holidays,
            follows=former if slot.follows else None,
            note=slot.note,
        )


def _add_lists(facts: SiteFacts) -> None:
    for site_list in SITE_LISTS.values():
        begin_with_usual(to=site_list, by=None)
    report_theme_of: dict[str, ReportTheme] = {}
    for position, (name, themes) in enumerate(lists.REPORT_THEMES.items()):
        report_theme_of |= dict.fromkeys(themes, ReportTheme.objects.create(name=name, position=position))
    map_themes(report_themes={theme: report_theme_of[theme.name] for theme in Theme.objects.all()}, by=None)
    services = lists.SERVICES if facts.slug == "gs9" else lists.SERVICES_OF_THE_NORTH
    Service.objects.bulk_create([Service(name=name, position=position) for position, name in enumerate(services)])


def _follow_lists(site: Site) -> None:
    network_id = site.network_id
    for name, of in SITE_LISTS.items():
        if network_id is not None and list_shared_items(network_id=network_id, name=name):
            follow_list(of=of, network_id=network_id, by=None)


def _add_groups(groups: tuple[GroupFacts, ...]) -> None:
    for facts in groups:
        group = Group.objects.create(
            kind=facts.kind, name=facts.name, rhythm=facts.rhythm, started_on=read_date(facts.started_on)
        )
        for position, organisation in enumerate(facts.members):
            GroupMember.objects.create(group=group, organisation=organisation, position=position)


def _add_history(facts: SiteFacts) -> None:
    for milestone in facts.milestones:
        Milestone.objects.create(
            on=read_date(milestone.on),
            precision=milestone.precision,
            season=milestone.season or "",
            text=milestone.text,
        )
    for period in facts.periods:
        _add_period(period)


def _add_period(facts: PeriodFacts) -> None:
    period = ProjectPeriod.objects.create(
        name=facts.name, starts_on=read_date(facts.starts_on), ends_on=read_date(facts.ends_on), note=facts.note
    )
    for position, name in enumerate(facts.funders):
        Funder.objects.create(period=period, name=name, position=position)
