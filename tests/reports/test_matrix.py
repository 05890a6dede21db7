"""Data Matrix: what is encoded is decoded by others, also when a part of it is gone."""

import pytest
import zxingcpp
from PIL import Image

from registry_app.reports import matrix


def _image(rows: list[list[int]]) -> Image.Image:
    made = Image.new("L", (26, 26), 255)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            made.putpixel((x + 4, y + 4), 0 if dark else 255)
    return made.resize((260, 260), Image.Resampling.NEAREST)


@pytest.mark.parametrize("text", ["A7FKBB0001237R", "A7SKBB123456789ZZ", "A", "ABCDEFGHIJKLMNOPQR"])
def test_what_is_encoded_is_read(text: str) -> None:
    assert [code.text for code in zxingcpp.read_barcodes(_image(matrix.encode(text)))] == [text]


def test_five_damaged_modules_are_mended() -> None:
    rows = matrix.encode("A7FKBB0001237R")
    for at in (3, 6, 9, 12, 14):
        rows[at][at] ^= 1
    assert [code.text for code in zxingcpp.read_barcodes(_image(rows))] == ["A7FKBB0001237R"]


@pytest.mark.parametrize("text", ["A" * 19, "ñ"])
def test_what_has_no_room_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        matrix.encode(text)
