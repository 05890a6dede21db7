"""Long tables, written straight into the page: header on every page, stripes, wrapped cells, one pass.

A cell's operators are made once for each distinct value of its column and move from the column's own origin, so a
row is one move and a join of strings. All rules and stripes of a page are two paths, all its text is one object.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from operator import getitem

from registry_app.reports import fonts
from registry_app.reports.canvas import LAYOUT, PAGE_HEAD
from registry_app.reports.cells import Cells
from registry_app.reports.columns import PAD, ROUNDED, Column, Row, Style
from registry_app.reports.page import Pages
from registry_app.reports.paper import BAND, FAINT, FOOT, HEADING, INK, NAVY, RULE
from registry_app.reports.spots import Spots

_AT_ONCE = 128
"""Rows whose cells are made at once."""


class Table:
    """A table from the cursor of `pages` on, over as many pages as it takes. Columns need widths (`fitted`).

    `below` is kept free at the foot of each page for what must not stand alone on the next one: a total, a last line.
    """

    def __init__(
        self, pages: Pages, columns: Sequence[Column], style: Style | None = None, *, below: float = 0
    ) -> None:
        self.pages, self.columns, self.style = pages, columns, style or Style()
        self._floor = FOOT + below
        self.left = pages.sheet.left
        self.width = sum(c.width for c in columns)
        self._spots = Spots(self.left, self.width, self.style)
        self._heads: dict[float, list[str]] = {}
        canvas = pages.canvas
        self._main = canvas.encoder("narrow", self.style.size)
        edges = [self.left + sum(c.width for c in columns[:at]) for at in range(len(columns))]
        self._edges = edges
        moves = [0.0, *(c.width for c in columns[:-1])]
        self._cells = [Cells(canvas, c, move, self.style) for c, move in zip(columns, moves, strict=True)]
        self._tags = tuple("TH" if c.is_key else "TD" for c in columns)
        self._titles = [
            fonts.wrap(fonts.printable(c.title), "narrow-bold", self.style.heading, c.width - 2 * PAD + ROUNDED)
            for c in columns
        ]
        self._head_height = max(map(len, self._titles)) * self.style.lead + 2 * self.style.pad + 2
        self._text: list[str] = []
        self._rules: list[str] = []
        self._stripes: list[str] = []
        self._is_striped = False

    # The course of the table.

    def open(self) -> None:
        """Begin with the header; it and one row must fit on the page."""
        self.pages.need(self._head_height + 40)
        tree = self.pages.canvas.structure
        if tree:
            tree.open.append(tree.element("Table", tree.open[-1]))
        self._header(is_first=True)

    def close(self) -> None:
        """End the table with a strong rule."""
        self._flush()
        canvas, tree = self.pages.canvas, self.pages.canvas.structure
        if tree:
            tree.open.pop()
        with canvas.artifact():
            canvas.rule(self.left, self.pages.y, self.left + self.width, self.pages.y, NAVY, 0.9)

    def rows(self, rows: Iterable[Row]) -> None:
        """Add rows of as many texts as there are columns."""
        style, cells, pages = self.style, self._cells, self.pages
        tree = pages.canvas.structure
        tall = [column.tall for column in cells]
        single = style.lead + 2 * style.pad
        for row in self._foreseen(rows):
            shown = list(map(getitem, cells, row))
            height = single
            if any(tall):
                height += max([t[value] for t, value in zip(tall, row, strict=True) if value in t], default=0.0)
            if pages.y - height < self._floor:
                self._break()
            if tree:
                shown = _marked(shown, self._tags, tree.row(tree.open[-1], self._tags))
            self._place(" ".join(shown), height)

    def _foreseen(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows; what their cells show is made for some rows at once."""
        left = iter(rows)
        while some := list(islice(left, _AT_ONCE)):
            for column, values in zip(self._cells, zip(*some, strict=True), strict=True):
                column.foresee(values)
            yield from some

    def _place(self, shown: str, height: float) -> None:
        """Text, stripe and rule of a row that ends `height` below the cursor; the cursor follows."""
        text, stripe, rule, self.pages.y = self._spots[self.pages.y, height]
        self._text.append(text + shown)
        if self._is_striped:
            self._stripes.append(stripe)
        self._rules.append(rule)
        self._is_striped = not self._is_striped

    def _break(self) -> None:
        self._flush()
        self.pages.turn()
        self._header(is_first=False)

    def _flush(self) -> None:
        """Write the rows gathered for this page: stripes and rules first, the text over them."""
        canvas = self.pages.canvas
        if self._text:
            with canvas.artifact():
                canvas.emit(f"{FAINT} rg {' '.join(self._stripes)} f" if self._stripes else "")
                canvas.emit(f"{RULE} RG 0.4 w {' '.join(self._rules)} S" if self._rules else "")
            body = "\n".join(self._text)
            canvas.emit(f"BT {INK} rg {self._main.choose}\n{body}\nET")
            self.pages.steps.wrote(len(self._text))
        self._text, self._rules, self._stripes = [], [], []

    # Rows of another kind.

    def _header(self, *, is_first: bool) -> None:
        """The titles; a repeated header is page furniture, for the first one heads the columns already."""
        canvas, pages = self.pages.canvas, self.pages
        if is_first:
            self._ground(LAYOUT)
            with canvas.group("TR"):
                self._show_titles(tag="TH")
        else:
            canvas.repeat(self._heads, pages.y, lambda: self._ground(PAGE_HEAD, self._show_titles))
        pages.y -= self._head_height
        self._is_striped = False

    def _ground(self, kind: str, show: Callable[[], None] | None = None) -> None:
        """What is behind the titles; they are part of it where `show` is given."""
        canvas, top, foot = self.pages.canvas, self.pages.y, self.pages.y - self._head_height
        with canvas.artifact(kind):
            canvas.box(self.left, foot, self.width, self._head_height, HEADING)
            for at in (top, foot):
                canvas.rule(self.left, at, self.left + self.width, at, NAVY, 0.9)
            if show:
                show()

    def _show_titles(self, tag: str = "") -> None:
        for at, lines in enumerate(self._titles):
            if tag:
                with self.pages.canvas.tag(tag, "/A<</O/Table/Scope/Column>>"):
                    self._show_title(at, lines)
            else:
                self._show_title(at, lines)

    def _show_title(self, at: int, lines: list[str]) -> None:
        style, column = self.style, self.columns[at]
        is_left = column.align == "left"
        x = self._edges[at] + PAD if is_left else self._edges[at] + column.width - PAD
        y = self.pages.y - self._head_height + style.pad + 3 + (len(lines) - 1) * style.lead
        for line in lines:
            self.pages.canvas.text(x, y, line, "narrow-bold", style.heading, NAVY, column.align)
            y -= style.lead

    def group(self, left: str, right: str = "") -> None:
        """A band over the rows that follow: what they have in common, and a count."""
        self._flush()
        canvas, size = self.pages.canvas, self.style.size + 0.4
        noted = fonts.printable(right)
        room = self.width - 2 * PAD - fonts.width(noted, "narrow-medium", size) - 12
        lines = fonts.wrap(fonts.printable(left), "narrow-bold", size, room)
        height = len(lines) * (size + 1.6) + 6
        if self.pages.y - height - self.style.lead * 2 < self._floor:
            self._break()
        top = self.pages.y
        with canvas.artifact():
            canvas.box(self.left, top - height, self.width, height, BAND)
        with canvas.group("TR"), canvas.tag("TH", f"/A<</O/Table/Scope/Row/ColSpan {len(self.columns)}>>"):
            for at, line in enumerate(lines):
                y = top - 3.4 - size * 0.86 - at * (size + 1.6)
                canvas.text(self.left + PAD, y, line, "narrow-bold", size, NAVY)
            if noted:
                y = top - 3.4 - size * 0.86
                canvas.text(self.left + self.width - PAD, y, noted, "narrow-medium", size, NAVY, "right")
        self.pages.y = top - height
        self._is_striped = False

    def noted(self, rows: Iterable[tuple[Row, str]]) -> None:
        """Rows with a note below each across the table; both end on the page on which they begin."""
        style, left = self.style, self._edges[min(1, len(self._edges) - 1)] + PAD
        for row, note in rows:
            room = self.left + self.width - PAD - left
            lines = fonts.wrap(fonts.printable(note), "narrow", style.size, room) if note else []
            if self.pages.y - self._height(row) - len(lines) * style.lead - style.pad < self._floor:
                self._break()
            is_striped = self._is_striped
            self.rows([row])
            if lines:
                self._note(lines, left, is_striped=is_striped)

    def _height(self, row: Row) -> float:
        """How tall a row is, each of its values being made for its cell."""
        for column, value in zip(self._cells, row, strict=True):
            column[value]
        tallest = max(column.tall.get(value, 0.0) for column, value in zip(self._cells, row, strict=True))
        return self.style.lead + 2 * self.style.pad + tallest

    def _note(self, lines: Sequence[str], left: float, *, is_striped: bool) -> None:
        """The lines below the last row, on its ground; its rule comes below them."""
        self._rules.pop()
        self._flush()
        canvas, style, top = self.pages.canvas, self.style, self.pages.y
        height = len(lines) * style.lead + style.pad
        with canvas.artifact():
            if is_striped:
                canvas.box(self.left, top - height, self.width, height, FAINT)
            canvas.rule(self.left, top - height, self.left + self.width, top - height, RULE)
        with canvas.group("TR"), canvas.tag("TD", f"/A<</O/Table/ColSpan {len(self.columns)}>>"):
            for at, line in enumerate(lines):
                y = top - style.size * 0.86 - at * style.lead
                canvas.text(left, y, line, "narrow", style.size, INK)
        self.pages.y = top - height

    def total(self, cells: Row) -> None:
        """A strong last row."""
        self._flush()
        canvas, style = self.pages.canvas, self.style
        height = style.lead + 2 * style.pad + 2
        if self.pages.y - height < FOOT:
            self._break()
        y = self.pages.y - height
        with canvas.artifact():
            canvas.box(self.left, y, self.width, height, HEADING)
            canvas.rule(self.left, self.pages.y, self.left + self.width, self.pages.y, NAVY, 0.6)
        with canvas.group("TR"):
            for at, value in enumerate(cells):
                self._strong(at, fonts.printable(value), y + style.pad + 3)
        self.pages.y = y

    def _strong(self, at: int, value: str, y: float) -> None:
        column = self.columns[at]
        tag = "TH" if column.is_key else "TD"
        size = fonts.fitting(value, "narrow-bold", self.style.size, column.width - 2 * PAD)
        x = self._edges[at] + PAD if column.align == "left" else self._edges[at] + column.width - PAD
        scope = "/A<</O/Table/Scope/Row>>" if column.is_key else ""
        with self.pages.canvas.tag(tag, scope):
            self.pages.canvas.text(x, y, value, "narrow-bold", size, INK, column.align)


def _marked(shown: list[str], tags: tuple[str, ...], first: int) -> list[str]:
    """The cells of a row, each as the content of its element."""
    return [f"/{tag}<</MCID {n}>>BDC {cell} EMC" for n, (tag, cell) in enumerate(zip(tags, shown, strict=True), first)]
