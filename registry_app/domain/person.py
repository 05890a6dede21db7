"""People who may carry, count or hold keys, and the accounts of those who sign entries."""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.choices import ROLES
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Person(Record, kw_only=True, eq=False, repr=False):
    """Somebody who may carry, count, or hold keys. Name, document and licence number can be erased."""

    __tablename__ = "person"
    KIND: ClassVar[str] = "person"
    LABEL: ClassVar[str] = N_("Person")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("code",), ("card",))

    code: Mapped[str] = field(N_("Person code"), "code", required=True, max_length=32, in_table=True, index=True)
    name: Mapped[str | None] = field(
        N_("Full name"), required=True, max_length=120, personal=True, in_table=True, in_report=True
    )
    document: Mapped[str | None] = field(N_("Identity document"), max_length=40, personal=True)
    licence_number: Mapped[str | None] = field(N_("Licence number"), max_length=40, personal=True)
    licence_class: Mapped[str | None] = field(N_("Licence class"), max_length=20)
    licence_expires_on: Mapped[str | None] = field(N_("Licence valid until"), "date", in_table=True)
    course_expires_on: Mapped[str | None] = field(N_("Course valid until"), "date", in_table=True)
    course_name: Mapped[str | None] = field(N_("Name of the course"), max_length=60)
    fitness_expires_on: Mapped[str | None] = field(
        N_("Fitness valid until"), "date", in_table=True,
        help=N_("The last day of the certificate of physical and mental fitness."),
    )  # fmt: skip
    card: Mapped[str | None] = field(
        N_("Code on the card"), "code", max_length=64, index=True,
        help=N_("What a scanner reads from the card, where that is not the person code."),
    )  # fmt: skip
    joined_on: Mapped[str | None] = field(N_("Joined on"), "date")
    left_on: Mapped[str | None] = field(
        N_("Left on"), "date", help=N_("From this day on nothing is handed to the person.")
    )
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
