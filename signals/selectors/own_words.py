"""The words that are nobody's name here: those of the site's own lists, activities, partners and places."""

from django.db.models import Model, QuerySet, TextField, Value
from django.db.models.functions import Concat

from activities.models import Activity
from signals.guard import split_words
from signals.models import Approach, AttributeCategory, Group, Service, Theme
from sites.models import Partner, Site, Venue
from sites.scope import current_site_id


def list_own_words() -> list[str]:
    """These words, as the guard compares them; one query."""
    named: tuple[type[Model], ...] = (Theme, Approach, AttributeCategory, Service, Group, Activity, Partner)
    texts = [_read_text(model._default_manager.all(), "name") for model in named]
    texts.append(_read_text(Venue.objects.all(), "name", "street", "town"))
    site = _read_text(Site.objects.filter(pk=current_site_id()), "name", "municipality")
    return sorted({word for text in site.union(*texts).order_by() for word in split_words(text)})


def _read_text[Row: Model](rows: QuerySet[Row], *fields: str) -> QuerySet[Row, str]:
    text = Concat(Value(""), *(part for field in fields for part in (field, Value(" "))), output_field=TextField())
    return rows.order_by().values_list(text, flat=True)
