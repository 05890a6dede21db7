"""The last part of the inventory return: declaration, fields to be signed, how to check it, room for the authority."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from registry_app.i18n import _, n_, number
from registry_app.reports import blocks, fonts, told
from registry_app.reports.blocks import Fact, Signer
from registry_app.reports.page import Pages


class Carried(NamedTuple):
    """The data file that the document carries: its name, its SHA-256, and what in it our faces cannot draw."""

    name: str
    digest: str
    undrawn: Sequence[str]


def write(pages: Pages, content: Mapping[str, Any], data: Carried) -> None:
    """Write it on a page of its own."""
    pages.begin(_("Declaration and signatures"), "declaration")
    pages.title(_("Declaration"))
    for text in _declaration(content):
        pages.paragraph(text, size=9.2)
        pages.y -= 5
    pages.y -= 6
    pages.heading(_("Signatures"))
    blocks.signatures(pages, _signers())
    pages.y -= 18
    pages.heading(_("How to check this document"))
    blocks.steps(pages, [*_steps(content, data), *_undrawn(data.undrawn)])
    pages.y -= 10
    pages.heading(_("For official use"))
    blocks.ruled_boxes(
        pages, [_("Date received"), _("Registry number"), _("Checked by"), _("Remarks of the inspector, or “none”")]
    )


def _declaration(content: Mapping[str, Any]) -> list[str]:
    size = content["head"]["size"]
    computed = n_(
        "This return was computed from the only entry of the company's ledger, whose head is printed on every page. "
        "It states what the ledger holds as of {moment}; nothing in it was typed in by hand.",
        "This return was computed from the first {n} entries of the company's ledger, whose head is printed on every "
        "page. It states what the ledger holds as of {moment}; nothing in it was typed in by hand.",
        size,
    )
    return [
        computed.format(n=number(size), moment=told.moment(content["as_of"]["moment"])),
        _("Whoever signs declares that the return agrees with what the company holds, to the best of his or her "
          "knowledge, and that the company has no other firearms and no other ammunition."),
    ]  # fmt: skip


def _signers() -> list[Signer]:
    lines = (_("Name"), _("Identity document"), _("Date"))
    return [
        Signer("armorer", _("Armorer"), lines),
        Signer("witness", _("Witness"), lines),
        Signer("inspector", _("Inspector"), lines),
    ]


def _undrawn(missing: Sequence[str]) -> list[Fact]:
    """What is said of characters that our faces lack, where there are any."""
    if not missing:
        return []
    said = _("{code} and the like stand for characters that this document cannot draw; the attached data has them.")
    return [Fact(_("Characters"), said.format(code=fonts.printable(missing[0])))]


def _steps(content: Mapping[str, Any], data: Carried) -> list[Fact]:
    size = number(content["head"]["size"])
    return [
        Fact(
            _("Attached data"),
            _("Save {file} out of this document. Its SHA-256 must be {digest}.").format(
                file=data.name, digest=data.digest
            ),
        ),
        Fact(
            _("Figures"),
            _("Every sum can be added up again from the list and the accounts in that file, by any program."),
        ),
        Fact(
            _("Ledger"),
            _("Keep origin, number of entries and root. Whenever you ask, the company's ledger must show the same root "
              "for its first {n} entries: it can grow, and nothing in it can change.").format(n=size),
        ),
        Fact(
            _("Paper copy"),
            _("The QR code holds origin, number of entries, root and number of the document. Compare them with the "
              "electronic original."),
        ),
    ]  # fmt: skip
