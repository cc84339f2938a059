"""What Stek asks of a password beside Django's own rules."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn import zxcvbn

from sites.models import User

# Of 0 to 4; from 3 on, guessing it where each guess must be tried at the server takes years.
LEAST_SCORE = 3
# Estimating takes quadratic time, and what is longer is strong enough.
LONGEST_ESTIMATED = 72


class GuessableValidator:
    """Refuses what is soon guessed: known passwords with a twist, rows of keys or digits, repetitions, the own name."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Estimate the guesses a password holds against.

        Raises:
            ValidationError: with a Dutch sentence.
        """
        known_of_user = [user.name, *user.email.split("@")] if user else []
        found = zxcvbn(password[:LONGEST_ESTIMATED], user_inputs=["stek", *filter(None, known_of_user)])
        if found["score"] < LEAST_SCORE:
            raise ValidationError(
                _("Dit wachtwoord is te makkelijk te raden. Neem een zin van vier of vijf woorden die enkel jij kent."),
                code="password_guessable",
            )

    def get_help_text(self) -> str:
        """What to choose, said before anything is typed: nothing is wrong yet."""
        return _("Moeilijk te raden: een zin van vier of vijf woorden die enkel jij kent.")
