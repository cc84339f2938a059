"""The team's pages for many dates at once: closing stretches of days, and a season again."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.forms.closing import BulkClosingForm
from activities.forms.season import SeasonForm
from activities.selectors.closing import list_affected
from activities.selectors.order import list_current_activities
from activities.selectors.seasons import list_seasonal_slots
from activities.services.closures import close_days as close_many_days
from activities.services.seasons import repeat_season
from activities.views.answers import finish, read_answers, show_form
from activities.views.offer import EDITORS
from activities.views.slots import wants_to_save
from sites.access import SiteRequest, open_to
from sites.once import once

CLOSE_FORM = "activities/manage/close_days.html"
SEASON_FORM = "activities/manage/season_repeat.html"


@open_to(*EDITORS)
@once
def close_days(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask which days and which activities; show what would not take place before it is saved."""
    form = BulkClosingForm(read_answers(request), current=list_current_activities(today=timezone.localdate()))
    back = reverse("closure_list", args=[request.site.slug])
    affected = []
    if form.is_valid():
        affected = list_affected(spans=form.details.spans, activities=form.details.activities)
        if form.details.activities and not affected:
            form.add_error("activities", _("Op deze dagen is daarvan niets. Er valt niets te sluiten."))
        elif wants_to_save(request):
            outcome = close_many_days(details=form.details, by=request.user)
            return finish(request, _say_closed(len(affected)), back=back, steps=outcome.steps)
    return show_form(
        request, form, title=_("Meer dagen tegelijk sluiten"), back=back, template=CLOSE_FORM,
        affected=affected, is_shown=form.is_bound and form.is_valid(),
    )  # fmt: skip


def _say_closed(number: int) -> str:
    if not number:
        return _("De sluiting staat op de publieke pagina. Er was die dagen niets gepland.")
    return ngettext(
        "Gesloten. %d keer gaat niet door. Bezoekers zien het meteen.",
        "Gesloten. %d keren gaan niet door. Bezoekers zien het meteen.",
        number,
    ) % (number)


@open_to(*EDITORS)
@once
def season_repeat(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask which moments come back and when; show what they will be before they are saved."""
    ended = list_seasonal_slots()
    form = SeasonForm(read_answers(request), ended=ended)
    back = reverse("offer", args=[request.site.slug])
    if form.is_valid() and wants_to_save(request):
        outcome = repeat_season(moments=form.moments, by=request.user)
        number = len(outcome.row)
        said = ngettext("%d moment voor het nieuwe seizoen.", "%d momenten voor het nieuwe seizoen.", number) % number
        return finish(request, said, back=back, steps=outcome.steps)
    return show_form(
        request, form, title=_("Nieuw seizoen"), back=back, template=SEASON_FORM,
        ended=ended, moments=form.moments if form.is_bound and form.is_valid() else [],
    )  # fmt: skip
