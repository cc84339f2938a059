"""GS9 in Harelbeke: its offer and the activities of its registration form. Its history is in `stek.demo.gs9`."""

from activities.vocabulary import ActivityKind, Appointment, Function, Need
from signals.vocabulary import GroupKind
from sites.vocabulary import Accent
from stek.demo.shapes import (
    ActivityFacts,
    GroupFacts,
    PartnerFacts,
    PeriodFacts,
    SiteFacts,
    SlotFacts,
    VenueFacts,
)

PARTNERS = (
    PartnerFacts(
        slug="saamo",
        name="SAAMO West-Vlaanderen",
        description="De opbouwwerkers die GS9 openhouden en mensen samenbrengen.",
        phone="056 00 00 01",
    ),
    PartnerFacts(
        slug="huis-van-welzijn",
        name="Huis van Welzijn",
        description="De sociale dienst van de stad, een buur van GS9.",
        phone="056 00 00 02",
    ),
    PartnerFacts(slug="stad", name="Stad Harelbeke", description="De stad geeft GS9 een dak en steun."),
)

ACTIVITIES = (
    ActivityFacts(
        slug="sociale-kruidenier",
        name="Sociale kruidenier",
        functions=(Function.MEET, Function.REFER),
        needs=(Need.FOOD,),
        partners=("huis-van-welzijn",),
        summary="Goedkopere boodschappen, en tijd voor een babbel.",
        eligibility="Vraag het na bij het Huis van Welzijn.",
        phone="056 00 00 02",
    ),
    ActivityFacts(
        slug="huisbezoek", name="Huisbezoek", functions=(Function.MEET,), kind=ActivityKind.OUTREACH, is_public=False
    ),
    ActivityFacts(
        slug="contact-op-straat",
        name="Contact op straat",
        functions=(Function.MEET,),
        kind=ActivityKind.OUTREACH,
        is_public=False,
    ),
    ActivityFacts(
        slug="naaiatelier",
        name="Naaiatelier",
        functions=(Function.MEET, Function.LEARN),
        partners=("saamo",),
        summary="Samen naaien en herstellen, ook als je het nog moet leren.",
        price="Gratis",
        phone="056 00 00 01",
        counts_uniques=True,
        slots=(
            SlotFacts(
                rule="FREQ=WEEKLY;BYDAY=TH",
                hours=("09:00", "11:30"),
                since="2019-09-05",
                venue="Arendswijk",
                skips_school_holidays=True,
            ),
        ),
    ),
    ActivityFacts(
        slug="focusgroep",
        name="Focusgroep",
        functions=(Function.POLITICISE,),
        partners=("saamo",),
        kind=ActivityKind.MEETING,
        summary="Vier keer per jaar praten we over wat beter moet in de stad.",
        phone="056 00 00 01",
    ),
    ActivityFacts(
        slug="individueel-gesprek",
        name="Individueel gesprek",
        functions=(Function.REFER,),
        kind=ActivityKind.INDIVIDUAL,
        is_public=False,
    ),
    ActivityFacts(
        slug="sociale-dienst",
        name="Sociale dienst",
        functions=(Function.REFER,),
        kind=ActivityKind.INDIVIDUAL,
        is_public=False,
    ),
    ActivityFacts(
        slug="huis-van-het-kind",
        name="Huis van het Kind",
        functions=(Function.REFER,),
        needs=(Need.CHILDREN,),
        kind=ActivityKind.OUTREACH,
        is_public=False,
    ),
    ActivityFacts(
        slug="cc-t-spoor",
        name="CC 't Spoor",
        functions=(Function.MEET,),
        kind=ActivityKind.OUTREACH,
        is_public=False,
    ),
    ActivityFacts(
        slug="praattafel-schoolbabbel",
        name="Praattafel/Schoolbabbel",
        functions=(Function.LEARN,),
        needs=(
            Need.TALK,
            Need.CHILDREN,
        ),
        kind=ActivityKind.OUTREACH,
        is_public=False,
    ),
    ActivityFacts(
        slug="digipunt",
        name="Digipunt",
        functions=(Function.LEARN, Function.REFER),
        needs=(Need.PAPERS,),
        partners=("saamo",),
        summary="Hulp met je telefoon, je computer of je papieren op het internet.",
        price="Gratis",
        appointment=Appointment.POSSIBLE,
        phone="056 00 00 01",
        starts_on="2021-03-01",
        counts_uniques=True,
        slots=(SlotFacts(rule="FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", hours=("13:30", "16:30"), since="2021-03-01"),),
    ),
    ActivityFacts(
        slug="soep-met-babbels",
        name="Soep met Babbels",
        functions=(Function.MEET,),
        needs=(
            Need.FOOD,
            Need.TALK,
        ),
        partners=("saamo",),
        summary="Samen soep maken en eten, en iedereen praat mee.",
        price="Gratis",
        phone="056 00 00 01",
        starts_on="2022-01-07",
        counts_uniques=True,
        slots=(SlotFacts(rule="FREQ=WEEKLY;BYDAY=FR", hours=("09:30", "11:30"), since="2022-01-07"),),
    ),
)

HARELBEKE = SiteFacts(
    slug="gs9",
    name="GS9",
    network="harelbeke",
    municipality="Harelbeke",
    tagline="Een open huis in Harelbeke, voor soep, een computervraag of een gesprek.",
    phone="056 00 00 01",
    email="gs9@stek.example",
    accent=Accent.NIGHT,
    started_on="2018-01-01",
    venues=(
        VenueFacts(
            name="GS9",
            street="Gentsestraat 9",
            postcode="8530",
            town="Harelbeke",
            directions="In het centrum, op vijf minuten stappen van de markt.",
            accessibility="De ingang heeft geen trap.",
        ),
        VenueFacts(name="Arendswijk", town="Harelbeke"),
    ),
    partners=PARTNERS,
    activities=ACTIVITIES,
    periods=(
        PeriodFacts(
            name="Projectperiode 2020-2022",
            starts_on="2020-01-01",
            ends_on="2022-12-31",
            funders=("Stad Harelbeke", "SAAMO West-Vlaanderen"),
        ),
        PeriodFacts(
            name="Lopende werking",
            starts_on="2023-01-01",
            ends_on=None,
            funders=("Stad Harelbeke", "SAAMO West-Vlaanderen"),
            note="aanname van de demo",
        ),
    ),
    groups=(
        GroupFacts(
            kind=GroupKind.FOCUS,
            name="Focusgroep Harelbeke",
            rhythm="vier keer per jaar",
            members=("Bezoekers", "Opbouwwerker"),
        ),
    ),
    themes_most_used=("Dienstverlening", "Financieel", "Huisvesting", "NT2"),
)
