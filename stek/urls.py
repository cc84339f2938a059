"""Every address of Stek. A site's own pages come last: its slug catches whatever is not reserved above."""

from django.urls import URLPattern, URLResolver, include, path

import sites.converters  # noqa: F401  (registers <site:…>)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stek.health")),
    path("", include("sites.urls")),
    path("<site:site>/", include("reporting.urls")),
    path("<site:site>/", include("signals.urls")),
    path("<site:site>/", include("activities.urls")),
]

handler500 = "stek.errors.explain_failure"
