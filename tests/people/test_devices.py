"""How a browser is called on the page of places where somebody is signed in."""

import pytest

from sites.templatetags.people import browser


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox op Windows"),
        ("Mozilla/5.0 (Linux; Android 15; SM-A556B) Chrome/142.0 Mobile Safari/537.36", "Chrome op Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1", "Safari op iPhone"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/142.0 Safari/537.36 Edg/142.0", "Edge op Windows"),
        ("", "een browser op een toestel dat we niet kennen"),
    ],
)
def test_a_device_is_named_as_people_name_it(sent: str, said: str) -> None:
    assert browser(sent) == said
