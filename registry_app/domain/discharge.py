"""Discharges: every use of a firearm, with its rounds, its harm and who signed."""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.choices import DAMAGES, DISCHARGE_KINDS, HARMS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Discharge(Record, kw_only=True, eq=False, repr=False):
    """One use of a firearm: rounds fired, harm and damage (CL, D.S. 1773/1994 art. 20).

    The guard acknowledges the entry that describes it, the custodian makes it, the legal representative witnesses it.
    Moments are on the company's clock.
    """

    __tablename__ = "discharge"
    KIND: ClassVar[str] = "discharge"
    LABEL: ClassVar[str] = N_("Discharge")

    firearm_id: Mapped[int] = field(N_("Firearm"), "reference", required=True, refers_to="firearm", index=True)
    person_id: Mapped[int] = field(N_("Who fired"), "reference", required=True, refers_to="person")
    kind: Mapped[str] = field(N_("Kind of use"), "choice", required=True, choices=DISCHARGE_KINDS, in_table=True)
    happened_at: Mapped[str] = field(N_("Happened at"), "moment", required=True, in_table=True, in_report=True)
    place_id: Mapped[int | None] = field(N_("Place"), "reference", refers_to="place")
    spot: Mapped[str | None] = field(N_("Where exactly"), max_length=200, in_report=True)
    rounds: Mapped[int] = field(N_("Rounds fired"), "integer", required=True, least=1, most=10_000, in_table=True)
    harm: Mapped[str] = field(N_("Harm to people"), "choice", required=True, choices=HARMS, in_table=True)
    damage: Mapped[str] = field(N_("Damage to things"), "choice", required=True, choices=DAMAGES, in_table=True)
    circumstances: Mapped[str | None] = field(N_("Circumstances"), max_length=400, personal=True)
    police_number: Mapped[str | None] = field(N_("Police report number"), max_length=60, in_report=True)
    authority_id: Mapped[int | None] = field(N_("Authority told"), "reference", refers_to="place")
    notice_number: Mapped[str | None] = field(N_("Number of the notice"), max_length=60, in_report=True)
    notified_at: Mapped[str | None] = field(N_("Authority told at"), "moment", in_report=True)
    owner_id: Mapped[int | None] = field(N_("Who follows it up"), "reference", refers_to="person")
    closed_on: Mapped[str | None] = field(N_("Closed on"), "date", in_table=True, in_report=True)
    commits: Mapped[str] = mapped_column(String, default="{}")
    """As of a person."""
