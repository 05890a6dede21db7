"""One place whole: its record, the kit of a place of work, papers, life, and the form."""

from collections.abc import Mapping

from registry_app.domain.choices import FIELD_PLACES
from registry_app.domain.fields import Value
from registry_app.i18n import N_
from registry_app.services.places import Node
from ui.desk import Desk
from ui.pages.kit_tab import KitLines, KitTab, kit_of
from ui.pages.place_words import ICONS, kind_text
from ui.pages.record_facts import Groups, RecordFacts
from ui.pages.record_form import Edited
from ui.pages.record_sheet import About, RecordSheet
from ui.pages.whole import Whole
from ui.tasks import Scope

GROUPS: Groups = {
    N_("Place"): ("code", "name", "kind", "parent_id", "address"),
    N_("Armoury"): ("grade", "custodian_id"),
    N_("Contract"): ("contract_number", "starts_on", "ends_on"),
}
ABOUT = About(
    "place", "map-pin", N_("Places"), lambda values: str(values["name"]),
    lambda values: f"{kind_text(values['kind'])} · {values['code']}",
)  # fmt: skip
EDITED = Edited("place", N_("A new place"), N_("Change the record of the place"), fixed=("custodian_id",))
BELOW: Mapping[str, str] = {
    "company": "armoury", "armoury": "safe", "safe": "rack", "rack": "slot", "client": "contract", "contract": "post",
}  # fmt: skip
"""What is put forward as the kind of a new place in one of a kind."""


class PlaceSheet(RecordSheet):
    """The kit is shown for clients, contracts and posts alone."""

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        self.kit = KitTab(jobs, desk.strip)
        super().__init__(jobs, desk, ABOUT, RecordFacts("place", GROUPS), EDITED, {"kit": (N_("Kit"), self.kit)})

    def begin_below(self, node: Node | None) -> None:
        """Open the form for a new place that lies in another."""
        self.begin_edit(0)
        if node is None or self.form is None:
            return
        parent = node.id if node.kind in BELOW else node.parent
        values: dict[str, Value] = {"kind": BELOW.get(node.kind, node.kind), "parent_id": parent}
        called = {node.id: (node.name, node.code)}
        self.form.form.show_values(values if parent in called else {"kind": node.kind}, called)

    def fill(self, whole: Whole) -> None:
        """Ask for the kit, where there may be one."""
        kind = str(whole.values.get("kind") or "")
        self.tile.show_icon(ICONS.get(kind, "map-pin"), "accent_text", "accent_tint")
        self.tabs.offer("kit", is_offered=kind in FIELD_PLACES)
        if kind in FIELD_PLACES:
            self.jobs.latest("kit").read(kit_of, self.record).then(self._show_kit)

    def _show_kit(self, lines: KitLines) -> None:
        self.show_many("kit", len(lines))
        self.kit.show_kit(self.record, lines, may_change=self.desk.may("describe", "amend"))

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.kit.retranslate()
        super().retranslate()
