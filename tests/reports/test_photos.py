"""Photos on paper: the picture alone, upright; nothing of what the camera wrote beside it."""

import io
import zlib

import pytest
from PIL import Image

from registry_app.reports import labels, photos
from tests.reports import papers
from tests.reports.test_labels import CODES, content

SECRETS = (b"Exif", b"GPS", b"SpyCam", b"Calle 7", b"2026:01:02")


def taken(*, rotated: int = 1) -> bytes:
    """A photo, red above and blue below as it is stored, with place, camera, day and a comment written beside it."""
    shot, made = Image.new("RGB", (60, 80), (200, 30, 30)), io.BytesIO()
    shot.paste((30, 30, 200), (0, 40, 60, 80))
    told = Image.Exif()
    told[0x0112], told[0x010F], told[0x0132] = rotated, "SpyCam", "2026:01:02 10:00:00"
    told.get_ifd(0x8825).update({1: "N", 2: (4.0, 36.0, 35.5), 3: "W", 4: (74.0, 4.0, 54.0), 27: b"GPS Calle 7"})
    shot.save(made, "JPEG", exif=told, comment=b"Calle 7")
    return made.getvalue()


def _printed(photo: bytes) -> bytes:
    return labels.write(content(), layout="card-single", portraits={CODES[0]: photo})


def test_the_photo_says_where_it_was_taken() -> None:
    assert all(secret in taken() for secret in (b"Exif", b"SpyCam", b"Calle 7"))
    assert Image.open(io.BytesIO(taken())).getexif().get_ifd(0x8825)[4] == (74.0, 4.0, 54.0)


def test_the_card_does_not() -> None:
    (picture,) = papers.pictures(_printed(taken()))
    found = Image.open(io.BytesIO(picture))
    assert found.size == (60, 80)
    assert not found.getexif()
    assert [secret for secret in SECRETS if secret in picture or secret in papers.unpacked(_printed(taken()))] == []


@pytest.mark.parametrize(("rotated", "size"), [(1, (60, 80)), (3, (60, 80)), (6, (80, 60)), (8, (80, 60))])
def test_it_stands_upright_as_the_camera_was_held(rotated: int, size: tuple[int, int]) -> None:
    (picture,) = papers.pictures(_printed(taken(rotated=rotated)))
    found = Image.open(io.BytesIO(picture))
    red, _green, blue = found.getpixel((3, 3))  # type: ignore[misc]
    assert found.size == size
    assert (red > blue) == (rotated in (1, 8))


def test_a_large_photo_is_no_finer_than_a_printer() -> None:
    made = io.BytesIO()
    Image.effect_noise((3000, 4000), 90).save(made, "JPEG")
    (picture,) = papers.pictures(_printed(made.getvalue()))
    assert Image.open(io.BytesIO(picture)).size == (248, 331)
    assert len(picture) < 150_000


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "RGBA", "LA", "I;16", "1"])
def test_every_kind_of_photo_is_printed_in_colours_of_the_page(mode: str) -> None:
    made = io.BytesIO()
    Image.new(mode, (30, 40)).save(made, "TIFF" if mode == "CMYK" else "PNG")
    (picture,) = papers.pictures(_printed(made.getvalue()))
    assert Image.open(io.BytesIO(picture)).mode == "RGB"


def test_what_is_clear_is_white() -> None:
    made = io.BytesIO()
    Image.new("RGBA", (30, 40), (0, 0, 0, 0)).save(made, "PNG")
    (picture,) = papers.pictures(_printed(made.getvalue()))
    assert Image.open(io.BytesIO(picture)).getpixel((9, 9)) == (255, 255, 255)


@pytest.mark.parametrize("damaged", [b"", b"\xff\xd8\xff", taken()[:-400], b"\x89PNG\r\n\x1a\n" + bytes(40)])
def test_what_is_no_picture_is_left_out(damaged: bytes) -> None:
    assert photos.drawable(damaged, (22.0, 28.0)) is None


def test_a_forged_size_fills_no_memory() -> None:
    made = io.BytesIO()
    Image.new("L", (9, 9)).save(made, "PNG")
    head = b"IHDR" + (60_000).to_bytes(4) * 2 + made.getvalue()[24:29]
    forged = made.getvalue()[:12] + head + zlib.crc32(head).to_bytes(4) + made.getvalue()[33:]
    assert photos.drawable(forged, (22.0, 28.0)) is None
