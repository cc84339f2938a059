"""The offer of a site: its public pages. Mounted last, because its first page is the site's own address."""

from django.urls import URLPattern, path

from activities.views import public

urlpatterns: list[URLPattern] = [
    path("", public.site_home, name="site_home"),
    path("aanbod/<slug:activity>/", public.activity_page, name="activity_page"),
    path("privacy/", public.privacy, name="privacy"),
    path("toegankelijkheid/", public.accessibility, name="accessibility"),
]
