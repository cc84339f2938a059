"""'t Kattegat in Wuustwezel: the facts of its flyer and its history."""

from activities.vocabulary import Appointment, Function, Need, Precision, Season
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

THIRD_WEDNESDAY = "FREQ=MONTHLY;BYDAY=3WE"

PARTNERS = (
    PartnerFacts(
        slug="de-cirkel",
        name="De Cirkel",
        description="De sociale kruidenier van Wuustwezel, met vrijwilligers uit het dorp.",
        phone="03 000 00 01",
    ),
    PartnerFacts(
        slug="saamo",
        name="SAAMO",
        description="De opbouwwerkers die 't Kattegat openhouden en mensen samenbrengen.",
        phone="03 000 00 02",
    ),
    PartnerFacts(
        slug="caw",
        name="CAW Antwerpen",
        description="Helpt gratis met papieren, geld, wonen en relaties.",
        phone="03 000 00 03",
    ),
    PartnerFacts(
        slug="rap-op-stap",
        name="Rap op Stap",
        description="Vrijwilligers die een betaalbare uitstap of vakantie mee uitzoeken.",
        phone="03 000 00 04",
    ),
    PartnerFacts(
        slug="beweging-net", name="Beweging.net", description="De vrijwilligers achter de Fietsbieb voor kinderfietsen."
    ),
    PartnerFacts(slug="ligo", name="Ligo Antwerpen", description="Gratis lessen voor volwassenen, stap voor stap."),
    PartnerFacts(
        slug="de-voorkempen",
        name="De Voorkempen",
        description="De sociale dienst van de sociale woningen in de streek.",
    ),
    PartnerFacts(
        slug="gemeente",
        name="Gemeente Wuustwezel",
        description="De gemeente en het OCMW geven 't Kattegat een dak en steun.",
    ),
)

ACTIVITIES = (
    ActivityFacts(
        slug="de-cirkel",
        name="De Cirkel",
        functions=(Function.MEET, Function.REFER),
        needs=(Need.FOOD,),
        partners=("de-cirkel",),
        summary="Sociale kruidenier met verse en lekkere producten voor een kleine prijs.",
        eligibility="Voor wie weinig overhoudt op het einde van de maand. Vraag het na bij het OCMW.",
        phone="03 000 00 01",
        email="onthaal@stek.example",
        slots=(SlotFacts(rule="FREQ=WEEKLY;BYDAY=TH", hours=("13:00", "17:00"), since="2022-01-13"),),
    ),
    ActivityFacts(
        slug="ontmoeting",
        name="Ontmoetingsmoment SAAMO",
        functions=(Function.MEET, Function.LEARN, Function.POLITICISE),
        partners=("saamo",),
        summary="Een babbel, samen koken of knutselen, of met de groep op uitstap.",
        description=(
            "Kom binnen voor een koffie of een thee. Heb je zelf een idee voor iets leuks? Zeg het ons. "
            "Weet je niet waar je met een vraag terechtkan? De opbouwwerker zoekt het samen met jou uit. "
            "Wat er deze maand te doen is, hangt op de kalender aan de muur."
        ),
        price="Meestal gratis. Koffie, thee en water kosten niets.",
        phone="03 000 00 02",
        email="ontmoeting@stek.example",
        slots=(SlotFacts(rule="FREQ=WEEKLY;BYDAY=MO", hours=("13:00", "16:00"), since="2022-03-14"),),
    ),
    ActivityFacts(
        slug="koffie-formulieren",
        name="Koffie & Formulieren",
        functions=(Function.REFER, Function.LEARN),
        partners=("caw", "saamo"),
        summary="Een moeilijke brief, een factuur of een aanvraag? We bekijken het samen.",
        description=(
            "We lezen de brief samen tot je hem begrijpt. We vullen samen formulieren in, op papier of op de computer. "
            "Krijg je een factuur niet betaald? Dan regelen we samen een afbetaling."
        ),
        price="Gratis",
        phone="03 000 00 03",
        email="koffie-formulieren@stek.example",
        slots=(
            SlotFacts(rule="FREQ=WEEKLY;BYDAY=MO", hours=("13:00", "15:00"), since="2022-11-14", until="2023-02-08"),
            SlotFacts(
                rule="FREQ=WEEKLY;BYDAY=TH",
                hours=("13:00", "15:00"),
                since="2023-02-09",
                follows=True,
                note="Op donderdag zijn de mensen er al voor de sociale kruidenier.",
            ),
        ),
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
        eligibility="Met een verhoogde tegemoetkoming, of als het OCMW je doorstuurt.",
        phone="03 000 00 04",
        email="rapopstap@stek.example",
        slots=(
            SlotFacts(rule="FREQ=WEEKLY;BYDAY=TH", hours=("13:00", "15:00"), since="2023-01-19"),
            SlotFacts(rule=THIRD_WEDNESDAY, hours=("18:00", "19:30"), since="2023-03-15"),
        ),
    ),
    ActivityFacts(
        slug="fietsbieb",
        name="Fietsbieb",
        functions=(Function.MEET,),
        needs=(Need.CHILDREN,),
        partners=("beweging-net",),
        summary="Een kinderfiets op maat voor een heel jaar, voor kinderen tot 12 jaar.",
        description=(
            "Wordt de fiets te klein? Dan ruil je hem gratis voor een andere. "
            "Wie een goede kinderfiets schenkt, is een jaar gratis lid."
        ),
        price="€ 20 voor een jaar, en € 20 waarborg die je terugkrijgt",
        contact_text="Kom langs tijdens de uren van de Fietsbieb",
        slots=(SlotFacts(rule=THIRD_WEDNESDAY, hours=("18:00", "19:30"), since="2022-03-16"),),
    ),
    ActivityFacts(
        slug="open-leersalon",
        name="Open Leersalon",
        functions=(Function.LEARN,),
        partners=("ligo",),
        summary="Met je eigen vraag leren werken op computer of telefoon.",
        price="Gratis",
        phone="03 000 00 07",
        starts_on="2023-09-21",
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
    MilestoneFacts(on="2022-03-14", text="Ideeëntafel met klanten en vrijwilligers van de sociale kruidenier"),
    MilestoneFacts(on="2022-03-14", text="Eerste wekelijkse ontmoetingsmoment op maandagnamiddag"),
    MilestoneFacts(on="2022-03-01", precision=Precision.MONTH, text="De Fietsbieb van Beweging.net gaat open"),
    MilestoneFacts(on="2022-04-18", text="Eerste grote ontmoeting: een paasbrunch met de vrijwilligers"),
    MilestoneFacts(on="2022-08-17", text="Eerste avondmoment, samen met de Fietsbieb"),
    MilestoneFacts(on="2022-10-14", text="Eerste werkgroep 't Kattegat"),
    MilestoneFacts(on="2022-10-21", text="Overleg om Rap op Stap te starten"),
    MilestoneFacts(on="2022-11-14", text="Koffie & Formulieren begint op maandagnamiddag"),
    MilestoneFacts(on="2022-11-26", text="Open kijkdag in 't Kattegat voor de buurt, de partners en het bestuur"),
    MilestoneFacts(on="2023-01-19", text="Rap op Stap begint"),
    MilestoneFacts(on="2023-02-09", text="Koffie & Formulieren verhuist naar donderdagnamiddag"),
    MilestoneFacts(on="2023-02-23", text="Vorming over rechten van ouderen, met het OCMW"),
    MilestoneFacts(on="2023-03-09", text="Nota over de toekomst besproken met de gemeente"),
    MilestoneFacts(on="2023-03-15", text="Rap op Stap begint ook 's avonds, tijdens de Fietsbieb"),
    MilestoneFacts(on="2023-03-22", text="De flyer met het aanbod is klaar"),
    MilestoneFacts(on="2023-03-27", text="De gemeente verlengt de werking tot juli 2025"),
    MilestoneFacts(on="2023-04-08", text="Groepsuitstap met Rap op Stap naar een boerderij met ijs"),
    MilestoneFacts(on="2023-05-20", text="Langste Tafel in de Week van de Verbondenheid"),
    MilestoneFacts(on="2023-05-29", text="Overleg over samenwerking rond digitale inclusie"),
)

KATTEGAT = SiteFacts(
    slug="t-kattegat",
    name="'t Kattegat",
    network="noorderkempen",
    municipality="Wuustwezel",
    tagline="Een tafel in Wuustwezel waar altijd een stoel vrij is.",
    phone="03 000 00 02",
    email="kattegat@stek.example",
    accent=Accent.BRICK,
    started_on="2022-01-10",
    venues=(
        VenueFacts(
            name="'t Kattegat",
            street="Bredabaan 280",
            postcode="2990",
            town="Wuustwezel",
            directions="De bus stopt op de Bredabaan, vlakbij. Je fiets kan aan de gevel staan.",
            accessibility="De ingang heeft geen trap. Er is een toilet voor wie in een rolstoel zit.",
            public_transport="De bus stopt op de Bredabaan, vlakbij.",
            lift="Sommige bezoekers rijden samen. Bel ons, dan horen we wie jouw kant uit komt.",
        ),
    ),
    partners=PARTNERS,
    activities=ACTIVITIES,
    milestones=MILESTONES,
    periods=(
        PeriodFacts(
            name="Opstart",
            starts_on="2022-01-10",
            ends_on="2023-06-30",
            funders=("Gemeente Wuustwezel", "SAAMO", "Leader"),
        ),
        PeriodFacts(
            name="Verlenging",
            starts_on="2023-07-01",
            ends_on="2025-07-31",
            funders=("Gemeente Wuustwezel", "SAAMO"),
            note="tot juli 2025",
        ),
        PeriodFacts(
            name="Lopende werking",
            starts_on="2025-08-01",
            ends_on=None,
            funders=("Gemeente Wuustwezel", "SAAMO"),
            note="aanname van de demo",
        ),
    ),
    groups=(
        GroupFacts(
            kind=GroupKind.WORKING,
            name="Werkgroep 't Kattegat",
            started_on="2022-10-14",
            members=("SAAMO", "Gemeente Wuustwezel", "De Cirkel", "Fietsbieb", "Vrijwilligers"),
        ),
    ),
    themes_most_used=("Financieel", "Dienstverlening", "Huisvesting", "Vrije tijd"),
)
