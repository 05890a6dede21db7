"""The company whose register this is, and the policies that the judge reads its limits from."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.calibres import CALIBRE_NAMES
from registry_app.domain.choices import JURISDICTIONS
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
    arms_registry_id: Mapped[int | None] = field(
        N_("Arms registry"), "reference", refers_to="place",
        help=N_("The authority that keeps the register of arms: a place of kind “Authority”."),
    )  # fmt: skip
    security_regulator_id: Mapped[int | None] = field(
        N_("Private-security regulator"), "reference", refers_to="place",
        help=N_("The authority that supervises private security: a place of kind “Authority”."),
    )  # fmt: skip
    closing_on: Mapped[str | None] = field(
        N_("Ceased work on"), "date", in_report=True,
        help=N_("The day on which the company stopped or lost its licence: from then on the arms are to be deposited."),
    )  # fmt: skip
    zone: Mapped[str] = field(N_("Time zone"), required=True, max_length=64)


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
    fitness_checked: Mapped[int | None] = field(N_("Refuse an expired fitness certificate"), "boolean")
    loss_hours: Mapped[int | None] = field(
        N_("A loss is reported within (hours)"), "integer", most=8_760, help=N_("0 means at once.")
    )
    change_days: Mapped[int | None] = field(N_("Changes are notified within (days)"), "integer", least=1, most=366)
    change_day: Mapped[int | None] = field(N_("Changes are reported by day of the month"), "integer", least=1, most=28)
    closure_days: Mapped[int | None] = field(
        N_("On closure arms are deposited within (working days)"), "integer", least=1, most=366
    )
    guards_per_firearm: Mapped[int | None] = field(
        N_("Guards to each firearm, at least"), "integer", least=1, most=1_000
    )
    firearms_authorised: Mapped[int | None] = field(
        N_("Firearms authorised"), "integer", help=N_("The greatest number in the company's licence or decree.")
    )
    rounds_authorised: Mapped[int | None] = field(N_("Rounds authorised in stock"), "integer")
    rounds_per_firearm: Mapped[int | None] = field(
        N_("Rounds bought for each firearm in a month, at most"), "integer", least=1
    )
    rounds_carried: Mapped[int | None] = field(N_("Rounds that one person carries, at most"), "integer", least=1)
    calibres_allowed: Mapped[str | None] = field(
        N_("Calibres allowed"), "choices", choices=CALIBRE_NAMES, max_length=400,
        help=N_("Empty means that every calibre is allowed."),
    )  # fmt: skip
    retention_years: Mapped[int | None] = field(
        N_("Records are kept after destruction (years)"), "integer", least=1, most=1_000
    )
    audit_days: Mapped[int | None] = field(N_("A full count at least every (days)"), "integer", least=1, most=3_660)
    clean_days: Mapped[int | None] = field(N_("Cleaned at least every (days)"), "integer", least=1, most=3_660)
    inspect_days: Mapped[int | None] = field(N_("Inspected at least every (days)"), "integer", least=1, most=3_660)
    rotate_days: Mapped[int | None] = field(
        N_("Carry rounds exchanged at least every (days)"), "integer", least=1, most=3_660
    )
    notice_days: Mapped[int | None] = field(N_("Tell of an expiry so many days before"), "integer", most=366)
    shift_hours: Mapped[int | None] = field(N_("A shift lasts at most (hours)"), "integer", least=1, most=744)
    acknowledgement_checked: Mapped[int | None] = field(
        N_("Refuse a handover that is not acknowledged"), "boolean",
        help=N_("Whoever receives acknowledges at the desk, by PIN or by a signature on the screen."),
    )  # fmt: skip
