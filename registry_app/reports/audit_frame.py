"""What the papers of an audit have in common: identity, foot, attached data, tables, and how they tell things."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from registry_app.domain.audit import AUDIT_KINDS, CAUSES
from registry_app.domain.count import RESULTS
from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES, N_, _, n_, number
from registry_app.reports import canvas, inventory_return, paper, told
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Furniture, Note, Pages
from registry_app.reports.table import Table
from registry_app.reports.told import NOTHING

Content = Mapping[str, Any]
STYLE = Style(size=7.2, lead=8.8, pad=2.6, heading=7.0)
ZONES = {
    "person": N_("With a person"), "transit": N_("In transit"), "workshop": N_("In workshop"), "field": N_("At a post"),
    "store": N_("In store"),
}  # fmt: skip


class Paper(NamedTuple):
    """A paper that is begun: its pages, and the SHA-256 of the data that it carries."""

    pages: Pages
    digest: str


def begin(
    content: Content, *, title: str, subject: str, data: str, layout: int, paper_name: str, language: str, rows: int
) -> Paper:  # fmt: skip
    """Begin a PDF/A-3 of `title` with `content` attached as the file `data`; tagged up to so many rows."""
    attached = canonical(content)
    digest, sheet = hashlib.sha256(attached).hexdigest(), paper.sheet(paper_name)
    identity = _identity(content, title, subject, data, layout, digest, language if language in LANGUAGES else "en")
    is_tagged = rows <= inventory_return.TAGGED_ROWS
    drawn = ArchiveCanvas(identity, (sheet.width, sheet.height), tagged=is_tagged)
    drawn.attach(data, attached, "application/json", _("The data of this document"), "Data")
    return Paper(Pages(drawn, sheet, _furniture(content, title)), digest)


def _identity(
    content: Content, title: str, subject: str, data: str, layout: int, digest: str, language: str
) -> Identity:  # fmt: skip
    head, made = content["head"], content["made"]
    return Identity(
        number=content["number"], title=f"{title} {content['number']}", subject=subject,
        author=content["company"]["name"], language=language, creator=made["build"],
        moment=canvas.moment(made["moment"]), fingerprint=digest[:32].upper(),
        properties={
            "Format": content["format"], "Number": content["number"], "DataFile": data, "DataSHA256": digest,
            "LedgerOrigin": head["origin"], "LedgerSize": str(head["size"]), "LedgerRoot": head["root"],
            "Layout": str(layout),
        },
    )  # fmt: skip


def _furniture(content: Content, title: str) -> Furniture:
    head, made = content["head"], content["made"]
    produced = _("{moment} by {build} for {company}").format(
        moment=told.moment(made["moment"]), build=made["build"], company=content["company"]["name"]
    )
    return Furniture(
        title=title,
        number=content["number"],
        notes=(
            Note(_("Document"), content["number"], is_mono=True),
            Note(_("Ledger"), f"{head['origin']} · {entries(head['size'])}"),
            Note(_("Root"), head["root"], is_mono=True),
            Note(_("Made"), produced),
        ),
        code=inventory_return.code(content),
    )


def entries(size: int) -> str:
    """So many entries."""
    return n_("{n} entry", "{n} entries", size).format(n=number(size))


def part(pages: Pages, section: str, key: str, keep: float = 90) -> None:
    """Begin a part with its heading and bookmark."""
    pages.follow(section, key, keep)
    pages.heading(section)


def table(
    pages: Pages, columns: Sequence[Column], rows: Sequence[Row], style: Style = STYLE, *, notes: Sequence[str] = (),
    below: float = 0,
) -> None:  # fmt: skip
    """A table of all rows, with a note below each where there are `notes`; “None.” where there are no rows. `below` is
    kept free for what must not stand alone on the next page."""
    if not rows:
        pages.paragraph(_("None."))
        return
    drawn = Table(pages, *fitted(columns, rows, pages.sheet.room, style), below=below)
    drawn.open()
    if notes:
        drawn.noted(zip(rows, notes, strict=True))
    else:
        drawn.rows(rows)
    drawn.close()


def numbered(rows: Sequence[Row]) -> list[Row]:
    """The rows with their numbers before them."""
    return [(str(at), *row) for at, row in enumerate(rows, 1)]


# How things are told.


def item(row: Content) -> str:
    """What people call the item of a row; what was read where the register does not know it."""
    return str(row.get("item") or row.get("raw") or NOTHING)


def about(row: Content) -> str:
    """What an item is."""
    kind = row.get("item_kind")
    if kind == "firearm":
        return f"{told.kind(row['firearm_kind'])}, {row['maker']} {row['model']}, {told.calibre(row['calibre'])}"
    if kind == "lot":
        return f"{row['maker']} {told.calibre(row['calibre'])}"
    return str(row.get("name", NOTHING))


def where(row: Content, key: str = "place", person: str = "person") -> str:
    """A place, and with whom."""
    place, who = row.get(f"{key}_name", ""), holder(row, person)
    return ", ".join(filter(None, (place, who))) or NOTHING


def holder(row: Content, key: str = "person") -> str:
    """A person by name and code; the code alone where the name was erased, nothing where there is nobody."""
    if key not in row:
        return ""
    return f"{row[f'{key}_name']} ({row[key]})" if row.get(f"{key}_name") else str(row[key])


def result(code: str) -> str:
    """What something came to."""
    return told.label(RESULTS, code)


def cause(code: str) -> str:
    """A cause with its code, a dash for none."""
    return f"{code} {told.label(CAUSES, code)}" if code else NOTHING


def kind(code: str) -> str:
    """A kind of audit."""
    return told.label(AUDIT_KINDS, code)


def day(value: str | None) -> str:
    """A day, and a dash for none."""
    return told.day(value) if value else NOTHING


def signed(value: int) -> str:
    """A difference with its sign, and a dash for none."""
    return NOTHING if not value else f"+{number(value)}" if value > 0 else f"−{number(-value)}"
