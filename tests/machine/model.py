"""What a register should hold, told in the plainest way: written from the rules' prose, knowing nothing of the code."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

STORE, PERSON, TRANSIT, LOST, DESTROYED, BUYER, SUPPLIER, EXPENDED = (
    "store", "person", "transit", "lost", "destroyed", "buyer", "supplier", "expended",
)  # fmt: skip
MAKERS = ("armorer", "supervisor")


class Spot(NamedTuple):
    """Where a firearm is: what kind of whereabouts, the place in store, the person, the state."""

    zone: str
    place: int = 0
    person: int = 0
    state: str = "ready"


Rounds = tuple[str, int]
"""Where rounds are: in which store, with which person, else 0: under way, expended, lost, at a buyer."""
GONE = frozenset({EXPENDED, LOST, BUYER, DESTROYED})


@dataclass
class Done:
    """One accepted act, so that a correction can be played backwards; `hour` is when it happened."""

    seq: int = -1
    guns: list[tuple[int, Spot, Spot]] = field(default_factory=list)
    rounds: list[tuple[int, Rounds, Rounds, int]] = field(default_factory=list)
    described: int = 0
    hour: int = 0
    is_correctable: bool = True


@dataclass
class Model:
    """Firearms, rounds, people, users, and what was done."""

    guns: dict[int, Spot] = field(default_factory=dict)
    lots: dict[int, Counter[Rounds]] = field(default_factory=dict)
    received: Counter[int] = field(default_factory=Counter)
    people: dict[int, bool] = field(default_factory=dict)
    """Whether each person's licence is valid."""
    absent: set[str] = field(default_factory=set)
    """Users who were let go."""
    done: list[Done] = field(default_factory=list)
    entries: int = 0
    hour: int = 0

    def play(self, act: Done) -> None:
        """An act was accepted."""
        for gun, before, after in act.guns:
            assert self.guns.get(gun, Spot(SUPPLIER)) == before, "moved from where it was not"
            self.guns[gun] = after
        for lot, source, target, quantity in act.rounds:
            held = self.lots.setdefault(lot, Counter())
            if source[0] == SUPPLIER:
                self.received[lot] += quantity
            else:
                held[source] -= quantity
                assert held[source] >= 0, "more left than was there"
            held[target] += quantity
        self.done.append(act)
        self.entries += 1

    def undo(self, act: Done) -> None:
        """An act was corrected: everything it touched is where the act had put it, and goes back."""
        for gun, before, after in act.guns:
            assert self.guns[gun] == after, "corrected although it was moved since"
            self.guns[gun] = before
        for lot, source, target, quantity in act.rounds:
            held = self.lots[lot]
            held[target] -= quantity
            assert held[target] >= 0, "corrected although it was used since"
            if source[0] == SUPPLIER:
                self.received[lot] -= quantity
            else:
                held[source] += quantity
        if act.described:
            self.guns.pop(act.described, None)
            self.lots.pop(act.described, None)
        act.is_correctable = False
        self.entries += 1

    def may_act(self, user: str) -> bool:
        """Somebody whose role is to handle arms, and who was not let go."""
        return user in MAKERS and user not in self.absent

    def may_issue(self, gun: int, person: int) -> bool:
        """A firearm that lies ready in store goes to somebody with a valid licence."""
        spot = self.guns[gun]
        return spot.zone == STORE and spot.state == "ready" and self.people[person]

    def may_have_been(self, gun: int, hour: int) -> bool:
        """An act in the past comes after the firearm's last one that stands."""
        lives = [act for act in self.done if act.is_correctable and any(moved == gun for moved, _b, _a in act.guns)]
        return not lives or lives[-1].hour <= hour

    def last_sent(self, gun: int) -> int:
        """The entry that moved a firearm last, of those that stand."""
        lives = [act for act in self.done if act.is_correctable and any(moved == gun for moved, _b, _a in act.guns)]
        return lives[-1].seq if lives else -1

    def where_rounds_went(self, lot: int) -> tuple[int, int, int, int]:
        """On hand, out with people or under way, used up, and written off otherwise."""
        held = self.lots[lot]
        parts = Counter({"hand": 0, "out": 0, EXPENDED: 0, "gone": 0})
        for (zone, _where), quantity in held.items():
            place = {STORE: "hand", PERSON: "out", TRANSIT: "out", EXPENDED: EXPENDED}.get(zone, "gone")
            parts[place] += quantity
        return parts["hand"], parts["out"], parts[EXPENDED], parts["gone"]
