"""A handover that is being put together: what goes to whom, as the service wants to be told. Knows no widget."""

import time
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, field
from typing import Any

from registry_app.domain.errors import Finding, refuse
from registry_app.domain.errors import note as remark
from registry_app.i18n import N_, _, n_, number
from registry_app.services import custody
from registry_app.services.ledger import Posted, new_id
from ui.pages.firearm_rows import HOLDER
from ui.pages.handover_reads import ISSUE, RELIEVE, TAKE_BACK, Rounds, Scanned

HOUR = 3_600_000
EXPLAINS = ("loss", "incident", "other")
"""The reasons for which rounds may stay away."""
SERVICES: dict[str, Callable[..., Posted]] = {
    ISSUE: custody.issue, TAKE_BACK: custody.take_back, RELIEVE: custody.relieve,
}  # fmt: skip
SAID = {
    ISSUE: N_("Issued {what} to {person}: entry {entry}"),
    TAKE_BACK: N_("Took back {what} from {person}: entry {entry}"),
    RELIEVE: N_("{person} relieved with {what}: entry {entry}"),
}
UNDO = {
    ISSUE: N_("Undo issue of {what} to {person}"),
    TAKE_BACK: N_("Undo taking back {what} from {person}"),
    RELIEVE: N_("Undo relief by {person} with {what}"),
}


@dataclass
class HandoverDraft:
    """`rounds` and `expended` count by lot; `hours` until it is due back, 0 for no term; `person` 0 while unknown.

    `entry_id` stays the same until the act stands, so that trying again never makes it twice.
    """

    act: str = ISSUE
    firearms: dict[int, Scanned] = field(default_factory=dict)
    person: int = 0
    person_name: str = ""
    place: int = 0
    place_name: str = ""
    rounds: dict[int, int] = field(default_factory=dict)
    expended: dict[int, int] = field(default_factory=dict)
    articles: dict[int, int] = field(default_factory=dict)
    missing: int = 0
    """Rounds that the person has, but that neither come back nor were used."""
    short: tuple[str, ...] = ()
    """The articles that the person has and that do not come back, by name."""
    staying: tuple[str, ...] = ()
    """Those of which somebody confirmed that they stay out."""
    extra: tuple[Rounds, ...] = ()
    """The articles that were chosen to go along."""
    is_counted: bool = False
    """Whether somebody has typed numbers, which no kit changes any more."""
    overrides: tuple[str, ...] = ()
    witness: Any = None
    """Who let through what `overrides` names."""
    must_acknowledge: bool = False
    """Whether the rules in force ask for the receiver's acknowledgement."""
    _vouched: tuple[object, ...] = ()
    """What the superior saw and let through, and the note of it."""
    reason: str = ""
    note: str = ""
    hours: int = 0
    entry_id: str = field(default_factory=new_id)

    @property
    def service(self) -> Callable[..., Posted]:
        """The act as the ledger's services make it."""
        return SERVICES[self.act]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been scanned or chosen yet."""
        return not (self.firearms or self.person or self.note)

    @property
    def calibres(self) -> list[str]:
        """The calibres of the firearms, each once."""
        return list(dict.fromkeys(str(each.row[4]) for each in self.firearms.values()))

    @property
    def holders(self) -> set[int]:
        """Those who have the firearms."""
        return {each.person for each in self.firearms.values()}

    @property
    def holder(self) -> int:
        """The one person who has all the firearms, or the person chosen; 0 when it is not one."""
        if len(self.holders) == 1:
            return self.holders.pop()
        return 0 if self.act == RELIEVE else self.person

    @property
    def one_person(self) -> int:
        """The one who receives, or gives back; 0 where it is not one."""
        return self.holder if self.act == TAKE_BACK else self.person

    @property
    def is_complete(self) -> bool:
        """Whether there is enough for the judge to say something."""
        counted = (*self.rounds.values(), *self.expended.values(), *self.articles.values())
        return (bool(self.firearms) or any(counted)) and bool(self.person or self.act == TAKE_BACK)

    def unexplained(self) -> tuple[Finding, ...]:
        """What does not come back with the firearms, until somebody says why or that it stays: the person has it."""
        if self.act != TAKE_BACK or not self.firearms:
            return ()
        is_told = self.reason in EXPLAINS and bool(self.note.strip())
        found = [refuse("rounds_short", n=self.missing)] if self.missing > 0 and not is_told else []
        if self.short:
            found.append((remark if self.staying == self.short else refuse)("articles_short", items=self.short))
        return tuple(found)

    def heard(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """What the judge says, but that the receiver has not acknowledged yet: he is asked at the end."""
        self.must_acknowledge = any(each.code == "handover_unacknowledged" for each in findings)
        return tuple(each for each in findings if each.code != "handover_unacknowledged")

    def quantity(self) -> int:
        """The rounds that change hands."""
        return sum(self.rounds.values()) + sum(self.expended.values())

    def told(self) -> dict[str, str]:
        """What was handed over and who is concerned, in the reader's language."""
        n = len(self.firearms)
        what = n_("{n} firearm", "{n} firearms", n).format(n=number(n))
        return {"what": what, "person": self.person_name or _("several people")}

    def facts(self) -> dict[str, Any]:
        """The keywords of `custody.issue` or `custody.take_back`."""
        shared = {
            "firearms": tuple(self.firearms), "rounds": {lot: n for lot, n in self.rounds.items() if n},
            "articles": {item: n for item, n in self.articles.items() if n}, "reason": self.reason,
            "note": self.note.strip(), "entry_id": self.entry_id,
        }  # fmt: skip
        if self.act != TAKE_BACK:
            due_at = int(time.time() * 1000) + self.hours * HOUR if self.hours else 0
            shared |= {"overrides": self.overrides, "witness": self.witness} if self.overrides else {}
            return {**shared, "to": self.person, "post": self.place, "due_at": due_at}
        used = {lot: n for lot, n in self.expended.items() if n}
        return {**shared, "person": self.holder, "to": self.place, "expended": used}

    def let_through(self, codes: Sequence[str], note: str, witness: Any) -> None:
        """A superior lets these refusals through of just this handover; the note says why."""
        self.overrides, self.note, self.witness = tuple(codes), note, witness
        self._vouched = (*self._handed(), note)

    def _handed(self) -> tuple[object, ...]:
        """Who is handed what."""
        counted = {**self.rounds, **self.articles}
        return self.act, self.person, frozenset(self.firearms), frozenset((i, n) for i, n in counted.items() if n)

    def forget_override(self) -> bool:
        """Let nothing through any more where another person or other things are in hand; whether it was so."""
        *seen, note = self._vouched or (None,)
        if not self.overrides or tuple(seen) == self._handed():
            return False
        self.overrides, self.witness, self._vouched = (), None, ()
        self.note = "" if self.note == note else self.note
        return True

    def by_giver(self) -> "list[HandoverDraft]":
        """One for each who has some of the firearms; what else each has is asked when it is taken in hand."""
        parts: dict[int, HandoverDraft] = {}
        for record, found in self.firearms.items():
            part = parts.setdefault(found.person, self._part(str(found.row[HOLDER] or "")))
            part.firearms[record] = found
        return list(parts.values())

    def _part(self, giver: str) -> "HandoverDraft":
        shared = HandoverDraft(self.act, place=self.place, place_name=self.place_name, reason=self.reason,
                               note=self.note, hours=self.hours, person_name=giver)  # fmt: skip
        if self.act != TAKE_BACK:
            shared.person, shared.person_name = self.person, self.person_name
        return shared

    @classmethod
    def of(cls, kept: dict[str, Any]) -> "HandoverDraft":
        """The draft that `kept()` told of, still without its firearms."""
        return cls(kept["act"], person=kept["person"], person_name=kept["name"], rounds=kept["rounds"],
                   expended=kept["expended"], articles=kept["articles"], note=kept["note"], place=kept["place"],
                   place_name=kept["place_name"], extra=tuple(Rounds(*each) for each in kept["extra"]),
                   is_counted=kept["counted"], reason=kept["reason"], hours=kept["hours"],
                   staying=tuple(kept["staying"]),
                   entry_id=kept["entry"])  # fmt: skip

    def kept(self) -> dict[str, Any]:
        """What a locked window remembers of it; what a superior let through is asked for again."""
        if self.is_empty:
            return {}
        return {"act": self.act, "firearms": list(self.firearms), "person": self.person, "name": self.person_name,
                "rounds": dict(self.rounds), "expended": dict(self.expended), "articles": dict(self.articles),
                "note": self.note, "place": self.place, "place_name": self.place_name, "counted": self.is_counted,
                "extra": [list(astuple(each)) for each in self.extra],
                "staying": list(self.staying), "reason": self.reason, "hours": self.hours,
                "entry": self.entry_id}  # fmt: skip
