"""What may not be used: held and released, lots withdrawn; and what is used up, sold, destroyed or deposited."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import deposits, holds, withdrawals
from tests.machine.acts import Acts, homes, mostly, seldom, senior, whoever
from tests.machine.expected import is_evidence_spared
from tests.machine.model import (
    AUTHORITY,
    BUYER,
    COMPANY,
    DESTROYED,
    EVIDENCE,
    EXPENDED,
    HELD,
    PERSON,
    QUARANTINE,
    READY,
    SENIOR,
    STORE,
    Done,
    Flow,
    Spot,
)  # fmt: skip

DAY = 86_400_000
some_more = st.lists(Acts.things, max_size=2)
places = st.sampled_from((0, 1, 1, 2))
"""Anywhere, or one of the armouries."""


class Holds(Acts):
    """Held where it is, and released by seniors."""

    def somewhere(self, place: int) -> int:
        """Anywhere for 0, else an armoury."""
        return (0, *self.homes)[place]

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 30), place=places, state=st.sampled_from(HELD),
        is_told=mostly, late=seldom, by=whoever, careful=mostly,
    )  # fmt: skip
    def things_are_held(
        self, first: int, more: list[int], quantity: int, place: int, state: str, is_told: bool, late: bool, by: str,
        careful: bool,
    ) -> None:  # fmt: skip
        """A quantity of 0 is all that is there; evidence is held under a paper."""
        where = self.somewhere(place)
        items = self.these(first, more, lambda item: self.model.at(item, COMPANY, place=where), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(wanted, lambda here: here._replace(state=state), COMPANY, place=where)
            may = all(s.state not in HELD for flow in flows or () for s in flow.sources)
            self.act(
                holds.hold, Done("hold", flows), by, may=may and (is_told or state != EVIDENCE), late=late,
                items=wanted, state=state, reason="evidence", place=where, document="D-9" if is_told else "",
                due_at=self.make.clock.now + DAY,
            )  # fmt: skip

    @precondition(lambda self: any(self._is_held(item, 0) for item in self.model.items))
    @rule(first=Acts.things, more=some_more, quantity=st.integers(0, 30), place=places, by=senior, careful=mostly)
    def things_are_released(
        self, first: int, more: list[int], quantity: int, place: int, by: str, careful: bool
    ) -> None:  # fmt: skip
        where = self.somewhere(place)
        items = self.these(first, more, lambda item: self._is_held(item, where), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(
                wanted, lambda here: here._replace(state=READY), COMPANY, place=where, likes_held=True
            )  # fmt: skip
            may = all(s.state in HELD for flow in flows or () for s in flow.sources)
            self.act(
                holds.release, Done("release", flows), by, may=may, roles=SENIOR, items=wanted, reason="inspection",
                place=where,
            )  # fmt: skip

    def _is_held(self, item: int, place: int) -> bool:
        return any(spot.state in HELD for spot in self.model.at(item, COMPANY, place=place))

    def _is_lot(self, item: int) -> bool:
        return self.model.items[item].kind == "lot"

    @rule(first=Acts.things, more=some_more, by=whoever)
    def lots_are_withdrawn(self, first: int, more: list[int], by: str) -> None:
        """Everywhere at once, with people and under way too; what is held stays so."""
        lots = self.these(first, more, self._is_lot, careful=True)
        free = {lot: [s for s in self.model.at(lot, COMPANY) if s.state not in HELD] for lot in lots}
        if lots:
            flows = [
                Flow(lot, self.model.held[lot][spot], frozenset({spot}), lambda here: here._replace(state=QUARANTINE))
                for lot, spots in free.items() for spot in spots
            ]  # fmt: skip
            facts = {"lots": lots, "reason": "recall", "document": "RECALL-1"}
            self.act(withdrawals.withdraw, Done("hold", flows), by, may=all(free.values()), **facts)


class Endings(Holds):
    """Used up, sold, destroyed and deposited: evidence goes to the authority alone."""

    @rule(first=Acts.things, rounds=st.integers(0, 40), home=homes, late=seldom, by=whoever, careful=mostly)
    def rounds_are_used_up(self, first: int, rounds: int, home: int, late: bool, by: str, careful: bool) -> None:
        """By whoever has them, when none lie in the armoury itself."""
        place = self.homes[home]
        for lot in self.these(first, (), self._is_lot, careful=careful):
            flows = self.model.led({lot: rounds}, lambda _here: Spot(EXPENDED), {STORE, PERSON}, place=place)
            may = self.model.items[lot].kind == "lot" and is_evidence_spared(flows)
            self.act(
                holds.write_off, Done("expend", flows), by, may=may, late=late, kind="expend", items={lot: rounds},
                reason="test", place=place,
            )  # fmt: skip

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 20), home=homes, by=senior,
        to=st.sampled_from((BUYER, AUTHORITY)), is_witnessed=mostly, careful=mostly,
    )  # fmt: skip
    def things_are_sold(
        self, first: int, more: list[int], quantity: int, home: int, by: str, to: str, is_witnessed: bool, careful: bool
    ) -> None:  # fmt: skip
        place = self.homes[home]
        items = self.these(first, more, lambda item: self.model.at(item, {STORE}, place=place), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(wanted, lambda _here: Spot(to), {STORE}, place=place)
            self.act(
                holds.write_off, Done("dispose", flows), by, may=is_witnessed and is_evidence_spared(flows),
                roles=SENIOR, kind="dispose", items=wanted, reason="sale", place=place, to=to,
                witness=self.witness if is_witnessed else None,
            )  # fmt: skip

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 20), place=places, by=senior, is_told=mostly,
        careful=mostly,
    )  # fmt: skip
    def things_are_destroyed(
        self, first: int, more: list[int], quantity: int, place: int, by: str, is_told: bool, careful: bool
    ) -> None:  # fmt: skip
        """In store or with the authority, held or not, by an act that has a number and in front of people."""
        where, zones = self.somewhere(place), {STORE, AUTHORITY}
        items = self.these(first, more, lambda item: self.model.at(item, zones, place=where), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(
                wanted, lambda _here: Spot(DESTROYED), zones, place=where, likes_held=True, all_over=True
            )
            self.act(
                withdrawals.destroy, Done("destroy", flows), by, may=is_told and is_evidence_spared(flows),
                roles=SENIOR, items=wanted, document="ACT-1" if is_told else "", place=where, witness=self.witness,
                attended=self.carriers,
            )  # fmt: skip

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 20), home=homes, by=senior, is_witnessed=mostly,
        careful=mostly,
    )  # fmt: skip
    def things_are_deposited(
        self, first: int, more: list[int], quantity: int, home: int, by: str, is_witnessed: bool, careful: bool
    ) -> None:  # fmt: skip
        """With the authority, as what they are: evidence too."""
        place = self.homes[home]
        items = self.these(first, more, lambda item: self.model.at(item, {STORE}, place=place), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(
                wanted, lambda here: Spot(AUTHORITY, 0, 0, here.state), {STORE}, place=place, all_over=True
            )
            self.act(
                deposits.deposit, Done("deposit", flows), by, may=is_witnessed, roles=SENIOR, items=wanted,
                document="DEED-1", reason="closure", place=place, witness=self.witness if is_witnessed else None,
                due_at=self.make.clock.now + DAY,
            )  # fmt: skip
