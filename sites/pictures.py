"""Pictures that somebody sends: decoded, made small and drawn anew, so that nothing of the file itself is passed on."""

import io
from dataclasses import dataclass

from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MEGABYTE = 1024 * 1024
LARGEST_FILE = 5 * MEGABYTE
MOST_PIXELS = 25_000_000
"""A phone takes pictures of about this size; a small file can claim far more."""
BOX = (480, 240)
"""Pixels: sharp at the size a logo has on a screen, and on paper up to 4 by 2 cm."""
FORMATS = ("PNG", "JPEG", "WEBP")
QUALITY = 88


class PictureRefused(ValueError):  # noqa: N818  (it is what happened; "Error" adds nothing)
    """Not a picture that can be kept; the message is a Dutch sentence."""


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture as it is kept: WebP within `BOX`, without anything else that stood in the file (EXIF, place, text)."""

    content: bytes
    width: int
    height: int


def describe_too_large() -> str:
    """The sentence for a file that is larger than `LARGEST_FILE`."""
    return _("Dit bestand is te groot: hoogstens %d MB. Bewaar je logo kleiner, of vraag een kleinere versie.") % (
        LARGEST_FILE // MEGABYTE
    )


def draw_anew(content: bytes) -> Picture:
    """Decode a PNG, JPEG or WebP and draw it anew, small.

    Raises:
        PictureRefused: it is too large, another kind of file, or broken.
    """
    if len(content) > LARGEST_FILE:
        raise PictureRefused(describe_too_large())
    if b"<svg" in content[:4096].lower():
        raise PictureRefused(
            _("Dit is een SVG. Daarin kan een programma zitten. Bewaar je logo als PNG en kies dat bestand.")
        )
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            return _encode(image)
    except PictureRefused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise PictureRefused(_describe_too_many_pixels()) from error
    # Whatever a decoder trips over (bad data, a plug-in's own errors), it is no picture for us.
    except Exception as error:
        raise PictureRefused(
            _("We kunnen dit bestand niet lezen als PNG, JPEG of WebP. Bewaar je logo opnieuw en kies dat bestand.")
        ) from error


def _describe_too_many_pixels() -> str:
    return _("Deze afbeelding heeft te veel beeldpunten. Maak ze kleiner en probeer opnieuw.")


def _encode(image: Image.Image) -> Picture:
    if image.width * image.height > MOST_PIXELS:
        raise PictureRefused(_describe_too_many_pixels())
    # A JPEG is read at a fraction of its size straight away.
    image.draft("RGB", (2 * BOX[0], 2 * BOX[1]))
    upright = ImageOps.exif_transpose(image).convert("RGBA")
    upright.thumbnail(BOX, Image.Resampling.LANCZOS)
    clean = Image.new("RGBA", upright.size)
    clean.paste(upright)
    kept = io.BytesIO()
    clean.save(kept, "WEBP", quality=QUALITY, method=6)
    return Picture(content=kept.getvalue(), width=clean.width, height=clean.height)
