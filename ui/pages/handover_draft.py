"""A handover that is being put together: what goes to whom, as the service wants to be told. Knows no widget."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from registry_app.i18n import N_, _, n_, number
from registry_app.services import custody
from registry_app.services.ledger import Posted, new_id
from ui.pages.handover_reads import ISSUE, TAKE_BACK, Scanned

HOUR = 3_600_000
SERVICES: dict[str, Callable[..., Posted]] = {ISSUE: custody.issue, TAKE_BACK: custody.take_back}
SAID = {
    ISSUE: N_("Issued {what} to {person}: entry {entry}"),
    TAKE_BACK: N_("Took back {what} from {person}: entry {entry}"),
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
    rounds: dict[int, int] = field(default_factory=dict)
    expended: dict[int, int] = field(default_factory=dict)
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
    def holder(self) -> int:
        """The one person who has all the firearms, or the person chosen; 0 when it is not one."""
        holders = {each.person for each in self.firearms.values()}
        return holders.pop() if len(holders) == 1 else self.person

    @property
    def is_complete(self) -> bool:
        """Whether there is enough for the judge to say something."""
        has_items = bool(self.firearms) or any(self.rounds.values()) or any(self.expended.values())
        return has_items and bool(self.person or self.act != ISSUE)

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
            "reason": self.reason, "note": self.note.strip(), "entry_id": self.entry_id,
        }  # fmt: skip
        if self.act == ISSUE:
            due_at = int(time.time() * 1000) + self.hours * HOUR if self.hours else 0
            return {**shared, "to": self.person, "post": self.place, "due_at": due_at}
        used = {lot: n for lot, n in self.expended.items() if n}
        return {**shared, "person": self.holder, "to": self.place, "expended": used}

    def kept(self) -> dict[str, Any]:
        """What a locked window remembers of it."""
        if self.is_empty:
            return {}
        return {"act": self.act, "firearms": list(self.firearms), "person": self.person, "name": self.person_name,
                "rounds": dict(self.rounds), "expended": dict(self.expended), "note": self.note,
                "reason": self.reason, "hours": self.hours, "entry": self.entry_id}  # fmt: skip
