"""Pages that follow one another: the running head, the foot with QR code and page x of y, and a cursor in between.

The foot is drawn once and placed on every page; the numbers are put on when the last page has ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import segno

from registry_app.i18n import _
from registry_app.reports import fonts
from registry_app.reports.canvas import PAGE_FOOT, PAGE_HEAD, ArchiveCanvas
from registry_app.reports.paper import FOOT, GOLD, GREY, INK, NAVY, RULE, Sheet
from registry_app.reports.steps import Steps

HEAD = 46.0
"""What the running head of a page takes."""
QR = 42.0
"""The width of the code in the foot: modules of a third of a millimetre, read by a scanner from a copy at 150 dpi."""
_QR_X = 54.0


class Note(NamedTuple):
    """One line of the foot: what it is, and the value; hashes and numbers in `mono`."""

    label: str
    value: str
    is_mono: bool = False


@dataclass(frozen=True)
class Furniture:
    """What stands on every page: title and number in the running head, `notes` and a QR code in the foot."""

    title: str
    number: str
    notes: tuple[Note, ...]
    code: str


class Pages:
    """The pages of one document. `y` is the height of the cursor: what comes next is drawn below it."""

    def __init__(self, canvas: ArchiveCanvas, sheet: Sheet, furniture: Furniture, steps: Steps | None = None) -> None:
        self.canvas, self.sheet, self.furniture = canvas, sheet, furniture
        self.steps = steps or Steps()
        self.section = ""
        self.y = 0.0
        self._heads: dict[str, list[str]] = {}
        self._modules = draw_code(canvas, furniture.code)
        self._draw_foot()

    # The course of pages.

    def begin(self, section: str, key: str = "") -> None:
        """Begin a page, with a running head that names `section`; `key` makes it a bookmark."""
        self.section = section
        if key:
            self.canvas.bookmarkPage(key)
            self.canvas.addOutlineEntry(section, key, 0)
        self._head()

    def follow(self, section: str, key: str, keep: float = 220) -> None:
        """Begin a part on this page, or on the next one when less than `keep` is left."""
        if self.y - keep < FOOT:
            self.end()
            self.begin(section, key)
            return
        self.section = section
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(section, key, 0)
        self.y -= 26

    def begin_bare(self, section: str, key: str) -> None:
        """Begin a page without a running head: the cover."""
        self.canvas.bookmarkPage(key)
        self.canvas.addOutlineEntry(section, key, 0)
        self.section = section
        self.y = self.sheet.height

    def end(self) -> None:
        """End the page with its foot."""
        with self.canvas.artifact(PAGE_FOOT):
            self.canvas.place("foot", 0, 0)
        self.canvas.showPage()

    def turn(self) -> None:
        """End this page and begin the next of the same section."""
        self.end()
        self._head()

    def need(self, height: float) -> None:
        """Turn the page unless `height` is left on it."""
        if self.y - height < FOOT:
            self.turn()

    @property
    def fresh(self) -> float:
        """How much a page holds below its running head."""
        return self.sheet.height - HEAD - FOOT

    def has(self, height: float) -> bool:
        """Whether `height` is left on this page."""
        return self.y - height >= FOOT

    def finish(self) -> bytes:
        """End the last page and number all of them; answers the file."""
        self.end()
        pages = self.canvas.getPageNumber() - 1
        for page in range(1, pages + 1):
            told = fonts.printable(_("Page {page} of {pages}").format(page=page, pages=pages))
            self.canvas.amend(page, partial(self._number, told))
        file = self.canvas.finish()
        self.steps.end()
        return file

    def _number(self, told: str) -> None:
        with self.canvas.artifact(PAGE_FOOT):
            self.canvas.text(self.sheet.right, FOOT - 20, told, "sans-bold", 7.4, INK, "right")

    # Head and foot.

    def _head(self) -> None:
        self.canvas.repeat(self._heads, self.section, self._draw_head)
        self.y = self.sheet.height - HEAD

    def _draw_head(self) -> None:
        canvas, sheet, top = self.canvas, self.sheet, self.sheet.height
        with canvas.artifact(PAGE_HEAD):
            canvas.box(0, top - 7, sheet.width, 7, NAVY)
            canvas.box(0, top - 8.4, sheet.width, 1.4, GOLD)
            number = self.furniture.number
            room = sheet.room - fonts.width(number, "mono", 7.4) - 14
            title, section = fonts.printable(self.furniture.title), fonts.printable(self.section)
            size = fonts.fitting(f"{title}   {section}", "sans-bold", 8, room)
            canvas.text(sheet.left, top - 28, title, "sans-bold", size, NAVY)
            at = sheet.left + fonts.width(title + "   ", "sans-bold", size)
            if section != title:
                canvas.text(at, top - 28, section, "sans", size, GREY)
            canvas.text(sheet.right, top - 28, number, "mono", 7.4, GREY, "right")
            canvas.rule(sheet.left, top - 36, sheet.right, top - 36, RULE, 0.6)

    def _draw_foot(self) -> None:
        canvas, sheet = self.canvas, self.sheet
        with canvas.form("foot", sheet.width, FOOT):
            canvas.rule(sheet.left, FOOT - 6, sheet.right, FOOT - 6, RULE, 0.6)
            canvas.place("code", sheet.left, FOOT - 12 - QR, QR / self._modules)
            labels = max(fonts.width(fonts.printable(n.label), "narrow", 6.4) for n in self.furniture.notes)
            x = sheet.left + _QR_X
            left, right = x + min(labels, 90) + 6, sheet.right - 96
            y = FOOT - 19.5
            for note, face, size, lines in _fitted(self.furniture.notes, right - left):
                label = fonts.printable(note.label)
                canvas.text(x, y, label, "narrow", fonts.fitting(label, "narrow", 6.4, 90), GREY)
                for line in lines:
                    canvas.text(left, y, line, face, size, INK)
                    y -= size + 1.6
                y -= 1.6

    # Running text.

    def paragraph(
        self, text: str, *, face: str = "sans", size: float = 9, colour: str = INK, x: float = 0, room: float = 0,
        tag: str = "P", lead: float = 1.42,
    ) -> None:  # fmt: skip
        """Set `text` below the cursor, over pages where it must be, from `x` in a column of width `room`."""
        left = x or self.sheet.left
        lines = fonts.wrap(fonts.printable(text), face, size, room or self.sheet.right - left)
        self.need(min(len(lines), 3) * size * lead)
        with self.canvas.group(tag):
            while lines:
                fitting = max(1, int((self.y - FOOT) / (size * lead)))
                self._lines(lines[:fitting], left, face, size, colour, lead)
                lines = lines[fitting:]
                if lines:
                    self.turn()

    def _lines(self, lines: Sequence[str], x: float, face: str, size: float, colour: str, lead: float) -> None:
        with self.canvas.tag("Span"):
            for line in lines:
                self.canvas.text(x, self.y - size, line, face, size, colour)
                self.y -= size * lead

    def heading(self, text: str, *, after: float = 8, keep: float = 60) -> None:
        """Set a heading with its golden mark; `keep` is what must fit below it on the same page."""
        lines = fonts.wrap(fonts.printable(text), "sans-bold", 10.6, self.sheet.room - 9)
        self.need(13 * len(lines) + after + keep)
        with self.canvas.artifact():
            self.canvas.box(self.sheet.left, self.y - 11.3, 3, 10.6, GOLD)
        with self.canvas.tag("H2"):
            for line in lines:
                self.canvas.text(self.sheet.left + 9, self.y - 9.8, line, "sans-bold", 10.6, NAVY)
                self.y -= 13
        self.y -= after

    def title(self, text: str, beside: str = "") -> None:
        """Set the title of a part of the document, and what it is about in a lighter face."""
        lines = fonts.wrap(fonts.printable(text), "sans-bold", 15, self.sheet.room)
        with self.canvas.tag("H2"):
            for line in lines:
                self.canvas.text(self.sheet.left, self.y - 15, line, "sans-bold", 15, INK)
                self.y -= 19
        if beside:
            self.paragraph(beside, size=9.4, colour=GREY)
        self.y -= 8


def _fitted(notes: Sequence[Note], room: float) -> list[tuple[Note, str, float, list[str]]]:
    """The notes in lines of the largest size at which all of them fit into the foot."""
    size = 6.4
    while True:
        fitted = []
        for note in notes:
            face = "mono" if note.is_mono else "narrow"
            lines = fonts.wrap(fonts.printable(note.value), face, size, room)
            fitted.append((note, face, size, lines))
        height = sum((size + 1.6) * len(lines) + 1.6 for *_rest, lines in fitted)
        if height <= FOOT - 26 or size < 3.5:
            return fitted
        size = round(size - 0.2, 2)


def draw_code(canvas: ArchiveCanvas, content: str, name: str = "code") -> int:
    """Make the form `name`, a QR code with modules one point wide, without its quiet zone; answers its width."""
    matrix = segno.make_qr(content, error="m", boost_error=False).matrix
    count = len(matrix)
    with canvas.form(name, count, count):
        runs = [run for y, row in enumerate(matrix) for run in _runs(row, count - 1 - y)]
        canvas.emit(f"{INK} rg {' '.join(runs)} f")
    return count


def _runs(row: Sequence[int], y: int) -> list[str]:
    """The dark modules of a row, those side by side as one rectangle."""
    runs, x = [], 0
    while x < len(row):
        start = x
        while x < len(row) and row[x]:
            x += 1
        if x > start:
            runs.append(f"{start} {y} {x - start} 1 re")
        x += 1
    return runs
