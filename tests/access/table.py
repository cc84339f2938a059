"""Who may open which page: the table of roles in docs/glossary.md, written out. A URL that is not here fails."""

from sites.access import EVERYONE
from sites.vocabulary import Role

TEAM = frozenset({Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR})
WORKERS = frozenset({Role.WORKER, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
PARTNERS = frozenset({Role.PARTNER})
STEERING = frozenset({Role.STEERING})

# URL name: the roles that are let in. EVERYONE: visitors too.
PAGES: dict[str, frozenset[Role]] = {
    "people": COORDINATORS,
    "person_invite": COORDINATORS,
    "invitation_renew": COORDINATORS,
    "invitation_withdraw": COORDINATORS,
    "member": COORDINATORS,
    "member_leave": COORDINATORS,
    "member_restore": COORDINATORS,
    "member_second_factor": COORDINATORS,
    "site_settings": COORDINATORS,
    "steering": STEERING,
    "site_home": EVERYONE,
    "activity_page": EVERYONE,
    "privacy": EVERYONE,
    "accessibility": EVERYONE,
    "offer": WORKERS,
    "close_today": WORKERS,
    "offer_undo": WORKERS,
    "activity_order": WORKERS,
    "activity_add": WORKERS,
    "activity_manage": WORKERS,
    "activity_edit": WORKERS,
    "activity_close_today": WORKERS,
    "slot_add": WORKERS,
    "slot_edit": WORKERS,
    "slot_move": WORKERS,
    "slot_end": WORKERS,
    "slot_change": WORKERS,
    "change_remove": WORKERS,
    "closure_list": WORKERS,
    "closure_add": WORKERS,
    "closure_edit": WORKERS,
    "closure_remove": WORKERS,
    "notice_list": WORKERS,
    "notice_add": WORKERS,
    "notice_edit": WORKERS,
    "notice_remove": WORKERS,
    "milestone_list": WORKERS,
    "milestone_add": WORKERS,
    "milestone_edit": WORKERS,
    "milestone_remove": WORKERS,
    "partner_list": WORKERS,
    "partner_add": WORKERS,
    "partner_edit": WORKERS,
    "venue_list": WORKERS,
    "venue_add": WORKERS,
    "venue_edit": WORKERS,
    "period_list": WORKERS,
    "period_add": WORKERS,
    "period_edit": WORKERS,
    "partner_home": PARTNERS,
    "partner_undo": PARTNERS,
    "partner_activity": PARTNERS,
    "partner_confirm": PARTNERS,
    "partner_close_today": PARTNERS,
    "partner_slot_move": PARTNERS,
    "partner_slot_change": PARTNERS,
    "partner_change_remove": PARTNERS,
    "board": TEAM,
    "session_add": TEAM,
    "session_edit": TEAM,
    "session_delete": TEAM,
    "outbox": TEAM,
    "contact_list": WORKERS,
    "contact_add": TEAM,
    # A volunteer who opens somebody else's contact gets a sentence, not the contact.
    "contact_edit": TEAM,
    "contact_delete": TEAM,
    "signal_list": WORKERS,
    "signal_add": WORKERS,
    "signal_edit": WORKERS,
    "signal_merge": WORKERS,
    "signal_detach": WORKERS,
    "signal_place": WORKERS,
    "report_list": COORDINATORS,
    "figures": WORKERS,
    "print_list": WORKERS,
    "document_status": WORKERS,
    "document_download": WORKERS,
    "document_retry": WORKERS,
    "document_stop": WORKERS,
}

# Pages of a network: the roles, held at the network itself, that are let in.
NETWORK_PAGES: dict[str, frozenset[Role]] = {
    "network_people": COORDINATORS,
    "network_person_invite": COORDINATORS,
    "network_invitation_renew": COORDINATORS,
    "network_invitation_withdraw": COORDINATORS,
    "network_member": COORDINATORS,
    "network_member_leave": COORDINATORS,
    "network_member_restore": COORDINATORS,
    "network_member_second_factor": COORDINATORS,
    "network_steering": STEERING,
}

# Pages for administrators alone; a visitor is sent to sign in, anybody else gets a 404.
ADMINISTRATION = {
    "administration",
    "administration_account_active",
    "administration_network",
    "administration_network_add",
    "administration_people",
    "administration_person",
    "administration_second_factor",
    "administration_site",
    "administration_site_add",
    "administration_site_open",
}

# Pages outside any site or network, with what an anonymous visitor gets.
OUTSIDE: dict[str, int] = {"home": 200, "healthz": 200, "readyz": 200, "invitation": 200}

__all__ = [
    "ADMINISTRATION",
    "COORDINATORS",
    "EVERYONE",
    "NETWORK_PAGES",
    "OUTSIDE",
    "PAGES",
    "PARTNERS",
    "STEERING",
    "TEAM",
    "WORKERS",
]
