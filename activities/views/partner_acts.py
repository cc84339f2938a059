"""The team's page of what partners changed, and of what they ask."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from activities.models import PartnerAct
from activities.selectors.partner_acts import list_decided_acts, list_partner_news
from activities.services.outcome import ChangedSinceError
from activities.services.partner_acts import (
    DecidedAlreadyError,
    accept_act,
    decline_act,
    mark_act_seen,
    take_back_act,
)
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to

# What the buttons say they do, and what is said once it is done.
DECISIONS: dict[str, tuple[Callable[..., PartnerAct], str | Promise]] = {
    "accept": (accept_act, gettext_lazy("Aanvaard. Bezoekers zien het binnen enkele seconden.")),
    "decline": (decline_act, gettext_lazy("Niet aanvaard. De partner leest dat op de eigen pagina.")),
    "seen": (mark_act_seen, gettext_lazy("In orde. Het blijft zo.")),
    "take_back": (take_back_act, gettext_lazy("Teruggenomen. Alles is weer zoals voordien.")),
}


@open_to(*EDITORS)
def partner_act_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """What waits for the team, what happened already, and what became of the rest."""
    context = {"news": list_partner_news(), "decided": list_decided_acts()}
    return render(request, "activities/manage/partner_act_list.html", context)


@open_to(*EDITORS)
@require_POST
def partner_act_decide(request: SiteRequest, act: int, **_kwargs: str) -> HttpResponse:
    """Say what is to become of one of them."""
    found: PartnerAct = get_object_or_404(PartnerAct.objects.all(), pk=act)
    decide, said = DECISIONS.get(request.POST.get("decision", ""), (None, ""))
    if decide is not None:
        try:
            decide(act=found, by=request.user)
        except DecidedAlreadyError:
            messages.error(request, _("Hierover was intussen al beslist."))
        except ChangedSinceError:
            messages.error(
                request,
                _("Dit moment is intussen al veranderd. Kijk bij het aanbod hoe het nu is en pas het daar aan."),
            )
        else:
            messages.success(request, str(said))
    return redirect("partner_act_list", site=request.site.slug)
