"""The top of a cover: emblem, the company's name and papers, the document's number in a box, title and subtitle."""

from collections.abc import Mapping
from typing import Any

from registry_app.i18n import _
from registry_app.reports import fonts
from registry_app.reports.page import Pages
from registry_app.reports.paper import GOLD, GREY, INK, NAVY, WHITE

_BOX = 148.0


def write(pages: Pages, content: Mapping[str, Any], title: str, subtitle: str) -> None:
    """Draw it at the top of a bare page."""
    canvas, sheet, top = pages.canvas, pages.sheet, pages.sheet.height
    with canvas.artifact():
        canvas.box(0, top - 12, sheet.width, 12, NAVY)
        canvas.box(0, top - 14, sheet.width, 2, GOLD)
        _emblem(pages, sheet.left, top - 76, _initials(content["company"]["name"]))
    _numbered(pages, content["number"], title)
    bottom = _company(pages, content["company"], sheet.right - _BOX - sheet.left - 60)
    pages.y = min(bottom, top - 80) - 14
    with canvas.tag("H1"):
        for line in fonts.wrap(fonts.printable(title), "sans-bold", 22, sheet.room):
            canvas.text(sheet.left, pages.y - 20, line, "sans-bold", 22, INK)
            pages.y -= 26
    pages.paragraph(subtitle, size=9.6, colour=GREY)
    pages.y -= 8


def _company(pages: Pages, company: Mapping[str, Any], room: float) -> float:
    """Name and papers; answers where they end."""
    canvas, x, y = pages.canvas, pages.sheet.left + 44, pages.sheet.height - 45
    papers = [
        _("Tax number {number}").format(number=company["tax_id"]) if "tax_id" in company else "",
        _("Licence {number}").format(number=company["licence_number"]) if "licence_number" in company else "",
    ]
    lines = fonts.wrap(fonts.printable(company["name"]), "sans-bold", 12.5, room)
    with canvas.tag("P"):
        for line in lines:
            canvas.text(x, y, line, "sans-bold", 12.5, NAVY)
            y -= 14
        for text in ("   ·   ".join(filter(None, papers)), company.get("address", "")):
            for line in fonts.wrap(text and fonts.printable(text).replace(" · ", "   ·   "), "narrow", 8.2, room):
                canvas.text(x, y + 1.5, line, "narrow", 8.2, GREY)
                y -= 11
    return y


def _numbered(pages: Pages, number: str, title: str) -> None:
    """The box with the document's number."""
    canvas, x, top = pages.canvas, pages.sheet.right - _BOX, pages.sheet.height - 34
    heads = fonts.wrap(fonts.printable(title).upper(), "narrow-bold", 7.4, _BOX - 12)
    head = 9.0 * len(heads) + 5
    with canvas.artifact():
        canvas.box(x, top - head, _BOX, head, NAVY)
        canvas.frame(x, top - head - 24, _BOX, head + 24, NAVY, 0.8)
    with canvas.tag("P"):
        for at, line in enumerate(heads):
            canvas.text(x + _BOX / 2, top - 9.6 - 9 * at, line, "narrow-bold", 7.4, WHITE, "middle")
        size = fonts.fitting(number, "mono", 8.8, _BOX - 12)
        canvas.text(x + _BOX / 2, top - head - 15.5, number, "mono", size, INK, "middle")


def _initials(name: str) -> str:
    """The first letters of the first two words that begin with a capital."""
    words = [word for word in fonts.printable(name).split() if word[0].isalpha() and word[0].isupper()]
    return "".join(word[0] for word in words[:2])


def _emblem(pages: Pages, x: float, y: float, initials: str) -> None:
    """A shield, 34 wide and 42 high, with the company's initials."""
    canvas = pages.canvas
    canvas.emit(f"q 1 0 0 1 {x:.2f} {y:.2f} cm {NAVY} rg {_shield(0)} f {GOLD} RG 1.1 w {_shield(3)} S Q")
    size = fonts.fitting(initials, "sans-bold", 15, 22)
    canvas.text(x + 17, y + 23 - size * 0.36, initials, "sans-bold", size, WHITE, "middle")


def _shield(inset: float) -> str:
    """The outline of the shield, so far inside its edge."""
    left, right, top, low = inset, 34 - inset, 42 - inset, 20.0
    tip = inset * 1.1
    return (
        f"{left:g} {top:g} m {right:g} {top:g} l {right:g} {low:g} l "
        f"{right:g} {low - 12:g} {24 - inset / 3:g} {tip + 2:g} 17 {tip:g} c "
        f"{10 + inset / 3:g} {tip + 2:g} {left:g} {low - 12:g} {left:g} {low:g} c h"
    )
