"""The same list by other ways to a PDF: what `bench papers` is compared with. None wraps, tags, or embeds any data.

Each repeats the titles on every page. `drawString` and `LongTable` have stripes and rules too, as ours has; fpdf2 has
none.
"""

import importlib.util
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import LongTable, SimpleDocTemplate

from benchmarks.returns import PER_PAGE
from registry_app.reports import fonts

Texts = Sequence[str]
FACE, SIZE, LEAD, LEFT, TOP = "narrow", 7, 13.6, 42.0, 780.0


def _pages(rows: Sequence[Texts]) -> Iterator[Sequence[Texts]]:
    return (rows[at : at + PER_PAGE] for at in range(0, len(rows), PER_PAGE))


def draw_string(titles: Texts, rows: Sequence[Texts]) -> bytes:
    """ReportLab's canvas, a call of `drawString` for each cell."""
    fonts.load()
    file = BytesIO()
    canvas, wide = Canvas(file, pagesize=A4, pageCompression=1), 511 / len(titles)
    for number, page in enumerate(_pages(rows), 1):
        canvas.setFont(FACE, SIZE)
        for line, row in enumerate((titles, *page)):
            _ground(canvas, TOP - 4 - LEAD * line, is_striped=line % 2 == 1)
            for column, text in enumerate(row):
                canvas.drawString(LEFT + wide * column, TOP - LEAD * line, text)
        canvas.drawRightString(553, 40, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _ground(canvas: Canvas, y: float, *, is_striped: bool) -> None:
    """Stripe and rule of one row."""
    if is_striped:
        canvas.setFillGray(0.96)
        canvas.rect(LEFT, y, 511, LEAD, stroke=0, fill=1)
        canvas.setFillGray(0)
    canvas.line(LEFT, y, LEFT + 511, y)


def long_table(titles: Texts, rows: Sequence[Texts]) -> bytes:
    """ReportLab's `LongTable` of plain texts, its titles repeated on each page."""
    fonts.load()
    file = BytesIO()
    style = [
        ("FONT", (0, 0), (-1, -1), FACE, SIZE), ("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey),
        ("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.whitesmoke]),
    ]  # fmt: skip
    table = LongTable([titles, *rows], colWidths=[511 / len(titles)] * len(titles), repeatRows=1, style=style)
    SimpleDocTemplate(file, pagesize=A4).build([table])
    return file.getvalue()


def has_fpdf2() -> bool:
    """Whether fpdf2 is there, which the program itself does not need."""
    return importlib.util.find_spec("fpdf") is not None


def fpdf2(titles: Texts, rows: Sequence[Texts]) -> bytes:
    """fpdf2, a call of `cell` for each cell."""
    paper: Any = importlib.import_module("fpdf").FPDF(unit="pt", format="A4")
    paper.add_font("plex", fname=str(fonts.FOLDER / f"{fonts.FACES[FACE]}.ttf"))
    paper.set_auto_page_break(False)
    wide = 511 / len(titles)
    for page in _pages(rows):
        paper.add_page()
        paper.set_font("plex", size=SIZE)
        for row in (titles, *page):
            for text in row:
                paper.cell(wide, LEAD, text)
            paper.ln(LEAD)
    return bytes(paper.output())
