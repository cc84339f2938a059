"""Addresses that no page has, whatever stands in them."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from sites.models import User
from tests.conftest import Cast

STRANGE = ("%00", "a%00b", "%ff%fe", "%F0%9F%8D%B2", "x" * 300, "%2e%2e", "'--")
PLACES = (
    "/{}/", "/{}/team/", "/{}/partner/", "/koepel/{}/", "/kantine/moment/{}/", "/kantine/partner/terug/{}/",
    "/kantine/aanbod/{}/", "/kantine/kalender/{}/", "/kantine/voor/{}/", "/uitnodiging/{}/", "/open/hsds/{}",
)  # fmt: skip


@pytest.mark.parametrize("with_visit", [False, True])
def test_whatever_stands_in_an_address_the_server_has_an_answer(
    cast: Cast, sign_in: Callable[[User], Client], with_visit: bool
) -> None:
    browsers = [Client(), sign_in(cast.partner)]
    for browser in browsers:
        if with_visit:
            browser.cookies[settings.PARTNER_COOKIE_NAME] = "made:up:cookie"
    answers = {
        (place, strange): browser.get(place.format(strange)).status_code
        for browser in browsers
        for place in PLACES
        for strange in STRANGE
    }
    assert {status for status in answers.values() if status >= 500} == set(), answers
