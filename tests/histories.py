"""Histories made at random, with late entries and corrections, and the slow way to tell what they come to."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings

from registry_app.domain.entry import NONE, Entry, Stored
from registry_app.domain.errors import Refused
from registry_app.domain.projection import derived
from registry_app.domain.replay import Replay
from registry_app.services import corrections, custody, holds, ledger, records, transfers
from registry_app.services.cuts import Cut
from tests.make import DAY, Make, again, copied


def some(many: int) -> settings:
    """So many examples of something that is slow to make, and ten times as many in the long lane."""
    is_long = settings.get_current_profile_name() == "long"
    return settings(
        max_examples=many * (10 if is_long else 1), suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


LATE = (0, 0, 0, 1, 3, 20, 45)
"""Days by which an entry comes late."""


@dataclass
class History:
    """A register in which somebody acts at random; what is refused is left out."""

    make: Make
    rng: Random
    firearms: list[int] = field(default_factory=list)
    lots: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    _number: int = 0

    def begin(self) -> "History":
        """Two armouries, two people, two firearms and a lot; the second user."""
        assert self.make.witness
        self.places = [self.make.place("ARM-1"), self.make.place("ARM-2")]
        self.people = [self.make.person(), self.make.person()]
        self.firearms = [self.make.firearm(), self.make.firearm()]
        self.lots = [self.make.lot(rounds=100)]
        return self

    def act(self, steps: int) -> "History":
        """So many tries at an act, days apart."""
        acts = (self._issue, self._take_back, self._amend, self._amend, self._describe, self._expend, self._send,
                self._correct, self._correct)  # fmt: skip
        for _step in range(steps):
            self.make.clock.pass_(days=self.rng.choice((0, 0, 1, 9, 30)))
            with suppress(Refused):
                self.rng.choice(acts)()
        return self

    def _at(self) -> int:
        late = self.rng.choice(LATE)
        return self.make.clock.now - late * DAY if late else 0

    def _text(self) -> str:
        self._number += 1
        return f"X{self._number}"

    def _issue(self) -> None:
        rounds = {self.rng.choice(self.lots): 5} if self.rng.random() < 0.3 else {}
        firearm, person = self.rng.choice(self.firearms), self.rng.choice(self.people)
        self.make.issued(firearm, to=person, rounds=rounds, occurred_at=self._at())

    def _take_back(self) -> None:
        rounds = {self.rng.choice(self.lots): 2} if self.rng.random() < 0.3 else {}
        self.make.do(
            custody.take_back, firearms=[self.rng.choice(self.firearms)], rounds=rounds, occurred_at=self._at()
        )

    def _amend(self) -> None:
        kind, numbers, names = self.rng.choice(
            [("firearm", self.firearms, ("serial", "model", "tag")), ("person", self.people, ("name", "licence_class")),
             ("place", self.places, ("name",)), ("lot", self.lots, ("maker",))]
        )  # fmt: skip
        chosen = self.rng.sample(names, self.rng.randint(1, len(names)))
        values = {name: self._text() for name in chosen}
        self.make.do(
            records.amend, kind=kind, record=self.rng.choice(numbers), values=values, reason="other",
            occurred_at=self._at(),
        )  # fmt: skip

    def _describe(self) -> None:
        made: dict[str, Callable[[], Any]] = {
            "firearms": lambda: self.make.firearm(at=self.rng.choice(self.places)),
            "lots": lambda: self.make.lot(rounds=20, at=self.rng.choice(self.places)), "people": self.make.person,
            "places": lambda: self.make.place(self._text()),
        }  # fmt: skip
        name = self.rng.choice(sorted(made))
        getattr(self, name).append(made[name]())

    def _expend(self) -> None:
        lot = self.rng.choice(self.lots)
        self.make.do(holds.write_off, kind="expend", item=lot, quantity=3, reason="test", occurred_at=self._at())

    def _send(self) -> None:
        to = self.rng.choice(self.places)
        self.make.do(transfers.send, items={self.rng.choice(self.firearms): 1}, destination=to, occurred_at=self._at())

    def _correct(self) -> None:
        size = self.make.register.read(ledger.head).size
        wrong = max(1, size - self.rng.randint(1, 8))
        self.make.do(corrections.correct, seq=wrong, reason="typing_error", witness=self.make.witness)

    def entries(self) -> list[Entry]:
        """All entries, in their order."""
        return [self.make.entry(seq) for seq in range(self.make.register.read(ledger.head).size)]

    def cuts(self, many: int) -> Iterator[Cut]:
        """Some cuts: any moment or none, any head or none."""
        entries = self.entries()
        for _cut in range(many):
            moment = self.rng.choice(entries).occurred_at + self.rng.choice((0, -1, DAY))
            head = self.rng.choice((0, self.rng.randint(1, len(entries))))
            yield Cut(moment, self.rng.random() < 0.3, head)


H = TypeVar("H", bound=History)


@cache
def _begun(template: Path) -> History:
    """A history that has just begun, made once per worker; its register is closed."""
    make = copied(template, template.with_name("begun.armarium"))
    history = History(make, Random(0)).begin()
    make.register.close()
    return history


@contextmanager
def begun(template: Path, folder: Path, seed: int, kind: type[H] = History) -> Iterator[H]:  # type: ignore[assignment]
    """A history of a `kind` that has begun in a register of its own within `folder`, which is closed in the end."""
    was = _begun(template)
    make = again(was.make, folder / "history.armarium")
    try:
        things = (list(each) for each in (was.firearms, was.lots, was.people, was.places))
        yield kind(make, Random(seed), *things)
    finally:
        make.register.close()


def counting(entries: Sequence[Entry], cut: Cut) -> list[Entry]:
    """The entries that count as of a cut, told entry by entry."""
    known = entries[: cut.head or None]
    undone = {entry.corrects for entry in known}
    standing = [entry for entry in known if entry.corrects == NONE and entry.seq not in undone]
    return [entry for entry in standing if cut.is_now or entry.occurred_at <= cut.moment]


def replayed(entries: Sequence[Entry]) -> Replay:
    """What some entries come to; a change of a record that none of them described is left out."""
    replay = Replay()
    for entry in entries:
        known = tuple(c for c in entry.records if not c.old or replay.record(c.record))
        replay.apply(replace(entry, records=known))
    return replay


def values_of(replay: Replay, kind: str, kept: dict[str, str], names: Sequence[str]) -> dict[int, dict[str, Any]]:
    """The records of a kind with all their fields; `kept` are the personal values by commitment."""

    def plain(value: Stored | None) -> Any:
        return kept.get(value["commit"]) if isinstance(value, dict) else value

    told = {n: kept_.facts.values for n, kept_ in sorted(replay.records.items()) if kept_.facts.kind == kind}
    full = {n: {**values, **derived(kind, values)} for n, values in told.items()}
    return {n: {name: plain(values.get(name)) for name in names} for n, values in full.items()}
