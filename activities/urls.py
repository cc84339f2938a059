"""The offer of a site: how it is kept, and its public pages. Mounted last: its first page is the site's own address.

What visitors read stands apart in `VISITOR_URLS`, because it has an address in each language.
"""

from django.urls import URLPattern, path

from activities.views import (
    activities,
    feeds,
    freshness,
    news,
    offer,
    open_data,
    organisations,
    partner,
    partner_acts,
    partner_links,
    public,
    seasons,
    slots,
    translations,
)

urlpatterns: list[URLPattern] = [
    path("team/aanbod/", offer.offer, name="offer"),
    path("team/aanbod/vandaag-gesloten/", offer.close_today, name="close_today"),
    path("team/aanbod/terug/<str:token>/", offer.offer_undo, name="offer_undo"),
    path("team/aanbod/volgorde/", activities.activity_order, name="activity_order"),
    path("team/aanbod/nieuw/", activities.activity_add, name="activity_add"),
    path("team/aanbod/activiteit/<slug:activity>/", activities.activity_manage, name="activity_manage"),
    path("team/aanbod/activiteit/<slug:activity>/aanpassen/", activities.activity_edit, name="activity_edit"),
    path(
        "team/aanbod/activiteit/<slug:activity>/vandaag-niet/", offer.activity_close_today, name="activity_close_today"
    ),
    path("team/aanbod/activiteit/<slug:activity>/moment/", slots.slot_add, name="slot_add"),
    path("team/aanbod/moment/<int:slot>/", slots.slot_edit, name="slot_edit"),
    path("team/aanbod/moment/<int:slot>/voortaan/", slots.slot_move, name="slot_move"),
    path("team/aanbod/moment/<int:slot>/stopt/", slots.slot_end, name="slot_end"),
    path("team/aanbod/moment/<int:slot>/anders/", slots.slot_change, name="slot_change"),
    path("team/aanbod/wijziging/<int:change>/weg/", slots.change_remove, name="change_remove"),
    path("team/aanbod/gesloten/", news.closure_list, name="closure_list"),
    path("team/aanbod/gesloten/nieuw/", news.closure_add, name="closure_add"),
    path("team/aanbod/gesloten/meer/", seasons.close_days, name="close_days"),
    path("team/aanbod/seizoen/", seasons.season_repeat, name="season_repeat"),
    path("team/aanbod/gesloten/<int:closure>/", news.closure_edit, name="closure_edit"),
    path("team/aanbod/gesloten/<int:closure>/weg/", news.closure_remove, name="closure_remove"),
    path("team/aanbod/mededelingen/", news.notice_list, name="notice_list"),
    path("team/aanbod/mededelingen/nieuw/", news.notice_add, name="notice_add"),
    path("team/aanbod/mededelingen/<int:notice>/", news.notice_edit, name="notice_edit"),
    path("team/aanbod/mededelingen/<int:notice>/weg/", news.notice_remove, name="notice_remove"),
    path("team/aanbod/sleutelmomenten/", news.milestone_list, name="milestone_list"),
    path("team/aanbod/sleutelmomenten/nieuw/", news.milestone_add, name="milestone_add"),
    path("team/aanbod/sleutelmomenten/<int:milestone>/", news.milestone_edit, name="milestone_edit"),
    path("team/aanbod/sleutelmomenten/<int:milestone>/weg/", news.milestone_remove, name="milestone_remove"),
    path("team/aanbod/partners/", organisations.partner_list, name="partner_list"),
    path("team/aanbod/partners/nieuw/", organisations.partner_add, name="partner_add"),
    path("team/aanbod/partners/<int:partner>/", organisations.partner_edit, name="partner_edit"),
    path("team/aanbod/partners/<int:partner>/link/", partner_links.partner_link_send, name="partner_link_send"),
    path("team/aanbod/partners/<int:partner>/tekst/", partner_links.partner_link_text, name="partner_link_text"),
    path(
        "team/aanbod/partners/<int:partner>/link-weg/",
        partner_links.partner_link_withdraw,
        name="partner_link_withdraw",
    ),
    path("team/aanbod/van-partners/", partner_acts.partner_act_list, name="partner_act_list"),
    path("team/aanbod/van-partners/<int:act>/", partner_acts.partner_act_decide, name="partner_act_decide"),
    path("team/aanbod/nakijken/", freshness.chaser_list, name="chaser_list"),
    path("team/aanbod/activiteit/<slug:activity>/nagekeken/", freshness.activity_confirm, name="activity_confirm"),
    path("team/aanbod/plekken/", organisations.venue_list, name="venue_list"),
    path("team/aanbod/plekken/nieuw/", organisations.venue_add, name="venue_add"),
    path("team/aanbod/plekken/<int:venue>/", organisations.venue_edit, name="venue_edit"),
    path("team/aanbod/projectperiodes/", organisations.period_list, name="period_list"),
    path("team/aanbod/projectperiodes/nieuw/", organisations.period_add, name="period_add"),
    path("team/aanbod/projectperiodes/<int:period>/", organisations.period_edit, name="period_edit"),
    path("team/aanbod/steun/<int:funder>/logo/", organisations.funder_logo, name="funder_logo"),
    path("team/aanbod/talen/", translations.translation_list, name="translation_list"),
    path("team/aanbod/talen/<str:language>/", translations.translation_edit, name="translation_edit"),
    path("partner/", partner.partner_home, name="partner_home"),
    path("partner/klopt/", partner.partner_confirm_all, name="partner_confirm_all"),
    path("partner/klaar/", partner.partner_leave, name="partner_leave"),
    path("partner/terug/<str:token>/", partner.partner_undo, name="partner_undo"),
    path("partner/aanbod/<slug:activity>/", partner.partner_activity, name="partner_activity"),
    path("partner/aanbod/<slug:activity>/klopt/", partner.partner_confirm, name="partner_confirm"),
    path("partner/aanbod/<slug:activity>/vandaag-niet/", partner.partner_close_today, name="partner_close_today"),
    path("partner/moment/<int:slot>/voortaan/", partner.partner_slot_move, name="partner_slot_move"),
    path("partner/moment/<int:slot>/anders/", partner.partner_slot_change, name="partner_slot_change"),
    path("partner/wijziging/<int:change>/weg/", partner.partner_change_remove, name="partner_change_remove"),
    path("aanbod.json", feeds.offer_document, name="offer_document"),
    path("uitdatabank.json", feeds.uitdatabank, name="uitdatabank"),
    path("nieuws.atom", feeds.site_news, name="site_news"),
    path("agenda.ics", feeds.site_calendar, name="site_calendar"),
    path("aanbod/<slug:activity>/agenda.ics", feeds.activity_calendar, name="activity_calendar"),
    path("aanbod/partner/<slug:partner_slug>/agenda.ics", feeds.partner_calendar, name="partner_calendar"),
    path("moment/", partner_links.partner_link_ask, name="partner_link_ask"),
    path("moment/<str:token>/", partner_links.partner_link, name="partner_link"),
]

# Pages that stand in every language; `stek.urls` mounts them.
VISITOR_URLS: list[URLPattern] = [
    path("", public.site_home, name="site_home"),
    path("aanbod/<slug:activity>/", public.activity_page, name="activity_page"),
    path("voor/<slug:topic>/", public.topic_page, name="topic_page"),
    path("kalender/", public.calendar, name="calendar"),
    path("kalender/<str:month>/", public.calendar, name="calendar_month"),
    path("wie/", public.who_works_here, name="who_works_here"),
    path("privacy/", public.privacy, name="privacy"),
    path("toegankelijkheid/", public.accessibility, name="accessibility"),
]

# What all sites publish together; `stek.urls` mounts it at the root.
OPEN_URLS: list[URLPattern] = [
    path("open/hsds/", open_data.hsds, name="hsds"),
    path("open/hsds/<slug:kind>", open_data.hsds_list, name="hsds_list"),
    path("open/hsds/<slug:kind>/<uuid:record>", open_data.hsds_record, name="hsds_record"),
]
