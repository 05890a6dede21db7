"""What goes out to people and comes back: firearms, rounds and articles in one entry."""

from collections.abc import Mapping, Sequence

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import custody
from tests.machine.acts import Acts, homes, mostly, seldom, where_any_is, whoever
from tests.machine.expected import may_be_armed
from tests.machine.model import EVIDENCE, EXPENDED, PERSON, READY, STORE, Done, Flow, Spot

ARMS = ("firearm", "lot")


class Custody(Acts):
    """Issued with what belongs to it, and taken back or used up."""

    @rule(
        first=Acts.things, more=st.lists(Acts.things, max_size=3), person=Acts.people, quantity=st.integers(1, 40),
        by=whoever, late=seldom, careful=mostly,
    )  # fmt: skip
    def things_are_issued(
        self, first: int, more: list[int], person: int, quantity: int, by: str, late: bool, careful: bool
    ) -> None:  # fmt: skip
        items = self.these(first, more, self._lies_ready, careful=careful)
        if items:
            guns, rounds, articles = self._sorted(self.many(items, quantity))
            done = Done("issue", self._issued(list(guns), {**rounds, **articles}, person), person=person)
            may = may_be_armed(self.model, person, done.flows or (), self.model.hour - 3 * late)
            self.act(
                custody.issue, done, by, may=may, late=late, firearms=list(guns), to=person, rounds=rounds,
                articles=articles,
            )  # fmt: skip

    def _lies_ready(self, item: int) -> bool:
        return any(spot.state == READY for spot in self.model.at(item, {STORE}))

    def _sorted(self, wanted: Mapping[int, int]) -> tuple[dict[int, int], dict[int, int], dict[int, int]]:
        """Firearms, rounds, and articles of what is wanted."""
        kinds = {item: self.model.items[item].kind for item in wanted}
        arms = [{item: n for item, n in wanted.items() if kinds[item] == kind} for kind in ARMS]
        return arms[0], arms[1], {item: n for item, n in wanted.items() if kinds[item] not in ARMS}

    def _issued(self, guns: Sequence[int], others: Mapping[int, int], person: int) -> list[Flow] | None:
        """Firearms from where they lie, all else from the armoury of the first firearm, or from any without one."""

        def out(here: Spot) -> Spot:
            return Spot(PERSON, here.place, person, here.state)

        near = self.model.spot(guns[0]).place if guns else 0
        flows = [self.model.from_store(gun, 1, out) for gun in guns]
        flows += [self.model.from_store(item, n, out, near=near) for item, n in others.items()]
        return [flow for flow in flows if flow] if all(flows) else None

    @precondition(where_any_is(PERSON))
    @rule(
        first=Acts.things, more=st.lists(Acts.things, max_size=2), person=Acts.people, back=st.integers(0, 30),
        used=st.sampled_from((0, 0, 1, 3, 20)), home=homes, by=whoever, late=seldom, careful=mostly,
    )  # fmt: skip
    def things_come_back(
        self, first: int, more: list[int], person: int, back: int, used: int, home: int, by: str, late: bool,
        careful: bool,
    ) -> None:  # fmt: skip
        holders = [each for each in self.carriers if any(self.model.with_person(n, each) for n in self.model.items)]
        person = holders[person % len(holders)] if careful and holders else person
        items = self.these(first, more, lambda item: self.model.with_person(item, person), careful=careful)
        guns, lots, others = self._sorted(self.many(items, back))
        rounds, articles = ({item: n for item, n in many.items() if n} for many in (lots, others))
        spent = dict.fromkeys(lots, used) if used else {}
        if guns or rounds or spent or articles:
            done = Done("take_back", self._returned(person, home, {**guns, **rounds, **articles}, spent), person=person)
            self.act(
                custody.take_back, done, by, late=late, firearms=list(guns), person=person, to=self.homes[home],
                rounds=rounds, expended=spent, articles=articles, reason="training",
            )  # fmt: skip

    def _returned(
        self, person: int, home: int, back: Mapping[int, int], spent: Mapping[int, int]
    ) -> list[Flow] | None:  # fmt: skip
        """What a person has goes back into an armoury as it is; evidence is not used up."""
        flows = []
        for item in {**back, **spent}:
            there = self.model.with_person(item, person)
            free = {spot: n for spot, n in there.items() if spot.state != EVIDENCE}
            returned, gone = back.get(item, 0), spent.get(item, 0)
            if returned + gone > sum(there.values()) or gone > sum(free.values()):
                return None
            flows += [Flow(item, returned, frozenset(there), self.store(home))] if returned else []
            flows += [Flow(item, gone, frozenset(free), lambda here: Spot(EXPENDED, 0, 0, here.state))] if gone else []
        return flows

    @precondition(where_any_is(PERSON))
    @rule(
        first=Acts.things, more=st.lists(Acts.things, max_size=2), giver=st.integers(0, 3), is_other=mostly,
        quantity=st.sampled_from((1, 5, 30)), by=whoever, late=seldom, careful=mostly,
    )  # fmt: skip
    def one_relieves_another(
        self, first: int, more: list[int], giver: int, is_other: bool, quantity: int, by: str, late: bool, careful: bool
    ) -> None:  # fmt: skip
        """What the one has, and is not held, goes to the other, who is looked at as if it were issued."""
        holders = [each for each in self.carriers if any(self.model.with_person(n, each) for n in self.model.items)]
        holder = (holders or list(self.carriers))[giver % max(1, len(holders))]
        to = next(each for each in self.carriers if (each != holder) == is_other)
        items = self.these(first, more, lambda item: self.model.with_person(item, holder), careful=careful)
        if items:
            guns, rounds, articles = self._sorted(self.many(items, quantity))
            done = Done("relieve", self._passed(holder, to, {**guns, **rounds, **articles}), person=to)
            may = holder != to and may_be_armed(self.model, to, done.flows or (), self.model.hour - 3 * late)
            self.act(
                custody.relieve, done, by, may=may, late=late, firearms=list(guns), person=holder, to=to,
                rounds=rounds, articles=articles,
            )  # fmt: skip

    def _passed(self, holder: int, to: int, wanted: Mapping[int, int]) -> list[Flow] | None:
        flows = []
        for item, n in wanted.items():
            free = {s: q for s, q in self.model.with_person(item, holder).items() if s.state == READY}
            if sum(free.values()) < n:
                return None
            flows.append(Flow(item, n, frozenset(free), lambda here: Spot(PERSON, here.place, to, here.state)))
        return flows
