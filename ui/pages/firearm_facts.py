"""The fields of a firearm in groups, and above them where it is."""

from registry_app.domain.declare import entered_fields
from registry_app.domain.records import Firearm
from registry_app.i18n import N_
from ui.pages.dossier import Dossier
from ui.pages.positions import ISSUED
from ui.pages.record_facts import Groups, RecordFacts
from ui.pages.whole import Whole

FIELDS = entered_fields(Firearm)
GROUPS: Groups = {
    N_("Identity"): ("serial", "maker", "model", "kind", "calibre", "action", "barrel_mm", "importer", "country",
                     "year", "tag", "registration_number", "ballistic_number", "ballistic_on",
                     "barcode"),
    N_("Permit"): ("permit_number", "permit_kind", "permit_issued_on", "permit_expires_on"),
    N_("Acquisition"): ("acquired_from", "acquired_by", "acquired_on"),
    N_("Condition and care"): ("condition", "rounds_fired", "cleaned_on", "inspected_on", "home_id"),
}  # fmt: skip
"""Every field by its group; what is declared later stands at the end."""
_WHERE = (("", "", N_("Where it is")), ("place", "", N_("Place")), ("holder", "", N_("Holder")))


class FirearmFacts(RecordFacts):
    """Says every field of a firearm, its place and who holds it."""

    def __init__(self) -> None:
        super().__init__("firearm", GROUPS, _WHERE)

    def show_whole(self, whole: Whole, view: str) -> None:
        """Write all of a `Dossier`; nothing where the firearm was nowhere."""
        if not isinstance(whole, Dossier) or whole.row is None:
            return
        _number, _tag, _name, _serial, _calibre, status, holder, place, *_more = whole.row
        self.show_fact("place", str(place or ""))
        self.show_fact("holder", str(holder) if status == ISSUED else "")
        super().show_whole(whole, view)
