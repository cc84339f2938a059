"""Who can sign in to the demo. Every name and address is made up; the password is shown when the demo starts."""

from dataclasses import dataclass

from sites.models import Membership, Network, Partner, Site, User
from sites.scope import network_scope, site_scope
from sites.services.accounts import create_account
from sites.vocabulary import Role

DEMO_PASSWORD = "samen-aan-tafel"  # noqa: S105  (printed on the screen of whoever starts the demo)


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """A demo account: one role at one or more sites, or at a network."""

    email: str
    name: str
    role: Role | None
    sites: tuple[str, ...] = ()
    network: str = ""
    partner: str = ""


PEOPLE = (
    PersonFacts(
        email="opbouwwerker@stek.example",
        name="Noor Demo",
        role=Role.WORKER,
        sites=("kantine-bezemheide", "t-kattegat", "gs9"),
    ),
    PersonFacts(email="vrijwilliger@stek.example", name="Vic Demo", role=Role.VOLUNTEER, sites=("kantine-bezemheide",)),
    PersonFacts(email="coordinator@stek.example", name="Cato Demo", role=Role.COORDINATOR, network="noorderkempen"),
    PersonFacts(email="harelbeke@stek.example", name="Hanne Demo", role=Role.COORDINATOR, sites=("gs9",)),
    PersonFacts(
        email="partner@stek.example",
        name="Pim Demo",
        role=Role.PARTNER,
        sites=("kantine-bezemheide",),
        partner="ligo",
    ),
    PersonFacts(email="stuurgroep@stek.example", name="Stef Demo", role=Role.STEERING, network="noorderkempen"),
    PersonFacts(email="beheerder@stek.example", name="Bo Demo", role=None),
)


def list_team(site_slug: str) -> list[str]:
    """The addresses of who notes contacts at a site, opbouwwerkers first."""
    noting = [person for person in PEOPLE if person.role in {Role.WORKER, Role.VOLUNTEER} and site_slug in person.sites]
    return [person.email for person in sorted(noting, key=lambda person: person.role != Role.WORKER)]


def add_people() -> None:
    """Make the demo accounts and their roles; existing accounts keep their password."""
    for facts in PEOPLE:
        user = User.objects.filter(email=facts.email).first() or create_account(
            email=facts.email, name=facts.name, password=DEMO_PASSWORD, is_administrator=facts.role is None
        )
        if facts.network:
            network = Network.objects.get(slug=facts.network)
            with network_scope(network.pk, user_id=user.pk):
                _give_role(user, facts)
        for slug in facts.sites:
            with site_scope(Site.objects.get(slug=slug).pk, user_id=user.pk):
                _give_role(user, facts)


def _give_role(user: User, facts: PersonFacts) -> None:
    partner = Partner.objects.get(slug=facts.partner) if facts.partner else None
    Membership.objects.get_or_create(user=user, role=facts.role, partner=partner)
