"""What is compared: each ratio of Stek against the simpler thing, with its limit (docs/testing.md)."""

import datetime
import statistics
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.utils import timezone

from activities.models import Activity
from reporting.press import load_style, print_layouts
from reporting.selectors.figures.collect import collect_figures
from reporting.selectors.figures.period import Period
from reporting.services.printing import print_pdf, stop_press
from reporting.services.report import compose_report
from signals.models import Approach, Theme
from sites.models import Site, User
from sites.scope import site_scope
from stek.bench import bare
from stek.bench.measuring import Limit, Result, measure_speed_ratio, measure_time_ratio
from stek.bench.proxy import run_proxy
from stek.local.system import FOR_BENCH, install_missing

YEAR = 2022

# The same numbers as the figures of a year, the way somebody would ask for them by hand.
HAND_WRITTEN = (
    """SELECT basis, sum(count) FROM signals_tally WHERE activity_id IS NULL AND month BETWEEN %(first)s AND %(last)s
       GROUP BY basis""",
    """SELECT basis, category_id, sum(count) FROM signals_attributetally
       WHERE activity_id IS NULL AND year = %(year)s GROUP BY basis, category_id""",
    """SELECT activity_id, count(*) FROM signals_contact WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_deleted
       GROUP BY activity_id""",
    """SELECT contact.activity_id, count(*) FROM signals_helprequest request
       JOIN signals_contact contact ON contact.id = request.contact_id
       WHERE contact."on" BETWEEN %(first)s AND %(last)s AND NOT contact.is_deleted GROUP BY contact.activity_id""",
    """SELECT request.theme_id, count(*) FROM signals_helprequest request
       JOIN signals_contact contact ON contact.id = request.contact_id
       WHERE contact."on" BETWEEN %(first)s AND %(last)s AND NOT contact.is_deleted GROUP BY request.theme_id""",
    """SELECT link.approach_id, count(*) FROM signals_helprequestapproach link
       JOIN signals_helprequest request ON request.id = link.help_request_id
       JOIN signals_contact contact ON contact.id = request.contact_id
       WHERE contact."on" BETWEEN %(first)s AND %(last)s AND NOT contact.is_deleted GROUP BY link.approach_id""",
    """SELECT link.service_id, count(*) FROM signals_referral link
       JOIN signals_helprequest request ON request.id = link.help_request_id
       JOIN signals_contact contact ON contact.id = request.contact_id
       WHERE contact."on" BETWEEN %(first)s AND %(last)s AND NOT contact.is_deleted GROUP BY link.service_id""",
    """SELECT activity_id, sum(head_count) FROM activities_session
       WHERE "on" BETWEEN %(first)s AND %(last)s AND NOT is_deleted GROUP BY activity_id""",
)


def compare_public_page(site: Site) -> Result:
    """The public page from the cache against a bare view with the usual middleware and the same bytes."""
    client, plain = Client(headers={"host": "localhost"}), bare.make_bare_client()
    bare.page["bytes"] = client.get(f"/{site.slug}/").content

    def get_ours() -> None:
        _expect(client.get(f"/{site.slug}/").status_code, 200)

    def get_theirs() -> None:
        _expect(plain.get("/page/").status_code, 200)

    ratio = measure_speed_ratio(get_ours, get_theirs, rounds=15, times=60)
    return Result(name="public page from cache / bare view", ratio=ratio, limit=1.0, kind=Limit.AT_LEAST)


def compare_proxy(site: Site) -> Result:
    """The public page out of the proxy's cache against the same bytes as a file, both from the nginx of production.

    Raises:
        RuntimeError: the page was not kept, or the machine lacks nginx or wrk.
    """
    if missing := install_missing(FOR_BENCH):
        raise RuntimeError(missing)
    path = f"/{site.slug}/"
    with run_proxy() as proxy:
        proxy.fetch(path)
        came_from, content = proxy.fetch(path)
        if came_from != "HIT":
            raise RuntimeError(f"the proxy does not keep {path}: {came_from}")
        (proxy.files / "page.html").write_bytes(content)
        ratios = [proxy.count_answers(path) / proxy.count_answers("/static/page.html") for _ in range(5)]
    return Result(
        name="public page behind the proxy's cache / nginx serving a file",
        ratio=statistics.median(ratios),
        limit=0.1,
        kind=Limit.AT_LEAST,
    )


def compare_logging(site: Site, worker: User) -> Result:
    """Logging a contact against a bare view that writes the same rows."""
    client, plain = Client(headers={"host": "localhost"}), bare.make_bare_client()
    client.force_login(worker)
    plain.force_login(worker)
    with site_scope(site.pk):
        bare.rows |= {
            "site": site.pk,
            "activity": Activity.objects.values_list("pk", flat=True)[0],
            "theme": Theme.objects.values_list("pk", flat=True)[0],
            "approach": Approach.objects.values_list("pk", flat=True)[0],
        }

    def post_ours() -> None:
        fields = {
            "id": uuid4(), "revision": 1, "requests": 1, "on": timezone.localdate().isoformat(),
            "activity": bare.rows["activity"], "site_answer": "before",
            "request-0-theme": bare.rows["theme"], "request-0-approaches": bare.rows["approach"],
        }  # fmt: skip
        _expect(client.post(f"/{site.slug}/team/contacten/nieuw/", fields).status_code, 302)

    def post_theirs() -> None:
        _expect(plain.post("/contact/").status_code, 302)

    ratio = measure_speed_ratio(post_ours, post_theirs, rounds=15, times=15)
    return Result(
        name="logging a contact / bare view writing the same rows", ratio=ratio, limit=1 / 3, kind=Limit.AT_LEAST
    )


def compare_figures(site: Site) -> Result:
    """A year's figures against hand-written SQL, over a hundred thousand contacts."""
    values: dict[str, datetime.date | int] = {
        "first": datetime.date(YEAR, 1, 1),
        "last": datetime.date(YEAR, 12, 31),
        "year": YEAR,
    }

    def count_ours() -> None:
        collect_figures(period=Period.of_year(YEAR))

    def count_theirs() -> None:
        with connection.cursor() as cursor:
            for statement in HAND_WRITTEN:
                cursor.execute(statement, values)
                cursor.fetchall()

    with site_scope(site.pk):
        ratio = measure_time_ratio(count_ours, count_theirs, rounds=11)
    return Result(name="a year's figures / hand-written SQL", ratio=ratio, limit=5, kind=Limit.AT_MOST)


def compare_report(site: Site) -> Result:
    """Printing a steering-group report, with all its limits, against WeasyPrint alone on the same HTML.

    Counting for it is measured by `compare_figures`.
    """
    with site_scope(site.pk):
        layouts = compose_report(site=site, period=Period.of_year(YEAR), made_on=timezone.localdate())
    ratio = measure_time_ratio(lambda: print_pdf(layouts), lambda: print_layouts(layouts), rounds=7)
    stop_press()
    load_style.cache_clear()
    return Result(name="printing a report / WeasyPrint alone", ratio=ratio, limit=1.15, kind=Limit.AT_MOST)


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise RuntimeError(f"answered {found} instead of {wanted}: this would measure something else")
