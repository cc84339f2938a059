"""Links for partners: opened by the partner, asked for by whoever lost theirs, sent and withdrawn by the team."""

from allauth.core.ratelimit import consume
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.forms.partner_links import AskLinkForm
from activities.selectors.editing import read_led_lines
from activities.selectors.partner_links import find_partner_of_address, find_partner_of_token
from activities.tasks import mail_partner_link
from activities.views.answers import read_answers
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to, open_to_everyone
from sites.answers import render_form
from sites.models import Partner
from sites.partner_door import LOST, compute_digest, read_link_token, start_visit, write_link_url
from sites.scope import site_scope
from sites.selectors import find_partner_link
from sites.services.partner_links import ask_link, make_secret, prepare_link, withdraw_links
from sites.vocabulary import LinkReason

TOO_MANY = 429


@open_to_everyone
@never_cache
def partner_link(request: SiteRequest, token: str, **_kwargs: str) -> HttpResponse:
    """Open a link. Nothing is written: mail programs look at every link before somebody does."""
    if not consume(request, action="partner_link"):
        return render(request, "429.html", status=TOO_MANY)
    read = read_link_token(token, site_id=request.site.pk)
    if read is None:
        return render(request, "activities/partner/link_gone.html", {"form": AskLinkForm(), "token": ""})
    link_id, secret = read
    link = find_partner_link(site_id=request.site.pk, link_id=link_id, digest=compute_digest(secret))
    if link is None:
        return render(request, "activities/partner/link_gone.html", {"form": AskLinkForm(), "token": token})
    response = redirect("partner_home", site=request.site.slug)
    start_visit(response, link)
    return response


@open_to_everyone
@never_cache
def partner_link_ask(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Ask for a link, by the address of the organisation or by an old link. What is said is always the same."""
    form = AskLinkForm(read_answers(request))
    if request.method == "POST" and not consume(request, action="ask_partner_link"):
        return render(request, "429.html", status=TOO_MANY)
    if not form.is_valid():
        return render_form(request, "activities/partner/link_ask.html", form, was_lost=LOST in request.GET)
    site_id, token = request.site.pk, form.cleaned_data["token"]
    # The team's scope, as nobody is signed in: visitors may not read links. Nothing of it is shown.
    with site_scope(site_id):
        if token:
            partner = find_partner_of_token(token, site_id=site_id)
        else:
            partner = find_partner_of_address(form.cleaned_data["email"])
        link = None if partner is None else ask_link(partner=partner)
    if link is not None:
        mail_partner_link.delay_on_commit(site_id=site_id, link_id=link.pk)
    return render(request, "activities/partner/link_asked.html")


@open_to(*EDITORS)
@require_POST
def partner_link_send(request: SiteRequest, partner: int, **_kwargs: str) -> HttpResponse:
    """Mail a partner a link to its moments."""
    found = _find_partner(partner)
    if found.email:
        link = prepare_link(partner=found, reason=LinkReason.TEAM, by=request.user)
        mail_partner_link.delay_on_commit(site_id=request.site.pk, link_id=link.pk)
        said = _("%(partner)s krijgt een e-mail op %(email)s. De link werkt dertig dagen.")
        messages.success(request, said % {"partner": found, "email": found.email})
    else:
        messages.error(request, _("Van %(partner)s kennen we geen e-mailadres. Vul het eerst in.") % {"partner": found})
        return redirect("partner_edit", site=request.site.slug, partner=found.pk)
    return redirect("chaser_list", site=request.site.slug)


@open_to(*EDITORS)
@require_POST
def partner_link_text(request: SiteRequest, partner: int, **_kwargs: str) -> HttpResponse:
    """A text with a link, to send by phone. It is shown once: the secret in the link is not kept."""
    found = _find_partner(partner)
    link = prepare_link(partner=found, reason=LinkReason.HANDED, by=request.user)
    context = {
        "partner": found,
        "url": write_link_url(link, secret=make_secret(link=link)),
        "lines": read_led_lines([found.pk], today=timezone.localdate()),
    }
    return render(request, "activities/manage/link_text.html", context)


@open_to(*EDITORS)
@require_POST
def partner_link_withdraw(request: SiteRequest, partner: int, **_kwargs: str) -> HttpResponse:
    """Let no link of a partner work any more."""
    found = _find_partner(partner)
    count = withdraw_links(partner=found, by=request.user)
    said = ngettext(
        "De link van %(partner)s werkt niet meer, ook niet waar hij nu open staat.",
        "De %(count)s links van %(partner)s werken niet meer, ook niet waar er nu een open staat.",
        count,
    )
    if count:
        messages.success(request, said % {"partner": found, "count": count})
    else:
        messages.info(request, _("%(partner)s had geen link die nog werkte.") % {"partner": found})
    return redirect(reverse("chaser_list", args=[request.site.slug]))


def _find_partner(pk: int) -> Partner:
    found: Partner = get_object_or_404(Partner.objects.all(), pk=pk)
    return found
