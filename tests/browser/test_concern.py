"""What to do at a 'mogelijke verontrusting' shows at one tap: without JavaScript, and without network."""

import pytest
from django.urls import reverse

from signals.models import Approach, Theme
from signals.vocabulary import ApproachKind
from sites.models import Site
from sites.scope import site_scope
from tests.browser.conftest import Open
from tests.conftest import Cast

pytestmark = pytest.mark.browser


def test_choosing_it_shows_the_text_at_once(cast: Cast, kantine: Site, open_browser: Open) -> None:
    with site_scope(kantine.pk):
        Theme.objects.create(name="Huisvesting")
        Approach.objects.create(name="Advies")
        Approach.objects.create(name="Verontrusting", kind=ApproachKind.CONCERN, guidance="Bel Nele.")
    with open_browser(cast.volunteer, javascript=False) as visit:
        visit.go(reverse("contact_add", args=[kantine.slug]))
        visit.page.context.set_offline(True)
        text = visit.page.get_by_text("Bel Nele.")
        assert not text.is_visible()
        visit.page.get_by_role("checkbox", name="Verontrusting").check()
        assert text.is_visible()
