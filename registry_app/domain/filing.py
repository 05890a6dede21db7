"""Filings: the returns that were sent to an authority, numbered for each, with head and receipt."""

from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Filing(Record, kw_only=True, eq=False, repr=False):
    """A return as it went to an authority: its running number there, the head that it carried, the receipt."""

    __tablename__ = "filing"
    KIND: ClassVar[str] = "filing"
    LABEL: ClassVar[str] = N_("Filed return")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("addressee_id", "number"),)

    addressee_id: Mapped[int] = field(N_("Authority"), "reference", required=True, refers_to="place")
    number: Mapped[int] = field(N_("Number"), "integer", required=True, least=1, in_table=True)
    report: Mapped[str] = field(N_("Report"), "choice", required=True, choices=REPORT_NAMES, in_table=True)
    from_on: Mapped[str | None] = field(N_("From day"), "date", in_table=True)
    until_on: Mapped[str] = field(N_("Up to day"), "date", required=True, in_table=True)
    due_on: Mapped[str | None] = field(N_("Was due on"), "date")
    filed_on: Mapped[str] = field(N_("Filed on"), "date", required=True, in_table=True)
    head_size: Mapped[int] = field(N_("Entries of the head"), "integer", required=True, least=1)
    head_root: Mapped[str] = field(N_("Root of the head"), required=True, max_length=64)
    content_hash: Mapped[str] = field(N_("SHA-256 of the file"), required=True, max_length=64)
    receipt_number: Mapped[str | None] = field(N_("Receipt number"), max_length=60, in_table=True)
    receipted_on: Mapped[str | None] = field(N_("Receipt dated"), "date", in_table=True)

    __table_args__ = (Index("ix_filing_addressee_id", "addressee_id", "number"),)
