"""Make the first administrator, or another one."""

import getpass
from typing import Any

from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse

from sites.models import User
from sites.services.accounts import make_administrator


class Command(BaseCommand):
    """Safe to run twice: an account that exists keeps its name and password and only gets the rights."""

    help = "Maak een beheerder van Stek, of geef een bestaand account die rechten."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", help="het adres waarmee deze persoon zich aanmeldt")
        parser.add_argument("--name", help="de naam van deze persoon")
        parser.add_argument(
            "--link", action="store_true", help="vraag geen wachtwoord, maar toon een link om er een te kiezen"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make the account, with a password that is typed twice or a link to choose one."""
        email = str(options["email"] or input("E-mail: ")).strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"'{email}' is geen e-mailadres.") from error
        exists = User.objects.filter(email__iexact=email).exists()
        name = "" if exists else str(options["name"] or input("Naam: ")).strip()
        password = None if exists or options["link"] else self._ask_password(User(email=email, name=name))
        user, is_new = make_administrator(email=email, name=name, password=password)
        said = "is nu beheerder" if is_new else "bestaat al, en is beheerder"
        self.stdout.write(f"{user.email} {said}.")
        if not user.has_usable_password():
            self.stdout.write(f"Kies een wachtwoord via deze link, die één keer werkt:\n{write_password_link(user)}")

    def _ask_password(self, user: User) -> str:
        password = getpass.getpass("Wachtwoord (minstens 12 tekens): ")
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        if getpass.getpass("Nog eens: ") != password:
            raise CommandError("Dat was niet twee keer hetzelfde wachtwoord.")
        return password


def write_password_link(user: User) -> str:
    """A link to choose a password, the same as in the mail to somebody who forgot theirs."""
    key = PASSWORD_RESET_TOKEN_GENERATOR().make_token(user)
    arguments = {"uidb36": user_pk_to_url_str(user), "key": key}
    return settings.BASE_URL.rstrip("/") + reverse("account_reset_password_from_key", kwargs=arguments)
