"""The records: company, place, person, user, policy, firearm, lot. Projections of the ledger, never its source."""

from typing import ClassVar

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.choices import ACTIONS, FIREARM_KINDS, JURISDICTIONS, LOADS, PLACE_KINDS, ROLES
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Company(Record, kw_only=True, eq=False, repr=False):
    """The company whose register this is; exactly one."""

    __tablename__ = "company"
    KIND: ClassVar[str] = "company"
    LABEL: ClassVar[str] = N_("Company")

    name: Mapped[str] = field(N_("Company name"), required=True, max_length=120, in_report=True)
    tax_id: Mapped[str | None] = field(N_("Tax number"), max_length=40, in_report=True)
    licence_number: Mapped[str | None] = field(N_("Company licence"), max_length=40, in_report=True)
    licence_expires_on: Mapped[str | None] = field(N_("Company licence valid until"), "date", in_report=True)
    address: Mapped[str | None] = field(N_("Address"), max_length=200, in_report=True)
    zone: Mapped[str] = field(N_("Time zone"), required=True, max_length=64)


class Place(Record, kw_only=True, eq=False, repr=False):
    """A node of the tree of places, inside or outside the company."""

    __tablename__ = "place"
    KIND: ClassVar[str] = "place"
    LABEL: ClassVar[str] = N_("Place")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("code",),)

    code: Mapped[str] = field(N_("Place code"), "code", required=True, max_length=32, in_table=True, index=True)
    name: Mapped[str] = field(N_("Place name"), required=True, max_length=120, in_table=True, in_report=True)
    kind: Mapped[str] = field(N_("Kind of place"), "choice", required=True, choices=PLACE_KINDS, in_table=True)
    parent_id: Mapped[int | None] = field(
        N_("Part of"), "reference", refers_to="place", in_table=True, index=True,
        help=N_("The place that this one lies in: the armoury of a safe, the contract of a post."),
    )  # fmt: skip


class Person(Record, kw_only=True, eq=False, repr=False):
    """Somebody who may carry, count, or hold keys. Name, document and licence number can be erased."""

    __tablename__ = "person"
    KIND: ClassVar[str] = "person"
    LABEL: ClassVar[str] = N_("Person")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("code",),)

    code: Mapped[str] = field(N_("Person code"), "code", required=True, max_length=32, in_table=True, index=True)
    name: Mapped[str | None] = field(
        N_("Full name"), required=True, max_length=120, personal=True, in_table=True, in_report=True
    )
    document: Mapped[str | None] = field(N_("Identity document"), max_length=40, personal=True)
    licence_number: Mapped[str | None] = field(N_("Licence number"), max_length=40, personal=True)
    licence_class: Mapped[str | None] = field(N_("Licence class"), max_length=20)
    licence_expires_on: Mapped[str | None] = field(N_("Licence valid until"), "date", in_table=True)
    course_expires_on: Mapped[str | None] = field(N_("Course valid until"), "date", in_table=True)
    commits: Mapped[str] = mapped_column(String, default="{}")
    """Canonical JSON: personal field to its commitment, so that a value can be erased and still be vouched for."""


class User(Record, kw_only=True, eq=False, repr=False):
    """An account: a person who signs entries with an Ed25519 key, in one or several roles."""

    __tablename__ = "user"
    KIND: ClassVar[str] = "user"
    LABEL: ClassVar[str] = N_("User")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("name",), ("public_key",))

    name: Mapped[str] = field(N_("User name"), required=True, max_length=40, in_table=True, index=True)
    person_id: Mapped[int] = field(N_("Person"), "reference", required=True, refers_to="person", in_table=True)
    roles: Mapped[str] = field(N_("Roles"), "choices", required=True, choices=ROLES, max_length=120, in_table=True)
    public_key: Mapped[str] = field(N_("Public key"), required=True, max_length=64)
    is_active: Mapped[int] = field(N_("Active"), "boolean", required=True, in_table=True)


class Policy(Record, kw_only=True, eq=False, repr=False):
    """What the judge demands from the entry that made it on; the next one takes over, the old one stays on record."""

    __tablename__ = "policy"
    KIND: ClassVar[str] = "policy"
    LABEL: ClassVar[str] = N_("Policy")

    jurisdiction: Mapped[str] = field(N_("Jurisdiction"), "choice", required=True, choices=JURISDICTIONS)
    edition: Mapped[int] = field(N_("Edition of the rules"), "integer", required=True, least=1)
    licence_checked: Mapped[int] = field(N_("Refuse an expired licence"), "boolean", required=True)
    course_checked: Mapped[int] = field(N_("Refuse an expired course"), "boolean", required=True)
    permit_checked: Mapped[int] = field(N_("Refuse an expired permit"), "boolean", required=True)
    late_after_hours: Mapped[int] = field(N_("An entry is late after (hours)"), "integer", required=True, least=1)


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
    serial_normal: Mapped[str] = field(N_("Serial, normalised"), required=True, max_length=40, derived=True)
    serial_key: Mapped[str] = field(N_("Serial, look-alikes folded"), required=True, max_length=40, derived=True)

    __table_args__ = (
        Index("ix_firearm_serial_normal", "serial_normal", "id"),
        Index("ix_firearm_serial_key", "serial_key"),
    )


class Lot(Record, kw_only=True, eq=False, repr=False):
    """One lot of ammunition; lots never merge."""

    __tablename__ = "lot"
    KIND: ClassVar[str] = "lot"
    LABEL: ClassVar[str] = N_("Ammunition lot")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("maker", "calibre", "lot_number"),)

    lot_number: Mapped[str] = field(
        N_("Lot number"), "code", required=True, max_length=40, in_table=True, in_report=True, index=True
    )
    calibre: Mapped[str] = field(N_("Calibre"), "calibre", required=True, in_table=True, in_report=True)
    maker: Mapped[str] = field(N_("Maker"), required=True, max_length=60, in_table=True, in_report=True)
    load: Mapped[str | None] = field(N_("Load"), "choice", choices=LOADS, in_table=True, in_report=True)
    year: Mapped[int | None] = field(N_("Year of manufacture"), "integer", least=1800, most=2200, in_table=True)


RECORDS: dict[str, type[Record]] = {c.KIND: c for c in (Company, Place, Person, User, Policy, Firearm, Lot)}
COMPANY = 1
"""The number of the company's record: the first that the set-up describes."""
ITEMS = ("firearm", "lot")
"""The kinds of record that lines move."""
