"""Every address of Stek. A site's own pages come last: its slug catches whatever is not reserved above."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("stek.health")),
    path("", include("sites.urls")),
    path("<slug:site>/", include("reporting.urls")),
    path("<slug:site>/", include("signals.urls")),
    path("<slug:site>/", include("activities.urls")),
]
