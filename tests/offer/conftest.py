"""What tests of the public pages share: the clock in Brussels, and a visitor's reading."""

import datetime
import re
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from activities.selectors.occurrences import BRUSSELS

type Clock = Callable[[str], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the clock in Brussels."""

    def at(moment: str) -> None:
        now = datetime.datetime.fromisoformat(moment).replace(tzinfo=BRUSSELS)
        monkeypatch.setattr(timezone, "now", lambda: now.astimezone(datetime.UTC))

    return at


def read(path: str = "/kantine/") -> str:
    """The words of a page as it is now, without its tags' line breaks and without what it will say later."""
    response = Client().get(path)
    assert response.status_code == 200
    return " ".join(re.sub(r"<template.*?</template>", "", response.text, flags=re.DOTALL).split())
