"""A case that is being put together: the ways to one, what is gone, and the words that the services want. No widget."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import Any, NamedTuple

from registry_app.domain.choices import REASONS
from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Position
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import Discharge, Loss
from registry_app.i18n import N_
from registry_app.services import discharges, losses
from registry_app.services.ledger import Posted
from registry_app.services.losses import Gone
from registry_app.services.lying import Lying

MISSING, STOLEN, PAPERS, SHOT, MORE = "missing", "stolen", "documents", "shot", "more"


class Way(NamedTuple):
    """One way to a case: what it is called, a drawing and a sentence for the choice, the steps, what it can be."""

    title: str
    icon: str
    told: str
    steps: tuple[str, ...]
    reasons: tuple[str, ...] = ()


_LOSING = ("items", "where", "told", "check")
WAYS: Mapping[str, Way] = {
    MISSING: Way(
        N_("Report a loss"), "search", N_("Found missing: firearms, rounds or articles are not where they belong."),
        _LOSING, ("loss", "counted"),
    ),
    STOLEN: Way(
        N_("Report a theft"), "shield-alert", N_("Stolen, or taken by force."), _LOSING, ("theft", "robbery"),
    ),
    PAPERS: Way(
        N_("Report lost documents"), "file-text", N_("Only permits, cards or other papers are gone."),
        ("where", "told", "check"), ("loss", "theft", "robbery"),
    ),
    SHOT: Way(
        N_("Report a discharge"), "triangle-alert", N_("Somebody fired, and it was no training."),
        ("shot", "rounds", "told", "check"),
    ),
}  # fmt: skip
"""What may have happened, by code; the first question of a new case."""
ADDED = Way(N_("More that is gone"), "plus", "", ("items", "check"))
"""The way to add to a case that is open."""
STEPS: Mapping[str, str] = {
    "items": N_("What is gone"), "where": N_("When and where"), "shot": N_("Who and which firearm"),
    "rounds": N_("Rounds fired"), "told": N_("Police and follow-up"), "check": N_("Check and sign"),
}  # fmt: skip
REASONS_OF = {
    "self_defence": "self_defence", "defence_of_others": "incident", "warning_shot": "warning_shot",
    "accident": "accident", "animal": "incident",
}  # fmt: skip
"""The reason of the entry, by the kind of use."""
AGAIN = {"loss": "loss", "theft": "theft", "robbery": "robbery", "not_found": "counted"}
"""The reason by which more is added to a case of a kind."""
NOTE = Field("note", N_("Note"), max_length=400, help=N_("Kept with the entry; it can be erased."))
_L, _D = entered_fields(Loss), entered_fields(Discharge)


def fields_of_step(way: str, step: str) -> list[Field]:
    """What a step of a way asks."""
    if step == "shot":
        shot = ("person_id", "firearm_id", "kind", "happened_at", "place_id", "spot", "harm", "damage",
                 "circumstances")  # fmt: skip
        return [_D[name] for name in shot]
    if step == "told":
        fields, police = (_D, ("police_number",)) if way == SHOT else (_L, ("police_number", "police_at"))
        return [*(fields[name] for name in (*police, "authority_id", "notice_number", "notified_at", "owner_id")), NOTE]
    codes = WAYS[way].reasons
    reason = Field("reason", N_("How"), "choice", required=True, choices={code: REASONS[code] for code in codes})
    papers = _L["documents_lost"]
    asked = ("discovered_at", "happened_at", "place_id", "spot", "person_id", "circumstances")
    told = [_L[name] for name in asked]
    return [reason, *([replace(papers, required=True), *told] if way == PAPERS else [*told, papers])]


@dataclass(frozen=True)
class Part:
    """So much of what lies at a position is gone; 0 while nobody has said how much."""

    lying: Lying
    quantity: int

    @property
    def key(self) -> str:
        """Tells the item at this position from all others."""
        return "/".join(map(str, (self.lying.item, *self.lying.position)))

    def kept(self) -> list[Any]:
        """What a locked window remembers of it."""
        return [list(astuple(self.lying)), self.quantity]

    @classmethod
    def of(cls, kept: Sequence[Any]) -> "Part":
        """The part that `kept()` told of."""
        words, quantity = kept
        item, kind, title, detail, many, position, place, person = words
        return cls(Lying(item, kind, title, detail, many, Position(*position), place, person), quantity)


def whole(lying: Lying) -> Part:
    """All of it where it is one piece or with a person; of what lies in a place somebody says how much."""
    return Part(lying, lying.quantity if lying.is_piece or lying.position.person else 0)


Act = tuple[Callable[..., Posted], dict[str, Any]]
"""A service and its keywords, but for who enters and who witnesses."""


def loss_act(
    way: str, parts: Sequence[Part], values: Mapping[str, Value], *, case: int = 0, kind: str = "", entry_id: str
) -> Act:
    """Report what is gone, with `values` of the forms; or add it to the open `case` of a `kind`."""
    told = {name: value for name, value in values.items() if name in _L and value is not None}
    shared = {"values": told, "note": str(values.get("note") or ""), "entry_id": entry_id}
    if way == PAPERS:
        return losses.report_documents, {**shared, "reason": str(values["reason"])}
    gone = tuple(Gone(part.lying.item, part.quantity, part.lying.position) for part in parts)
    reason = AGAIN.get(kind, "loss") if case else str(values.get("reason"))
    return losses.report, {**shared, "gone": gone, "reason": reason, "case": case}


def shot_act(
    values: Mapping[str, Value], rounds: Mapping[int, int], earlier: tuple[int, int], unsigned: str, entry_id: str
) -> Act:
    """Record a discharge: rounds by lot that are used up now, or an `earlier` entry and how many of its rounds."""
    told = {name: value for name, value in values.items() if name in _D and value is not None}
    firearm, person = told.pop("firearm_id"), told.pop("person_id")
    entry, fired = earlier if earlier[0] else (NONE, 0)
    return discharges.record, {
        "firearm": firearm, "person": person, "values": told, "reason": REASONS_OF[str(told["kind"])],
        "rounds": {lot: n for lot, n in rounds.items() if n}, "entry": entry, "fired": fired, "unsigned": unsigned,
        "note": str(values.get("note") or ""), "entry_id": entry_id,
    }  # fmt: skip
