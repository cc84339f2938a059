"""Logos: drawn anew, small, and never what somebody sent."""

import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from sites.models import Funder, Logo, Partner, ProjectPeriod, Site
from sites.pictures import BOX, LARGEST_FILE, PictureRefused, draw_anew
from sites.scope import site_scope
from tests.offer_editing.conftest import TODAY, link, read

SECRET = b"Camera van Nele, 51.3N 4.4E"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def draw(kind: str = "PNG", size: tuple[int, int] = (900, 300), **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **options)
    return file.getvalue()


def claim_pixels(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is enormous."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + body + chunk(b"IEND", b"")


@pytest.fixture
def caw(kantine: Site) -> Partner:
    with site_scope(kantine.pk):
        found: Partner = Partner.objects.get(slug="caw")
    return found


def send(worker: Client, partner: Partner, content: bytes, **answers: str) -> str:
    fields = {"name": "CAW", "picture": SimpleUploadedFile("logo.png", content)} | answers
    return read(worker.post(link("partner_edit", partner=partner.pk), fields, follow=True))


def test_a_logo_is_drawn_anew_within_its_box_without_what_else_was_in_the_file() -> None:
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    for kind in ("PNG", "JPEG", "WEBP"):
        sent = draw(kind, exif=exif)
        assert SECRET in sent
        picture = draw_anew(sent)
        assert SECRET not in picture.content
        with Image.open(io.BytesIO(picture.content)) as kept:
            assert kept.format == "WEBP"
            assert kept.size == (picture.width, picture.height) == (BOX[0], 160)
            assert not kept.getexif()


def test_a_photo_that_lies_on_its_side_stands_up() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = draw_anew(draw("JPEG", size=(200, 100), exif=exif))
    assert (picture.width, picture.height) == (100, 200)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SVG, "Dit is een SVG"),
        (b"\xef\xbb\xbf\n<!-- x --><SVG onload='alert(1)'/>", "Dit is een SVG"),
        (draw("GIF"), "niet lezen als PNG, JPEG of WebP"),
        (draw()[:200], "niet lezen als PNG, JPEG of WebP"),
        (b"<html>", "niet lezen als PNG, JPEG of WebP"),
        (claim_pixels(6000, 6000), "te veel beeldpunten"),
        (claim_pixels(60000, 60000), "te veel beeldpunten"),
        (b"\0" * (LARGEST_FILE + 1), "te groot: hoogstens 5 MB"),
    ],
    ids=["svg", "svg in disguise", "gif", "broken", "html", "bomb", "enormous bomb", "large"],
)
def test_what_is_no_logo_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(PictureRefused, match=said):
        draw_anew(content)


def test_a_partner_gets_a_logo_that_visitors_see(worker: Client, caw: Partner, client: Client) -> None:
    send(worker, caw, draw())
    with site_scope(caw.site_id):
        logo = Logo.objects.get()
    address = reverse("logo", args=["kantine", logo.pk])
    assert address in read(client.get(reverse("activity_page", args=["kantine", "koffie"])))
    answer = client.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]


def test_a_logo_of_one_site_is_not_found_at_another(worker: Client, caw: Partner, client: Client) -> None:
    send(worker, caw, draw())
    with site_scope(caw.site_id):
        logo = Logo.objects.get()
    assert client.get(reverse("logo", args=["kattegat", logo.pk])).status_code == 404


def test_another_logo_leaves_nothing_of_the_former(worker: Client, caw: Partner) -> None:
    send(worker, caw, draw())
    send(worker, caw, draw("JPEG", size=(100, 100)))
    with site_scope(caw.site_id):
        assert [logo.width for logo in Logo.objects.all()] == [100]


def test_a_logo_can_be_taken_away(worker: Client, caw: Partner) -> None:
    send(worker, caw, draw())
    worker.post(link("partner_edit", partner=caw.pk), {"name": "CAW", "drops_logo": "on"})
    with site_scope(caw.site_id):
        assert not Logo.objects.exists()
        assert Partner.objects.get(pk=caw.pk).logo_id is None


def test_a_refused_logo_saves_nothing_and_keeps_what_was_typed(worker: Client, caw: Partner) -> None:
    page = send(worker, caw, SVG, name="CAW Antwerpen")
    assert "Dit is een SVG" in page
    assert "CAW Antwerpen" in page
    with site_scope(caw.site_id):
        assert Partner.objects.get(pk=caw.pk).name == "CAW"


def test_forty_megabytes_are_refused_with_a_sentence_and_the_typed_text_stays(worker: Client, caw: Partner) -> None:
    page = send(worker, caw, b"\0" * (40 * 1024 * 1024), name="CAW Antwerpen")
    assert "te groot: hoogstens 5 MB" in page
    assert "CAW Antwerpen" in page
    with site_scope(caw.site_id):
        assert not Logo.objects.exists()


def test_a_good_logo_beside_another_mistake_has_to_be_chosen_again(worker: Client, caw: Partner) -> None:
    page = send(worker, caw, draw(), website="geen adres")
    assert "Kies het nog eens" in page


def test_who_pays_now_stands_below_the_public_page_with_a_logo(worker: Client, kantine: Site, client: Client) -> None:
    with site_scope(kantine.pk):
        now = ProjectPeriod.objects.create(name="Nu", starts_on=TODAY.replace(month=1))
        past = ProjectPeriod.objects.create(
            name="Toen", starts_on=TODAY.replace(year=2020), ends_on=TODAY.replace(2021)
        )
        funder = Funder.objects.create(period=now, name="Gemeente Kalmthout")
        Funder.objects.create(period=now, name="Leader")
        Funder.objects.create(period=past, name="Wie vroeger betaalde")
    sent = SimpleUploadedFile("logo.png", draw())
    worker.post(link("funder_logo", funder=funder.pk), {"picture": sent})
    page = read(client.get("/kantine/"))
    assert 'alt="Gemeente Kalmthout"' in page
    assert "<b>Leader</b>" in page
    assert "Wie vroeger betaalde" not in page


def test_the_logo_of_who_pays_survives_another_edit_of_the_period(worker: Client, kantine: Site) -> None:
    with site_scope(kantine.pk):
        period = ProjectPeriod.objects.create(name="Nu", starts_on=TODAY)
        funder = Funder.objects.create(period=period, name="Gemeente")
    worker.post(link("funder_logo", funder=funder.pk), {"picture": SimpleUploadedFile("logo.png", draw())})
    answers = {"name": "Nu", "starts_on": TODAY.isoformat(), "funders": "Leader\nGemeente"}
    worker.post(link("period_edit", period=period.pk), answers)
    with site_scope(kantine.pk):
        names = {row.name: row.logo_id is not None for row in Funder.objects.filter(period=period)}
    assert names == {"Leader": False, "Gemeente": True}
