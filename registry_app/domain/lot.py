"""Lots of ammunition: told apart by maker, calibre and lot number, never merged."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.choices import COMPATIBILITY_GROUPS, HAZARD_DIVISIONS, LOADS
from registry_app.domain.declare import Record, field
from registry_app.i18n import N_


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
    pack_size: Mapped[int | None] = field(N_("Rounds in a pack"), "integer", least=1, most=100_000)
    hazard_division: Mapped[str | None] = field(
        N_("Hazard division"), "choice", choices=HAZARD_DIVISIONS,
        help=N_("As on the package, by the United Nations' classes; small arms cartridges are usually 1.4."),
    )  # fmt: skip
    compatibility_group: Mapped[str | None] = field(
        N_("Compatibility group"), "choice", choices=COMPATIBILITY_GROUPS,
        help=N_("The letter after the hazard division, usually S."),
    )  # fmt: skip
    best_before: Mapped[str | None] = field(N_("Best before"), "date", in_table=True, index=True)
    propellant_mg: Mapped[int | None] = field(
        N_("Propellant in a round (mg)"), "integer", most=100_000,
        help=N_("From the maker's sheet: the store's explosive content is summed from it."),
    )  # fmt: skip
    barcode: Mapped[str | None] = field(
        N_("Maker's barcode"), "code", max_length=64, index=True,
        help=N_("What a scanner reads from the pack. Other lots may bear the same."),
    )  # fmt: skip
