"""The team's pages of what it says in other languages."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities.forms.translations import TranslationForm
from activities.selectors.translating import list_progress, list_sources
from activities.services.translations import save_translations
from activities.views.answers import finish, read_answers, show_form
from activities.views.offer import EDITORS
from sites.access import SiteRequest, open_to


@open_to(*EDITORS)
def translation_list(request: SiteRequest, **_kwargs: str) -> HttpResponse:
    """Every language of the public pages, and how much of the team's own texts it can say."""
    progress = list_progress(site=request.site, today=timezone.localdate())
    return render(request, "activities/manage/translation_list.html", {"languages": progress})


@open_to(*EDITORS)
def translation_edit(request: SiteRequest, language: str, **_kwargs: str) -> HttpResponse:
    """Ask how each text is said in one language."""
    name = dict(settings.LANGUAGES).get(language)
    if name is None or language == settings.LANGUAGE_CODE:
        raise Http404
    sources = list_sources(site=request.site, language=language, today=timezone.localdate())
    direction = "rtl" if language in settings.LANGUAGES_BIDI else "ltr"
    # What is still to be done stands on top.
    sources.sort(key=lambda source: bool(source.translation))
    form = TranslationForm(read_answers(request), sources=sources, language=language, direction=direction)
    back = reverse("translation_list", args=[request.site.slug])
    if form.is_valid():
        number = save_translations(language=language, texts=form.texts, by=request.user)
        said = ngettext("%(number)s vertaling is bewaard.", "%(number)s vertalingen zijn bewaard.", number)
        return finish(request, said % {"number": number}, back=back)
    title = _("Jullie teksten: %(language)s") % {"language": name}
    return show_form(request, form, title=title, back=back, template="activities/manage/translation_form.html")
