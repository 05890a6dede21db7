"""Code 128: what is encoded is decoded by others, in as few modules as there can be."""

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from registry_app.domain.codes import LETTERS, Code
from registry_app.reports import bars

CODES = st.builds(
    lambda kind, mark, number: Code(kind, mark, number).text,
    st.sampled_from(list(LETTERS)), st.text("0123456789ABCXYZ", min_size=3, max_size=3), st.integers(1, 999_999),
)  # fmt: skip


def _read(text: str) -> str:
    """What a reader finds, printed three dots to a module."""
    *dark, (end, _wide) = bars.encode(text)
    printed = Image.new("L", ((end + 20) * 3, 60), 255)
    for at, wide in dark:
        printed.paste(0, ((at + 10) * 3, 10, (at + wide + 10) * 3, 50))
    return "".join(code.text for code in zxingcpp.read_barcodes(printed))


@given(CODES)
def test_every_code_of_ours_is_read(text: str) -> None:
    assert _read(text) == text


@given(CODES)
def test_no_code_of_a_small_register_is_wider_than_178_modules(text: str) -> None:
    assert bars.encode(text)[-1][0] <= 178


@pytest.mark.parametrize(
    ("text", "values"), [("1234", 2), ("123456", 3), ("A12B", 4), ("A1234B", 6), ("12", 1), ("A70B", 4), ("A123456", 5)]
)
def test_pairs_of_digits_are_taken_where_they_are_shorter(text: str, values: int) -> None:
    start_check_stop = 11 + 11 + 13
    assert bars.encode(text)[-1][0] == start_check_stop + 11 * values


@pytest.mark.parametrize("text", ["ñ", "A\n"])
def test_what_has_no_bars_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bars.encode(text)
