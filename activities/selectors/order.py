"""The order in which a site names its activities, wherever they are listed."""

import datetime

from django.db.models import Q

from activities.models import Activity


def list_current_activities(*, today: datetime.date) -> list[Activity]:
    """What has not ended, in the order of the site, with who takes part; three queries."""
    current = Activity.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today))
    return list(current.prefetch_related("activity_partners__partner"))
