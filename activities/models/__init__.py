"""The tables of the offer."""

from activities.models.activity import Activity, ActivityFunction, ActivityPartner
from activities.models.news import Milestone, Notice
from activities.models.partner_act import PartnerAct
from activities.models.session import Session
from activities.models.slot import Change, Closure, Slot
from activities.models.translation import Translation

__all__ = [
    "Activity",
    "ActivityFunction",
    "ActivityPartner",
    "Change",
    "Closure",
    "Milestone",
    "Notice",
    "PartnerAct",
    "Session",
    "Slot",
    "Translation",
]
