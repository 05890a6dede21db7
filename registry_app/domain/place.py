"""Places: a tree inside the company, and where things come from and go to."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.choices import ARMOURY_GRADES, PLACE_KINDS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


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
    address: Mapped[str | None] = field(N_("Address"), max_length=200)
    grade: Mapped[str | None] = field(
        N_("Armoury grade"), "choice", choices=ARMOURY_GRADES, only_for=("armoury", "safe"),
        help=N_("How much the room withstands; as the rule or the insurer grades it."),
    )  # fmt: skip
    custodian_id: Mapped[int | None] = field(
        N_("Custodian"), "reference", refers_to="person", only_for=("armoury",), in_table=True,
        help=N_("Who answers for the armoury. It changes hands by “Hand over the armoury”."),
    )  # fmt: skip
    contract_number: Mapped[str | None] = field(N_("Contract number"), max_length=40, only_for=("client", "contract"))
    starts_on: Mapped[str | None] = field(N_("Contract runs from"), "date", only_for=("client", "contract"))
    ends_on: Mapped[str | None] = field(N_("Contract runs until"), "date", only_for=("client", "contract"))
