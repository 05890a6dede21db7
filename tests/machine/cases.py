"""What is lost, told of, found, and how its case ends."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import clock, holds, losses
from tests.machine.acts import Acts, homes, mostly, seldom, where_any_is, whoever
from tests.machine.expected import cases_of, day, is_still_missing, missing
from tests.machine.model import COMPANY, LOST, QUARANTINE, READY, STORE, Done, Flow, Key, Spot

KINDS = {"theft": "theft", "robbery": "robbery", "counted": "not_found", "loss": "loss"}
WELL = ("recovered", "error")
some_more = st.lists(Acts.things, max_size=2)


class Cases(Acts):
    """Nothing is lost without a case, and none is recovered that is not there."""

    def cases(self) -> list[int]:
        """The cases on record."""
        return [number for name, number in self.model.told if name == "case"]

    def told(self, name: str, record: int) -> object:
        """A fact of a record, `""` where nothing is told."""
        key: Key = (name, record)
        return self.model.told.get(key, "")

    def _named(self, which: int) -> int:
        """A case on record, or none."""
        known = [0, 0, *self.cases()]
        return known[which % len(known)]

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 20), place=st.sampled_from((0, 1, 1, 2)),
        reason=st.sampled_from(sorted(KINDS)), which=st.integers(0, 6), is_plain=st.booleans(), is_witnessed=mostly,
        late=seldom, by=whoever,
    )  # fmt: skip
    def things_are_lost(
        self, first: int, more: list[int], quantity: int, place: int, reason: str, which: int, is_plain: bool,
        is_witnessed: bool, late: bool, by: str,
    ) -> None:  # fmt: skip
        """Plainly written off, with more told of it, or added to a case: an open one, or it is refused."""
        where, case = (0, *self.homes)[place], 0 if is_plain else self._named(which)
        items = self.these(first, more, lambda item: self.model.at(item, COMPANY, place=where), careful=True)
        if not items:
            return
        wanted, number = self.many(items, quantity), case or self.next()
        done = Done("lose", self.model.led(wanted, lambda _here: Spot(LOST), COMPANY, place=where), case=number)
        done.changes = [] if case else [self.model.change("case", number, KINDS[reason])]
        service = holds.write_off if is_plain else losses.report
        facts: dict[str, Any] = {"kind": "lose"} if is_plain else {"values": {}, "case": case}
        self.act(
            service, done, by, may=is_witnessed and not (case and self.told("closed", case)), late=late, items=wanted,
            reason=reason, place=where, witness=self.witness if is_witnessed else None, **facts,
        )  # fmt: skip

    @precondition(where_any_is(LOST))
    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 20), home=homes, which=st.integers(0, 6),
        state=st.sampled_from((QUARANTINE, READY)), is_witnessed=mostly, careful=mostly, by=whoever,
    )  # fmt: skip
    def things_are_found(
        self, first: int, more: list[int], quantity: int, home: int, which: int, state: str, is_witnessed: bool,
        careful: bool, by: str,
    ) -> None:  # fmt: skip
        """For the case that is named, or the only one in which so much is missing; 0 is all that is lost."""
        items = self.these(first, more, lambda item: self.model.at(item, {LOST}), careful=careful)
        if not items:
            return
        lost = {item: sum(self.model.at(item, {LOST}).values()) for item in items}
        given = self.many(items, quantity)
        wanted = {item: n or lost[item] for item, n in given.items()}
        case, fitting = self._named(which), cases_of(self.model, wanted)
        left = missing(self.model, case)
        may = all(0 < n <= lost[item] and (not case or n <= left[item]) for item, n in wanted.items())
        target = Spot(STORE, self.homes[home], 0, state)
        flows = [Flow(item, n, frozenset({Spot(LOST)}), lambda _here: target) for item, n in wanted.items()]
        self.act(
            holds.find, Done("find", flows, case=case or (fitting[0] if len(fitting) == 1 else 0)), by,
            may=may and is_witnessed, items=given, to=self.homes[home], state=state, case=case,
            witness=self.witness if is_witnessed else None,
        )  # fmt: skip

    @precondition(lambda self: self.cases())
    @rule(which=st.integers(0, 6), by=whoever)
    def the_authority_is_told(self, which: int, by: str) -> None:
        case = self.cases()[which % len(self.cases())]
        if not self.told("notified", case):
            minute = self.make.register.read(clock.minute)
            done = Done("amend", changes=[self.model.change("notified", case, minute)])
            self.act(losses.follow_up, done, by, case=case, values={"notified_at": minute})

    @precondition(lambda self: self.cases())
    @rule(which=st.integers(0, 6), outcome=st.sampled_from((*WELL, "partly", "written_off")), by=whoever)
    def a_case_is_closed(self, which: int, outcome: str, by: str) -> None:
        """When the authority was told, or it was an error; as recovered only when nothing of it is missing."""
        case, today = self.cases()[which % len(self.cases())], day(self.model.hour)
        changes = [self.model.change("outcome", case, outcome), self.model.change("closed", case, today)]
        is_new = any(before != after for _key, before, after in changes)
        is_told = bool(self.told("notified", case)) or outcome == "error"
        may = is_new and is_told and not (outcome in WELL and is_still_missing(self.model, case))
        self.act(losses.close, Done("amend", changes=changes), by, may=may, case=case, outcome=outcome)
