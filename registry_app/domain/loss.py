"""Cases of loss and theft: what is known, who was told when, and how it ended."""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.choices import LOSS_KINDS, LOSS_OUTCOMES
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


class Loss(Record, kw_only=True, eq=False, repr=False):
    """A case of loss, theft or robbery; its clock runs from the discovery. What was lost are the lines of its entries.

    Moments are on the company's clock.
    """

    __tablename__ = "loss"
    KIND: ClassVar[str] = "loss"
    LABEL: ClassVar[str] = N_("Loss or theft case")

    kind: Mapped[str] = field(N_("What happened"), "choice", required=True, choices=LOSS_KINDS, in_table=True)
    discovered_at: Mapped[str] = field(N_("Discovered at"), "moment", required=True, in_table=True, in_report=True)
    happened_at: Mapped[str | None] = field(N_("Happened at"), "moment", in_report=True)
    place_id: Mapped[int | None] = field(N_("Place"), "reference", refers_to="place")
    spot: Mapped[str | None] = field(N_("Where exactly"), max_length=200, in_report=True)
    person_id: Mapped[int | None] = field(N_("Who had it"), "reference", refers_to="person")
    circumstances: Mapped[str | None] = field(N_("Circumstances"), max_length=400, personal=True)
    documents_lost: Mapped[str | None] = field(
        N_("Documents lost too"), max_length=200, in_report=True,
        help=N_("Permits, cards and other papers that are gone, by their numbers."),
    )  # fmt: skip
    police_number: Mapped[str | None] = field(N_("Police report number"), max_length=60, in_table=True, in_report=True)
    police_at: Mapped[str | None] = field(N_("Reported to the police at"), "moment", in_report=True)
    authority_id: Mapped[int | None] = field(N_("Authority told"), "reference", refers_to="place")
    notice_number: Mapped[str | None] = field(N_("Number of the notice"), max_length=60, in_report=True)
    notified_at: Mapped[str | None] = field(N_("Authority told at"), "moment", in_table=True, in_report=True)
    owner_id: Mapped[int | None] = field(N_("Who follows it up"), "reference", refers_to="person")
    outcome: Mapped[str | None] = field(N_("How it ended"), "choice", choices=LOSS_OUTCOMES, in_table=True)
    closed_on: Mapped[str | None] = field(N_("Closed on"), "date", in_table=True, in_report=True)
    commits: Mapped[str] = mapped_column(String, default="{}")
    """As of a person."""
