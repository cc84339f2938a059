"""The ground floor's tables."""

from sites.models.audit import AuditEntry
from sites.models.organisations import Funder, Logo, Partner, ProjectPeriod, Venue
from sites.models.owned import SharedModel, SiteForeignKey, SiteManager, SiteOwned, SiteQuerySet
from sites.models.partner_link import Actor, PartnerLink
from sites.models.people import Invitation, Membership, User, UserManager
from sites.models.sent import SentForm
from sites.models.site import Network, Site

__all__ = [
    "Actor",
    "AuditEntry",
    "Funder",
    "Invitation",
    "Logo",
    "Membership",
    "Network",
    "Partner",
    "PartnerLink",
    "ProjectPeriod",
    "SentForm",
    "SharedModel",
    "Site",
    "SiteForeignKey",
    "SiteManager",
    "SiteOwned",
    "SiteQuerySet",
    "User",
    "UserManager",
    "Venue",
]
