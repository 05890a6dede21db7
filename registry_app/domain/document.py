"""Photos and papers: kept encrypted in the register by the hash of their bytes, which alone enters the ledger."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.choices import DOCUMENT_KINDS, MEDIA_TYPES
from registry_app.domain.declare import ANY, Record, field
from registry_app.i18n import N_

LARGEST_DOCUMENT = 20_000_000
"""Bytes: a scanned contract fits, a film does not."""


class Document(Record, kw_only=True, eq=False, repr=False):
    """A photo or paper about a record. Its content can be erased; that it was there stays on record."""

    __tablename__ = "document"
    KIND: ClassVar[str] = "document"
    LABEL: ClassVar[str] = N_("Document")

    subject_id: Mapped[int] = field(N_("About"), "reference", required=True, refers_to=ANY, index=True)
    kind: Mapped[str] = field(N_("Kind of document"), "choice", required=True, choices=DOCUMENT_KINDS, in_table=True)
    title: Mapped[str | None] = field(
        N_("Title"), max_length=120, in_table=True, help=N_("What is to be seen; no names of people.")
    )
    number: Mapped[str | None] = field(N_("Number of the paper"), max_length=60, in_table=True)
    dated_on: Mapped[str | None] = field(N_("Dated"), "date", in_table=True)
    media_type: Mapped[str] = field(N_("File type"), "choice", required=True, choices=MEDIA_TYPES)
    size: Mapped[int] = field(N_("Size (bytes)"), "integer", required=True, least=1, most=LARGEST_DOCUMENT)
    content_hash: Mapped[str] = field(N_("SHA-256 of the content"), required=True, max_length=64, index=True)


def media_type_of(content: bytes) -> str:
    """The type of a file by how its bytes begin, whatever it is called; ``""`` for one that is not kept."""
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for beginning, kind in _BEGINNINGS.items() if content.startswith(beginning)), "")


_BEGINNINGS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"%PDF-": "application/pdf",
}
