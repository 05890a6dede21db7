"""The slip of one handover on paper: who, what, where, until when, and how it was acknowledged, a drawing as drawn.

A pure function of its content, the paper and the language; the content is attached as JSON.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES, N_, _, n_, number, speaking
from registry_app.reports import blocks, canvas, fonts, frame, paper, told
from registry_app.reports.archive import Identity
from registry_app.reports.blocks import Fact
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Furniture, Note, Pages
from registry_app.reports.paper import GOLD, GREY, INK, NAVY, RULE, Sheet
from registry_app.reports.table import Table
from registry_app.reports.told import NOTHING

LAYOUT = 1
DATA = "slip.json"
PAPERS = {"a5": (419.53, 595.28), **paper.PAPERS}
"""A handover fits on half a sheet."""
METHODS = {
    "pin": N_("Acknowledged by PIN"),
    "drawing": N_("Acknowledged by signature"),
    "erased": N_("Acknowledged; the text was erased"),
}
_STYLE = Style(size=8.2, lead=9.8, pad=2.6, heading=7.4)
_DRAWN = (240.0, 72.0)
"""The room for a drawing."""

Content = Mapping[str, Any]


def write(content: Content, *, paper: str = "a5", language: str = "en") -> bytes:
    """The slip as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language if language in LANGUAGES else "en")


def _write(content: Content, paper_name: str, language: str) -> bytes:
    attached = canonical(content)
    sheet = Sheet(*PAPERS[paper_name])
    drawn = ArchiveCanvas(_identity(content, attached, language), (sheet.width, sheet.height), tagged=True)
    drawn.attach(DATA, attached, "application/json", _("The data of this slip"), "Data")
    pages = Pages(drawn, sheet, _furniture(content))
    _write_top(pages, content)
    blocks.facts(pages, _facts(content), across=2 if paper_name == "a5" else 4)
    pages.y -= 10
    _write_things(pages, content)
    if "staying" in content:
        pages.heading(_("Stays with {person}").format(person=_person(content.get("giver"))))
        _write_things(pages, content["staying"])
    _write_acknowledgement(pages, content)
    return pages.finish()


def _title(content: Content) -> str:
    return told.act(content["entry"]["kind"]) + ": " + _("slip")


def _identity(content: Content, attached: bytes, language: str) -> Identity:
    head, digest = content["head"], hashlib.sha256(attached).hexdigest()
    return Identity(
        number=content["number"],
        title=f"{_title(content)} {content['number']}",
        subject=_("Entry {entry} of the register").format(entry=content["entry"]["seq"]),
        author=content["company"]["name"],
        language=language,
        creator=content["entry"]["build"],
        moment=canvas.moment(content["entry"]["recorded"]),
        fingerprint=digest[:32].upper(),
        properties={
            "Format": content["format"], "Number": content["number"], "DataFile": DATA, "DataSHA256": digest,
            "LedgerOrigin": head["origin"], "LedgerSize": str(head["size"]), "LedgerRoot": head["root"],
            "Layout": str(LAYOUT),
        },
    )  # fmt: skip


def _furniture(content: Content) -> Furniture:
    head = content["head"]
    entries = n_("{n} entry", "{n} entries", head["size"]).format(n=number(head["size"]))
    return Furniture(
        title=_title(content),
        number=content["number"],
        notes=(
            Note(_("Document"), content["number"], is_mono=True),
            Note(_("Ledger"), f"{head['origin']} · {entries}"),
            Note(_("Root"), head["root"], is_mono=True),
        ),
        code=frame.code(content),
    )


def _write_top(pages: Pages, content: Content) -> None:
    """The company, and what the paper is, on a page without a running head."""
    pages.begin_bare(_title(content), "slip")
    sheet, company = pages.sheet, content["company"]
    with pages.canvas.artifact():
        pages.canvas.box(0, sheet.height - 9, sheet.width, 9, NAVY)
        pages.canvas.box(0, sheet.height - 10.6, sheet.width, 1.6, GOLD)
    pages.y = sheet.height - 26
    pages.paragraph(company["name"], face="sans-bold", size=10.5, colour=NAVY)
    papers = [
        _("Tax number {number}").format(number=company["tax_id"]) if "tax_id" in company else "",
        _("Licence {number}").format(number=company["licence_number"]) if "licence_number" in company else "",
        company.get("address", ""),
    ]
    if any(papers):
        pages.paragraph("   ·   ".join(filter(None, papers)), face="narrow", size=7.8, colour=GREY)
    pages.y -= 8
    with pages.canvas.tag("H1"):
        for line in fonts.wrap(fonts.printable(told.act(content["entry"]["kind"])), "sans-bold", 17, sheet.room):
            pages.canvas.text(sheet.left, pages.y - 16, line, "sans-bold", 17, INK)
            pages.y -= 20
    pages.y -= 4
    if "undone_by" in content:
        undone = _("This handover was undone by entry {entry}.").format(entry=content["undone_by"])
        blocks.notice(pages, _("Not in force"), undone)
        pages.y -= 8


def _facts(content: Content) -> list[Fact]:
    entry = content["entry"]
    listed = [
        Fact(_("Entry"), str(entry["seq"])),
        Fact(_("Moment"), told.moment(entry["occurred"])),
        Fact(_("Given by"), _person(content.get("giver")) or entry["user"]),
        Fact(_("Received by"), _person(content.get("receiver")) or entry["user"]),
        Fact(_("Post"), entry.get("post", NOTHING)),
        Fact(_("Due back"), told.moment(entry["due"]) if "due" in entry else NOTHING),
        Fact(_("Entered by"), entry["user"]),
        Fact(_("Witness"), entry.get("witness", NOTHING)),
    ]
    if "overrides" in entry:
        listed.append(Fact(_("Let through by the witness"), ", ".join(map(told.override, entry["overrides"]))))
    return listed


def _person(found: Mapping[str, str] | None) -> str:
    if found is None:
        return ""
    return f"{found['name']} ({found['code']})" if "name" in found else found["code"]


def _write_things(pages: Pages, content: Content) -> None:
    rows = [*map(_firearm, content["firearms"]), *map(_lot, content["rounds"]), *map(_article, content["articles"])]
    columns = [
        Column(_("Item"), face="mono", most=130, is_key=True, is_whole=True),
        Column(_("Description"), most=240),
        Column(_("Quantity"), align="right", most=80, is_whole=True),
    ]
    table = Table(pages, *fitted(columns, rows, pages.sheet.room, _STYLE))
    table.open()
    table.rows(rows)
    table.close()
    pages.y -= 12


def _firearm(each: Mapping[str, Any]) -> Row:
    parts = [told.kind(each["kind"]), f"{each['maker']} {each['model']}", told.calibre(each["calibre"])]
    parts += [_("tag {tag}").format(tag=each["tag"])] if "tag" in each else []
    parts += [_("permit {number}").format(number=each["permit_number"])] if "permit_number" in each else []
    return each["serial"], ", ".join(parts), "1"


def _lot(each: Mapping[str, Any]) -> Row:
    parts = [each["maker"], told.calibre(each["calibre"]), *([_("used up")] if each["used_up"] else [])]
    rounds = n_("{n} round", "{n} rounds", each["quantity"]).format(n=number(each["quantity"]))
    return each["lot_number"], ", ".join(parts), rounds


def _article(each: Mapping[str, Any]) -> Row:
    return each["code"], each["name"], number(each["quantity"])


def _write_acknowledgement(pages: Pages, content: Content) -> None:
    """What was acknowledged and how; boxes to sign by hand where nothing was."""
    if "acknowledgement" not in content:
        blocks.ruled_boxes(pages, [_("Signature of who gave"), _("Signature of who received")])
        return
    found = content["acknowledgement"]
    pages.heading(_(METHODS[found["method"]]), keep=90)
    for line in found.get("text", "").splitlines():
        pages.paragraph(line, face="narrow", size=8.6)
    if found.get("strokes"):
        _write_drawing(pages, found["strokes"])


def _write_drawing(pages: Pages, strokes: Sequence[Sequence[Sequence[int]]]) -> None:
    """The strokes as they were drawn, as large as there is room, over a line."""
    wide, high = _DRAWN
    pages.y -= 6
    pages.need(high + 12)
    left, bottom = pages.sheet.left, pages.y - high
    with pages.canvas.figure(_("The signature as it was drawn"), left, bottom, wide, high):
        pages.canvas.emit(f"q {INK} RG 1.1 w 1 J 1 j {drawing(strokes, left, bottom, wide, high)} S Q")
    with pages.canvas.artifact():
        pages.canvas.rule(left, bottom - 4, left + wide, bottom - 4, RULE, 0.7)
    pages.y = bottom - 8


def drawing(strokes: Sequence[Sequence[Sequence[int]]], left: float, bottom: float, width: float, height: float) -> str:
    """The path of a drawing scaled into a rectangle, both ways alike; its y runs down, that of paper runs up."""
    points = [point for stroke in strokes for point in stroke]
    least_x, least_y = (min(point[at] for point in points) for at in (0, 1))
    span_x, span_y = (max(1, max(p[at] for p in points) - low) for at, low in ((0, least_x), (1, least_y)))
    scale = min(width / span_x, height / span_y)

    def placed(point: Sequence[int]) -> str:
        x, y = left + (point[0] - least_x) * scale, bottom + (span_y - (point[1] - least_y)) * scale
        return f"{x:.2f} {y:.2f}"

    parts = []
    for first, *others in strokes:
        parts += [f"{placed(first)} m", *(f"{placed(point)} l" for point in others or [first])]
    return " ".join(parts)
