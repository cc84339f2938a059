"""What visitors tell us: pages of the team."""

from django.urls import URLPattern, path

from signals.views import board, contact, outbox, signal

urlpatterns: list[URLPattern] = [
    path("team/", board.board, name="board"),
    path("team/tellen/", board.session_add, name="session_add"),
    path("team/tellen/<uuid:session>/", board.session_edit, name="session_edit"),
    path("team/tellen/<uuid:session>/weg/", board.session_delete, name="session_delete"),
    path("team/versturen/", outbox.outbox, name="outbox"),
    path("team/contacten/", contact.contact_list, name="contact_list"),
    path("team/contacten/nieuw/", contact.contact_add, name="contact_add"),
    path("team/contacten/<uuid:contact>/", contact.contact_edit, name="contact_edit"),
    path("team/contacten/<uuid:contact>/weg/", contact.contact_delete, name="contact_delete"),
    path("team/signalen/", signal.signal_list, name="signal_list"),
    path("team/signalen/nieuw/", signal.signal_add, name="signal_add"),
    path("team/signalen/plaats/", signal.signal_place, name="signal_place"),
    path("team/signalen/<int:signal>/", signal.signal_edit, name="signal_edit"),
    path("team/signalen/<int:signal>/samenvoegen/", signal.signal_merge, name="signal_merge"),
    path("team/signalen/<int:signal>/los/", signal.signal_detach, name="signal_detach"),
]
