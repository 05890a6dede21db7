"""Firearms and the marks that tell each from all others."""

from typing import ClassVar

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from registry_app.domain.choices import ACTIONS, CONDITIONS, FIREARM_KINDS, MARK_KINDS, PERMIT_KINDS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Firearm(Record, kw_only=True, eq=False, repr=False):
    """One firearm, told apart by maker, importer, model, calibre, country and serial, never by serial alone."""

    __tablename__ = "firearm"
    KIND: ClassVar[str] = "firearm"
    LABEL: ClassVar[str] = N_("Firearm")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("tag",),)

    serial: Mapped[str] = field(
        N_("Serial number"), required=True, max_length=40, in_table=True, in_report=True,
        help=N_("Exactly as marked on the frame or receiver; zeros and hyphens count."),
    )  # fmt: skip
    maker: Mapped[str] = field(N_("Maker"), required=True, max_length=60, in_table=True, in_report=True)
    model: Mapped[str] = field(N_("Model"), required=True, max_length=125, in_table=True, in_report=True)
    kind: Mapped[str] = field(N_("Kind"), "choice", required=True, choices=FIREARM_KINDS, in_table=True, in_report=True)
    calibre: Mapped[str] = field(N_("Calibre"), "calibre", required=True, in_table=True, in_report=True)
    action: Mapped[str | None] = field(N_("Action"), "choice", choices=ACTIONS)
    importer: Mapped[str | None] = field(N_("Importer"), max_length=60)
    country: Mapped[str | None] = field(N_("Country of manufacture"), "country", max_length=60)
    year: Mapped[int | None] = field(N_("Year of manufacture"), "integer", least=1800, most=2200)
    tag: Mapped[str | None] = field(N_("Tag code"), "code", max_length=32, in_table=True, index=True)
    permit_number: Mapped[str | None] = field(N_("Permit number"), max_length=40, in_report=True)
    permit_expires_on: Mapped[str | None] = field(N_("Permit valid until"), "date", in_table=True, in_report=True)
    permit_kind: Mapped[str | None] = field(N_("Kind of permit"), "choice", choices=PERMIT_KINDS)
    permit_issued_on: Mapped[str | None] = field(N_("Permit issued on"), "date")
    registration_number: Mapped[str | None] = field(
        N_("Registration number"), max_length=40, in_report=True,
        help=N_("The number under which the State's register of arms has the firearm."),
    )  # fmt: skip
    barrel_mm: Mapped[int | None] = field(N_("Barrel length (mm)"), "integer", least=10, most=2_000)
    ballistic_number: Mapped[str | None] = field(N_("Ballistic record"), max_length=40)
    ballistic_on: Mapped[str | None] = field(N_("Ballistic record made on"), "date")
    acquired_from: Mapped[str | None] = field(N_("Acquired from"), max_length=120)
    acquired_by: Mapped[str | None] = field(
        N_("Acquisition document"), max_length=60, help=N_("Invoice, authorisation or deed, by its number.")
    )
    acquired_on: Mapped[str | None] = field(N_("Acquired on"), "date")
    condition: Mapped[str | None] = field(N_("Condition"), "choice", choices=CONDITIONS)
    rounds_fired: Mapped[int | None] = field(N_("Rounds fired"), "integer", most=10_000_000)
    cleaned_on: Mapped[str | None] = field(N_("Last cleaned on"), "date", index=True)
    inspected_on: Mapped[str | None] = field(
        N_("Last inspected on"), "date", index=True,
        help=N_("The day on which somebody last had it in hand, read its marks and looked at its state."),
    )  # fmt: skip
    home_id: Mapped[int | None] = field(
        N_("Home place"), "reference", refers_to="place", index=True, help=N_("Where it belongs when it is in store.")
    )
    barcode: Mapped[str | None] = field(
        N_("Maker's barcode"), "code", max_length=64, index=True,
        help=N_("What a scanner reads from the maker's own label. Others of the model may bear the same."),
    )  # fmt: skip
    serial_normal: Mapped[str] = field(N_("Serial, normalised"), required=True, max_length=40, derived=True)
    serial_key: Mapped[str] = field(N_("Serial, look-alikes folded"), required=True, max_length=40, derived=True)

    __table_args__ = (
        Index("ix_firearm_serial_normal", "serial_normal", "id"),
        Index("ix_firearm_serial_key", "serial_key"),
        Index("ix_firearm_permit_expires_on", "permit_expires_on"),
    )


class Mark(Record, kw_only=True, eq=False, repr=False):
    """A further mark of a firearm beside its serial number: where it stands, who made it when, and how it reads.

    Marks of the kinds that CIFTA article VI and the International Tracing Instrument ask for; an obliterated one is
    read as far as it goes, with `?` for each sign that is gone.
    """

    __tablename__ = "mark"
    KIND: ClassVar[str] = "mark"
    LABEL: ClassVar[str] = N_("Mark")

    firearm_id: Mapped[int] = field(N_("Firearm"), "reference", required=True, refers_to="firearm", index=True)
    kind: Mapped[str] = field(N_("Kind of mark"), "choice", required=True, choices=MARK_KINDS, in_table=True)
    text: Mapped[str] = field(
        N_("Mark as it reads"), required=True, max_length=80, in_table=True,
        help=N_("Exactly as it stands; a question mark for each sign that cannot be read."),
    )  # fmt: skip
    spot: Mapped[str | None] = field(N_("Where on the firearm"), max_length=60, in_table=True)
    made_by: Mapped[str | None] = field(N_("Marked by"), max_length=120)
    made_on: Mapped[str | None] = field(N_("Marked on"), "date")
    made_under: Mapped[str | None] = field(N_("Act or order"), max_length=60)
    photo_id: Mapped[int | None] = field(N_("Photo"), "reference", refers_to="document")
