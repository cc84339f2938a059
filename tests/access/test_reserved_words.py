"""Below a word that Stek needs itself there is no site."""

import pytest
from django.test import Client

from sites.vocabulary import RESERVED_SLUGS


@pytest.mark.django_db
@pytest.mark.parametrize("word", sorted(RESERVED_SLUGS))
@pytest.mark.parametrize("rest", ["", "team/", "privacy/", "aanbod/iets/", "rapporten/cijfers/", "beheer/"])
def test_no_page_of_a_site_answers_below_a_reserved_word(word: str, rest: str) -> None:
    assert Client().get(f"/{word}/{rest}").status_code in {200, 302, 404}
