"""Fixed words of the offer."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Function(models.TextChoices):
    """The four functions of a STEK."""

    MEET = "meet", _("ontmoeten")
    LEARN = "learn", _("leren")
    REFER = "refer", _("verwijzen")
    POLITICISE = "politicise", _("politiseren")


class Need(models.TextChoices):
    """Why somebody comes, in a word of their own."""

    PAPERS = "papers", _("papieren")
    FOOD = "food", _("eten")
    CHILDREN = "children", _("kinderen")
    TALK = "talk", _("babbel")


# An activity of which nobody said why people come: what its functions tell.
NEED_OF_FUNCTION = {Function.MEET: Need.TALK, Function.REFER: Need.PAPERS}

# The pages about why somebody comes: their address, and the need or function they are about.
TOPICS: dict[str, Need | Function] = {
    "papieren": Need.PAPERS,
    "eten": Need.FOOD,
    "kinderen": Need.CHILDREN,
    "babbel": Need.TALK,
    "ontmoeten": Function.MEET,
    "leren": Function.LEARN,
    "verwijzen": Function.REFER,
    "politiseren": Function.POLITICISE,
}


class NoticeKind(models.TextChoices):
    """What a notice is about."""

    NEWS = "news", _("iets om te weten")
    GUEST = "guest", _("een gast of iets eenmaligs")
    ANSWER = "answer", _("wat er met een signaal gebeurde")


class ActivityKind(models.TextChoices):
    """How an activity takes place."""

    REGULAR = "regular", _("vast aanbod")
    ONE_OFF = "one_off", _("eenmalig")
    OUTREACH = "outreach", _("buiten de muren")
    MEETING = "meeting", _("overleg of groep")
    INDIVIDUAL = "individual", _("individueel contact")


class Appointment(models.TextChoices):
    """Whether somebody must say beforehand that they come."""

    NONE = "none", _("gewoon binnenlopen")
    POSSIBLE = "possible", _("afspraak kan, hoeft niet")
    NEEDED = "needed", _("op afspraak")


class SpokenLanguage(models.TextChoices):
    """A language that somebody speaks at an activity; codes of ISO 639, as feeds use them."""

    NL = "nl", _("Nederlands")
    FR = "fr", _("Frans")
    EN = "en", _("Engels")
    AR = "ar", _("Arabisch")
    TR = "tr", _("Turks")
    UK = "uk", _("Oekraïens")
    RU = "ru", _("Russisch")
    FA = "fa", _("Farsi of Dari")
    PS = "ps", _("Pasjtoe")
    PL = "pl", _("Pools")
    BG = "bg", _("Bulgaars")
    RO = "ro", _("Roemeens")
    ES = "es", _("Spaans")
    PT = "pt", _("Portugees")
    DE = "de", _("Duits")
    BER = "ber", _("Berbers")
    SO = "so", _("Somalisch")
    TI = "ti", _("Tigrinya")


class ChangeKind(models.TextChoices):
    """What is different on one date of a slot."""

    CANCELLED = "cancelled", _("gaat niet door")
    MOVED = "moved", _("op een andere dag")
    HOURS = "hours", _("op een ander uur")
    ELSEWHERE = "elsewhere", _("op een andere plek")


class OccurrenceStatus(models.TextChoices):
    """What became of one time of a slot."""

    PLANNED = "planned", _("gaat door")
    CANCELLED = "cancelled", _("gaat niet door")
    MOVED_AWAY = "moved_away", _("op een andere dag")
    MOVED_HERE = "moved_here", _("uitzonderlijk op deze dag")
    HOURS = "hours", _("op een ander uur")
    ELSEWHERE = "elsewhere", _("op een andere plek")
    CLOSED = "closed", _("gesloten")


class SessionKind(models.TextChoices):
    """Where a session stands with regard to the fixed moment."""

    SLOT = "slot", _("vast moment")
    APPOINTMENT = "appointment", _("op afspraak")
    HOME_VISIT = "home_visit", _("huisbezoek")
    OUTREACH = "outreach", _("outreach")
    EXTRA = "extra", _("extra keer")


class Round(models.TextChoices):
    """Where a round outside the walls went."""

    STREET = "street", _("op straat")
    DOOR = "door", _("aan de deur")
    HOME_VISIT = "home_visit", _("huisbezoek")
    PHONE = "phone", _("telefoon")


class Precision(models.TextChoices):
    """How exactly the date of a milestone is known."""

    DAY = "day", _("dag")
    MONTH = "month", _("maand")
    SEASON = "season", _("seizoen")
    YEAR = "year", _("jaar")


class Season(models.TextChoices):
    """Seasons as people say them, in the order of the year."""

    SPRING = "1_spring", _("voorjaar")
    SUMMER = "2_summer", _("zomer")
    AUTUMN = "3_autumn", _("najaar")
    WINTER = "4_winter", _("winter")


FIRST_MONTHS = {Season.SPRING: 3, Season.SUMMER: 6, Season.AUTUMN: 9, Season.WINTER: 12}
"""The month in which each season begins."""


class Repeat(models.TextChoices):
    """How often a moment comes back, as somebody chooses it."""

    WEEKLY = "weekly", _("elke week")
    FORTNIGHTLY = "fortnightly", _("om de twee weken")
    MONTHLY = "monthly", _("één of meer keren per maand")
    ONCE = "once", _("één keer, of op losse dagen")


class Weekday(models.IntegerChoices):
    """The days of the week, counted as Python counts them."""

    MONDAY = 0, _("maandag")
    TUESDAY = 1, _("dinsdag")
    WEDNESDAY = 2, _("woensdag")
    THURSDAY = 3, _("donderdag")
    FRIDAY = 4, _("vrijdag")
    SATURDAY = 5, _("zaterdag")
    SUNDAY = 6, _("zondag")


class Nth(models.IntegerChoices):
    """Which of a month's weekdays."""

    FIRST = 1, _("eerste")
    SECOND = 2, _("tweede")
    THIRD = 3, _("derde")
    FOURTH = 4, _("vierde")
    LAST = -1, _("laatste")


class PartnerActStatus(models.TextChoices):
    """What became of something that a partner did or asked."""

    WAITING = "waiting", _("wacht op het team")
    LIVE = "live", _("staat op de pagina")
    SEEN = "seen", _("gezien door het team")
    ACCEPTED = "accepted", _("aanvaard door het team")
    DECLINED = "declined", _("niet aanvaard door het team")
    TAKEN_BACK = "taken_back", _("teruggenomen")


class OfferAct(models.TextChoices):
    """What somebody did to the offer, as it stands on record (`sites.AuditEntry`)."""

    ACTIVITY_ADDED = "activity-added", _("nieuwe activiteit")
    ACTIVITY_EDITED = "activity-edited", _("activiteit aangepast")
    ACTIVITY_REMOVED = "activity-removed", _("activiteit weggehaald")
    ACTIVITY_CONFIRMED = "activity-confirmed", _("nagekeken: klopt nog")
    ORDER_CHANGED = "order-changed", _("volgorde aangepast")
    SLOT_ADDED = "slot-added", _("nieuw moment")
    SLOT_EDITED = "slot-edited", _("moment verbeterd")
    SLOT_MOVED = "slot-moved", _("voortaan op een ander moment")
    SEASON_REPEATED = "season-repeated", _("nieuw seizoen")
    SLOT_ENDED = "slot-ended", _("moment stopt")
    SLOT_REMOVED = "slot-removed", _("moment weggehaald")
    DATE_CANCELLED = "date-cancelled", _("gaat één keer niet door")
    DATE_CHANGED = "date-changed", _("één keer anders")
    DATE_RESTORED = "date-restored", _("gaat weer gewoon door")
    CLOSURE_ADDED = "closure-added", _("sluiting")
    CLOSURE_EDITED = "closure-edited", _("sluiting aangepast")
    CLOSURE_REMOVED = "closure-removed", _("sluiting weggehaald")
    NOTICE_ADDED = "notice-added", _("nieuwe mededeling")
    NOTICE_EDITED = "notice-edited", _("mededeling aangepast")
    NOTICE_REMOVED = "notice-removed", _("mededeling weggehaald")
    MILESTONE_ADDED = "milestone-added", _("nieuw sleutelmoment")
    MILESTONE_EDITED = "milestone-edited", _("sleutelmoment aangepast")
    MILESTONE_REMOVED = "milestone-removed", _("sleutelmoment weggehaald")
    PARTNER_ADDED = "partner-added", _("nieuwe partner")
    PARTNER_EDITED = "partner-edited", _("partner aangepast")
    PARTNER_REMOVED = "partner-removed", _("partner weggehaald")
    VENUE_ADDED = "venue-added", _("nieuwe plek")
    VENUE_EDITED = "venue-edited", _("plek aangepast")
    PERIOD_ADDED = "period-added", _("nieuwe projectperiode")
    PERIOD_EDITED = "period-edited", _("projectperiode aangepast")
    FUNDER_LOGO = "funder-logo", _("logo van wie meebetaalt")
    TEXTS_TRANSLATED = "texts-translated", _("teksten vertaald")
    PARTNER_LINK_MADE = "partner-link-made", _("link voor een partner")
    PARTNER_LINKS_WITHDRAWN = "partner-links-withdrawn", _("links van een partner ingetrokken")
    PARTNER_PROPOSED = "partner-proposed", _("vraagt een wijziging")
    PARTNER_ACCEPTED = "partner-accepted", _("wijziging van een partner aanvaard")
    PARTNER_DECLINED = "partner-declined", _("wijziging van een partner niet aanvaard")
    UNDONE = "offer-undone", _("ongedaan gemaakt")
