"""What visitors tell us: pages of the team."""

from django.urls import URLPattern, URLResolver, include, path

from signals.views import (
    board,
    contact,
    follow_up,
    following,
    importing,
    outbox,
    own_uniques,
    reported,
    session,
    shared_lists,
    shell,
    signal,
    site_lists,
    starting,
)

LIST_URLS: list[URLPattern] = [
    path("", site_lists.list_overview, name="list_overview"),
    path("maak-ongedaan/<str:token>/", site_lists.list_undo, name="list_undo"),
    path("verdeling/", site_lists.theme_map, name="theme_map"),
    path("uniek/", own_uniques.unique_list, name="unique_list"),
    path("uniek/<slug:activity>/", own_uniques.unique_switch, name="unique_switch"),
    path("<slug:list_name>/", site_lists.list_page, name="list_page"),
    path("<slug:list_name>/volg/", following.list_follow, name="list_follow"),
    path("<slug:list_name>/volg-niet-meer/", following.list_unfollow, name="list_unfollow"),
    path("<slug:list_name>/begin/", site_lists.list_begin, name="list_begin"),
    path("<slug:list_name>/vraag/", site_lists.list_ask, name="list_ask"),
    path("<slug:list_name>/vraag-niet-meer/", site_lists.list_stop_asking, name="list_stop_asking"),
    path("<slug:list_name>/<int:item>/", site_lists.list_item, name="list_item"),
    path("<slug:list_name>/<int:item>/plaats/", site_lists.list_item_move, name="list_item_move"),
    path("<slug:list_name>/<int:item>/vervang/", site_lists.list_item_replace, name="list_item_replace"),
    path("<slug:list_name>/<int:item>/stop/", site_lists.list_item_retire, name="list_item_retire"),
    path("<slug:list_name>/<int:item>/terug/", site_lists.list_item_restore, name="list_item_restore"),
    path("<slug:list_name>/<int:item>/weg/", site_lists.list_item_remove, name="list_item_remove"),
]

NETWORK_URLS: list[URLPattern] = [
    path("lijsten/", shared_lists.shared_overview, name="network_list_overview"),
    path("lijsten/maak-ongedaan/<str:token>/", shared_lists.shared_undo, name="network_list_undo"),
    path("lijsten/<slug:list_name>/", shared_lists.shared_page, name="network_list_page"),
    path("lijsten/<slug:list_name>/begin/", shared_lists.shared_begin, name="network_list_begin"),
    path("lijsten/<slug:list_name>/<int:item>/", shared_lists.shared_item, name="network_list_item"),
    path("lijsten/<slug:list_name>/<int:item>/plaats/", shared_lists.shared_item_move, name="network_list_item_move"),
    path("lijsten/<slug:list_name>/<int:item>/stop/", shared_lists.shared_item_retire, name="network_list_item_retire"),
    path(
        "lijsten/<slug:list_name>/<int:item>/terug/",
        shared_lists.shared_item_restore,
        name="network_list_item_restore",
    ),
]
"""Pages of a network; all others are of a site."""

START_URLS: list[URLPattern] = [
    path("nieuw/", starting.start_add, name="start_add"),
    path("<int:pk>/start/plek/", starting.start_place, name="start_place"),
    path("<int:pk>/start/soort/", starting.start_lists, name="start_lists"),
    path("<int:pk>/start/partners/", starting.start_partners, name="start_partners"),
    path("<int:pk>/start/partners/<int:partner>/weg/", starting.start_partner_remove, name="start_partner_remove"),
    path("<int:pk>/start/aanbod/", starting.start_offer, name="start_offer"),
    path("<int:pk>/start/aanbod/<slug:activity>/weg/", starting.start_activity_remove, name="start_activity_remove"),
    path("<int:pk>/start/mensen/", starting.start_people, name="start_people"),
    path("<int:pk>/start/mensen/<int:invitation>/weg/", starting.start_person_remove, name="start_person_remove"),
    path("<int:pk>/start/kijken/", starting.start_look, name="start_look"),
    path("<int:pk>/start/voorbeeld/", starting.start_preview, name="start_preview"),
    path("<int:pk>/start/open/", starting.start_open, name="start_open"),
    path("<int:pk>/start/weg/", starting.start_discard, name="start_discard"),
]
"""Below administration: starting a site, until it opens."""

IMPORT_URLS: list[URLPattern] = [
    path("", importing.import_list, name="import_list"),
    path("onthouden/", importing.import_memory, name="import_memory"),
    path("onthouden/<int:meaning>/vergeet/", importing.import_forget, name="import_forget"),
    path("<uuid:import_file>/", importing.import_file, name="import_file"),
    path("<uuid:import_file>/kolommen/", importing.import_columns, name="import_columns"),
    path("<uuid:import_file>/woorden/", importing.import_words, name="import_words"),
    path("<uuid:import_file>/lees-in/", importing.import_take_over, name="import_take_over"),
    path("<uuid:import_file>/weg/", importing.import_withdraw, name="import_withdraw"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("team/", board.board, name="board"),
    path("team/tellen/", session.session_add, name="session_add"),
    path("team/buiten/", session.outreach_add, name="outreach_add"),
    path("team/tellen/<uuid:session>/", session.session_edit, name="session_edit"),
    path("team/tellen/<uuid:session>/weg/", session.session_delete, name="session_delete"),
    path("team/versturen/", outbox.outbox, name="outbox"),
    path("team/te-versturen/", shell.outbox_page, name="outbox_page"),
    path("team/zonder-verbinding/", shell.app_shell, name="app_shell"),
    path("team/tellen/blanco/", shell.session_blank, name="session_blank"),
    path("team/buiten/blanco/", shell.outreach_blank, name="outreach_blank"),
    path("team/contacten/blanco/", shell.contact_blank, name="contact_blank"),
    path("team/contacten/", contact.contact_list, name="contact_list"),
    path("team/contacten/nieuw/", contact.contact_add, name="contact_add"),
    path("team/contacten/<uuid:contact>/", contact.contact_edit, name="contact_edit"),
    path("team/contacten/<uuid:contact>/weg/", contact.contact_delete, name="contact_delete"),
    path("team/hulpvragen/<uuid:help_request>/navragen/", follow_up.follow_up_add, name="follow_up_add"),
    path("team/navragen/<uuid:follow_up>/gedaan/", follow_up.follow_up_done, name="follow_up_done"),
    path("team/navragen/<uuid:follow_up>/niet-gedaan/", follow_up.follow_up_reopen, name="follow_up_reopen"),
    path("team/navragen/<uuid:follow_up>/later/", follow_up.follow_up_later, name="follow_up_later"),
    path("team/signalen/", signal.signal_list, name="signal_list"),
    path("team/signalen/nieuw/", signal.signal_add, name="signal_add"),
    path("team/signalen/plaats/", signal.signal_place, name="signal_place"),
    path("team/signalen/<int:signal>/", signal.signal_edit, name="signal_edit"),
    path("team/signalen/<int:signal>/samenvoegen/", signal.signal_merge, name="signal_merge"),
    path("team/signalen/<int:signal>/los/", signal.signal_detach, name="signal_detach"),
    path("beheer/lijsten/", include(LIST_URLS)),
    path("beheer/inlezen/", include(IMPORT_URLS)),
    path("beheer/andere-jaren/", reported.reported_list, name="reported_list"),
    path("beheer/andere-jaren/nieuw/", reported.reported_add, name="reported_add"),
    path("beheer/andere-jaren/lees-in/", reported.reported_take_over, name="reported_take_over"),
    path("beheer/andere-jaren/<uuid:figure>/", reported.reported_edit, name="reported_edit"),
    path("beheer/andere-jaren/<uuid:figure>/weg/", reported.reported_remove, name="reported_remove"),
]
