"""What Django and allauth say to people comes in plain Dutch, and keeps coming when they are upgraded."""

import gettext
import re
from pathlib import Path

import allauth
import django
from django.conf import settings
from django.contrib.auth import password_validation

type Catalogue = dict[str | tuple[str, int], str]

LIBRARIES = (
    Path(django.__file__).parent / "conf",
    Path(django.__file__).parent / "contrib" / "auth",
    Path(allauth.__file__).parent,
)


def read_compiled(folder: Path) -> Catalogue:
    with (folder / "nl" / "LC_MESSAGES" / "django.mo").open("rb") as compiled:
        catalogue: Catalogue = gettext.GNUTranslations(compiled)._catalog  # type: ignore[attr-defined]  # no public way
    return {key: text for key, text in catalogue.items() if key != ""}


def test_every_sentence_we_replace_is_still_said_by_a_library() -> None:
    # The English source also lists what nobody has put into Dutch yet; one sentence Django forgot to list at all.
    sources = [library / "locale/en/LC_MESSAGES/django.po" for library in LIBRARIES]
    listed = "".join(source.read_text() for source in [*sources, Path(password_validation.__file__)])
    translated = {key for library in LIBRARIES for key in read_compiled(library / "locale")}
    ours = set(read_compiled(settings.LOCALE_PATHS[0])) - translated
    singular = {key if isinstance(key, str) else key[0] for key in ours}
    assert [sentence for sentence in singular if f'"{sentence}"' not in listed] == []


def test_the_compiled_words_are_those_of_the_source() -> None:
    source = (settings.LOCALE_PATHS[0] / "nl" / "LC_MESSAGES" / "django.po").read_text()
    sentences = re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', source, flags=re.MULTILINE)
    assert sorted(sentences) == sorted(read_compiled(settings.LOCALE_PATHS[0]).values())


def test_nobody_is_addressed_as_u() -> None:
    assert [text for text in read_compiled(settings.LOCALE_PATHS[0]).values() if re.search(r"\b[Uu]w?\b", text)] == []
