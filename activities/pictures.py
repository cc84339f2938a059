"""The picture that goes along when somebody shares a page: the name of a site on its own colour."""

from functools import lru_cache
from io import BytesIO

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

from sites.vocabulary import Accent

WIDTH, HEIGHT = 1200, 630
MARGIN = 90
# The accents of static/css/base.css.
COLOURS = {Accent.PETROL: "#0F4F5C", Accent.BRICK: "#8A2D1A", Accent.NIGHT: "#233A66"}
CREAM, YELLOW = "#FFFDF6", "#F6C445"
_FONTS = settings.BASE_DIR / "static" / "fonts"
_LARGEST, _SMALLEST = 120, 48


@lru_cache(maxsize=64)
def draw_site_picture(*, name: str, below: str, accent: str) -> bytes:
    """A PNG of 1200 by 630 with a name, a line below it, and the stools around the table."""
    image = Image.new("RGB", (WIDTH, HEIGHT), COLOURS[Accent(accent)])
    image.paste(CREAM, (0, 0), _draw_stools())
    draw = ImageDraw.Draw(image)
    font = _fit(draw, name)
    draw.text((MARGIN, 250), name, font=font, fill=CREAM, anchor="ls")
    small = ImageFont.truetype(str(_FONTS / "atkinson-hyperlegible-next-latin-600-normal.woff2"), 44)
    draw.text((MARGIN, 325), below, font=small, fill=YELLOW, anchor="ls")
    draw.rectangle((0, 530, WIDTH, HEIGHT), fill=YELLOW)
    written = BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _draw_stools() -> Image.Image:
    """Where the stools are; drawn four times as large, because Pillow draws circles with ragged edges."""
    mask = Image.new("L", (4 * WIDTH, 4 * HEIGHT))
    draw = ImageDraw.Draw(mask)
    for number in range(3):
        draw.circle((4 * (MARGIN + 60 + number * 150), 4 * 458), 4 * 48, fill=255)
    return mask.resize((WIDTH, HEIGHT))


def _fit(draw: ImageDraw.ImageDraw, text: str) -> ImageFont.FreeTypeFont:
    path = str(_FONTS / "atkinson-hyperlegible-next-latin-800-normal.woff2")
    for size in range(_LARGEST, _SMALLEST, -4):
        font = ImageFont.truetype(path, size)
        if draw.textlength(text, font=font) <= WIDTH - 2 * MARGIN:
            return font
    return ImageFont.truetype(path, _SMALLEST)
