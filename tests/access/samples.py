"""Real values for what a URL names, made for the site the page is about."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.urls import NoReverseMatch, get_resolver
from django.utils import timezone

from activities.models import Activity, Change, Closure, Milestone, Notice, PartnerAct, Session, Slot
from activities.selectors.feeds.addresses import build_identity
from activities.vocabulary import ChangeKind, PartnerActStatus
from reporting.models import Correction, Document
from reporting.vocabulary import CorrectionReason, CounterKind, DocumentKind
from signals.models import (
    AttributeCategory,
    Contact,
    FollowUp,
    HelpRequest,
    ImportFile,
    ImportMeaning,
    ReportedFigure,
    Service,
    SessionFirsts,
    SharedItem,
    Signal,
    Theme,
)
from signals.vocabulary import Dimension, ListName, Measure
from sites.models import Funder, Invitation, Logo, Membership, Partner, ProjectPeriod, Site, User, Venue
from sites.scope import network_scope, site_scope
from sites.vocabulary import Role

# A Thursday: Koffie & Formulieren takes place.
DAY = date(2026, 3, 5)


def list_arguments(name: str) -> list[str]:
    """The names of the arguments of a URL."""
    possibilities = get_resolver().reverse_dict.getlist(name)
    if not possibilities:
        raise NoReverseMatch(name)
    return list(possibilities[0][0][0][1])


def make_samples(site: Site, name: str) -> dict[str, Any]:
    """Arguments for the URL `name` that lead to an existing row of `site`, or of its network for a network's page."""
    network = site.network if name.startswith("network_") else None
    if name.startswith("start_"):
        site = make_prepared_site(site)
    with site_scope(site.pk) if network is None else network_scope(network.pk):
        makers: dict[str, Any] = {
            "site": lambda: site.slug,
            "network": lambda: site.network and site.network.slug,
            "pk": lambda: make_pk(site, name),
            "token": lambda: "geen-echte-link",
            "member": lambda: make_member().pk,
            "invitation": lambda: make_invitation().pk,
            "activity": lambda: "koffie",
            "language": lambda: "fr",
            "topic": lambda: "papieren",
            "month": lambda: f"{timezone.localdate():%Y-%m}",
            "slot": lambda: Slot.objects.get(activity__slug="koffie").pk,
            "change": lambda: _make_change().pk,
            "closure": lambda: Closure.objects.create(first_day=DAY, last_day=DAY, reason="Verbouwing").pk,
            "notice": lambda: Notice.objects.create(title="Een gast", first_day=DAY).pk,
            "milestone": lambda: Milestone.objects.create(on=DAY, text="De start").pk,
            "partner": lambda: Partner.objects.get_or_create(slug="caw", defaults={"name": "CAW"})[0].pk,
            "partner_slug": lambda: "caw",
            "kind": lambda: "services",
            "record": lambda: build_identity("hsds/service", Activity.objects.get(slug="koffie").pk),
            "act": lambda: make_partner_act().pk,
            "venue": lambda: Venue.objects.get(is_main=True).pk,
            "period": lambda: ProjectPeriod.objects.create(name="Projectjaar", starts_on=DAY).pk,
            "funder": lambda: make_funder().pk,
            "logo": lambda: Logo.objects.create(content=b"", width=1, height=1).pk,
            "contact": lambda: make_contact().pk,
            "help_request": lambda: make_help_request().pk,
            "follow_up": lambda: make_follow_up().pk,
            "session": lambda: make_session().pk,
            "document": lambda: Document.objects.create(kind=DocumentKind.FLYER, title="Flyer").pk,
            "counter": lambda: CounterKind.UNKNOWN,
            "correction": lambda: make_correction().pk,
            "list_name": lambda: ListName.GENDER,
            "item": lambda: (make_category() if network is None else make_shared_item()).pk,
            "import_file": lambda: ImportFile.objects.create(content=b"Contactnr;Datum").pk,
            "figure": lambda: make_reported_figure().pk,
            "meaning": lambda: ImportMeaning.objects.get_or_create(column="THEME", text="geld")[0].pk,
            "signal": lambda: Signal.objects.create(title="Wachttijden", heard_on=date(2026, 3, 2)).pk,
        }
        return {argument: makers[argument]() for argument in list_arguments(name)}


def make_member() -> Membership:
    """Somebody's role at the site or network in scope."""
    user = User.objects.create_user(f"{uuid4()}@stek.example", name="Nele")
    membership: Membership = Membership.objects.create(user=user, role=Role.WORKER)
    return membership


def make_contact() -> Contact:
    """A contact of today."""
    today = timezone.localdate()
    contact: Contact = Contact.objects.create(activity=Activity.objects.get(slug="koffie"), on=today, logged_on=today)
    return contact


def make_help_request() -> HelpRequest:
    """Something that was asked today."""
    theme, _ = Theme.objects.get_or_create(name="Werk")
    request: HelpRequest = HelpRequest.objects.create(contact=make_contact(), theme=theme)
    return request


def make_partner_act() -> PartnerAct:
    """Something a partner did that the team has not looked at."""
    act: PartnerAct = PartnerAct.objects.create(
        partner=Partner.objects.get(slug="caw"),
        activity=Activity.objects.get(slug="koffie"),
        said="Vandaag is er niemand.",
        status=PartnerActStatus.LIVE,
    )
    return act


def make_follow_up() -> FollowUp:
    """Something to find out by today."""
    service, _ = Service.objects.get_or_create(name="Dienst Wonen")
    row: FollowUp = FollowUp.objects.create(
        help_request=make_help_request(), service=service, due_on=timezone.localdate()
    )
    return row


def make_session() -> Session:
    """A head count of today."""
    today = timezone.localdate()
    session: Session = Session.objects.create(activity=Activity.objects.get(slug="koffie"), on=today, head_count=7)
    SessionFirsts.objects.create(session=session, logged_on=today)
    return session


def make_correction() -> Correction:
    """One visitor more of whom nobody knew."""
    maker = User.objects.create_user(f"{uuid4()}@stek.example", name="Nele")
    row: Correction = Correction.objects.create(
        kind=CounterKind.UNKNOWN, month=DAY.replace(day=1), delta=1, reason=CorrectionReason.FORGOTTEN, made_by=maker
    )
    return row


def make_reported_figure() -> ReportedFigure:
    """A total of another year."""
    figure: ReportedFigure = ReportedFigure.objects.create(
        measure=Measure.OTHER, label="Feest", period_end=DAY, number=40, source="jaarverslag"
    )
    return figure


def make_category() -> AttributeCategory:
    """An answer that nobody gave yet."""
    category: AttributeCategory
    category, _ = AttributeCategory.objects.get_or_create(dimension=Dimension.GENDER, key="woman", name="vrouw")
    return category


def make_shared_item() -> SharedItem:
    """An answer in a list of the network in scope."""
    item: SharedItem
    item, _ = SharedItem.objects.get_or_create(list_name=ListName.GENDER, name="vrouw", key="woman")
    return item


def make_invitation() -> Invitation:
    """An invitation to the site or network in scope."""
    invitation: Invitation = Invitation.objects.create(
        email=f"{uuid4()}@stek.example",
        name="Nele",
        role=Role.WORKER,
        expires_at=timezone.now() + timedelta(days=7),
    )
    return invitation


def make_funder() -> Funder:
    """Somebody who pays for a while."""
    period = ProjectPeriod.objects.create(name="Projectjaar", starts_on=DAY)
    funder: Funder = Funder.objects.create(period=period, name="Gemeente")
    return funder


def make_prepared_site(neighbour: Site) -> Site:
    """A site that is being prepared in the same network."""
    slug = f"nieuw-{uuid4()}"[:50]
    return Site.objects.create(
        slug=slug, name=slug, municipality="Dorp", network=neighbour.network, is_open=False, is_being_prepared=True
    )


def make_pk(site: Site, name: str) -> int | None:
    """What an administrator's page is about: the site, its network, or an account."""
    if "network" in name:
        return site.network_id
    return (
        site.pk
        if "site" in name or name.startswith("start_")
        else User.objects.create_user(f"{uuid4()}@stek.example", name="Nele").pk
    )


def _make_change() -> Change:
    # There is one change at most for a date, and the page may have removed the former.
    slot = Slot.objects.get(activity__slug="koffie")
    change: Change
    change, _ = Change.objects.get_or_create(slot=slot, on=DAY, defaults={"kind": ChangeKind.CANCELLED})
    return change
