"""How allauth behaves here: people are invited, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from sites.navigation import find_home_url


class InviteOnlyAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closes the sign-up page, and brings people to their work after signing in."""

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Accounts are made by accepting an invitation only."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """The only place somebody has, or the page with all of them."""
        return find_home_url(request.user)  # type: ignore[arg-type]  # signed in a moment ago
