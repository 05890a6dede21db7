"""Count sheets in the window: printed in two orders, typed back twice by keys alone, settled, and kept over a crash."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from registry_app.services import count_sheets, drafts, ledger
from tests.reports import papers
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands
from ui.pages.sheet_print import CountSheets

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


class Sheets:
    """The sheets of a count of two racks, seen by a counter, and keys to type with."""

    def __init__(self, armoury: Armoury) -> None:
        self.armoury, self.hands, self.make = armoury, armoury.hands, armoury.make
        self.guns = [self.make.firearm(serial, at=armoury.north) for serial in ("A-1001", "A-1002")]
        self.make.firearm("B-2001", at=armoury.south)
        self.make.lot("LOT-7", rounds=60, at=armoury.north, pack_size=50)

    def open(self, user: str = "ines", **more: Any) -> "Sheets":
        self.armoury.begin(**more)
        return self.show(user)

    def show(self, user: str = "ines") -> "Sheets":
        self.armoury.open(user).hands.page("audits").open_record(self.armoury.audit)
        self.hands.settle()
        self.armoury.part("sheets")
        return self

    @property
    def part(self) -> Any:
        return self.armoury.page.whole.sheets

    @property
    def typing(self) -> Any:
        return self.part.typing

    def keys(self, *texts: str) -> None:
        """Each text as a person types it; keys by name between angle brackets."""
        named = {"<enter>": ENTER, "<tab>": TAB, "<space>": Qt.Key.Key_Space, "<f2>": Qt.Key.Key_F2,
                 "<f3>": Qt.Key.Key_F3, "<up>": Qt.Key.Key_Up}  # fmt: skip
        for text in texts:
            self.hands.press(named[text]) if text in named else self.hands.type(text)
            self.hands.settle()

    def on(self) -> None:
        self.hands.press(ENTER, CTRL)
        self.hands.settle()

    def once(self, *more: str) -> None:
        """The sheet of the first rack: two firearms, a lot without its packs, one that is unknown."""
        self.keys("A-1001", "<enter>", "A-1002", "<enter>", "LOT-7", "<tab>", "0", "<tab>", "60", "<enter>", *more)


@pytest.fixture
def sheets(empty_window: Hands) -> Sheets:
    return Sheets(Armoury(empty_window))


def _sheet_of(sheets: Sheets, place: str) -> int:
    return next(int(number) for number, each in sheets.part._sheets.items() if each.code == place)


def test_a_sheet_is_typed_twice_by_keys_alone_and_entered_as_of_its_minute(sheets: Sheets) -> None:
    sheets.open()
    assert sheets.part.line.hasFocus()
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>")
    assert sheets.typing.form.rows["counted_at"].editor.hasFocus()
    sheets.keys("2026-01-01 08:01", "<enter>")
    sheets.once("ZX-9")
    sheets.on()
    assert sheets.typing.stage == "again"
    assert not any(sheets.typing.grid.cells())
    sheets.once("zx-9")
    sheets.on()
    assert sheets.armoury.results() == {"found": 3, "missing": 1, "unknown": 1}
    entry = sheets.make.entry(sheets.make.register.read(ledger.head).size - 1)
    assert (entry.kind, [ref.kind for ref in entry.refs], len(entry.records)) == ("sight", ["sheet"], 4)
    assert sheets.part.line.hasFocus()
    assert sheets.hands.said().startswith("Sheet ")
    assert sheets.part._count.text().endswith(", 1 entered")


def test_what_differs_is_settled_line_by_line_before_anything_is_entered(sheets: Sheets) -> None:
    sheets.open()
    size = sheets.armoury.size()
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>", "<enter>")
    sheets.keys("A-1001", "<enter>", "A-1002", "<enter>", "LOT-7", "<tab>", "1", "<tab>", "10")
    sheets.on()
    sheets.keys("A-1O01", "<enter>", "A-1002", "<enter>", "LOT-7", "<tab>", "1", "<tab>", "11")
    sheets.on()
    gaps = sheets.typing.gaps
    assert [(row.gap.at, row.gap.field, row.gap.first, row.gap.second) for row in gaps.rows] == [
        (0, "text", "A-1001", "A-1O01"), (2, "quantity", "10", "11"),
    ]  # fmt: skip
    assert gaps.rows[0].title.text() == "Line 1, Serial, tag or lot"
    sheets.on()
    assert sheets.armoury.size() == size
    sheets.keys("<f2>", "12", "<enter>")
    assert sheets.armoury.results() == {"found": 2, "missing": 1, "surplus": 1}


def test_a_guided_sheet_takes_what_is_printed_by_the_space_bar(sheets: Sheets) -> None:
    sheets.open(method="guided")
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>", "<enter>")
    for _time in range(2):
        sheets.keys("<space>", "<space>", "<space>", "0", "<tab>", "60")
        assert [cells.get("text") for cells in sheets.typing.grid.cells()[:4]] == ["A-1001", "A-1002", "LOT-7", None]
        sheets.on()
    assert sheets.armoury.results() == {"found": 3, "missing": 1}


def _opened_again(sheets: Sheets) -> None:
    """What was typed lies in the register; it is opened again, and the page is visited."""
    user = sheets.armoury.team.one.user_id
    sheets.hands.until(lambda: "A-1001" in sheets.make.register.read(drafts.kept, user=user).get("audits", ""))
    sheets.armoury.open("ines").hands.page("audits")
    sheets.hands.settle()


def test_a_half_typed_sheet_survives_a_crash_at_each_stage(sheets: Sheets) -> None:
    sheets.open()
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>", "2026-01-01 08:01", "<enter>", "A-1001", "<enter>", "A-10")
    _opened_again(sheets)
    assert [cells.get("text") for cells in sheets.typing.grid.cells()[:3]] == ["A-1001", "A-10", None]
    assert sheets.typing.form.rows["counted_at"].text() == "2026-01-01 08:01"
    sheets.on()
    sheets.keys("A-1002")
    _opened_again(sheets)
    assert (sheets.typing.stage, sheets.typing.grid.cells()[0]) == ("again", {"text": "A-1002"})
    sheets.on()
    sheets.keys("<f3>")
    _opened_again(sheets)
    assert sheets.typing.stage == "settle"
    assert [(row.line.text(), row.is_settled) for row in sheets.typing.gaps.rows] == [("A-1002", True), ("", False)]


def test_who_goes_back_finds_the_sheet_as_it_was(sheets: Sheets) -> None:
    sheets.open()
    number = str(_sheet_of(sheets, "R-1"))
    sheets.keys(number, "<enter>", "<enter>", "A-1001")
    sheets.hands.press(ESC)
    sheets.hands.settle()
    assert sheets.part.line.hasFocus()
    assert sheets.armoury.page.draft()["sheet"]["open"] == ""
    sheets.keys(number, "<enter>")
    assert sheets.typing.grid.cells()[0] == {"text": "A-1001"}
    sheets.typing.anew.click()
    assert sheets.armoury.page.draft() == {}


def test_what_another_enters_meanwhile_leaves_the_typing_alone(sheets: Sheets) -> None:
    sheets.open()
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>", "<enter>", "A-1001")
    sheets.make.firearm("C-3001")
    sheets.armoury.page.desk.tasks.wrote.emit()
    sheets.hands.settle()
    sheets.keys("<enter>", "A-1002")
    assert [cells.get("text") for cells in sheets.typing.grid.cells()[:3]] == ["A-1001", "A-1002", None]


def test_the_code_of_a_sheet_opens_it_and_scans_fill_its_lines(sheets: Sheets) -> None:
    sheets.open()
    number = _sheet_of(sheets, "R-1")
    origin = sheets.make.register.read(ledger.origin_of)
    sheets.armoury.scan(count_sheets.code(origin, "2026-001", number))
    assert sheets.typing.sheet.number == number
    sheets.armoury.scan("A-1001", "A-1002")
    assert [cells.get("text") for cells in sheets.typing.grid.cells()[:3]] == ["A-1001", "A-1002", None]


def test_a_number_that_is_none_is_marked_and_goes_no_further(sheets: Sheets) -> None:
    sheets.open()
    sheets.keys(str(_sheet_of(sheets, "R-1")), "<enter>", "<enter>", "LOT-7", "<tab>", "two")
    sheets.on()
    assert sheets.typing.stage == "once"
    assert QApplication.focusWidget() is sheets.typing.grid.lines[0]["packs"]


def test_lines_in_the_order_of_serials_name_their_place(sheets: Sheets) -> None:
    sheets.open()
    sheets.part.orders.choose("serial")
    sheets.hands.settle()
    sheets.keys("1", "<enter>", "<enter>")
    assert sheets.typing.grid.lines[0]["place"].isVisible()
    for _time in range(2):
        sheets.keys("B-2001", *["<tab>"] * 6, "R-2")
        sheets.on()
    assert sheets.armoury.seen()[0].place == sheets.armoury.south


def test_a_sheet_that_is_entered_is_not_typed_again(sheets: Sheets) -> None:
    sheets.open()
    number = str(_sheet_of(sheets, "R-1"))
    sheets.keys(number, "<enter>", "<enter>")
    for _time in range(2):
        sheets.keys("A-1001")
        sheets.on()
    sheets.keys(number, "<enter>")
    assert sheets.typing.sheet is None
    assert "is entered as entry" in sheets.hands.said()


def test_who_does_not_count_prints_and_types_nothing(sheets: Sheets) -> None:
    sheets.open("sara")
    assert not sheets.part.line.isVisible()
    sheets.part.open_sheet(1)
    assert sheets.hands.said() == "Who counts this audit types its sheets back, and nobody else."


def test_the_sheets_are_looked_at_by_a_key_and_saved(sheets: Sheets, tmp_path: Path) -> None:
    sheets.open()
    sheets.hands.press(Qt.Key.Key_P, CTRL)
    sheets.hands.until(lambda: sheets.part.findChildren(CountSheets))
    (paper,) = sheets.part.findChildren(CountSheets)
    sheets.hands.until(paper.save_button.isEnabled)
    paper.orders.choose("serial")
    sheets.hands.settle()
    assert sheets.part.orders.code() == "serial"
    paper.keep(tmp_path / "s.pdf")
    sheets.hands.settle()
    page = papers.whole((tmp_path / "s.pdf").read_bytes())
    assert "Place, and what was noticed" in page
    assert "A-1001" not in page
    assert sheets.hands.said().startswith("The count sheets of 2026-001 lie in ")
