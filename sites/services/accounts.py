"""Accounts of staff: making them, helping somebody who lost their second factor, closing them."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

from sites.models import User
from sites.scope import open_scope
from sites.selectors import list_scopes_of
from sites.services.audit import record_act


@transaction.atomic
def create_account(*, email: str, name: str, password: str | None, is_administrator: bool = False) -> User:
    """Make an account whose address is known to be theirs: they were reached there, or the server's owner says so."""
    user = User.objects.create_user(email, password, name=name, is_administrator=is_administrator)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@transaction.atomic
def make_administrator(*, email: str, name: str, password: str | None) -> tuple[User, bool]:
    """Give the account with this address the administrator's rights, making it when there is none.

    An account that exists keeps its own name and password.

    Returns:
        The account, and whether it is new.
    """
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        return create_account(email=email, name=name, password=password, is_administrator=True), True
    user.is_administrator = user.is_active = True
    user.save(update_fields=["is_administrator", "is_active"])
    return user, False


def reset_second_factor(*, person: User, by: User) -> None:
    """Let somebody who lost their phone or passkey sign in with their password alone, and end their open sessions.

    It is put on record in the scope we are in.
    """
    _erase_second_factor(person)
    record_act(by=by, action="second-factor-reset", subject=person.name)


@transaction.atomic
def reset_second_factor_as_administrator(*, person: User, by: User) -> None:
    """The same for anybody; it is put on record wherever the person has a role."""
    _erase_second_factor(person)
    _record_at_places_of(person, by=by, action="second-factor-reset")


@transaction.atomic
def set_account_active(*, person: User, is_active: bool, by: User) -> None:
    """Close an account everywhere at once, or open it again. It is put on record wherever the person has a role."""
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    if not is_active:
        _end_sessions(person)
    _record_at_places_of(person, by=by, action="account-opened" if is_active else "account-closed")


def send_second_factor_notice(*, person: User, by: User) -> None:
    """Tell somebody that their second factor is gone, in case they did not ask for it.

    Raises:
        OSError: the mail server cannot be reached or refuses.
    """
    EmailMessage(
        subject=" ".join(render_to_string("sites/mail/second_factor_subject.txt").split()),
        body=render_to_string(
            "sites/mail/second_factor.txt", {"person": person, "by": by, "url": settings.BASE_URL.rstrip("/") + "/"}
        ),
        to=[person.email],
    ).send()


def _erase_second_factor(person: User) -> None:
    Authenticator.objects.filter(user=person).delete()
    _end_sessions(person)


def _end_sessions(person: User) -> None:
    for session in UserSession.objects.filter(user=person):
        session.end()


def _record_at_places_of(person: User, *, by: User, action: str) -> None:
    for scope in list_scopes_of(user_id=person.pk):
        with open_scope(scope):
            record_act(by=by, action=action, subject=person.name)
