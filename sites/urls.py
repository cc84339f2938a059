"""Sign-in, accounts, invitations, people and roles, and administration."""

from django.urls import URLPattern, URLResolver, include, path

from sites.views import administration, home, installing, invitation, logos, people, steering


def _list_people_urls(prefix: str) -> list[URLPattern]:
    # The same pages for a site and for a network; see sites.places.
    return [
        path("", people.people, name=f"{prefix}people"),
        path("uitnodigen/", people.person_invite, name=f"{prefix}person_invite"),
        path("uitnodiging/<int:invitation>/opnieuw/", people.invitation_renew, name=f"{prefix}invitation_renew"),
        path("uitnodiging/<int:invitation>/weg/", people.invitation_withdraw, name=f"{prefix}invitation_withdraw"),
        path("mensen/terug/<str:token>/", people.member_restore, name=f"{prefix}member_restore"),
        path("mensen/<int:member>/", people.member, name=f"{prefix}member"),
        path("mensen/<int:member>/verlaten/", people.member_leave, name=f"{prefix}member_leave"),
        path("mensen/<int:member>/tweede-stap/", people.member_second_factor, name=f"{prefix}member_second_factor"),
    ]


SITE_URLS = [*_list_people_urls(""), path("site/", people.site_settings, name="site_settings")]
ADMINISTRATION_URLS = [
    path("", administration.administration, name="administration"),
    path("sites/<int:pk>/", administration.administration_site, name="administration_site"),
    path("sites/<int:pk>/open/", administration.administration_site_open, name="administration_site_open"),
    path("koepels/nieuw/", administration.administration_network_add, name="administration_network_add"),
    path("koepels/<int:pk>/", administration.administration_network, name="administration_network"),
    path("mensen/", administration.administration_people, name="administration_people"),
    path("mensen/<int:pk>/", administration.administration_person, name="administration_person"),
    path(
        "mensen/<int:pk>/tweede-stap/",
        administration.administration_second_factor,
        name="administration_second_factor",
    ),
    path("mensen/<int:pk>/actief/", administration.administration_account_active, name="administration_account_active"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("account/", include("allauth.urls")),
    path("uitnodiging/<str:token>/", invitation.invitation, name="invitation"),
    path("beheer/", include(ADMINISTRATION_URLS)),
    path("koepel/<slug:network>/", include(_list_people_urls("network_"))),
    path("koepel/<slug:network>/stuurgroep/", steering.steering, name="network_steering"),
    path("service-worker.js", installing.service_worker, name="service_worker"),
    path("visitor-worker.js", installing.visitor_worker, name="visitor_worker"),
    path("<site:site>/app.webmanifest", installing.app_manifest, name="app_manifest"),
    path("<site:site>/logo/<int:logo>/", logos.logo, name="logo"),
    path("<site:site>/beheer/", include(SITE_URLS)),
    path("<site:site>/stuurgroep/", steering.steering, name="steering"),
]
