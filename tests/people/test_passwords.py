"""Which passwords are refused, and that the refusal can be read."""

import pytest
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError

from sites.models import User


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "Dit wachtwoord is te kort. Neem minstens 12 tekens."),
        ("password1234", "Dit wachtwoord gebruiken veel mensen. Kies een ander."),
        ("123456789012", "Dit wachtwoord is te makkelijk te raden."),
        ("qwertyuiop12", "Dit wachtwoord is te makkelijk te raden."),
        ("ababababababab", "Dit wachtwoord is te makkelijk te raden."),
    ],
)
def test_a_password_that_is_soon_guessed_is_refused_in_dutch(password: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password)
    assert any(message.startswith(sentence) for message in refused.value.messages), refused.value.messages


def test_the_own_name_and_address_make_no_password() -> None:
    nele = User(name="Nele Van Verre", email="nele.vanverre@stek.example")
    with pytest.raises(ValidationError):
        validate_password("Nele Van Verre", nele)


@pytest.mark.parametrize("password", ["koffie met melk en suiker", "samen-aan-tafel", "Rv7#pL2!qZ9x"])
def test_a_sentence_or_a_made_up_row_is_taken(password: str) -> None:
    validate_password(password)


def test_what_is_asked_of_a_password_is_told_in_dutch_and_accuses_nobody_beforehand() -> None:
    asked = password_validators_help_texts()
    assert all("password" not in text for text in asked)
    assert not any("Dit wachtwoord" in text for text in asked)
