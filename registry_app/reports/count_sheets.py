"""Count sheets on paper: a page for each, with a code of its own, lines to write on, and who counted when."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from registry_app.i18n import N_, _, number, speaking
from registry_app.reports import audit_frame, blocks, fonts, frame
from registry_app.reports.columns import PAD, Column, Row, Style
from registry_app.reports.frame import Content
from registry_app.reports.page import Pages, draw_code
from registry_app.reports.paper import FOOT, GREY, INK, NAVY, RULE
from registry_app.reports.table import Table

LAYOUT = 1
DATA = "count-sheets.json"
_CODE = 68.0
"""The width of a sheet's own code: read from an arm's length."""
_BELOW = 62.0
"""For the boxes below the lines."""
_LEAST, _MOST = 2.0, 9.0
"""Above and below a line: what print needs at least, and more than anybody needs to write by hand."""
_SIZES = (8.0, 7.2, 6.4, 5.6, 4.8)
_FEW = 3
"""Lines that a description or a place may take."""
_BLIND = (N_("No."), N_("Serial, tag or lot"), N_("Sealed packs"), N_("Loose rounds or pieces"), N_("Seals"),
          N_("Marks differ"))  # fmt: skip
_GUIDED = (N_("No."), N_("Serial or lot"), N_("Description"), N_("Seen"), N_("Sealed packs"),
           N_("Loose rounds or pieces"), N_("Marks differ"))  # fmt: skip
_LAST = {"rack": N_("What was noticed"), "serial": N_("Place, and what was noticed")}
_SHARES = {_BLIND: (0.05, 0.27, 0.11, 0.13, 0.13, 0.09, 0.22),
           _GUIDED: (0.05, 0.18, 0.22, 0.07, 0.1, 0.11, 0.08, 0.19)}  # fmt: skip


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The sheets as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper: str, language: str) -> bytes:
    audit, sheets = content["audit"], content["sheets"]
    subject = _("Audit {audit} of {place}").format(audit=audit["code"], place=audit["place_name"])
    pages, _digest = frame.begin(
        content, title=_("Count sheets"), subject=subject, data=DATA, layout=LAYOUT, paper_name=paper,
        language=language, rows=len(sheets) * content["lines"],
    )  # fmt: skip
    for sheet in sheets:
        _write_sheet(pages, content, sheet)
        if sheet is not sheets[-1]:
            pages.end()
    return pages.finish()


def _write_sheet(pages: Pages, content: Content, sheet: Content) -> None:
    many = number(len(content["sheets"]))
    title = _("Sheet {sheet} of {sheets}").format(sheet=number(sheet["sheet"]), sheets=many)
    pages.begin(title, f"sheet-{sheet['sheet']}")
    top = pages.y
    _write_code(pages, sheet, top)
    _write_head(pages, content, sheet, title)
    pages.y = min(pages.y, top - _CODE - 12) - 6
    _write_lines(pages, content, sheet)
    pages.y -= 8
    signed = [_("Counted on, from – until"), _("First counter: name, signature"), _("Second counter: name, signature")]
    blocks.ruled_boxes(pages, signed, _BELOW - 14)


def _write_code(pages: Pages, sheet: Content, top: float) -> None:
    """The sheet's code at the right edge, and the same in letters."""
    name, left, code = f"sheet-{sheet['sheet']}", pages.sheet.right - _CODE, sheet["code"]
    modules = draw_code(pages.canvas, code, name)
    with pages.canvas.figure(_("The code of this sheet: {code}").format(code=code), left, top - _CODE, _CODE, _CODE):
        pages.canvas.place(name, left, top - _CODE - 2, _CODE / modules)
    with pages.canvas.tag("P"):
        size = fonts.fitting(code, "mono", 6.2, 130)
        pages.canvas.text(pages.sheet.right, top - _CODE - 11, code, "mono", size, GREY, "right")


def _write_head(pages: Pages, content: Content, sheet: Content, title: str) -> None:
    audit, room = content["audit"], pages.sheet.room - _CODE - 70
    place = f"{sheet['place_name']} ({sheet['place']})"
    with pages.canvas.tag("H1"):
        for line in fonts.wrap(fonts.printable(place), "sans-bold", 14, room):
            pages.canvas.text(pages.sheet.left, pages.y - 14, line, "sans-bold", 14, INK)
            pages.y -= 18
    said = _("{kind} {audit}, {sheet}").format(kind=audit_frame.kind(audit["kind"]), audit=audit["code"], sheet=title)
    pages.paragraph(said, face="sans-bold", size=9, colour=NAVY, room=room)
    pages.y -= 3
    pages.paragraph(_advice(content), face="narrow", size=8, colour=GREY, room=room, lead=1.3)


def _advice(content: Content) -> str:
    """What to do, in the order of doing."""
    first = _("Take each thing in hand and write down what is engraved on it, as it stands.")
    if content["audit"]["method"] == "guided":
        first = _("Take each thing in hand, read its marks, and tick it. Write below what is not listed.")
    where = _("Write the place beside it.") if content["order"] == "serial" else ""
    rounds = _("Count rounds by lot: sealed packs by their seals, loose rounds one by one.")
    return " ".join(filter(None, (first, where, rounds, _("Cross out what is wrong, and never erase."))))


def _write_lines(pages: Pages, content: Content, sheet: Content) -> None:
    titles = _GUIDED if content["audit"]["method"] == "guided" else _BLIND
    listed = [_guided(item) for item in sheet["items"]] if titles is _GUIDED else []
    rows = frame.numbered([*listed, *[("",) * len(titles)] * (content["lines"] - len(listed))])
    columns = _columns(titles, _LAST[content["order"]], pages.sheet.room)
    rows = [[_shortened(text, column) for text, column in zip(row, columns, strict=True)] for row in rows]
    table = Table(pages, columns, _style(rows, columns, pages.y - FOOT - _BELOW))
    top = pages.y
    table.open()
    table.rows(rows)
    table.close()
    _rule_columns(pages, columns, top)


def _guided(item: Mapping[str, Any]) -> Row:
    return (audit_frame.item(item), audit_frame.about(item), "", "", "", "", item.get("place_name", ""))


def _shortened(text: str, column: Column) -> str:
    """What helps to find a thing takes a few lines at most, so that the sheet stays one page that can be read; what is
    looked for stands whole. The whole text lies in the attached data."""
    size = Style(size=_SIZES[0]).size_of(column)
    lines = fonts.wrap(fonts.printable(text), column.face, size, column.width - 2 * PAD) if text else []
    if column.is_key or len(lines) <= _FEW:
        return text
    kept = " ".join(lines[:_FEW])
    while len(fonts.wrap(f"{kept}…", column.face, size, column.width - 2 * PAD)) > _FEW:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _columns(titles: Sequence[str], last: str, room: float) -> list[Column]:
    """Columns of fixed widths: they are written on, and do not follow what is printed."""
    shares = _SHARES[tuple(titles)]
    columns = [
        Column(_(title), width=round(room * share, 2)) for title, share in zip((*titles, last), shares, strict=True)
    ]
    columns[0] = replace(columns[0], align="right", colour=GREY)
    columns[1] = replace(columns[1], face="mono", is_key=True)
    return columns


def _style(rows: Sequence[Row], columns: Sequence[Column], room: float) -> Style:
    """The lines as far apart as the page allows with what is printed on them, which is smaller where it must be."""
    for size in _SIZES:
        style = Style(size=size, lead=round(size * 1.175, 2), heading=6.8)
        head = max(_tall(c.title, "narrow-bold", 6.8, c) for c in columns)
        taken = (head + sum(_lines(row, columns, style) for row in rows)) * style.lead + 4
        pad = (room - taken) / (2 * len(rows) + 2)
        if pad >= _LEAST:
            break
    return replace(style, pad=round(max(_LEAST, min(pad, _MOST)), 2))


def _lines(row: Row, columns: Sequence[Column], style: Style) -> int:
    """How many lines a row takes."""
    cells = zip(row, columns, strict=True)
    return max(_tall(text, column.face, style.size_of(column), column) for text, column in cells)


def _tall(text: str, face: str, size: float, column: Column) -> int:
    return len(fonts.wrap(fonts.printable(text), face, size, column.width - 2 * PAD)) if text else 1


def _rule_columns(pages: Pages, columns: Sequence[Column], top: float) -> None:
    """Lines between the columns, to write in; none where the table went on to another page."""
    if pages.y >= top:
        return
    x = pages.sheet.left
    with pages.canvas.artifact():
        for column in columns[:-1]:
            x += column.width
            pages.canvas.rule(x, top, x, pages.y, RULE)
