"""Kantine Bezemheide in Kalmthout: the facts of its flyer and its history."""

from activities.vocabulary import Appointment, Function, Need, Precision, Season, SpokenLanguage
from signals.vocabulary import GroupKind
from sites.vocabulary import Accent
from stek.demo.rounds import OUTREACH
from stek.demo.shapes import (
    ActivityFacts,
    GroupFacts,
    MilestoneFacts,
    PartnerFacts,
    PeriodFacts,
    SiteFacts,
    SlotFacts,
    VenueFacts,
)

THURSDAY = "FREQ=WEEKLY;BYDAY=TH"
ELSEWHERE = "DC De Groten Uitleg"

PARTNERS = (
    PartnerFacts(
        slug="sociaal-winkelpunt",
        name="Sociaal Winkelpunt",
        description="Runt Tkruideniertje met een dertigtal vrijwilligers, samen met de gemeente en het OCMW.",
        phone="03 000 00 05",
    ),
    PartnerFacts(
        slug="twinkeltje",
        name="Twinkeltje",
        description="Vrijwilligers, de gemeente en de Gezinsbond houden de winkel met kinderspullen open.",
        phone="03 000 00 05",
    ),
    PartnerFacts(
        slug="rap-op-stap",
        name="Rap op Stap",
        description="Vrijwilligers die een betaalbare uitstap of vakantie mee uitzoeken.",
        phone="03 000 00 06",
    ),
    PartnerFacts(
        slug="saamo",
        name="SAAMO",
        description="De opbouwwerkers die de Kantine openhouden en mensen samenbrengen.",
        phone="03 000 00 02",
    ),
    PartnerFacts(
        slug="ligo",
        name="Ligo Antwerpen",
        description="Gratis lessen voor volwassenen, stap voor stap.",
        phone="03 000 00 07",
    ),
    PartnerFacts(
        slug="caw",
        name="CAW Antwerpen",
        description="Helpt gratis met papieren, geld, wonen en relaties.",
        phone="03 000 00 08",
    ),
    PartnerFacts(
        slug="gemeente",
        name="Gemeente Kalmthout",
        description="De gemeente en het OCMW geven de Kantine een dak en steun.",
    ),
    PartnerFacts(
        slug="de-voorkempen",
        name="De Voorkempen",
        description="De sociale dienst van de sociale woningen in de streek.",
    ),
)

ACTIVITIES = (
    ActivityFacts(
        slug="tkruideniertje",
        name="Tkruideniertje",
        functions=(Function.MEET, Function.REFER),
        needs=(Need.FOOD,),
        partners=("sociaal-winkelpunt",),
        summary="Verse, gezonde producten voor een kleinere prijs.",
        description=(
            "Hoeveel je per week kan kopen, hangt af van je gezin. De kaart geldt zes maanden; daarna bekijken we "
            "samen of je ze houdt."
        ),
        eligibility="Met een klantenkaart. Die vraag je aan bij de sociale dienst van het OCMW.",
        phone="03 000 00 05",
        email="vrijwilliger@stek.example",
        slots=(SlotFacts(rule=THURSDAY, hours=("10:30", "18:00"), since="2022-07-07"),),
    ),
    ActivityFacts(
        slug="twinkeltje",
        name="Twinkeltje",
        functions=(Function.MEET,),
        needs=(Need.CHILDREN,),
        partners=("twinkeltje",),
        summary="Tweedehands kleren en spullen voor kinderen tot en met 12 jaar.",
        eligibility="Met een gezinspas, ook voor pleegouders. Vraag de pas aan bij het OCMW.",
        phone="03 000 00 05",
        email="vrijwilliger@stek.example",
        slots=(SlotFacts(rule=THURSDAY, hours=("10:30", "18:00"), since="2022-07-07"),),
    ),
    ActivityFacts(
        slug="rap-op-stap",
        name="Rap op Stap",
        functions=(Function.MEET, Function.REFER),
        needs=(
            Need.CHILDREN,
            Need.TALK,
        ),
        partners=("rap-op-stap",),
        summary="Een daguitstap, een voorstelling of een vakantie die je kan betalen.",
        eligibility="Met een verhoogde tegemoetkoming.",
        phone="03 000 00 06",
        email="rapopstap@stek.example",
        slots=(
            SlotFacts(rule="FREQ=WEEKLY;BYDAY=MO", hours=("10:00", "11:30"), since="2022-07-04", venue=ELSEWHERE),
            SlotFacts(rule=THURSDAY, hours=("13:30", "16:00"), since="2022-07-07"),
        ),
    ),
    ActivityFacts(
        slug="ontmoeting",
        name="Ontmoeting SAAMO",
        functions=(Function.MEET, Function.POLITICISE),
        partners=("saamo",),
        summary="Koffie, spel, samen koken of eten, of gewoon even zitten.",
        description=(
            "Je hoeft niets te kunnen en niets te kopen. Heb je zelf een idee voor een activiteit? Dan maken we er "
            "samen iets van."
        ),
        price="Meestal gratis. Koffie, thee en water kosten niets.",
        phone="03 000 00 02",
        email="ontmoeting@stek.example",
        slots=(SlotFacts(rule="FREQ=WEEKLY;BYDAY=TU", hours=("13:00", "16:00"), since="2022-02-08"),),
    ),
    ActivityFacts(
        slug="open-leersalon",
        name="Open Leersalon",
        functions=(Function.LEARN,),
        partners=("ligo",),
        summary="Met je eigen vraag leren werken op computer of telefoon.",
        description="Een mail sturen, een afspraak maken op het internet, een app gebruiken: we zoeken het samen uit.",
        price="Gratis",
        phone="03 000 00 07",
        email="openleersalon@stek.example",
        slots=(SlotFacts(rule=THURSDAY, hours=("13:00", "15:30"), since="2022-07-07"),),
    ),
    ActivityFacts(
        slug="koffie-formulieren",
        name="Koffie & Formulieren",
        functions=(Function.REFER, Function.LEARN),
        partners=("caw", "saamo"),
        summary="Een moeilijke brief, een factuur of een aanvraag? We bekijken het samen.",
        description=(
            "We lezen de brief samen tot je hem begrijpt. We vullen samen formulieren in, op papier of op de computer. "
            "Heb je een andere vraag? Ook dan zoeken we samen verder."
        ),
        languages=(SpokenLanguage.NL, SpokenLanguage.FR, SpokenLanguage.EN),
        school_hours="Je bent klaar voor de schoolpoort opengaat.",
        price="Gratis",
        phone="03 000 00 08",
        email="koffie-formulieren@stek.example",
        slots=(SlotFacts(rule=THURSDAY, hours=("13:00", "15:30"), since="2022-09-22"),),
    ),
    ActivityFacts(
        slug="uit-pas",
        name="Uit-pas",
        functions=(Function.MEET,),
        partners=("gemeente",),
        summary="Goedkoper naar sport, cultuur en uitstappen. Vraag ernaar aan het onthaal.",
    ),
    ActivityFacts(
        slug="de-voorkempen",
        name="De Voorkempen",
        functions=(Function.REFER,),
        partners=("de-voorkempen",),
        summary="Vragen over een sociale woning. We maken samen een afspraak.",
        appointment=Appointment.NEEDED,
    ),
    OUTREACH,
)

MILESTONES = (
    MilestoneFacts(
        on="2021-09-01",
        precision=Precision.SEASON,
        season=Season.AUTUMN,
        text="Leader-steun toegekend; SAAMO bereidt het project voor met de gemeente",
    ),
    MilestoneFacts(on="2022-01-10", text="De opbouwwerker van SAAMO begint en legt de eerste contacten"),
    MilestoneFacts(on="2022-02-08", text="Eerste wekelijkse moment op dinsdagnamiddag, met Ligo en vrijwilligers"),
    MilestoneFacts(on="2022-03-07", text="Workshop over energie met Ligo en de gemeente"),
    MilestoneFacts(on="2022-05-24", text="Ideeëntafel met klanten en vrijwilligers van de sociale kruidenier"),
    MilestoneFacts(on="2022-05-28", text="Workshop koken met groenten van het seizoen, met een bioboerderij"),
    MilestoneFacts(
        on="2022-06-01",
        precision=Precision.SEASON,
        season=Season.SUMMER,
        text="Kruidenier, Ligo, STEK en Rap op Stap verhuizen samen naar de Kantine",
    ),
    MilestoneFacts(on="2022-09-02", text="Eerste werkgroep Kantine Bezemheide"),
    MilestoneFacts(on="2022-09-22", text="Koffie & Formulieren begint op donderdagnamiddag"),
    MilestoneFacts(on="2022-09-29", text="De flyer met het aanbod van de Kantine is klaar"),
    MilestoneFacts(on="2022-10-01", text="Open kijkdag in de Kantine voor de buurt, de partners en het bestuur"),
    MilestoneFacts(on="2022-11-18", text="Eerste overleg over samenwerking met Dorpshuis Achterbroek"),
    MilestoneFacts(on="2022-12-09", text="De participatiegroep begint opnieuw, over het breed onthaal"),
    MilestoneFacts(on="2023-03-07", text="Eerste maandelijkse Samen koken, samen eten"),
    MilestoneFacts(on="2023-03-09", text="Nota over de toekomst een eerste keer besproken met de gemeente"),
    MilestoneFacts(on="2023-05-16", text="De Kantine gaat op pad naar de dorpshuizen van Achterbroek en Nieuwmoer"),
    MilestoneFacts(on="2023-05-22", text="De gemeente verlengt de werking tot juli 2025"),
    MilestoneFacts(on="2023-06-03", text="Langste Tafel in de Week van de Verbondenheid"),
)

KANTINE = SiteFacts(
    slug="kantine-bezemheide",
    name="Kantine Bezemheide",
    network="noorderkempen",
    municipality="Kalmthout",
    tagline="Stap zomaar binnen in Kalmthout voor koffie, goedkoop eten, hulp met papieren of een babbel.",
    phone="03 000 00 02",
    email="kantine@stek.example",
    accent=Accent.PETROL,
    started_on="2022-01-10",
    venues=(
        VenueFacts(
            name="Kantine Bezemheide",
            street="Gomarus van Geelstraat 30",
            postcode="2920",
            town="Kalmthout",
            directions="De bus stopt op vijf minuten stappen. Je fiets kan voor de deur staan.",
            accessibility="Je kan overal binnen met een rolstoel of een kinderwagen.",
            without_car="Te voet of met de fiets. In de straat is er een voetpad.",
            public_transport="De bus stopt dichtbij. Vraag ons welke op jouw uur rijdt.",
            lift="Geraak je er niet alleen? Bel ons, dan zoeken we wie je meeneemt.",
        ),
        VenueFacts(name=ELSEWHERE, town="Kalmthout"),
    ),
    partners=PARTNERS,
    activities=ACTIVITIES,
    milestones=MILESTONES,
    periods=(
        PeriodFacts(
            name="Opstart",
            starts_on="2022-01-10",
            ends_on="2023-06-30",
            funders=("Gemeente Kalmthout", "SAAMO", "Leader"),
        ),
        PeriodFacts(
            name="Verlenging",
            starts_on="2023-07-01",
            ends_on="2025-07-31",
            funders=("Gemeente Kalmthout", "SAAMO"),
            note="tot juli 2025",
        ),
        PeriodFacts(
            name="Lopende werking",
            starts_on="2025-08-01",
            ends_on=None,
            funders=("Gemeente Kalmthout", "SAAMO"),
            note="aanname van de demo",
        ),
    ),
    groups=(
        GroupFacts(
            kind=GroupKind.WORKING,
            name="Werkgroep Kantine Bezemheide",
            started_on="2022-09-02",
            members=(
                "SAAMO",
                "Ligo",
                "Gemeente Kalmthout",
                "Tkruideniertje",
                "Twinkeltje",
                "Rap op Stap",
                "CAW",
                "Vrijwilligers",
            ),
        ),
        GroupFacts(
            kind=GroupKind.PARTICIPATION,
            name="Participatiegroep Kalmthout",
            started_on="2022-12-09",
            members=("Bezoekers", "Gemeente Kalmthout", "ELZ Noorderkempen / GBO", "Opbouwwerker"),
        ),
    ),
    themes_most_used=("Financieel", "Huisvesting", "Gezondheid", "Dienstverlening"),
)
