"""The fingerprint sheet on paper: by which certificates a company signs, for the authority to put on its trust list."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry_app.domain.certificate import CERTIFICATE_KINDS
from registry_app.i18n import _, speaking
from registry_app.reports import blocks, fonts, frame, masthead, told
from registry_app.reports.blocks import Fact, Signer
from registry_app.reports.certificates import grouped
from registry_app.reports.columns import Column, Style
from registry_app.reports.page import Pages, draw_code
from registry_app.reports.paper import FAINT, GREY, INK, NAVY, RULE

Content = Mapping[str, Any]
LAYOUT = 1
DATA = "fingerprint-sheet.json"
_STYLE = Style(size=7.6, lead=9.4, pad=3.0, heading=7.2)
_LINES, _PER_LINE, _LEAD, _QR = 4, 16, 21.0, 84.0
"""The fingerprint stands in so many lines of so many digits, beside a code."""


def write(content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The sheet as PDF/A-3, with `content` as canonical JSON attached."""
    with speaking(language):
        return _write(content, paper, language)


def _write(content: Content, paper: str, language: str) -> bytes:
    title, above = _("Fingerprint sheet"), content["authority"]
    pages, _digest = frame.begin(
        content, title=title, subject=_subtitle(content), data=DATA, layout=LAYOUT, paper_name=paper,
        language=language, rows=len(content["certificates"]),
    )  # fmt: skip
    pages.begin_bare(title, "sheet")
    masthead.write(pages, content, title, _subtitle(content))
    pages.paragraph(
        _("Compare the fingerprint below with the certificate that the company handed in, digit by digit, before it is "
          "put on the trust list. From then on, every paper that the people named here sign is the company's own."),
        size=9.2,
    )  # fmt: skip
    pages.y -= 10
    pages.heading(_("The company's authority"))
    blocks.facts(pages, _facts(content, above), across=3)
    pages.y -= 10
    _write_fingerprint(pages, content, above["fingerprint"])
    pages.y -= 16
    _write_certificates(pages, content["certificates"])
    pages.y -= 16
    lines = (_("Name"), _("Identity document"), _("Date"))
    blocks.signatures(
        pages, [Signer("company", _("For the company"), lines), Signer("authority", _("For the authority"), lines)]
    )
    return pages.finish()


def _subtitle(content: Content) -> str:
    return _("Certificates by which {company} signs its papers, on {moment}").format(
        company=content["company"]["name"], moment=told.moment(content["made"]["moment"])
    )


def _facts(content: Content, above: Content) -> list[Fact]:
    return [
        Fact(_("Issued to"), above["subject"]),
        Fact(_("Company licence"), content["company"].get("licence_number", told.NOTHING)),
        Fact(_("Valid"), _valid(above)),
        Fact(_("Origin of the ledger"), content["head"]["origin"]),
        Fact(_("Founded by"), above["user"]),
        Fact(_("Algorithm"), "RSA 3072, SHA-256"),
    ]


def _valid(row: Content) -> str:
    return _("{since} to {until}").format(since=told.day(row["valid_from_on"]), until=told.day(row["valid_until_on"]))


def code(content: Content) -> str:
    """What the code beside the fingerprint holds: the origin of the ledger, and the fingerprint."""
    return f"{content['head']['origin']} {content['authority']['fingerprint']}".upper()


def _write_fingerprint(pages: Pages, content: Content, digits: str) -> None:
    canvas, sheet = pages.canvas, pages.sheet
    height = max(_LINES * _LEAD, _QR) + 32
    pages.need(height)
    bottom = pages.y - height
    modules = draw_code(canvas, code(content), "authority")
    with canvas.artifact():
        canvas.box(sheet.left, bottom, sheet.room, height, FAINT)
        canvas.frame(sheet.left, bottom, sheet.room, height, RULE, 0.7)
        canvas.box(sheet.left, bottom, 2.4, height, NAVY)
        canvas.place("authority", sheet.right - 16 - _QR, bottom + (height - _QR) / 2, _QR / modules)
    with canvas.tag("P"):
        label = fonts.printable(_("Fingerprint of the certificate (SHA-256)"))
        canvas.text(sheet.left + 16, pages.y - 17, label, "narrow", 7.6, GREY)
        y = pages.y - 42
        for at in range(0, len(digits), _PER_LINE):
            canvas.text(sheet.left + 16, y, grouped(digits[at : at + _PER_LINE]), "mono-medium", 16, INK)
            y -= _LEAD
    pages.y = bottom


def _write_certificates(pages: Pages, listed: Sequence[Content]) -> None:
    pages.heading(_("Certificates of people"), keep=40)
    columns = [
        Column(_("User"), is_key=True, most=80), Column(_("Issued to"), most=120), Column(_("Kind"), most=100),
        Column(_("Valid"), most=110), Column(_("Fingerprint (SHA-256)"), face="mono", most=190),
    ]  # fmt: skip
    rows = [
        (row["user"], row.get("subject", told.NOTHING), told.label(CERTIFICATE_KINDS, row["kind"]), _valid(row),
         grouped(row["fingerprint"]))
        for row in listed
    ]  # fmt: skip
    frame.table(pages, columns, rows, _STYLE)
