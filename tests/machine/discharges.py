"""Every use of a firearm: its rounds are conserved, and the firearm remembers them."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import discharges
from tests.machine.acts import Acts, mostly, whoever
from tests.machine.expected import carried, guns_with, is_evidence_spared, used_by, used_up
from tests.machine.model import EVIDENCE, EXPENDED, STORE, Done, Flow, Spot

USE = {"kind": "warning_shot", "harm": "none", "damage": "none"}


class Discharges(Acts):
    """With rounds that are used up now, or by what was handed in as used before; a director signs."""

    @rule(
        gun=Acts.things, lot=Acts.things, person=Acts.people, rounds=st.integers(1, 6),
        is_excused=st.booleans(), is_directed=mostly, is_careful=mostly, by=whoever,
    )  # fmt: skip
    def a_firearm_is_fired(
        self, gun: int, lot: int, person: int, rounds: int, is_excused: bool, is_directed: bool, is_careful: bool,
        by: str,
    ) -> None:  # fmt: skip
        """By whoever has one, where that is so; with his rounds, or from store where he has none."""
        gun = [*(guns_with(self.model, person) if is_careful else ()), gun][0]
        lot = [*(carried(self.model, person) if is_careful else ()), lot][0]
        if gun in self.model.of("firearm") and lot in self.model.of("lot"):
            done = Done("discharge", self._fired(lot, person, rounds), person=person, fired=rounds)
            self._record(
                done, gun, by, may=self.model.items[lot].calibre == self.model.items[gun].calibre,
                is_directed=is_directed, rounds={lot: rounds}, unsigned="injured" if is_excused else "",
            )  # fmt: skip

    def _fired(self, lot: int, person: int, rounds: int) -> list[Flow] | None:
        has = self.model.with_person(lot, person)
        if not has:
            flows = self.model.led({lot: rounds}, lambda _here: Spot(EXPENDED), {STORE})
            return flows if is_evidence_spared(flows) else None
        free = {spot: n for spot, n in has.items() if spot.state != EVIDENCE}
        is_there = sum(free.values()) >= rounds
        return [Flow(lot, rounds, frozenset(free), lambda _here: Spot(EXPENDED))] if is_there else None

    def _record(
        self, done: Done, gun: int, by: str, *, may: bool, is_directed: bool = True,
        **facts: Any,
    ) -> None:  # fmt: skip
        """The firearm's rounds grow along; who fired signs, or it is said why not, and a director signs."""
        before = int(str(self.model.told.get(("fired", gun), 0)))
        done.changes = [self.model.change("discharge", self.next(), gun)]
        done.changes += [self.model.change("fired", gun, before + done.fired)]
        is_seen = by == "first" or is_directed
        witness = self.actors["first"] if is_directed and by != "first" else self.witness
        self.act(
            discharges.record, done, by, may=may and is_seen, firearm=gun, person=done.person, values=USE,
            reason="warning_shot", witness=witness, **facts,
        )  # fmt: skip

    @precondition(lambda self: any(self._handed_in()))
    @rule(
        which=st.integers(0, 3), first=Acts.things, fired=st.integers(0, 6), is_careful=mostly, other=Acts.people,
        by=whoever,
    )  # fmt: skip
    def it_is_told_who_fired_what_was_handed_in(
        self, which: int, first: int, fired: int, is_careful: bool, other: int, by: str
    ) -> None:  # fmt: skip
        """All of it for 0; no more than nobody else has told of yet."""
        handed_in = self._handed_in()
        earlier = handed_in[-1 - which % len(handed_in)]
        for gun in self.these(first, (), lambda item: self.model.items[item].kind == "firearm", careful=True):
            person = earlier.person if is_careful else other
            many = fired or sum(line.quantity for line in used_up(earlier) if line.source.person == person)
            left = used_by(self.model, earlier, person, self.model.items[gun].calibre)
            done = Done("discharge", person=person, entry=earlier.seq, fired=many)
            self._record(done, gun, by, may=0 < many <= left, entry=earlier.seq, fired=fired)

    def _handed_in(self) -> list[Done]:
        """Take-backs, corrected ones too, by which rounds were used up."""
        return [act for act in self.model.done if act.kind == "take_back" and used_up(act)]
