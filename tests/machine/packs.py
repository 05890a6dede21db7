"""Packs that are opened, and rounds that people carry exchanged for others."""

from collections import Counter
from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import packs
from tests.machine.acts import Acts, homes, mostly, whoever
from tests.machine.expected import carried, is_valid, may_carry
from tests.machine.model import EVIDENCE, PERSON, READY, SEALED, STORE, Done, Flow, Spot


class Packs(Acts):
    """Whole packs only, and a rotation evens out by calibre."""

    @precondition(lambda self: any(map(self._is_sealed, self.model.items)))
    @rule(
        first=Acts.things, packed=st.integers(1, 3), rounds=st.sampled_from((0, 0, 5, 10)), home=homes, by=whoever,
        careful=mostly,
    )  # fmt: skip
    def packs_are_opened(
        self, first: int, packed: int, rounds: int, home: int, by: str, careful: bool
    ) -> None:  # fmt: skip
        """So many packs of a size that is on record, else so many rounds."""
        for lot in self.these(first, (), self._is_sealed, careful=careful):
            size, sealed = self.model.items[lot].pack, Spot(STORE, self.homes[home], 0, SEALED)
            many = rounds or packed * size
            done = Done("open_pack", [Flow(lot, many, frozenset({sealed}), self.store(home, READY))])
            may = 0 < many <= self.model.held[lot][sealed] and not (size and many % size)
            self.act(packs.open_packs, done, by, may=may, lot=lot, packs=packed, rounds=rounds, place=sealed.place)

    def _is_sealed(self, item: int) -> bool:
        return any(spot.state == SEALED for spot in self.model.held[item])

    @precondition(lambda self: any(self._carriers()))
    @rule(
        first=Acts.things, which=st.integers(0, 3), rounds=st.integers(1, 20), home=homes, is_all=mostly,
        is_even=mostly, by=whoever,
    )  # fmt: skip
    def carry_rounds_are_exchanged(
        self, first: int, which: int, rounds: int, home: int, is_all: bool, is_even: bool, by: str
    ) -> None:  # fmt: skip
        """For one lot: all that somebody carries of its calibre, or some of one lot."""
        (lot,) = self.these(first, (), lambda item: self.model.items[item].kind == "lot", careful=True)
        person = self._carriers()[which % len(self._carriers())]
        has = self._of_calibre(person, self.model.items[lot].calibre)
        old = dict(has) if is_all else {each: min(rounds, n) for each, n in list(has.items())[:1]}
        many = sum(old.values()) if is_even else rounds
        flows = self._rotated(person, old, lot, many, home)
        if old and (flows or lot not in old):  # of a lot that comes in, enough may be there to go out by then
            done = Done("rotate", flows, person=person)
            may = many == sum(old.values()) and may_carry(self.model, person, 0)
            may &= is_valid(self.model.told.get(("licence", person)), self.model.hour)
            self.act(
                packs.rotate, done, by, may=may, person=person, new={lot: many}, old={} if is_all else old,
                to=self.homes[home],
            )  # fmt: skip

    def _carriers(self) -> list[int]:
        return [person for person in self.carriers if carried(self.model, person)]

    def _of_calibre(self, person: int, calibre: str) -> Counter[int]:
        return Counter({n: q for n, q in carried(self.model, person).items() if self.model.items[n].calibre == calibre})

    def _rotated(self, person: int, old: Mapping[int, int], lot: int, many: int, home: int) -> list[Flow] | None:
        """What is taken in goes to the armoury as it is, evidence excepted; what is handed out comes from there."""
        flows = []
        for each, n in old.items():
            free = {s: q for s, q in self.model.with_person(each, person).items() if s.state != EVIDENCE}
            if sum(free.values()) < n:
                return None
            flows.append(Flow(each, n, frozenset(free), self.store(home)))
        new = self.model.from_store(lot, many, lambda _here: Spot(PERSON, 0, person), near=self.homes[home])
        return [*flows, new] if new else None
