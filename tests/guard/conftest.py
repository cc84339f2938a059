"""The lists of the contact form and what a browser posts, as the tests of contacts have them."""

from tests.contacts.conftest import lists, post

__all__ = ["lists", "post"]
