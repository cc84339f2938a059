"""Logos of partners and funders."""

from sites.models import Funder, Logo, Partner
from sites.pictures import Picture


def replace_logo(*, of: Partner | Funder, picture: Picture) -> None:
    """Give a partner or funder another logo; the former is erased."""
    former = of.logo_id
    of.logo = Logo.objects.create(content=picture.content, width=picture.width, height=picture.height)
    of.save(update_fields=["logo"])
    _erase(former)


def remove_logo(*, of: Partner | Funder) -> None:
    """Erase the logo of a partner or funder, if there is one."""
    former, of.logo = of.logo_id, None
    of.save(update_fields=["logo"])
    _erase(former)


def _erase(logo_id: int | None) -> None:
    Logo.objects.filter(pk=logo_id).delete()
