"""The words that visitors read, and the catalogues that say them in other languages.

Dutch is the source: what has no translation comes out in Dutch. The team's screens are Dutch only, so the lists below
say where the words for visitors stand. `bin/manage catalogues` brings the catalogues up to date; `tests/languages`
fails while one lacks a sentence.
"""

import ast
import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.template.base import Template
from django.template.loader import get_template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

TEMPLATES = (
    "404.html", "503.html", "base.html", "base_error.html", "base_public.html", "components/empty.html",
    "components/fact.html", "components/foot_links.html", "components/language_menu.html", "activities/public/*.html",
)  # fmt: skip
MODULES = (
    "activities/public_holidays.py", "activities/templatetags/words.py", "activities/selectors/announcements.py",
    "activities/selectors/days.py", "activities/selectors/freshness.py", "activities/selectors/now.py",
    "activities/selectors/offer.py",
    "activities/selectors/topics.py", "activities/selectors/words.py",
)  # fmt: skip
VOCABULARY = {"activities/vocabulary.py": ("Function", "Need", "Appointment", "Season")}
"""Only these classes are for visitors."""

_PLAIN = frozenset({"_", "gettext", "gettext_lazy", "gettext_noop"})
_HEADER = "# What visitors read. Kept by `bin/manage catalogues`, which also packs it."
_NOISE = ("Project-", "Report-", "POT-", "PO-", "Last-", "Language-Team", "Generated-")
_NO_DATE = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
_WIDTH = 118


@dataclass(frozen=True, order=True)
class Sentence:
    """Something that visitors read: in Dutch, in the plural too when it counts, and about what when that matters."""

    text: str
    plural: str = ""
    context: str = ""


def list_languages() -> list[str]:
    """The languages that have a catalogue of their own: all but the source."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def find_catalogue(language: str) -> Path:
    """Where the sentences of a language stand; what is read while running stands beside it, with the ending .mo."""
    return settings.BASE_DIR / "locale" / language / "LC_MESSAGES" / "django.po"


def read_catalogue(language: str) -> Catalog:
    """The sentences of a language as they stand on disk; empty when there are none yet."""
    path = find_catalogue(language)
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def list_missing(language: str) -> list[Sentence]:
    """What visitors read that a language cannot say yet."""
    catalogue = read_catalogue(language)
    return [sentence for sentence in sorted(set(list_sentences())) if not _is_said(catalogue, sentence)]


def list_unused(language: str) -> list[str]:
    """What a catalogue says and nobody reads any more."""
    wanted = {(sentence.text, sentence.context or None) for sentence in list_sentences()}
    return [
        str(message.id)
        for message in read_catalogue(language)
        if message.id and (_read_id(message.id), message.context) not in wanted
    ]


def renew_catalogue(language: str) -> None:
    """Add what is missing, untranslated, take out what nobody reads, and pack what is there for running."""
    former = read_catalogue(language)
    renewed = Catalog(locale=language, fuzzy=False, header_comment=_HEADER)
    for sentence in sorted(set(list_sentences())):
        said = former.get(sentence.text, context=sentence.context or None)
        renewed.add(
            (sentence.text, sentence.plural) if sentence.plural else sentence.text,
            said.string if said else None,
            context=sentence.context or None,
        )
    path = find_catalogue(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    buffer = BytesIO()
    write_po(buffer, renewed, width=_WIDTH, omit_header=False)
    path.write_bytes(_leave_out_noise(buffer.getvalue()))
    path.with_suffix(".mo").write_bytes(pack_catalogue(language))


def pack_catalogue(language: str) -> bytes:
    """A catalogue as gettext reads it while running."""
    catalogue = read_catalogue(language)
    # Else the same sentences are other bytes each time.
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def list_sentences() -> Iterator[Sentence]:
    """All that visitors read, out of templates and code."""
    root = settings.BASE_DIR / "templates"
    for pattern in TEMPLATES:
        for path in sorted(root.glob(pattern)):
            backend: Any = get_template(str(path.relative_to(root)))
            yield from _read_template(backend.template)
    for name in MODULES:
        yield from _read_code(ast.parse((settings.BASE_DIR / name).read_text()))
    for name, classes in VOCABULARY.items():
        for node in ast.parse((settings.BASE_DIR / name).read_text()).body:
            if isinstance(node, ast.ClassDef) and node.name in classes:
                yield from _read_code(node)


def _read_template(template: Template) -> Iterator[Sentence]:
    nodes: list[Any] = template.nodelist.get_nodes_by_type(TranslateNode)
    blocks: list[Any] = template.nodelist.get_nodes_by_type(BlockTranslateNode)
    for node in nodes:
        context = node.message_context.var if node.message_context else ""
        yield Sentence(node.filter_expression.var.literal, context=context)
    for block in blocks:
        context = block.message_context.var if block.message_context else ""
        plural = block.render_token_list(block.plural)[0] if block.plural else ""
        yield Sentence(block.render_token_list(block.singular)[0], plural, context)


def _read_code(tree: ast.AST) -> Iterator[Sentence]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words: Sequence[str] = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if node.func.id in _PLAIN and words:
            yield Sentence(words[0])
        elif node.func.id == "pgettext":
            yield Sentence(words[1], context=words[0])
        elif node.func.id == "ngettext":
            yield Sentence(words[0], words[1])


def _is_said(catalogue: Catalog, sentence: Sentence) -> bool:
    message = catalogue.get(sentence.text, context=sentence.context or None)
    if message is None or message.fuzzy:
        return False
    said = message.string if isinstance(message.string, list | tuple) else (message.string,)
    return all(said)


def _read_id(identity: object) -> object:
    return identity[0] if isinstance(identity, list | tuple) else identity


def _leave_out_noise(content: bytes) -> bytes:
    # Nobody wants a change in every catalogue each time that one sentence changes.
    lines = content.decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.lstrip('"').startswith(_NOISE)).encode()
