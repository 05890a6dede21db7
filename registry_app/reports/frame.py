"""What all papers begin with: identity, foot, attached data; and how parts and their tables follow one another."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES, _, n_, number
from registry_app.reports import canvas, paper, told
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.columns import Column, Row, Style, fitted
from registry_app.reports.page import Furniture, Note, Pages
from registry_app.reports.steps import Progress, Steps
from registry_app.reports.table import Table

Content = Mapping[str, Any]
STYLE = Style(size=7.2, lead=8.8, pad=2.6, heading=7.0)
TAGGED_ROWS = 2_000
"""Up to so many rows a file is tagged; above, the attached data is the form for readers without eyesight."""


@dataclass(frozen=True)
class Attachment:
    """A file that a paper carries beside its data: its name, media type, and what it is in the paper's language."""

    name: str
    content: bytes
    media_type: str
    description: str


class Begun(NamedTuple):
    """A paper that is begun: its pages, and the SHA-256 of the data that it carries."""

    pages: Pages
    digest: str


def begin(
    content: Content, *, title: str, subject: str, data: str, layout: int, paper_name: str, language: str,
    rows: int, attached: Sequence[Attachment] = (), is_wide: bool = False, progress: Progress | None = None,
) -> Begun:  # fmt: skip
    """Begin a PDF/A-3 of `title` with `content` attached as the file `data`, beside what else it carries; with
    `is_wide` across the longer side of the paper. `progress` counts its rows, page by page, and may raise to stop."""
    steps, packed = Steps(rows, progress), canonical(content)
    digest, sheet = hashlib.sha256(packed).hexdigest(), paper.sheet(paper_name)
    sheet = sheet.across() if is_wide else sheet
    spoken = language if language in LANGUAGES else "en"
    described = identity(content, title, subject, data, layout, digest, spoken)
    drawn = ArchiveCanvas(described, (sheet.width, sheet.height), tagged=rows <= TAGGED_ROWS)
    drawn.attach(data, packed, "application/json", _("The data of this document"), "Data")
    for each in attached:
        drawn.attach(each.name, each.content, each.media_type, each.description, "Supplement")
    return Begun(Pages(drawn, sheet, furniture(content, title), steps), digest)


def identity(
    content: Content, title: str, subject: str, data: str, layout: int, digest: str, language: str
) -> Identity:  # fmt: skip
    """What the file says of itself."""
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


def furniture(content: Content, title: str) -> Furniture:
    """What stands on every page."""
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
        code=code(content),
    )


def code(content: Content) -> str:
    """What the QR code holds: origin, size, root and number, in capitals, which make it small."""
    head = content["head"]
    return f"{head['origin']} {head['size']} {head['root']} {content['number']}".upper()


def entries(size: int) -> str:
    """So many entries."""
    return n_("{n} entry", "{n} entries", size).format(n=number(size))


def part(pages: Pages, section: str, key: str, keep: float = 125) -> None:
    """Begin a part with its heading and bookmark, on the next page when less than `keep` is left: by itself as much as
    the heading and the beginning of a table take."""
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
