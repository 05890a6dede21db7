"""The ammunition: every lot with its rounds on hand, with people, held; the rounds of each calibre; one lot whole."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from registry_app.domain.calibres import shown
from registry_app.i18n import N_, _, n_, number
from registry_app.services import listing_lots
from registry_app.services.listing_lots import LOTS, CalibreSum, lots_in
from ui.desk import Desk
from ui.pages.lot_sheet import LotSheet
from ui.pages.stock_page import OUT, StockPage, counted
from ui.parts.columns import of_day, of_field
from ui.parts.due_day import until
from ui.parts.text import Label

_F = LOTS.fields
SUMS = {
    "": N_("On hand: {sums}"), "out": N_("With people: {sums}"), "held": N_("Kept on hold: {sums}"),
    "away": N_("Under way: {sums}"), "gone": N_("Used up: {sums}"), "all": N_("In all: {sums}"),
}  # fmt: skip
"""What is summed below the list, by its segment."""
SUMMED = {"": "on_hand", "gone": "expended", "all": "total"}


class Ammunition(StockPage):
    """The list of lots; at first those of which any is on hand."""

    KEY, NAME, LISTING, IN_PLACE = "ammunition", N_("Ammunition"), LOTS, lots_in
    COLUMNS = (
        replace(of_field(_F["lot_number"], 11, "serial"), heading=N_("Lot")),
        of_field(_F["calibre"], 10, "strong"),
        of_field(_F["maker"], 12, stretches=True),
        counted(_F["on_hand"], 9),
        counted(_F["sealed"], 9, is_hidden=True),
        replace(counted(_F["out"], 8), heading=OUT),
        counted(_F["held"], 8),
        counted(_F["total"], 9),
        counted(_F["expended"], 9),
        until(_F["best_before"]),
        of_day(_F["last_counted"], 16),
        of_field(_F["load"], 10, is_hidden=True),
        of_field(_F["where"], 18, "muted", is_hidden=True),
        of_field(_F["holder"], 18, is_hidden=True),
        counted(_F["loose"], 9, is_hidden=True),
        counted(_F["packs"], 9, is_hidden=True),
        of_field(_F["pack_size"], 9, "number", is_hidden=True),
        counted(_F["away"], 9, is_hidden=True),
        counted(_F["lost"], 9, is_hidden=True),
        counted(_F["destroyed"], 9, is_hidden=True),
        counted(_F["handed_on"], 9, is_hidden=True),
        of_field(_F["year"], 9, is_hidden=True),
        of_field(_F["hazard_division"], 9, is_hidden=True),
        of_field(_F["compatibility_group"], 9, is_hidden=True),
        of_field(_F["propellant_mg"], 9, "number", is_hidden=True),
        of_field(_F["barcode"], 14, is_hidden=True),
    )
    SEGMENTS = {
        "": N_("On hand"), "out": N_("With people"), "held": N_("Kept on hold"), "away": N_("Under way"),
        "gone": N_("Used up or gone"), "all": N_("Everything"),
    }  # fmt: skip
    ICON, KIND = "cartridge", "lot"
    NOTHING = (
        N_("No ammunition is on hand"),
        N_("Receive a lot by Ctrl+N, import a list of all, or look at “Everything”."),
    )

    def __init__(self, desk: Desk) -> None:
        self.sums = Label(role="muted", is_wrapping=True)
        super().__init__(desk)
        self.list.add_below(self.sums)

    def counted(self, n: int) -> str:
        """So many lots."""
        return n_("{n} lot", "{n} lots", n)

    def build_sheet(self) -> LotSheet:
        """One lot whole."""
        return LotSheet(self.jobs, self.desk)

    def tell(self) -> None:
        """Say how many, and sum the rounds of what is listed."""
        super().tell()
        state, place = self.shown.get("state", ""), self.shown.get("place", 0)
        asked = self.jobs.latest("sums").read(listing_lots.sums, self.table.rows.ids(), place=place)
        asked.then(partial(self._show_sums, state))

    def _show_sums(self, state: str, sums: Sequence[CalibreSum]) -> None:
        key = SUMMED.get(state, state)
        rounds = {shown(each.calibre): each.rounds[key] for each in sums if each.rounds[key]}
        parts = [f"{calibre} {number(many)}" for calibre, many in rounds.items()]
        if len(parts) > 1:
            parts.append(_("together {n}").format(n=number(sum(rounds.values()))))
        self.sums.quote(_(SUMS[state]).format(sums=" · ".join(parts)) if parts else "")
        self.sums.setVisible(bool(parts))
