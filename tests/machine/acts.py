"""The stage of the machine: one register, its model, its users, and the way in which every act is tried."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple

from registry_app.domain.actor import Actor
from registry_app.domain.choices import OUTSIDE, PASSAGES
from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from tests.machine.expected import is_in_order
from tests.machine.model import DAILY, PERSON, STORE, Done, Item, Model, Moved, Spot
from tests.machine.stored import next_record
from tests.make import Clock, Make, copied, empty_register

HOUR = 3_600_000
USERS = ("armorer", "supervisor", "counter", "reader", "inspector")
SHORT, LONG, PAST = "2026-01-02", "2031-01-01", "2025-06-01"
whoever = st.sampled_from((*("armorer",) * 6, *("supervisor", "first") * 2, "counter", "reader"))
senior = st.sampled_from((*("supervisor", "first") * 3, "armorer"))
seldom = st.sampled_from((*(False,) * 7, True))
mostly = st.sampled_from((*(True,) * 7, False))
last_days = st.sampled_from((LONG, LONG, LONG, "", SHORT, PAST))
homes = st.sampled_from((0, 0, 1))


def where_any_is(*zones: str) -> Callable[[Any], bool]:
    """A precondition: there is anything in some zones."""
    return lambda self: any(self.model.at(item, zones) for item in self.model.items)


class Start(NamedTuple):
    """What every run begins with: a register on disk, who works there, and the model of it."""

    folder: Path
    actors: Mapping[str, Actor]
    witness: Actor
    homes: tuple[int, int]
    safe: int
    people: tuple[int, int]
    zones: Mapping[int, str]
    items: Mapping[int, tuple[Item, int]]
    held: Mapping[int, Counter[Spot]]
    entries: int


@cache
def _start() -> Start:
    """Made once: two armouries, two people of whom one has a licence for a day, and a few things in the first, some of
    which the other has in hand."""
    folder = Path(tempfile.mkdtemp()) / "machine.armarium"
    clock = Clock()
    make = Make(empty_register(folder, clock), clock)
    actors = {"second": make.witness, "first": make.register.actor}
    actors |= {name: make.actor(name, name) for name in USERS}
    homes = make.place("ARM-1"), make.place("ARM-2")
    safe = make.place("SAFE-1", "safe", parent=homes[0])
    people = make.person("G-1", licence=LONG), make.person("G-2", licence=SHORT)
    zones = {make.outside(kind): kind for kind in (*PASSAGES, *OUTSIDE)} | dict.fromkeys(homes, STORE)
    items = {make.firearm(permit=""): (Item("firearm", calibre="9x19"), 1) for _each in range(2)}
    items[make.lot(rounds=60, pack_size=10)] = Item("lot", is_single=False, calibre="9x19", pack=10), 60
    items[make.article()] = Item("article"), 1
    items[make.article(kind="key", opens_id=safe)] = Item("key", opens=homes[0]), 1
    held = {item: Counter({Spot(STORE, homes[0]): n}) for item, (_about, n) in items.items()}
    gun, lot, hand = (
        next(iter(items)),
        next(item for item, (_a, n) in items.items() if n > 1),
        Spot(PERSON, homes[0], people[0]),
    )
    make.issued(gun, to=people[0], rounds={lot: 20})
    held |= {gun: Counter({hand: 1}), lot: Counter({Spot(STORE, homes[0]): 40, hand: 20})}
    entries = make.register.read(ledger.head).size
    make.register.close()
    return Start(folder, actors, make.witness, homes, safe, people, zones, items, held, entries)


class Acts(RuleBasedStateMachine):
    """One register and the people who do things."""

    things, people = Bundle("things"), Bundle("people")

    def __init__(self) -> None:
        super().__init__()
        start = _start()
        self.folder = Path(tempfile.mkdtemp())
        self.make: Make = copied(start.folder, self.folder / "m.armarium")
        self.actors, self.witness, self.zones = dict(start.actors), start.witness, start.zones
        self.homes, self.safe, self.carriers = start.homes, start.safe, start.people
        self.model = Model({item: about for item, (about, _n) in start.items.items()}, entries=start.entries)
        self.model.held = {item: Counter(there) for item, there in start.held.items()}
        self.model.received = Counter({item: n for item, (_about, n) in start.items.items()})
        self.model.told = {("licence", self.carriers[0]): LONG, ("licence", self.carriers[1]): SHORT}
        self.model.told |= {("custodian", home): 0 for home in self.homes}
        self.tries = 0

    @initialize(target=things)
    def things_are_there(self) -> Any:
        return multiple(*self.model.items)

    @initialize(target=people)
    def people_are_there(self) -> Any:
        return multiple(*self.carriers)

    def teardown(self) -> None:
        self.make.register.close()
        shutil.rmtree(self.folder)

    def size(self) -> int:
        return self.make.register.read(ledger.head).size

    def next(self) -> int:
        """The number that the next record gets."""
        return self.make.register.read(next_record)

    def these(self, first: int, more: Sequence[int], fits: Callable[[int], object], *, careful: bool) -> list[int]:
        """Some items that are there; who is careful takes others that fit in place of those that do not."""
        among = [item for item in self.model.items if fits(item)] if careful else []
        chosen = [among[item % len(among)] if among else item for item in (first, *more)]
        return [item for item in dict.fromkeys(chosen) if item in self.model.items and (among or not careful)]

    def many(self, items: Sequence[int], quantity: int) -> dict[int, int]:
        """Items with a quantity of each: one of one piece."""
        return {item: 1 if self.model.items[item].is_single else quantity for item in items}

    def store(self, home: int, state: str = "") -> Callable[[Spot], Spot]:
        """How things come into an armoury: in a state, or as they are."""
        return lambda here: Spot(STORE, self.homes[home], 0, state or here.state)

    def act(
        self, service: Any, done: Done, by: str = "armorer", *, may: bool = True, late: bool = False,
        roles: Sequence[str] = DAILY, **facts: Any,
    ) -> Done:  # fmt: skip
        """Try an act: accepted exactly when it `may` be, and once however often.

        `late` tells of three hours ago; the machine's hours pass in sixes.
        """
        self.tries += 1
        done.hour, done.by = self.model.hour - 3 * late, by
        facts |= {"by": self.actors[by], "entry_id": ledger.new_id()}
        facts |= {"occurred_at": self.make.clock.now - 3 * HOUR} if late else {}
        is_allowed = by in roles and by not in self.model.absent
        should = may and done.flows is not None and is_allowed and is_in_order(self.model, done)
        is_before = self.is_before_a_count(done)
        posted, said = None, ""
        try:
            posted = self._ask(service, facts)
        except Refused as refused:
            said = str(refused)
        is_right = (posted is not None) == (should and not is_before) or (is_before is None and should)
        assert is_right, (service.__name__, said or "was accepted", facts)
        if posted is not None:
            assert self._ask(service, facts).seq == posted.seq, "the same id, another entry"
            self._stands(done, posted.seq)
        return done

    def is_before_a_count(self, done: Done) -> bool | None:
        """Whether what moves where a count was closed is dated before that; `None` where it may lie there or not."""
        return False

    def _ask(self, service: Any, facts: dict[str, Any]) -> Posted:
        posted: Posted = self.make.register.opened.store.write(lambda session: service(session, **facts))
        return posted

    def _stands(self, done: Done, seq: int) -> None:
        done.seq = seq
        done.moved = tuple(
            Moved(line.item, line.quantity, self.spot(line.source), self.spot(line.target))
            for line in self.make.entry(seq).lines
        )
        assert done.fits(done.moved), ("moved otherwise than asked", done)
        self.model.play(done)

    def spot(self, at: Position) -> Spot:
        """A position in the model's terms."""
        zone = PERSON if at.person else self.zones.get(at.place, "elsewhere")
        return Spot(zone, at.place if zone in (STORE, PERSON) else 0, at.person, at.state)
