"""Labels stand on the sheet where its packet says, within half a millimetre, and so does the calibration sheet."""

import pytest
from PIL import Image

from registry_app.reports import labels
from registry_app.reports.label_rulers import cross
from registry_app.reports.labels import PAD
from tests.reports import papers
from tests.reports.prints import drawn, ink
from tests.reports.test_labels import content

PACKETS = {
    # margins of the packet in mm: left, upper, right, lower; then the size of a label
    "a4-24": ((0.0, 0.5, 0.0, 0.5), (70.0, 37.0)),
    "a4-21": ((7.2, 15.15, 7.2, 15.15), (63.5, 38.1)),
    "a4-65": ((4.75, 10.7, 4.75, 10.7), (38.1, 21.2)),
    "letter-30": ((4.76, 12.7, 4.76, 12.7), (66.68, 25.4)),
    "letter-10": ((3.97, 12.7, 3.97, 12.7), (101.6, 50.8)),
    "card-a4-10": ((15.0, 13.5, 15.0, 13.5), (85.6, 54.0)),
    "card-letter-8": ((17.95, 31.7, 17.95, 31.7), (85.6, 54.0)),
}
PAPERS = {"a4": (210.0, 297.0), "letter": (215.9, 279.4)}


def _sheet(layout: str) -> tuple[float, float]:
    return PAPERS["a4" if "a4" in layout else "letter"]


def _full(layout: str, **options: object) -> Image.Image:
    """A sheet full of labels, each with a Data Matrix, whose left and lower edges are solid."""
    told = content()["labels"][:1] * labels.layouts()[layout].per_sheet
    return drawn(labels.write(content(labels=told), layout=layout, code="datamatrix", **options))  # type: ignore[arg-type]


def _corner(printed: Image.Image, left: float, top: float, size: tuple[float, float]) -> tuple[float, float]:
    """The upper left corner of a label (mm), from the Data Matrix on it, which stands at its left, in its middle."""
    found = ink(printed, left + 0.6, top + 0.6, left + PAD + 16, top + size[1] - 0.6)
    module = (found.bottom - found.top) / 18
    return found.left - 2 * module - PAD, (found.top + found.bottom - size[1]) / 2


@pytest.mark.parametrize("layout", [each for each in PACKETS if not each.startswith("card")])
def test_the_first_and_the_last_label_stand_where_the_packet_says(layout: str) -> None:
    (left, top, right, bottom), size = PACKETS[layout]
    (wide, tall), printed = _sheet(layout), _full(layout)
    assert [each * 25.4 / 600 for each in printed.size] == pytest.approx((wide, tall), abs=0.1)
    assert _corner(printed, left, top, size) == pytest.approx((left, top), abs=0.25)
    last = wide - right - size[0], tall - bottom - size[1]
    assert _corner(printed, *last, size) == pytest.approx(last, abs=0.25)


@pytest.mark.parametrize("layout", ["card-a4-10", "card-letter-8"])
def test_the_first_and_the_last_card_stand_where_the_sheet_says(layout: str) -> None:
    margins, (wide, tall) = PACKETS[layout][0], _sheet(layout)
    found = ink(_full(layout), 0, 0, wide, tall)
    assert (found.left, found.top, wide - found.right, tall - found.bottom) == pytest.approx(margins, abs=0.1)


def _line(printed: Image.Image, at: float, across: float, *, is_upright: bool) -> float:
    """Where a line stands (mm) that is sought around `at`, looked at where nothing else is, at `across`."""
    box = (at - 0.8, across, at + 0.8, across + 0.3) if is_upright else (across, at - 0.8, across + 0.3, at + 0.8)
    grey = printed.point(lambda each: 0 if each < 215 else 255)
    found = ink(grey, *box)
    return (found.left + found.right) / 2 if is_upright else (found.top + found.bottom) / 2


@pytest.mark.parametrize("layout", [each for each in PACKETS if each != "a4-24"])
def test_the_calibration_sheet_shows_the_edges_of_the_labels_where_they_are(layout: str) -> None:
    (left, top, right, bottom), size = PACKETS[layout]
    (wide, tall), printed = _sheet(layout), drawn(labels.calibrate(content(labels=[]), layout=layout))
    inside = left + size[0] - 4.3, tall - bottom - 4.3
    assert _line(printed, left, inside[1], is_upright=True) == pytest.approx(left, abs=0.1)
    assert _line(printed, wide - right, inside[1], is_upright=True) == pytest.approx(wide - right, abs=0.1)
    assert _line(printed, top, inside[0], is_upright=False) == pytest.approx(top, abs=0.1)
    assert _line(printed, tall - bottom, inside[0], is_upright=False) == pytest.approx(tall - bottom, abs=0.1)


@pytest.mark.parametrize("layout", list(labels.layouts()))
def test_the_cross_stands_at_the_millimetres_that_are_told(layout: str) -> None:
    file = labels.calibrate(content(labels=[]), layout=layout)
    left, down = cross(labels.layouts()[layout])
    printed = drawn(file)
    assert f"{left:.0f} / {down:.0f} mm" in papers.whole(file) or f"{left:.0f} mm from the left" in papers.whole(file)
    assert _line(printed, left, down - 2.4, is_upright=True) == pytest.approx(left, abs=0.1)
    assert _line(printed, down, left - 2.4, is_upright=False) == pytest.approx(down, abs=0.1)


@pytest.mark.parametrize("shift", [(1.2, -0.7), (-0.4, 2.0)])
def test_a_shift_moves_labels_and_calibration_alike(shift: tuple[float, float]) -> None:
    (left, top, *_rest), size = PACKETS["a4-21"]
    expected = left + shift[0], top + shift[1]
    assert _corner(_full("a4-21", shift=shift), *expected, size) == pytest.approx(expected, abs=0.1)
    ruled = drawn(labels.calibrate(content(labels=[]), layout="a4-21", shift=shift))
    x, y = cross(labels.layouts()["a4-21"])
    assert _line(ruled, x + shift[0], y - 2.4 + shift[1], is_upright=True) == pytest.approx(x + shift[0], abs=0.1)


def test_the_calibration_sheet_tells_the_shift_it_was_printed_with() -> None:
    told = papers.whole(labels.calibrate(content(labels=[]), layout="a4-21", language="es", shift=(1.2, -0.7)))
    assert "1,2" in told
    assert "-0,7" in told.replace("−", "-")
