"""The colours of the tokens keep the contrasts of WCAG 2.2 AA, in every theme and with every accent."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
THEMES = ("light", "dark")
ACCENTS = ("petrol", "brick", "night")

TEXT = 4.5
GRAPHIC = 3.0
GROUNDS = ("paper", "sheet", "sand")
FUNCTIONS = ("meet", "learn", "refer", "politicise")
TEXT_PAIRS = [
    *[("ink", ground) for ground in GROUNDS],
    *[("ink-soft", ground) for ground in GROUNDS],
    *[("link", ground) for ground in GROUNDS],
    *[("wrong", ground) for ground in GROUNDS],
    ("on-light", "light"),
    ("on-accent", "accent"),
    ("on-accent-soft", "accent"),
    ("accent", "on-accent"),
    ("paper", "ink"),
    ("light", "on-light"),
]
GRAPHIC_PAIRS = [
    *[("edge", ground) for ground in GROUNDS],
    *[("bar", ground) for ground in GROUNDS],
    *[("right", ground) for ground in GROUNDS],
    *[(function, "paper") for function in FUNCTIONS],
    *[("on-mark", function) for function in FUNCTIONS],
    ("light", "accent"),
]


def read_declarations(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6});", block))


def read_tokens(theme: str, accent: str) -> dict[str, str]:
    """The tokens of base.css after the cascade: light, then dark over it, then the accent's own."""
    css = (CSS / "base.css").read_text()
    layer = css[css.index("@layer tokens {") : css.index("@layer base {")]
    light, dark = layer.split("@media screen and (prefers-color-scheme: dark)")
    tokens: dict[str, str] = {}
    for part in [light, dark] if theme == "dark" else [light]:
        for selector in (":root", f'[data-accent="{accent}"]'):
            block = re.search(re.escape(selector) + r"\s*\{([^}]*)\}", part)
            if block:
                tokens |= read_declarations(block[1])
    return tokens


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def find_weak_pairs(tokens: dict[str, str], pairs: list[tuple[str, str]], *, least: float) -> list[str]:
    return [
        f"{one} on {other}: {ratio:.2f}"
        for one, other in pairs
        if (ratio := contrast(tokens[one], tokens[other])) < least
    ]


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_text_can_be_read_on_its_ground(theme: str, accent: str) -> None:
    assert find_weak_pairs(read_tokens(theme, accent), TEXT_PAIRS, least=TEXT) == []


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("theme", THEMES)
def test_every_edge_bar_and_icon_stands_out(theme: str, accent: str) -> None:
    assert find_weak_pairs(read_tokens(theme, accent), GRAPHIC_PAIRS, least=GRAPHIC) == []


@pytest.mark.parametrize("accent", ACCENTS)
def test_an_accent_has_its_own_colours_in_the_dark(accent: str) -> None:
    light, dark = read_tokens("light", accent), read_tokens("dark", accent)
    assert all(light[name] != dark[name] for name in ("accent", "on-accent-soft", "link", "bar"))


def test_accents_differ_from_each_other() -> None:
    for theme in THEMES:
        assert len({read_tokens(theme, accent)["accent"] for accent in ACCENTS}) == len(ACCENTS)


def test_colours_are_named_only_in_the_tokens() -> None:
    """Sheets for screens use tokens, so that dark mode and accents reach them; a QR code stays on white."""
    sheets = [path for path in CSS.glob("*.css") if path.name not in {"base.css", "paper.css", "print.css"}]
    colours = {path.name: re.findall(r"#[0-9A-Fa-f]{3,8}\b", path.read_text()) for path in sheets}
    strays = {name: set(found) - {"#FFFFFF"} for name, found in colours.items()}
    assert len(sheets) > 3
    assert {name: found for name, found in strays.items() if found} == {}


def test_paper_has_the_colours_of_the_screen() -> None:
    """Documents have a sheet of their own; only the ground is white there."""
    paper = read_declarations((CSS / "paper.css").read_text().split("[data-accent")[0])
    screen = read_tokens("light", "petrol")
    assert {name for name, colour in paper.items() if screen[name] != colour} == {"paper"}
