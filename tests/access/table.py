"""Who may open which page: the table of roles in docs/glossary.md, written out. A URL that is not here fails."""

from sites.access import EVERYONE
from sites.vocabulary import Role

TEAM = frozenset({Role.VOLUNTEER, Role.WORKER, Role.COORDINATOR})
WORKERS = frozenset({Role.WORKER, Role.COORDINATOR})
COORDINATORS = frozenset({Role.COORDINATOR})
PARTNERS = frozenset({Role.PARTNER})

# URL name: the roles that are let in. EVERYONE: visitors too.
PAGES: dict[str, frozenset[Role]] = {
    "signal_list": WORKERS,
    "signal_add": WORKERS,
    "signal_edit": WORKERS,
    "signal_merge": WORKERS,
    "signal_detach": WORKERS,
    "signal_place": WORKERS,
}

# Pages outside any site or network, with what an anonymous visitor gets.
OUTSIDE: dict[str, int] = {"home": 200, "healthz": 200, "readyz": 200}

__all__ = ["COORDINATORS", "EVERYONE", "OUTSIDE", "PAGES", "PARTNERS", "TEAM", "WORKERS"]
