"""Every address of Stek. A site's own pages come last: its slug catches whatever is not reserved above."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

import sites.converters  # noqa: F401  (registers <site:…>)
from activities.urls import OPEN_URLS, VISITOR_URLS
from signals.urls import NETWORK_URLS as LISTS_OF_A_NETWORK
from signals.urls import START_URLS

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stek.health")),
    path("beheer/sites/", include(START_URLS)),
    path("", include("sites.urls")),
    path("koepel/<slug:network>/", include(LISTS_OF_A_NETWORK)),
    path("", include(OPEN_URLS)),
    path("<site:site>/", include("reporting.urls")),
    path("<site:site>/", include("signals.urls")),
    path("<site:site>/", include("activities.urls")),
    # In every language of its visitors: /kantine/ is Dutch, /ar/kantine/ Arabic.
    *i18n_patterns(path("<site:site>/", include(VISITOR_URLS)), prefix_default_language=False),
]

handler500 = "stek.errors.explain_failure"
