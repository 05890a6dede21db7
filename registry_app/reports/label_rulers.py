"""The calibration sheet: outlines of all labels, rulers, and a cross to be measured from the edges of the paper.

Printed with the shift that is set, so that a second print shows whether the first was measured well.
"""

from registry_app.i18n import _, decimal
from registry_app.reports import fonts
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.label_layouts import Layout, Size

MM = 72 / 25.4
BLACK, GREY = "0 0 0", "0.333 0.380 0.451"
LARGE = 150.0
"""Sheets of so many mm have room for sentences, and printers that leave a margin free."""
BESIDE = 3.0
FACE = "sans"


def rule(drawn: ArchiveCanvas, layout: Layout, shift: Size) -> None:
    """Outlines, rulers and cross, all of them `shift` mm further right and down, and what to do with them in words."""
    is_large = layout.sheet[0] >= LARGE
    spot, arm, edge = cross(layout), 8.0 if is_large else 3.0, 6.0 if is_large else 1.0
    drawn.emit(f"q 1 0 0 1 {shift[0] * MM:.3f} {-shift[1] * MM:.3f} cm")
    for at in range(layout.per_sheet):
        _outline(drawn, layout, at, spot)
    _ruler_across(drawn, layout.sheet, edge)
    _ruler_down(drawn, layout.sheet, edge)
    x, y = spot[0] * MM, (layout.sheet[1] - spot[1]) * MM
    texts, size = _words(spot, shift, is_large=is_large), 9.0 if is_large else 6.0
    _tell(drawn, texts, size, (x + 4, y - (arm * MM if is_large else 2)), layout.sheet[0] * MM)
    _cross(drawn, (x, y), arm * MM, 0.4)
    drawn.emit("Q")


def cross(layout: Layout) -> Size:
    """Where the cross stands, in whole centimetres from the left and the upper edge of the paper.

    Near the middle of the paper, and beside the outlines, so that nobody measures one of those instead.
    """
    corners = [layout.corner(at) for at in range(layout.per_sheet)]
    edges = [{corner[i] + more for corner in corners for more in (0.0, layout.label[i])} for i in (0, 1)]
    return _clear(layout.sheet[0], edges[0]), _clear(layout.sheet[1], edges[1])


def _clear(long: float, edges: set[float]) -> float:
    """The whole centimetre next to the middle of `long` that is no edge nor beside one; the next one where all are."""
    near = sorted((at * 10.0 for at in range(1, max(2, int(long / 10)))), key=lambda at: abs(at - long / 2))
    return next((at for at in near if all(abs(at - edge) > BESIDE for edge in edges)), near[0])


def _outline(drawn: ArchiveCanvas, layout: Layout, at: int, spot: Size) -> None:
    """The edges of a label, and a small cross in its middle where it cannot be taken for the large one at `spot`."""
    (x, y), (wide, tall) = layout.corner(at), layout.label
    low = layout.sheet[1] - y - tall
    drawn.frame(x * MM, low * MM, wide * MM, tall * MM, GREY, 0.25)
    middle = x + wide / 2, y + tall / 2
    if max(abs(middle[0] - spot[0]), abs(middle[1] - spot[1])) > 12:
        _cross(drawn, (middle[0] * MM, (layout.sheet[1] - middle[1]) * MM), 3 * MM, 0.25)


def _cross(drawn: ArchiveCanvas, middle: Size, arm: float, line: float) -> None:
    drawn.rule(middle[0] - arm, middle[1], middle[0] + arm, middle[1], BLACK, line)
    drawn.rule(middle[0], middle[1] - arm, middle[0], middle[1] + arm, BLACK, line)


def _ruler_across(drawn: ArchiveCanvas, sheet: Size, edge: float) -> None:
    """Marks below the upper edge, and numbers where they do not meet those of the other ruler."""
    top = sheet[1] - edge
    for at in range(int(sheet[0]) + 1):
        drawn.rule(at * MM, top * MM, at * MM, (top - _long(at)) * MM, BLACK, 0.2)
        if at % 10 == 0 and at > edge + 5:
            drawn.text(at * MM, (top - 5.2) * MM, str(at), "narrow", 6, GREY, "middle")


def _ruler_down(drawn: ArchiveCanvas, sheet: Size, edge: float) -> None:
    for at in range(int(sheet[1]) + 1):
        y = (sheet[1] - at) * MM
        drawn.rule(edge * MM, y, (edge + _long(at)) * MM, y, BLACK, 0.2)
        if at % 10 == 0 and at > edge + 5:
            drawn.text((edge + 5) * MM, y - 2, str(at), "narrow", 6, GREY, "middle")


def _long(at: int) -> float:
    """How long the mark of a millimetre is: longer at every fifth, longest at every tenth."""
    return 3.0 if at % 10 == 0 else 2.0 if at % 5 == 0 else 1.0


def _words(spot: Size, shift: Size, *, is_large: bool) -> list[str]:
    """What the cross is for; a small label has room for where it stands alone."""
    left, down = (decimal(round(each), 0) for each in spot)
    right, lower = (decimal(round(each * 10), 1) for each in shift)
    if not is_large:
        return [f"{left} / {down} mm"]
    stands = _("The cross stands {left} mm from the left edge and {down} mm from the upper one.")
    printed = _("Printed with a shift of {right} mm to the right and {down} mm down.")
    return [
        stands.format(left=left, down=down),
        _("Where you measure less, shift further right or down by what is missing."),
        printed.format(right=right, down=lower),
    ]


def _tell(drawn: ArchiveCanvas, texts: list[str], size: float, corner: Size, end: float) -> None:
    """Lines whose upper left corner is `corner`, on white, so that no outline runs through them; left of `end`."""
    wide, line = max(fonts.width(text, FACE, size) for text in texts), size * 1.33
    x, y = min(corner[0], end - wide - 8), corner[1] - line
    drawn.box(x - 2, y - line * (len(texts) - 1) - 3, wide + 4, line * len(texts) + 1, "1 1 1")
    for at, text in enumerate(texts):
        drawn.text(x, y - at * line, text, FACE, size, BLACK)
