"""The parts of reports beside tables and running text: grids of facts, figures, bars, boxes, each below the cursor
of `Pages`, which it moves. Texts wrap or are set smaller; none is cut, none overlaps."""

from collections.abc import Sequence
from typing import NamedTuple

from registry_app.reports import fonts
from registry_app.reports.page import Pages
from registry_app.reports.paper import FAINT, GOLD, GREY, HEADING, INK, NAVY, PALE, RULE, STEEL, WHITE


class Fact(NamedTuple):
    """A value under what it is."""

    label: str
    value: str


class Figure(NamedTuple):
    """A number over what it counts; `colour` of the number."""

    value: str
    label: str
    colour: str = INK


class Bar(NamedTuple):
    """A bar of `amount`, of which `part` is drawn lighter; both are whole numbers, `shown` as the reader writes it."""

    label: str
    amount: int
    part: int
    shown: str


def facts(pages: Pages, listed: Sequence[Fact], across: int = 4) -> None:
    """A grid of facts, so many across; those of a last row that is not full share its width."""
    sheet, canvas = pages.sheet, pages.canvas
    rows = [listed[at : at + across] for at in range(0, len(listed), across)]
    widths = [sheet.room / len(row) for row in rows]
    laid = [[_fact(fact, width - 11) for fact in row] for row, width in zip(rows, widths, strict=True)]
    heights = [max(8.4 * len(label) + 10 * len(value) for label, value in row) + 7 for row in laid]
    if sum(heights) > pages.fresh and len(rows) > 1:  # more than a page holds goes on row by row
        for some in rows:
            facts(pages, some, across)
        return
    pages.need(sum(heights))
    with canvas.artifact():
        canvas.box(sheet.left, pages.y - sum(heights), sheet.room, sum(heights), FAINT)
        canvas.rule(sheet.left, pages.y, sheet.right, pages.y, RULE)
    with canvas.group("L"):
        for row, width, height in zip(laid, widths, heights, strict=True):
            _rule_facts(pages, width, height)
            for at, (label, value) in enumerate(row):
                _draw_fact(pages, sheet.left + at * width + 6, pages.y, label, value)
            pages.y -= height


def _rule_facts(pages: Pages, width: float, height: float) -> None:
    """The lines below and between the facts of one row."""
    canvas, sheet, y = pages.canvas, pages.sheet, pages.y - height
    with canvas.artifact():
        canvas.rule(sheet.left, y, sheet.right, y, RULE)
        for at in range(1, round(sheet.room / width)):
            canvas.rule(sheet.left + at * width, pages.y, sheet.left + at * width, y, RULE)


def _fact(fact: Fact, room: float) -> tuple[list[str], list[str]]:
    label = fonts.wrap(fonts.printable(fact.label), "narrow", 6.8, room)
    return label, fonts.wrap(fonts.printable(fact.value), "narrow-medium", 8.2, room)


def _draw_fact(pages: Pages, x: float, top: float, label: Sequence[str], value: Sequence[str]) -> None:
    canvas, y = pages.canvas, top - 9
    with canvas.group("LI"):
        with canvas.tag("Lbl"):
            for line in label:
                canvas.text(x, y, line, "narrow", 6.8, GREY)
                y -= 8.4
        with canvas.tag("LBody"):
            for line in value:
                canvas.text(x, y - 1.6, line, "narrow-medium", 8.2, INK)
                y -= 10


def figures(pages: Pages, listed: Sequence[Figure]) -> None:
    """A row of figures in boxes; the first, which is the sum, in the strong colour."""
    sheet, canvas, gap = pages.sheet, pages.canvas, 6.0
    width = (sheet.room - gap * (len(listed) - 1)) / len(listed)
    labels = [fonts.wrap(fonts.printable(f.label), "narrow", 7.4, width - 13) for f in listed]
    height = 27 + 8.6 * max(map(len, labels)) + 4
    size = min(fonts.fitting(f.value, "sans-bold", 17, width - 13) for f in listed)
    pages.need(height)
    y = pages.y - height
    for at, (figure, label) in enumerate(zip(listed, labels, strict=True)):
        x = sheet.left + at * (width + gap)
        with canvas.artifact():
            _rounded(pages, x, y, width, height, is_strong=at == 0)
        with canvas.tag("P"):
            canvas.text(x + 7, pages.y - 21.5, figure.value, "sans-bold", size, WHITE if at == 0 else figure.colour)
            for n, line in enumerate(label):
                canvas.text(x + 7, pages.y - 32 - 8.6 * n, line, "narrow", 7.4, PALE if at == 0 else GREY)
    pages.y = y


def _rounded(pages: Pages, x: float, y: float, width: float, height: float, *, is_strong: bool) -> None:
    """A box with rounded corners."""
    r, k = 2.4, 1.1  # the curve's control points lie k from the corner
    right, top = x + width, y + height
    path = (
        f"{x + r:.2f} {y:.2f} m {right - r:.2f} {y:.2f} l {right - k:.2f} {y:.2f} {right:.2f} {y + k:.2f} "
        f"{right:.2f} {y + r:.2f} c {right:.2f} {top - r:.2f} l {right:.2f} {top - k:.2f} {right - k:.2f} {top:.2f} "
        f"{right - r:.2f} {top:.2f} c {x + r:.2f} {top:.2f} l {x + k:.2f} {top:.2f} {x:.2f} {top - k:.2f} "
        f"{x:.2f} {top - r:.2f} c {x:.2f} {y + r:.2f} l {x:.2f} {y + k:.2f} {x + k:.2f} {y:.2f} {x + r:.2f} {y:.2f} c h"
    )
    fill, line = (NAVY, NAVY) if is_strong else (WHITE, RULE)
    pages.canvas.emit(f"{fill} rg {line} RG 0.7 w {path} B")


_ROW = 15.0


def bars(
    pages: Pages, title: str, listed: Sequence[Bar], alternative: str, *, x: float, width: float, top: float
) -> float:
    """A bar chart in a column; answers where it ends. `alternative` says the same in words."""
    canvas = pages.canvas
    titles = fonts.wrap(fonts.printable(title), "narrow-bold", 8, width)
    numbers = max((fonts.width(b.shown, "narrow-bold", 7.6) for b in listed), default=0)
    names = min(width * 0.42, max((fonts.width(fonts.printable(b.label), "narrow", 7.4) for b in listed), default=0))
    labels = [fonts.wrap(fonts.printable(b.label), "narrow", 7.4, names) for b in listed]
    heights = [max(_ROW, 8.2 * len(lines) + 4) for lines in labels]
    y = top - 10 * len(titles) - 5
    end = y - sum(heights)
    scale = (width - names - 7 - numbers - 5) / max((b.amount for b in listed), default=1)
    with canvas.figure(alternative, x, end, width, top - end):
        for at, line in enumerate(titles):
            canvas.text(x, top - 8 - 10 * at, line, "narrow-bold", 8, INK)
        canvas.rule(x + names + 7, y + 1, x + names + 7, end + 1, RULE)
        for bar, lines, height in zip(listed, labels, heights, strict=True):
            _label(pages, lines, x + names, y - height / 2)
            _bar(pages, bar, x + names + 7, y - height / 2, scale)
            y -= height
    return end


def bars_height(listed: Sequence[Bar], width: float) -> float:
    """What `bars` takes at most with a title of two lines."""
    names = (fonts.wrap(fonts.printable(b.label), "narrow", 7.4, width * 0.42) for b in listed)
    return 25 + sum(max(_ROW, 8.2 * len(lines) + 4) for lines in names)


def _label(pages: Pages, lines: Sequence[str], right: float, middle: float) -> None:
    y = middle + 4.1 * (len(lines) - 1) - 2.4
    for line in lines:
        pages.canvas.text(right, y, line, "narrow", 7.4, INK, "right")
        y -= 8.2


def _bar(pages: Pages, bar: Bar, x: float, middle: float, scale: float) -> None:
    canvas = pages.canvas
    whole, part = max(bar.amount * scale, 0.6), bar.part * scale
    canvas.box(x, middle - 4.2, whole, 8.4, NAVY)
    if part:
        canvas.box(x + whole - part, middle - 4.2, part, 8.4, STEEL)
    canvas.text(x + whole + 4, middle - 2.6, bar.shown, "narrow-bold", 7.6, INK)


def legend(pages: Pages, dark: str, light: str, *, x: float, y: float, room: float) -> None:
    """What the two colours of the bars mean."""
    canvas = pages.canvas
    dark, light = fonts.printable(dark), fonts.printable(light)
    size = fonts.fitting(dark + light, "narrow", 7, room - 34)
    with canvas.artifact():
        canvas.box(x, y - 6.4, 6, 6, NAVY)
        second = x + 10 + fonts.width(dark, "narrow", size) + 10
        canvas.box(second, y - 6.4, 6, 6, STEEL)
    with canvas.tag("P"):
        canvas.text(x + 10, y - 5.8, dark, "narrow", size, GREY)
        canvas.text(second + 10, y - 5.8, light, "narrow", size, GREY)


def notice(pages: Pages, title: str, text: str, code: str = "") -> None:
    """A box with a strong left edge: a title, a text, and a hash in full below it.

    It repeats what is said elsewhere too, and is left out where it would begin a page.
    """
    sheet, canvas = pages.sheet, pages.canvas
    room = sheet.room - 20
    titles = fonts.wrap(fonts.printable(title), "narrow-bold", 8, room)
    lines = fonts.wrap(fonts.printable(text), "narrow", 7.6, room)
    codes = fonts.wrap(code, "mono", 6.6, room) if code else []
    height = 10 * len(titles) + 10 * len(lines) + 9 * len(codes) + 11
    if not pages.has(height):
        return
    y = pages.y - height
    with canvas.artifact():
        canvas.box(sheet.left, y, sheet.room, height, FAINT)
        canvas.box(sheet.left, y, 2.2, height, NAVY)
    with canvas.tag("P"):
        at = pages.y - 12
        for line, face, size, colour, lead in (
            *((t, "narrow-bold", 8, NAVY, 10) for t in titles),
            *((t, "narrow", 7.6, INK, 10) for t in lines),
            *((t, "mono", 6.6, GREY, 9) for t in codes),
        ):
            canvas.text(sheet.left + 10, at, line, face, size, colour)
            at -= lead
    pages.y = y


class Signer(NamedTuple):
    """A field to be signed: its name in the file, who signs there, and what is known of that person."""

    name: str
    title: str
    lines: tuple[str, ...]


SIGNED = 62.0
"""The height of the room for a signature."""


def signatures(pages: Pages, listed: Sequence[Signer]) -> None:
    """Empty signature fields side by side, each with lines for name and identity."""
    sheet, canvas, gap = pages.sheet, pages.canvas, 12.0
    width = (sheet.room - gap * (len(listed) - 1)) / len(listed)
    titles = [fonts.wrap(fonts.printable(s.title), "narrow-bold", 8.4, width - 16) for s in listed]
    head = 10.4 * max(map(len, titles)) + 8
    below = 17.0 * max(len(s.lines) for s in listed) + 6
    pages.need(head + SIGNED + below + 14)
    top = pages.y
    bottom = top - head - SIGNED - below - 12
    for at, (signer, title) in enumerate(zip(listed, titles, strict=True)):
        x = sheet.left + at * (width + gap)
        with canvas.artifact():
            canvas.box(x, top - head, width, head, HEADING)
            canvas.frame(x, bottom, width, top - bottom, RULE, 0.7)
            canvas.rule(x, top - head, x + width, top - head, NAVY, 0.9)
        _signer(pages, signer, title, x, top, width, head)
    pages.y = bottom


def _signer(
    pages: Pages, signer: Signer, title: Sequence[str], x: float, top: float, width: float, head: float
) -> None:
    canvas = pages.canvas
    with canvas.tag("P"):
        for at, line in enumerate(title):
            canvas.text(x + 8, top - 12.4 - 10.4 * at, line, "narrow-bold", 8.4, NAVY)
    canvas.signature_field(signer.name, signer.title, x + 8, top - head - 6 - SIGNED, width - 16, SIGNED)
    y = top - head - SIGNED - 22
    for label in signer.lines:
        shown = fonts.printable(label)
        size = fonts.fitting(shown, "narrow", 7, (width - 16) * 0.6)
        with canvas.tag("P"):
            canvas.text(x + 8, y, shown, "narrow", size, GREY)
        with canvas.artifact():
            canvas.rule(x + 12 + fonts.width(shown, "narrow", size), y - 2, x + width - 8, y - 2, RULE)
        y -= 17


def steps(pages: Pages, listed: Sequence[Fact]) -> None:
    """A numbered list: each with a short name and what to do."""
    sheet, canvas = pages.sheet, pages.canvas
    names = min(130.0, max(fonts.width(fonts.printable(s.label), "narrow-bold", 8.2) for s in listed)) + 10
    left = sheet.left + 14 + names
    with canvas.group("L"):
        for number, step in enumerate(listed, 1):
            label = fonts.wrap(fonts.printable(step.label), "narrow-bold", 8.2, names - 10)
            lines = fonts.wrap(fonts.printable(step.value), "narrow", 8.2, sheet.right - left)
            height = 10.8 * max(len(label), len(lines)) + 4
            pages.need(height)
            with canvas.group("LI"):
                with canvas.tag("Lbl"):
                    canvas.text(sheet.left, pages.y - 8.2, str(number), "sans-bold", 8.6, GOLD)
                    for at, line in enumerate(label):
                        canvas.text(sheet.left + 14, pages.y - 8.2 - 10.8 * at, line, "narrow-bold", 8.2, NAVY)
                with canvas.tag("LBody"):
                    for at, line in enumerate(lines):
                        canvas.text(left, pages.y - 8.2 - 10.8 * at, line, "narrow", 8.2, INK)
            pages.y -= height


def ruled_boxes(pages: Pages, labels: Sequence[str], height: float = 54) -> None:
    """Empty boxes side by side, each with a small label: to be filled in by hand."""
    sheet, canvas = pages.sheet, pages.canvas
    width = sheet.room / len(labels)
    pages.need(height)
    y = pages.y - height
    with canvas.artifact():
        canvas.frame(sheet.left, y, sheet.room, height, RULE, 0.7)
        for at in range(1, len(labels)):
            canvas.rule(sheet.left + at * width, y, sheet.left + at * width, pages.y, RULE, 0.7)
    for at, label in enumerate(labels):
        with canvas.tag("P"):
            for n, line in enumerate(fonts.wrap(fonts.printable(label), "narrow", 7, width - 12)):
                canvas.text(sheet.left + at * width + 6, pages.y - 10 - 8.4 * n, line, "narrow", 7, GREY)
    pages.y = y
