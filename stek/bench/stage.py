"""A site of its own for measuring: a hundred thousand folded contacts over five years."""

import datetime

from django.db import connection

from activities.models import Activity, Slot
from signals.models import Approach, AttributeCategory, Contact, Theme
from signals.vocabulary import Dimension
from sites.models import Membership, Site, User, Venue
from sites.scope import site_scope
from sites.vocabulary import Role

CONTACTS = 100_000
FIRST_YEAR, YEARS = 2020, 5
THEMES = 13

FILL_CONTACTS = """
INSERT INTO signals_contact (id, revision, on_placeholder, is_deleted, is_folded, site_answer, activity_answer,
                             content_digest, activity_id, site_id)
SELECT gen_random_uuid(), 1, %(first)s::date + (n %% %(days)s), false, true, '', '', '',
       %(activity)s + (n %% 5), %(site)s
FROM generate_series(1, %(contacts)s) AS n
""".replace("on_placeholder", '"on"')

FILL_HELP_REQUESTS = """
INSERT INTO signals_helprequest (id, note, position, contact_id, site_id, theme_id)
SELECT gen_random_uuid(), '', 0, contact.id, contact.site_id, %(theme)s + (row_number() OVER () %% %(themes)s)
FROM signals_contact contact
"""

FILL_APPROACHES = """
INSERT INTO signals_helprequestapproach (id, approach_id, help_request_id, site_id)
SELECT gen_random_uuid(), %(approach)s, request.id, request.site_id FROM signals_helprequest request
"""

FILL_TALLIES = """
INSERT INTO signals_tally (id, month, basis, count, activity_id, site_id)
SELECT gen_random_uuid(), make_date(%(year)s + m / 12, 1 + m %% 12, 1), basis, 20, NULL, %(site)s
FROM generate_series(0, %(years)s * 12 - 1) AS m, unnest(ARRAY['ever', 'year']) AS basis
"""

FILL_ATTRIBUTE_TALLIES = """
INSERT INTO signals_attributetally (id, year, basis, count, activity_id, category_id, site_id)
SELECT gen_random_uuid(), y, basis, 30, NULL, category.id, %(site)s
FROM generate_series(%(year)s, %(year)s + %(years)s - 1) AS y, unnest(ARRAY['ever', 'year']) AS basis,
     signals_attributecategory category
"""


def build_stage() -> tuple[Site, User]:
    """The site and its worker; made once, reused by the next run."""
    worker = User.objects.filter(email="bench@stek.example").first() or User.objects.create_user(
        "bench@stek.example", name="Bench"
    )
    site, is_new = Site.objects.get_or_create(
        slug="bench", defaults={"name": "Bench", "municipality": "Bench", "phone": "03 000 00 00"}
    )
    if is_new:
        with site_scope(site.pk):
            Membership.objects.create(user=worker, role=Role.WORKER)
            _fill(site)
    return site, worker


def _fill(site: Site) -> None:
    Venue.objects.create(name="Bench", street="Bank 1", is_main=True)
    activities = [_make_activity(number) for number in range(5)]
    themes = [Theme.objects.create(name=f"Thema {number}", position=number) for number in range(THEMES)]
    approach = Approach.objects.create(name="Informatie")
    for key in ("yes", "no"):
        AttributeCategory.objects.create(dimension=Dimension.KNOWN, key=key, name=key)
    values = {
        "site": site.pk,
        "activity": activities[0].pk,
        "theme": themes[0].pk,
        "themes": THEMES,
        "approach": approach.pk,
        "first": datetime.date(FIRST_YEAR, 1, 1),
        "days": YEARS * 365,
        "year": FIRST_YEAR,
        "years": YEARS,
        "contacts": CONTACTS,
    }
    with connection.cursor() as cursor:
        for statement in (
            FILL_CONTACTS, FILL_HELP_REQUESTS, FILL_APPROACHES, FILL_TALLIES, FILL_ATTRIBUTE_TALLIES, "ANALYZE",
        ):  # fmt: skip
            cursor.execute(statement, values if "%(" in statement else None)
    assert Contact.objects.count() == CONTACTS  # noqa: S101  (measuring fewer would flatter us)


def _make_activity(number: int) -> Activity:
    activity: Activity = Activity.objects.create(name=f"Moment {number}", slug=f"moment-{number}", position=number)
    for day in ("MO", "TU", "TH"):
        Slot.objects.create(
            activity=activity,
            rule=f"FREQ=WEEKLY;BYDAY={day}",
            starts_at=datetime.time(9 + number),
            ends_at=datetime.time(11 + number),
            valid_from=datetime.date(FIRST_YEAR, 1, 1),
        )
    return activity
