"""Starting a site: its place and what it begins with. In the scope of that site, but for `start_site`."""

from django.db import connection, transaction

from activities.details import ActivityDetails, PartnerDetails, SlotDetails, VenueDetails
from activities.models import Activity
from activities.services.activities import add_activity
from activities.services.organisations import add_partner, add_venue, edit_venue
from activities.services.slots import add_slot
from activities.vocabulary import OfferAct
from signals.models import Group
from signals.selectors.site_lists import SITE_LISTS
from signals.services.site_lists import add_items, begin_with_usual
from signals.usual_sites import UsualSite
from signals.vocabulary import ListName
from sites.models import Partner, Site, User
from sites.scope import site_scope
from sites.selectors import find_main_venue
from sites.services.audit import record_act
from sites.services.places import add_site, change_place


class InvitedError(Exception):
    """Somebody stands on the list of people for this organisation; that person goes first."""


def start_site(*, site: Site, venue: VenueDetails, by: User) -> tuple[Site, bool]:
    """Make a site that only those who prepare it can see, with its own place.

    Returns:
        The site, and whether it is new: a double tap finds the one that the first made.
    """
    with transaction.atomic():
        # Whoever starts a site waits for whoever is starting one: there is no row yet to hold on to.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('stek.start'))")
        same = {"name": site.name, "municipality": site.municipality, "network": site.network}
        held = Site.objects.filter(is_being_prepared=True, **same).first()
        if held is not None:
            return held, False
        add_site(site=site, by=by)
        with site_scope(site.pk, user_id=by.pk):
            add_venue(details=venue, by=by)
    return site, True


def change_start(*, site: Site, venue: VenueDetails, by: User) -> None:
    """Change what was said about a site that is being prepared, and about its place."""
    change_place(site=site, by=by)
    found = find_main_venue()
    if found is None:
        add_venue(details=venue, by=by)
    else:
        edit_venue(venue=found, details=venue, by=by)


def begin_with(*, usual: UsualSite, by: User) -> None:
    """Fill the lists that are still empty, and add the groups that are not there yet."""
    for name in usual.lists:
        begin_with_usual(to=SITE_LISTS[name], by=by)
    services = SITE_LISTS[ListName.SERVICES]
    if usual.services and not services.rows.exists():
        add_items(to=services, names=usual.services, by=by)
    for kind, group in usual.groups:
        Group.objects.get_or_create(name=group, defaults={"kind": kind})


def add_partners(*, names: list[str], by: User) -> None:
    """Add organisations of which only the name is known."""
    for name in names:
        add_partner(details=PartnerDetails(name=name), by=by)


def remove_partner(*, partner: Partner, by: User) -> None:
    """Erase an organisation of a site that is being prepared; an activity it was to lead stays, without it.

    Raises:
        InvitedError: somebody is to work here on behalf of it.
    """
    if partner.invitations.exists():
        raise InvitedError
    partner.delete()
    record_act(by=by, action=OfferAct.PARTNER_REMOVED, subject=partner.name)


def remove_activity(*, activity: Activity, by: User) -> None:
    """Erase an activity of a site that is being prepared, with its moments: nothing was ever counted at it."""
    activity.delete()
    record_act(by=by, action=OfferAct.ACTIVITY_REMOVED, subject=activity.name)


def add_first_offer(*, details: ActivityDetails, moment: SlotDetails | None, by: User) -> Activity:
    """Add an activity, with its fixed moment when it has one."""
    activity = add_activity(details=details, by=by).row
    if moment is not None:
        add_slot(activity=activity, details=moment, by=by)
    return activity
