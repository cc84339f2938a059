"""What visitors tell us: pages of the team."""

from django.urls import URLPattern, path

from signals.views import signal

urlpatterns: list[URLPattern] = [
    path("team/signalen/", signal.signal_list, name="signal_list"),
    path("team/signalen/nieuw/", signal.signal_add, name="signal_add"),
    path("team/signalen/plaats/", signal.signal_place, name="signal_place"),
    path("team/signalen/<int:signal>/", signal.signal_edit, name="signal_edit"),
    path("team/signalen/<int:signal>/samenvoegen/", signal.signal_merge, name="signal_merge"),
    path("team/signalen/<int:signal>/los/", signal.signal_detach, name="signal_detach"),
]
