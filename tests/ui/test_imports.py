"""Importing a list in the window: verdicts first, then the good rows, the refused ones saved."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import lists
from tests.ui.hands import Hands, drop

GOOD = """Serial number,Maker,Model,Kind,Calibre,Place code
007,Taurus,G3,pistol,9x19,ARM-1
1-2,Rossi,27,revolver,38spl,ARM-1
"""
BAD = GOOD + "X-3,Rossi,27,cannon,38spl,ARM-1\n"


@pytest.fixture
def clerk(hands: Hands) -> Hands:
    hands.make.place("ARM-1")
    hands.page("imports")
    return hands


def _choose(clerk: Hands, text: str | bytes, name: str = "list.csv") -> Path:
    file = clerk.make.folder.parent / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    clerk.shell.page("imports").choose(file)
    clerk.settle()
    return file


def _figures(clerk: Hands) -> list[str]:
    return [figure._value.text() for figure in clerk.shell.page("imports").figures.values()]


def test_the_dry_run_writes_nothing(clerk: Hands) -> None:
    _choose(clerk, BAD)
    page = clerk.shell.page("imports")
    assert _figures(clerk) == ["2", "0", "0", "1"]
    assert page.table.rows.ids().tolist() == [4]
    assert [finding.code for finding in page.findings.findings()] == ["field_not_choice"]
    assert clerk.make.register.read(lists.counts)["all"] == 0


def test_good_rows_go_in_and_refused_ones_are_saved(clerk: Hands, tmp_path: Path) -> None:
    _choose(clerk, BAD)
    page = clerk.shell.page("imports")
    page.take_in()
    clerk.settle()
    assert clerk.make.register.read(lists.counts)["all"] == 2
    assert "2 rows imported" in clerk.said()
    assert not page.go.isEnabled()
    page.save_rejects(tmp_path / "refused.xlsx")
    clerk.settle()
    rows = list(load_workbook(tmp_path / "refused.xlsx").active.values)  # type: ignore[union-attr]
    assert rows[1][0] == "X-3"
    assert "cannon" in str(rows[1][-1])


def test_importing_again_changes_nothing(clerk: Hands) -> None:
    for _twice in range(2):
        _choose(clerk, GOOD)
        clerk.shell.page("imports").take_in()
        clerk.settle()
    _choose(clerk, GOOD)
    assert _figures(clerk) == ["0", "0", "2", "0"]
    assert not clerk.shell.page("imports").go.isEnabled()


def test_a_missing_place_can_be_named(clerk: Hands) -> None:
    _choose(clerk, "Serial number,Maker,Model,Kind,Calibre\n007,Taurus,G3,pistol,9x19\n")
    page = clerk.shell.page("imports")
    assert [finding.code for finding in page.findings.findings()] == ["place_needed"]
    QTest.keyClicks(page.place, "ARM-1")
    QTest.keyClick(page.place, Qt.Key.Key_Return)
    clerk.until(lambda: _figures(clerk)[0] == "1")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.csv", b""), ("picture.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)), ("cut.xlsx", b"PK\x03\x04" + bytes(50)),
     ("words.csv", b"a,b\n1,2\n")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_in_a_sentence(clerk: Hands, name: str, content: bytes) -> None:
    _choose(clerk, content, name)
    assert name in clerk.said().replace("\u200b", "")
    assert clerk.shell.page("imports")._pages.currentIndex() == 0


def test_a_file_that_is_gone_is_told(clerk: Hands, tmp_path: Path) -> None:
    clerk.shell.page("imports").choose(tmp_path / "gone.csv")
    clerk.settle()
    assert "gone.csv" in clerk.said()


def test_a_file_can_be_dropped(clerk: Hands) -> None:
    file = clerk.make.folder.parent / "drop.csv"
    file.write_text(GOOD)
    drop(clerk.shell.page("imports").start, str(file))
    clerk.settle()
    assert _figures(clerk)[0] == "2"


def test_verdicts_filter_and_sort(clerk: Hands) -> None:
    _choose(clerk, BAD)
    page = clerk.shell.page("imports")
    page.verdicts.choose("")
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    clerk.settle()
    assert page.table.rows.ids().tolist() == [4, 3, 2]
    page.findings.row_chosen.emit(4)
    assert page.table.current_id() == 4


def test_a_stopped_import_keeps_what_is_in(clerk: Hands) -> None:
    rows = "".join(f"S{n:05},Taurus,G3,pistol,9x19,ARM-1\n" for n in range(1200))
    _choose(clerk, GOOD.partition("\n")[0] + "\n" + rows)
    page = clerk.shell.page("imports")
    page.take_in()
    tasks = clerk.shell.desk.tasks
    next(iter(tasks._labours)).progress(lambda _done, _total: tasks.cancel_labour())
    clerk.settle()
    inside = clerk.make.register.read(lists.counts)["all"]
    assert 0 < inside < 1200
    assert "Stopped" in clerk.said()
    assert _figures(clerk)[:1] == [f"{1200 - inside:,}"]
