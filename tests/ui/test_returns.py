"""The return: seen as it will be printed, saved as PDF and as data."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.ui.hands import Hands
from ui.problems import ProblemDialog


@pytest.fixture
def desk(hands: Hands) -> Hands:
    hands.make.firearm("SLX-1")
    hands.page("returns")
    return hands


def test_the_preview_is_the_paper(desk: Hands) -> None:
    page = desk.shell.page("returns")
    assert page.paper.page()[0] == 0
    assert page.paper.accessibleName().startswith("Page 1 of ")
    assert not page.paper.grab().isNull()


def test_pages_turn(desk: Hands) -> None:
    page = desk.shell.page("returns")
    desk.key(page.paper, Qt.Key.Key_PageDown)
    desk.settle()
    shown, pages = page.paper.page()
    assert shown == min(1, pages - 1)
    page.paper.turn(-5)
    assert page.paper.page()[0] == shown


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF-"), (".json", b"{")])
def test_saving_says_where(desk: Hands, tmp_path: Path, suffix: str, start: bytes) -> None:
    page = desk.shell.page("returns")
    file = tmp_path / f"return{suffix}"
    page.save(file)
    desk.settle()
    assert file.read_bytes().startswith(start)
    assert page.where.text().replace("\u200b", "") == str(file)
    assert list(tmp_path.glob(".return*")) == []


def test_the_data_is_that_of_the_day(desk: Hands, tmp_path: Path) -> None:
    page = desk.shell.page("returns")
    page.form.rows["as_of"].show_value("2025-12-31")
    page.save(tmp_path / "return.json")
    desk.settle()
    said = json.loads((tmp_path / "return.json").read_text())
    assert said["as_of"]["day"] == "2025-12-31"


def test_a_day_to_come_is_refused_beside_the_field(desk: Hands) -> None:
    page = desk.shell.page("returns")
    page.form.rows["as_of"].show_value("2999-01-01")
    page.reload()
    desk.settle()
    assert "2999" in (page.form.rows["as_of"].editor.accessibleDescription() + desk.said())


def test_a_folder_that_cannot_be_written_is_told(desk: Hands, tmp_path: Path) -> None:
    page = desk.shell.page("returns")
    page.save(tmp_path / "gone" / "return.json")
    desk.until(lambda: desk.window.findChildren(ProblemDialog))
    dialog = desk.window.findChildren(ProblemDialog)[0]
    assert "cannot be written" in dialog.explanation.text()
    dialog.reject()
    assert page.pdf.isEnabled()


def test_the_file_is_proposed_by_its_day(desk: Hands) -> None:
    page = desk.shell.page("returns")
    page.form.rows["as_of"].show_value("2026-01-31")
    assert page.proposed(".pdf").name == "inventory-return-2026-01-31.pdf"
