"""The recovery kit: one page with the code that opens a register when every passphrase is forgotten, to be sealed away.

It is the only paper that holds a secret: it is made while the code is shown, and no copy of it is kept.
"""

from collections.abc import Mapping
from typing import Any

from registry_app.i18n import _, speaking
from registry_app.reports import blocks, fonts, frame, masthead, page, told
from registry_app.reports.blocks import Fact, Signer
from registry_app.reports.page import Pages
from registry_app.reports.paper import FAINT, INK, NAVY

LAYOUT = 1
DATA = "recovery-kit.json"
_CODE = 96.0
"""The width of the code to scan: modules of a millimetre, for a paper that may have lain for years."""

Content = Mapping[str, Any]


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The kit as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper: str, language: str) -> bytes:
    pages, _digest = frame.begin(
        content, title=_("Recovery kit"), subject=_subtitle(content), data=DATA, layout=LAYOUT, paper_name=paper,
        language=language, rows=0,
    )  # fmt: skip
    pages.begin_bare(_("Recovery kit"), "summary")
    masthead.write(pages, content, _("Recovery kit"), _subtitle(content))
    blocks.facts(pages, _facts(content))
    pages.y -= 14
    _write_code(pages, content["code"])
    pages.heading(_("How to use it"))
    blocks.steps(pages, _steps())
    pages.y -= 14
    pages.heading(_("Sealed"), keep=150)
    lines = (_("Name"), _("Number of the envelope or seal"), _("Date"))
    blocks.signatures(pages, [Signer("armorer", _("Who sealed it"), lines), Signer("witness", _("Witness"), lines)])
    return pages.finish()


def _subtitle(content: Content) -> str:
    return _("Opens the register of {company} when every passphrase is forgotten").format(
        company=content["company"]["name"]
    )


def _facts(content: Content) -> list[Fact]:
    return [
        Fact(_("Ledger"), content["head"]["origin"]), Fact(_("Made on"), told.moment(content["made"]["moment"])),
        Fact(_("Made by"), content["made"]["user"]), Fact(_("Folder of the register"), content["folder"]),
    ]  # fmt: skip


def _write_code(pages: Pages, code: str) -> None:
    """The code in groups to be typed, and beside it to be scanned."""
    canvas, sheet, groups = pages.canvas, pages.sheet, code.split("-")
    top, height = pages.y, _CODE + 24
    with canvas.artifact():
        canvas.box(sheet.left, top - height, sheet.room, height, FAINT)
        canvas.box(sheet.left, top - height, 2.2, height, NAVY)
    x, y = sheet.right - _CODE - 12, top - height + 12
    modules = page.draw_code(canvas, code, "recovery")
    with canvas.figure(_("The recovery code, to be scanned"), x, y, _CODE, _CODE):
        canvas.place("recovery", x, y, _CODE / modules)
    half = (len(groups) + 1) // 2
    lines = ["  ".join(part) for part in (groups[:half], groups[half:])]
    size = min(fonts.fitting(line, "mono", 15, sheet.room - _CODE - 60) for line in lines)
    with canvas.tag("P"):
        for at, line in enumerate(lines):
            canvas.text(sheet.left + 16, top - height / 2 + 6 - 26 * at, line, "mono", size, INK)
    pages.y = top - height - 18


def _steps() -> list[Fact]:
    return [
        Fact(
            _("Seal it"),
            _("Put this page into an envelope, seal it, note the seal's number, and lock it away in another place than "
              "the computer and its backups."),
        ),
        Fact(
            _("Keep no copy"),
            _("Delete the file that it was printed from, and empty the bin. Whoever has this code can open the "
              "register."),
        ),
        Fact(
            _("Opening it"),
            _("Only when no passphrase is known any more, with a witness: choose the register, then the recovery code, "
              "and type or scan it. It opens the register for reading."),
        ),
    ]  # fmt: skip
