"""The Kantine with its lists, and a contact with something to find out."""

from tests.contacts.conftest import in_kantine, lists, make_entry

__all__ = ["in_kantine", "lists", "make_entry"]
