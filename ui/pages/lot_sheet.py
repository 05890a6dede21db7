"""One lot of ammunition whole: its rounds position by position, record, papers, life, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import replace

from registry_app.domain.calibres import shown
from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date
from registry_app.services import receiving
from ui.desk import Desk
from ui.pages.item_acts import COMES, MANY
from ui.pages.item_sheet import ItemSheet
from ui.pages.record_facts import Groups
from ui.pages.record_form import RECEIVED, Edited
from ui.pages.record_sheet import About
from ui.tasks import Scope
from ui.when import today

GROUPS: Groups = {
    N_("Identity"): ("lot_number", "calibre", "maker", "load", "year", "barcode"),
    N_("Packs and storage"): ("pack_size", "best_before", "hazard_division", "compatibility_group", "propellant_mg"),
}


def _state(values: Mapping[str, Value]) -> tuple[str, str]:
    until = str(values.get("best_before") or "")
    if until and until < today():
        return _("Past its date since {day}").format(day=date(until)), "red"
    return "", "gray"


ABOUT = About(
    "lot", "cartridge", N_("Ammunition"), lambda values: f"{values['maker']} {shown(str(values['calibre']))}",
    lambda values: str(values["lot_number"]), _state,
)  # fmt: skip
EDITED = Edited(
    "lot", N_("A new lot"), N_("Change the record of the lot"), usual={"state": "sealed", "came_by": "purchase"},
    make=receiving.receive, only_new=(replace(MANY, label=N_("Rounds that come in")), COMES, *RECEIVED),
    twice=("lot_number",),
)  # fmt: skip


class LotSheet(ItemSheet):
    """See `ItemSheet`."""

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__(jobs, desk, ABOUT, GROUPS, EDITED)
