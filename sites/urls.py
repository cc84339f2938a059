"""Sign-in, accounts, and the pages of networks and administrators."""

from django.urls import URLPattern, URLResolver, include, path

from sites import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("account/", include("allauth.urls")),
]
