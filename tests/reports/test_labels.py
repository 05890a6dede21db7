"""Labels and cards: every code is read back, stands where the layout says, and nothing leaves its label."""

from typing import Any

import pytest

from registry_app.domain.codes import Code
from registry_app.domain.errors import Refused
from registry_app.reports import labels
from registry_app.reports.labels import MM
from tests.reports import papers
from tests.reports.prints import read

CODES = ("A7FKBB0001237R", "A7SKBB000123BN")
LAYOUTS = list(labels.layouts())


def content(**changes: Any) -> dict[str, Any]:
    """A pistol and a safe."""
    told = [
        {"code": CODES[0], "title": "SN00012", "lines": ["Taurus G3", "9x19"]},
        {"code": CODES[1], "title": "ARM-1-A", "lines": ["Caja fuerte 1"]},
    ]
    made = {"company": "Vigilancia Andina", "build": "armarium 0", "moment": "2026-01-02T10:00:00.000-05:00"}
    return {**made, "labels": told, **changes}


def some(many: int = 12) -> list[dict[str, Any]]:
    """Labels of many records, whose codes have digits and letters in all places."""
    kinds, marks = ("firearm", "person", "place"), ("KBB", "9Z1", "X05", "120")
    made = [Code(kinds[i % 3], marks[i % 4], 1 + 76_543 * i).text for i in range(many)]
    return [{"code": code, "title": "SN00012", "lines": ["Taurus G3", "9x19"]} for code in made]


OFFERED = [(layout, code) for layout in LAYOUTS for code in labels.SYMBOLS if labels.coarsest(layout, code)]


@pytest.mark.parametrize(("layout", "code"), OFFERED)
def test_every_code_is_read_back_from_as_coarse_a_print_as_is_offered(layout: str, code: str) -> None:
    told = content(labels=some())
    file = labels.write(told, layout=layout, code=code)
    for dpi in {labels.coarsest(layout, code), 203, 300}:
        assert sorted(each.text for each in read(file, dpi)) == sorted(each["code"] for each in told["labels"])


def test_all_but_bars_on_narrow_labels_is_offered_at_150_dots_to_an_inch() -> None:
    narrow = {"a4-21", "letter-30", "roll-62x29", "roll-50x25"}
    assert {each for each in OFFERED if labels.coarsest(*each) == 203} == {(each, "code128") for each in narrow}
    assert {layout for layout in LAYOUTS if not labels.coarsest(layout, "code128")} == {"a4-65"}
    assert {layout for layout in LAYOUTS if labels.usual(layout) == "datamatrix"} == {*narrow, "a4-65"}


def test_bars_that_do_not_fit_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        labels.write(content(), layout="a4-65", code="code128")
    assert caught.value.findings[0].code == "label_too_small"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_is_on_the_first_and_the_last_label_of_a_sheet_lies_within_it(layout: str) -> None:
    given, sheet = labels.layouts()[layout], content(labels=content()["labels"][:1] * 200)
    sheet["labels"] = sheet["labels"][: given.per_sheet]
    found = papers.boxes(labels.write(sheet, layout=layout), 0)
    for at in (0, given.per_sheet - 1):
        x, y = given.corner(at)
        left, top = x * MM, (given.sheet[1] - y) * MM
        right, bottom = left + given.label[0] * MM, top - given.label[1] * MM
        inside = [b for b in found if b.left >= left and b.right <= right and b.bottom >= bottom and b.top <= top]
        assert any("SN00012" in box.text for box in inside)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_labels_do_not_overlap_and_lie_on_the_sheet(layout: str) -> None:
    given = labels.layouts()[layout]
    x, y = given.corner(given.per_sheet - 1)
    assert x + given.label[0] <= given.sheet[0] + 0.01
    assert y + given.label[1] <= given.sheet[1] + 0.01
    assert given.columns == 1 or given.pitch[0] >= given.label[0]
    assert given.rows == 1 or given.pitch[1] >= given.label[1]


def test_skipped_places_stay_free_and_the_rest_goes_on_the_next_sheet() -> None:
    one, other = papers.texts(labels.write(content(), layout="a4-24", skip=23))
    assert "SN00012" in one
    assert "ARM-1-A" in other


def test_the_page_has_the_measures_of_the_sheet() -> None:
    page = papers.opened(labels.write(content(), layout="roll-62x29"))[0]
    assert (page.get_width() / MM, page.get_height() / MM) == pytest.approx((62, 29), abs=0.01)


def test_a_long_name_is_cut_and_never_leaves_its_label() -> None:
    long = [{"code": CODES[0], "title": "W" * 120, "lines": []}]
    file = labels.write(content(labels=long), layout="a4-24")
    assert max(box.right for box in papers.boxes(file, 0)) <= 70 * MM
    assert "…" in papers.whole(file)


@pytest.mark.parametrize("photo", [b"", b"\xff\xd8\xff no picture"])
def test_a_card_without_a_photo_that_can_be_drawn_is_a_card_all_the_same(photo: bytes) -> None:
    file = labels.write(content(), layout="card-single", portraits={CODES[0]: photo})
    assert "Vigilancia Andina" in papers.whole(file)
    assert len(read(file, 150)) == 2


def test_the_photo_is_on_the_card() -> None:
    file = labels.write(content(), layout="card-single", portraits={CODES[0]: papers.photo()})
    drawn = papers.opened(file)[0].render(scale=4).to_pil()
    assert drawn.getpixel((round(8 * MM * 4), round(20 * MM * 4))) == pytest.approx((200, 30, 30), abs=4)


def test_the_calibration_sheet_has_a_ruler_for_both_ways() -> None:
    words = papers.whole(labels.calibrate(content(labels=[]), layout="a4-24")).split()
    assert words.count("60") == words.count("200") == 2
    assert "290" in words
