"""Help requests that somebody ticked as a signal."""

import datetime
from collections.abc import Callable

import pytest

from activities.models import Activity
from signals.models import Approach, Contact, HelpRequest, HelpRequestApproach, Theme
from signals.vocabulary import ApproachKind
from sites.models import Site
from sites.scope import site_scope

type Tick = Callable[[str], HelpRequest]


@pytest.fixture
def tick(kantine: Site) -> Tick:
    """Log a contact at the Kantine with one help request on a theme, ticked as a signal but with none yet."""

    def tick(theme: str) -> HelpRequest:
        with site_scope(kantine.pk):
            contact = Contact.objects.create(
                activity=Activity.objects.get(slug="koffie"), on=datetime.date(2026, 3, 19)
            )
            request: HelpRequest = HelpRequest.objects.create(
                contact=contact, theme=Theme.objects.get_or_create(name=theme)[0]
            )
            approach, _ = Approach.objects.get_or_create(name="Opgepikt als signaal", kind=ApproachKind.SIGNAL)
            HelpRequestApproach.objects.create(help_request=request, approach=approach)
            return request

    return tick
