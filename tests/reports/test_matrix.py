"""Data Matrix: what is encoded is decoded by others, also when a part of it is gone."""

import pytest
import zxingcpp

from registry_app.reports import matrix


def _read(rows: list[list[int]], scale: int = 10) -> list[str]:
    """The texts that a reader finds in the modules, printed with some white around."""
    side = (len(rows) + 8) * scale
    print_ = bytearray(b"\xff" * side * side)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            for line in range(scale if dark else 0):
                start = ((y + 4) * scale + line) * side + (x + 4) * scale
                print_[start : start + scale] = bytes(scale)
    return [code.text for code in zxingcpp.read_barcodes(memoryview(print_).cast("B", [side, side]))]


@pytest.mark.parametrize("text", ["A7FKBB0001237R", "A7SKBB123456789ZZ", "A", "ABCDEFGHIJKLMNOPQR"])
def test_what_is_encoded_is_read(text: str) -> None:
    assert _read(matrix.encode(text)) == [text]


def test_five_damaged_modules_are_mended() -> None:
    rows = matrix.encode("A7FKBB0001237R")
    for at in (3, 6, 9, 12, 14):
        rows[at][at] ^= 1
    assert _read(rows) == ["A7FKBB0001237R"]


@pytest.mark.parametrize("text", ["A" * 19, "ñ"])
def test_what_has_no_room_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        matrix.encode(text)
