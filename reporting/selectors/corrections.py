"""The corrections of a site, as its coordinators read them back."""

from django.db.models import Exists, OuterRef, QuerySet

from reporting.models import Correction


def list_corrections() -> QuerySet[Correction]:
    """Every correction, newest first, each with `is_reversed`; one query."""
    rows: QuerySet[Correction] = Correction.objects.select_related(
        "activity", "theme", "approach", "service", "category", "made_by"
    )
    reversals = Correction.objects.filter(reverses=OuterRef("pk"))
    return rows.annotate(is_reversed=Exists(reversals)).order_by("-made_at", "pk")
