"""The tables of what is counted and heard. None of them holds a person."""

from signals.models.contact import Contact, ContactAttribute, HelpRequest, HelpRequestApproach, Referral
from signals.models.figure import ImportedRow, ReportedFigure
from signals.models.follow_up import FollowUp
from signals.models.group import Group, GroupMember
from signals.models.importing import ImportFile, ImportMeaning
from signals.models.lists import Approach, AttributeCategory, ListItem, Material, ReportTheme, Service, Theme
from signals.models.material import SessionMaterial
from signals.models.shared_lists import FollowedList, SharedItem
from signals.models.signal import Signal, SignalHelpRequest
from signals.models.tally import AttributeTally, SessionAttribute, SessionFirsts, Tally

__all__ = [
    "Approach",
    "AttributeCategory",
    "AttributeTally",
    "Contact",
    "ContactAttribute",
    "FollowUp",
    "FollowedList",
    "Group",
    "GroupMember",
    "HelpRequest",
    "HelpRequestApproach",
    "ImportFile",
    "ImportMeaning",
    "ImportedRow",
    "ListItem",
    "Material",
    "Referral",
    "ReportTheme",
    "ReportedFigure",
    "Service",
    "SessionAttribute",
    "SessionFirsts",
    "SessionMaterial",
    "SharedItem",
    "Signal",
    "SignalHelpRequest",
    "Tally",
    "Theme",
]
