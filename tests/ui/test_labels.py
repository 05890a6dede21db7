"""Labels: what is chosen is seen as it will be printed, sheet by sheet, and saved as it is seen."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from registry_app.services import labels
from tests.make import Make
from tests.reports import papers
from tests.reports.prints import drawn, ink
from tests.ui.hands import Hands
from ui.pages.label_choice import KINDS
from ui.pages.label_options import BEST, CARDS, CODES, FIELDS, SHEETS, SINGLE
from ui.pages.labels import Labels

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def page(hands: Hands) -> Labels:
    for serial in ("SLX-1", "SLX-2", "OTHER-3"):
        hands.make.firearm(serial)
    found = hands.page("labels")
    assert isinstance(found, Labels)
    return found


def _add(hands: Hands, *texts: str) -> None:
    """Type each into the line that has the cursor at first, and take it."""
    for text in texts:
        hands.type(text)
        hands.press(Qt.Key.Key_Return)
        hands.settle()
    hands.bot.wait(1)


def _seen(hands: Hands, page: Labels) -> str:
    """What is said above the preview, once it is there."""
    hands.until(lambda: not page._pause.isActive())
    hands.settle()
    return page.many.text()


def _set(page: Labels, **values: str | int) -> None:
    for name, value in values.items():
        page.options.form.rows[name].show_value(value)
        page.options.form.rows[name].editor.changed.emit()  # type: ignore[attr-defined]


def _saved(hands: Hands, page: Labels, folder: Path) -> bytes:
    page.save(folder / "l.pdf")
    hands.settle()
    return (folder / "l.pdf").read_bytes()


def _many(make: Make, many: int) -> list[int]:
    return [make.firearm(f"ROW-{i:03}") for i in range(many)]


def test_nothing_chosen_is_nothing_to_save(page: Labels) -> None:
    assert not page.options.pdf.isEnabled()
    assert page.shown.currentWidget() is not page.paper


def test_what_is_typed_is_seen_and_saved(hands: Hands, page: Labels, tmp_path: Path) -> None:
    _add(hands, "SLX-1", "OTHER")
    assert _seen(hands, page) == "2 labels · 1 sheet"
    assert page.paper.page() == (0, 1)
    words = papers.whole(_saved(hands, page, tmp_path))
    assert "SLX-1" in words
    assert "OTHER-3" in words
    assert "SLX-2" not in words


def test_nothing_ambiguous_is_added_silently(hands: Hands, page: Labels) -> None:
    _add(hands, "SLX")
    assert page.choice.records() == ()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert len(page.choice.records()) == 1


def test_names_with_commas_are_added_at_once(hands: Hands, page: Labels) -> None:
    _add(hands, "SLX-2, SLX-1")
    assert _seen(hands, page) == "2 labels · 1 sheet"
    _add(hands, "SLX-1, NOBODY")
    assert "NOBODY" in hands.said()
    assert len(page.choice.records()) == 2


def test_a_scan_adds_wherever_the_cursor_is_and_once(hands: Hands, page: Labels) -> None:
    hands.make.firearm("TAGGED", tag="T-77")
    page.options.form.rows["skip"].editor.setFocus()
    hands.scan("T-77")
    hands.scan("T-77")
    assert len(page.choice.records()) == 1
    assert page.options.form.rows["skip"].text() == ""


def test_a_scanned_card_turns_to_the_people(hands: Hands, page: Labels) -> None:
    hands.make.person("G-9", card="C-900")
    hands.scan("C-900")
    assert page.choice.kind == "person"
    assert _seen(hands, page) == "1 card · 1 sheet"
    assert page.options.layout_name in CARDS


def test_all_in_a_place_are_added(hands: Hands, page: Labels) -> None:
    hands.press(Qt.Key.Key_Tab)
    _add(hands, "ARM-1")
    assert len(page.choice.records()) == 3
    page.choice.form.rows["kind"].show_value("lot")
    page.choice.form.rows["kind"].editor.changed.emit()  # type: ignore[attr-defined]
    _add(hands, "ARM-1")
    assert "Nothing of this kind" in hands.said()


def test_rows_are_taken_off_by_delete(hands: Hands, page: Labels) -> None:
    _add(hands, "SLX-1", "SLX-2")
    page.choice.table.setFocus()
    hands.press(Qt.Key.Key_Delete)
    assert len(page.choice.records()) == 1
    page.choice.none.click()
    assert _seen(hands, page) == ""
    assert not page.options.pdf.isEnabled()


def test_each_kind_keeps_its_own_list(hands: Hands, page: Labels) -> None:
    page.take_records("firearm", [1])
    page.take_records("place", [hands.make.place()])
    assert page.choice.records() == (hands.make.place(),)
    page.choice.add("firearm", [1])
    assert (page.choice.kind, page.choice.records()) == ("firearm", (1,))


def test_labels_are_printed_in_the_order_of_the_list(hands: Hands, page: Labels, tmp_path: Path) -> None:
    _add(hands, "SLX-2", "OTHER", "SLX-1")
    page.choice.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    hands.settle()
    words = papers.whole(_saved(hands, page, tmp_path))
    assert words.index("OTHER-3") < words.index("SLX-1") < words.index("SLX-2")


def test_a_begun_sheet_goes_on_where_it_was_left(hands: Hands, page: Labels, tmp_path: Path) -> None:
    page.take_records("firearm", _many(hands.make, 25))
    _set(page, skip=23)
    assert _seen(hands, page) == "25 labels · 2 sheets"
    assert sum(frame.is_gone for frame in page.paper._frames) == 23
    first, second = papers.texts(_saved(hands, page, tmp_path))
    assert ("ROW-000" in first, "ROW-001" in first, "ROW-001" in second) == (True, False, True)


def test_each_sheet_is_looked_at_by_page_down(hands: Hands, page: Labels) -> None:
    page.take_records("firearm", _many(hands.make, 60))
    assert _seen(hands, page) == "60 labels · 3 sheets"
    page.paper.setFocus()
    for _press in range(3):
        hands.press(Qt.Key.Key_PageDown)
        hands.settle()
    assert page._page.text() == "Page 3 of 3"
    page.choice.take_records("firearm", page.choice.records()[:24])
    _seen(hands, page)
    assert page._page.text() == "Page 1 of 1"


def test_more_free_places_than_the_sheet_has_are_told_beside_the_field(hands: Hands, page: Labels) -> None:
    _set(page, layout="letter-10", skip=10)
    _add(hands, "SLX-1")
    _seen(hands, page)
    assert "the sheet has 10" in page.options.form.rows["skip"]._below.text()
    assert not page.options.pdf.isEnabled()


def test_a_roll_has_no_places_that_are_gone(hands: Hands, page: Labels) -> None:
    _set(page, skip=5)
    _set(page, layout="roll-62x29")
    _add(hands, "SLX-1", "SLX-2")
    assert page.options.form.rows["skip"].isHidden()
    assert _seen(hands, page) == "2 labels"
    assert {name for name in (*SHEETS, *CARDS) if labels.places(name) == 1} == set(SINGLE)


def test_narrow_labels_get_a_data_matrix_unless_bars_are_asked_for(hands: Hands, page: Labels) -> None:
    _set(page, layout="roll-50x25")
    _add(hands, "SLX-1")
    _seen(hands, page)
    assert page.options.note.text() == "Data Matrix"
    _set(page, code="code128")
    _seen(hands, page)
    assert "203 dots" in page.options.note.text()


def test_bars_that_no_label_of_the_sheet_holds_are_refused_beside_the_code(hands: Hands, page: Labels) -> None:
    _set(page, layout="a4-65", code="code128")
    _add(hands, "SLX-1")
    _seen(hands, page)
    assert "larger" in page.options.form.rows["code"]._below.text()


def test_the_shift_is_kept_for_each_sheet_and_moves_what_is_printed(
    hands: Hands, page: Labels, tmp_path: Path
) -> None:  # fmt: skip
    _add(hands, "SLX-1")
    before = ink(drawn(_saved(hands, page, tmp_path)), 0, 0, 70, 37)
    page.options.form.rows["right"].editor.setFocus()
    hands.type("1,5")
    page.options.form.rows["down"].editor.setFocus()
    hands.type("-2")
    after = ink(drawn(_saved(hands, page, tmp_path)), 0, 0, 80, 50)
    assert (after.left - before.left, after.top - before.top) == pytest.approx((1.5, -2), abs=0.1)
    assert hands.window._settings.labels["shifts"]["a4-24"] == [15, -20]


def test_another_sheet_has_its_own_shift_and_the_first_one_comes_back(hands: Hands, page: Labels) -> None:
    page.options.form.rows["right"].editor.setFocus()
    hands.type("0.7")
    _set(page, layout="letter-30")
    assert page.options.form.rows["right"].text() == ""
    _set(page, layout="a4-24")
    assert page.options.form.rows["right"].text() == "0.7"


def test_sheet_and_shift_are_there_again_after_a_lock(hands: Hands) -> None:
    hands.window._settings.labels = {"layout": "a4-21", "card": 7, "shifts": {"a4-21": [12, -3], "a4-24": "x"}}
    page = hands.page("labels")
    assert [page.options.form.rows[name].text() for name in ("layout", "right", "down")] == ["a4-21", "1.2", "-0.3"]


@pytest.mark.parametrize("kept", [{"shifts": 3}, {"shifts": {"a4-24": [1, 9999]}}, {"layout": ["x"]}, {"layout": "no"}])
def test_settings_that_make_no_sense_are_left_out(hands: Hands, kept: dict[str, object]) -> None:
    hands.window._settings.labels = kept
    page = hands.page("labels")
    assert [page.options.form.rows[name].text() for name in ("layout", "right", "down")] == ["a4-24", "", ""]


@pytest.mark.parametrize("typed", ["30", "1.25", "x"])
def test_a_shift_that_is_none_is_told_beside_the_field(hands: Hands, page: Labels, typed: str) -> None:
    _add(hands, "SLX-1")
    page.options.form.rows["right"].editor.setFocus()
    hands.type(typed)
    _seen(hands, page)
    assert typed in page.options.form.rows["right"]._below.text()
    assert not page.options.pdf.isEnabled()


def test_the_calibration_sheet_is_saved_with_the_shift_and_needs_no_record(
    hands: Hands, page: Labels, tmp_path: Path
) -> None:  # fmt: skip
    _set(page, right=12)
    page.calibrate(tmp_path / "c.pdf")
    hands.settle()
    words = papers.whole((tmp_path / "c.pdf").read_bytes())
    assert "The cross stands" in words
    assert "a shift of 1.2 mm" in words


def test_every_layout_and_code_can_be_chosen() -> None:
    assert set(SHEETS) == set(labels.layouts("firearm"))
    assert set(CARDS) == set(labels.layouts("person"))
    assert labels.symbols() == CODES
    assert list(next(field for field in FIELDS if field.name == "code").choices) == [BEST, *CODES]
    assert set(KINDS) == set(labels.KINDS)
