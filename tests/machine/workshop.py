"""The workshop: what goes there, and what comes back changed or marked."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import workshop
from tests.machine.acts import Acts, homes, mostly, seldom, where_any_is, whoever
from tests.machine.expected import is_evidence_spared
from tests.machine.model import STORE, WORKSHOP, Done, Spot

some_more = st.lists(Acts.things, max_size=2)


class Workshop(Acts):
    """Firearms and articles; only what comes back changes."""

    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 9), home=homes, late=seldom, careful=mostly,
        by=whoever,
    )  # fmt: skip
    def things_go_to_the_workshop(
        self, first: int, more: list[int], quantity: int, home: int, late: bool, careful: bool, by: str
    ) -> None:  # fmt: skip
        place = self.homes[home]
        items = self.these(first, more, lambda item: self._is_mended(item, place), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = self.model.led(wanted, lambda here: Spot(WORKSHOP, 0, 0, here.state), {STORE}, place=place)
            may = is_evidence_spared(flows) and all(self.model.items[item].kind != "lot" for item in items)
            self.act(
                workshop.send, Done("repair", flows), by, may=may, late=late, items=wanted, place=place,
                due_at=self.make.clock.now + 86_400_000,
            )  # fmt: skip

    def _is_mended(self, item: int, place: int) -> bool:
        return self.model.items[item].kind != "lot" and bool(self.model.at(item, {STORE}, place=place))

    @precondition(where_any_is(WORKSHOP))
    @rule(
        first=Acts.things, more=some_more, quantity=st.integers(0, 9), home=homes, is_told=mostly,
        condition=st.sampled_from(("", "good", "worn")), other=Acts.things, is_others=seldom,
        text=st.sampled_from(("", "X1")), careful=mostly, by=whoever,
    )  # fmt: skip
    def things_come_back_from_the_workshop(
        self, first: int, more: list[int], quantity: int, home: int, is_told: bool, condition: str, other: int,
        is_others: bool, text: str, careful: bool, by: str,
    ) -> None:  # fmt: skip
        """In some condition, with a new mark; what the workshop had not in hand it did not change."""
        items = self.these(first, more, lambda item: self.model.at(item, {WORKSHOP}), careful=careful)
        guns = [item for item in ([other] if is_others else items) if item in self.model.of("firearm")]
        if not items:
            return
        values = {gun: {"condition": condition} for gun in guns if condition}
        marks: list[Any] = [{"firearm_id": gun, "kind": "re_marked", "text": text} for gun in guns if text]
        wanted = self.many(items, quantity)
        done = Done("repaired", self.model.led(wanted, self.store(home), {WORKSHOP}))
        done.changes = [self.model.change("condition", gun, condition) for gun in values]
        done.changes += [self.model.change("mark", self.next() + n, mark["firearm_id"]) for n, mark in enumerate(marks)]
        may = is_told and (set(guns) <= set(items) or not (values or marks))
        self.act(
            workshop.back, done, by, may=may, items=wanted, work="Spring replaced" if is_told else "",
            to=self.homes[home], values=values, marks=marks,
        )  # fmt: skip
