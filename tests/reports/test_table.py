"""The table writer: every cell on paper, headers on every page, whatever the rows hold."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest

from registry_app.reports import fonts, paper
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import PAD, Column, Row, Style, fitted
from registry_app.reports.page import Furniture, Note, Pages
from registry_app.reports.table import Table
from tests.reports import papers

COLUMNS = [Column("No.", align="right", is_whole=True), Column("Serial", face="mono", is_key=True), Column("Name")]


def blank(*, tagged: bool = True, name: str = "a4") -> Pages:
    moment = dt.datetime(2026, 7, 1, tzinfo=dt.UTC)
    identity = Identity("N-1", "A table", "Rows", "Nobody", "en", "test", moment, "0" * 32)
    sheet = paper.sheet(name)
    canvas = ArchiveCanvas(identity, (sheet.width, sheet.height), tagged=tagged)
    return Pages(canvas, sheet, Furniture("Table", "N-1", (Note("Document", "N-1"),), "CODE"))


def _written(rows: Sequence[Row], *, tagged: bool = True, total: Row | None = None, **options: Any) -> bytes:
    pages = blank(tagged=tagged)
    pages.begin("Rows", "rows")
    table = Table(pages, *fitted(COLUMNS, rows, pages.sheet.room, Style()), **options)
    table.open()
    table.group("A band", "of rows")
    table.rows(rows)
    if total:
        table.total(total)
    table.close()
    return pages.finish()


def _numbered(count: int) -> list[Row]:
    return [(str(at), f"SN-{at:05}", "two words") for at in range(1, count + 1)]


@pytest.mark.parametrize("tagged", [True, False])
def test_every_row_is_there_once_under_a_header_on_each_page(tagged: bool) -> None:
    pages = papers.texts(_written(_numbered(130), tagged=tagged))
    assert len(pages) == 3
    assert all("Serial" in page for page in pages)
    serials = [word for page in pages for word in page.split() if word.startswith("SN-")]
    assert serials == [f"SN-{at:05}" for at in range(1, 131)]


def test_rows_stand_one_below_the_other() -> None:
    found = [box for box in papers.boxes(_written(_numbered(20)), 0) if box.text.startswith("SN-")]
    assert [box.text for box in found] == sorted(box.text for box in found)
    assert papers.is_ascending([-round(box.top) for box in found])


def test_numbers_end_at_the_same_edge() -> None:
    found = papers.boxes(_written(_numbered(120)), 0)
    edges = [box.right for box in found if box.text.strip() in {"1", "9", "10", "42"}]
    assert len(edges) == 4
    assert max(edges) - min(edges) < 1


@pytest.mark.parametrize("text", ["x" * 400, "many words " * 60, "W" * 125, "😀" * 40])
def test_a_tall_row_ends_on_its_page(text: str) -> None:
    rows = [*_numbered(30), ("31", "TALL", text), *_numbered(30)]
    file = _written(rows)
    for page in range(len(papers.texts(file))):
        assert all(box.bottom > 10 for box in papers.boxes(file, page))
        assert list(papers.overlapping(papers.boxes(file, page))) == []


def test_a_total_never_stands_alone_on_a_page() -> None:
    for count in range(44, 56):
        pages = papers.texts(_written(_numbered(count), total=("", "Total", "all"), below=24))
        assert "SN-" in pages[-1]


def test_signs_of_the_page_language_are_text() -> None:
    shown = papers.whole(_written([("1", "\\(a)", "<<b>> [c] {d} %e")]))
    assert "\\(a)" in shown
    assert "<<b>> [c] {d} %e" in shown


def test_letters_beyond_the_first_two_hundred_and_fifty_six_are_drawn() -> None:
    many = "".join(chr(code) for code in (*range(0xC0, 0x17F), *range(0x410, 0x450)))
    rows = [(str(at), "S", many[at : at + 8]) for at in range(0, len(many), 8)]
    shown = papers.whole(_written(rows)).replace(" ", "")
    assert [name for _number, _serial, name in rows if name not in shown] == []


@pytest.mark.parametrize("tagged", [True, False])
def test_a_note_stands_below_its_row_on_the_same_page(tagged: bool) -> None:
    pages, rows = blank(tagged=tagged), _numbered(90)
    pages.begin("Rows", "rows")
    table = Table(pages, *fitted(COLUMNS, rows, pages.sheet.room, Style()))
    table.open()
    table.noted((row, f"Note {row[1]} " + "of many words " * (at % 3 * 20)) for at, row in enumerate(rows))
    table.close()
    file = pages.finish()
    for said in papers.texts(file):
        serials = [word for word in said.split() if word.startswith("SN-")]
        assert serials
        assert serials[::2] == serials[1::2]
    for page in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, page))) == []


def test_a_row_without_a_note_is_a_row_like_any_other() -> None:
    pages = blank()
    pages.begin("Rows", "rows")
    table = Table(pages, *fitted(COLUMNS, _numbered(2), pages.sheet.room, Style()))
    table.open()
    table.noted([(row, "") for row in _numbered(2)])
    table.close()
    assert "SN-00002" in papers.whole(pages.finish())


@pytest.mark.parametrize("title", ["Lançamento", "Quantidade", "Procedencia", "Désignation", "Extraordinarily"])
def test_a_heading_that_just_fits_stands_on_one_line(title: str) -> None:
    """Widths are rounded, up and down: no word breaks for a hundredth of a point."""
    pages = blank()
    pages.begin("Rows", "rows")
    for size in (5.6, 6.2, 6.4, 6.8, 7.2):
        columns = [Column(title, width=round(fonts.width(title, "narrow-bold", size) + 2 * PAD - 0.005, 2))]
        table = Table(pages, columns, Style(heading=size))
        table.open()
        table.close()
    assert papers.texts(pages.finish())[0].split().count(title) == 5
