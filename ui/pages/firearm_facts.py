"""The fields of a firearm in groups, as they stand, as they were first entered, or both."""

from collections.abc import Mapping

from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Value
from registry_app.domain.records import Firearm
from registry_app.i18n import N_, _
from ui.pages.dossier import Dossier
from ui.pages.life import value_text
from ui.pages.positions import ISSUED
from ui.parts.facts import Fact, Facts
from ui.when import today

FIELDS = {name: field for name, field in fields_of(Firearm).items() if not field.derived}
GROUPS: Mapping[str, tuple[str, ...]] = {
    N_("Identity"): ("serial", "maker", "model", "kind", "calibre", "action", "barrel_mm", "importer", "country",
                     "year", "tag", "registration_number", "ballistic_number", "ballistic_on",
                     "barcode"),
    N_("Permit"): ("permit_number", "permit_kind", "permit_issued_on", "permit_expires_on"),
    N_("Acquisition"): ("acquired_from", "acquired_by", "acquired_on"),
    N_("Condition and care"): ("condition", "rounds_fired", "cleaned_on", "inspected_on", "home_id"),
}  # fmt: skip
"""Every field by its group; what is declared later stands at the end."""
_GROUPED = tuple(name for names in GROUPS.values() for name in names)
REST = tuple(name for name in FIELDS if name not in _GROUPED)


def _facts() -> list[Fact]:
    facts: list[Fact] = [("", "", N_("Where it is")), ("place", "", N_("Place")), ("holder", "", N_("Holder"))]
    for title, names in GROUPS.items():
        facts += [("", "", title), *((name, "", FIELDS[name].label) for name in names)]
    return [*facts, *((name, "", FIELDS[name].label) for name in REST)]


class FirearmFacts(Facts):
    """Says every field of a firearm."""

    def __init__(self) -> None:
        super().__init__(_facts())

    def show_dossier(self, dossier: Dossier, view: str) -> None:
        """Write all values in the reader's language, as one of `dossier.VIEWS` has them."""
        if dossier.row is None:
            return
        _number, _tag, _name, _serial, _calibre, status, holder, place, *_more = dossier.row
        self.show_fact("place", str(place or ""))
        self.show_fact("holder", str(holder) if status == ISSUED else "")
        first = dossier.first_values()
        for name in FIELDS:
            now, before = (_text(dossier, name, values.get(name)) for values in (dossier.values, first))
            self.show_fact(name, *_seen(name, now, before, view, dossier.values))


def _text(dossier: Dossier, name: str, value: Value) -> str:
    if FIELDS[name].kind == "reference" and value:
        return dossier.called.get(int(value), (f"#{value}", ""))[0]
    return value_text(FIELDS[name], value)


def _seen(name: str, now: str, before: str, view: str, values: Mapping[str, Value]) -> tuple[str, str]:
    """Text and tone of a field in a view."""
    if view == "original":
        return before, ""
    if view == "both" and now != before and before:
        return _("{now}, first entered as {before}").format(now=now or "—", before=before), "blue"
    expired = name == "permit_expires_on" and str(values.get(name) or "9") < today()
    return now, "red" if expired else ""
