"""Counting while things move: audits begun, sightings made, undone and made again, differences entered and settled."""

from collections import Counter
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from sqlalchemy.orm import Session

from registry_app.domain import count as counts_domain
from registry_app.domain.count import AGREED
from registry_app.domain.records import Audit
from registry_app.services import assessments, audits, counts, inspection, sightings
from registry_app.services.assessments import Given
from registry_app.services.sightings import Sight
from tests.machine.acts import Acts, mostly, seldom
from tests.machine.counted import Count, Glance, comes_to, seen
from tests.machine.model import COMPANY, Done

WHO = ("counter", "armorer", "supervisor", "first")
SENIORS = ("supervisor", "first")
MOST_OPEN = 2
counters = st.sampled_from((*("counter",) * 4, "armorer", "supervisor", "first", "reader"))
which = st.integers(0, 5)


def any_open(self: Any) -> bool:
    """A precondition: something is being counted."""
    return bool(self.open_counts())


class Audits(Acts):
    """One armoury or the company is counted by two, blind to what the others do meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.counts: list[Count] = []
        self.moments: dict[int, int] = {}

    def open_counts(self) -> list[Count]:
        return [count for count in self.counts if count.is_open]

    def _one(self, at: int, among: list[Count]) -> Count:
        return among[at % len(among)]

    def _person(self, name: str) -> int:
        return self.actors[name].person_id

    @precondition(lambda self: len(self.open_counts()) < MOST_OPEN)
    @rule(home=st.integers(0, 2), kind=st.sampled_from(("spot", "spot", "full")), second=st.sampled_from(WHO[1:]),
          by=counters)  # fmt: skip
    def a_count_begins(self, home: int, kind: str, second: str, by: str) -> None:
        """By two who did not count all of it last; of the company, its two armouries are part."""
        place = (*self.homes, 0)[home]
        number, pair = self.next(), ("counter", second)
        start = {item: Counter(there) for item, there in self.model.held.items()}
        done = self.act(
            audits.begin, Done("audit"), by, roles=WHO, may=kind == "spot" or not self._counted_last(place, pair),
            kind=kind, place=place or self.make.root(), first=self._person(pair[0]), second=self._person(pair[1]),
        )  # fmt: skip
        if done.seq >= 0:
            self.counts.append(Count(done, number, kind, place, pair, start))

    def _counted_last(self, place: int, pair: tuple[str, str]) -> bool:
        whole = [c for c in self.counts if c.closed and c.kind == "full" and c.place in (0, place)]
        last = max(
            whole, key=lambda c: (c.closed.hour if c.closed else 0, c.closed.seq if c.closed else 0), default=None
        )
        return last is not None and set(pair) <= set(last.counters)

    @precondition(any_open)
    @rule(
        at=which, item=Acts.things, is_right=mostly, home=st.integers(0, 1), person=st.sampled_from((0, 0, 1, 2)),
        quantity=st.integers(0, 60), turn=st.sampled_from((1, 1, 1, 2)), late=seldom, by=counters,
    )  # fmt: skip
    def something_is_seen(
        self, at: int, item: int, is_right: bool, home: int, person: int, quantity: int, turn: int, late: bool, by: str
    ) -> None:  # fmt: skip
        """Where it is, or anywhere; the second turn is for others, once the differences are entered."""
        count, about = self._one(at, self.open_counts()), self.model.items.get(item)
        if about is None:
            return
        place, holder = self.homes[home], (0, *self.carriers)[person]
        spots = [s for s in self.model.at(item, COMPANY) if s.place in self.homes]
        if is_right and spots:
            place, holder = spots[0].place, spots[0].person
        sight = Sight(place, item, way="remote" if holder else "scan", person=holder,
                      quantity=None if about.is_single else quantity)  # fmt: skip
        self._see(count, sight, turn=turn, by=by, late=late)

    @precondition(any_open)
    @rule(at=which, things=st.lists(Acts.things, min_size=1, max_size=4), quantity=st.sampled_from((0, 40, 60)))
    def one_who_counts_walks_along(self, at: int, things: list[int], quantity: int) -> None:
        """Each thing is seen where it is, by who was named for it."""
        count = self._one(at, self.open_counts())
        for item in dict.fromkeys(things):
            about = self.model.items.get(item)
            for spot in [s for s in self.model.at(item, COMPANY) if s.place in self.homes] if about else []:
                many = None if about and about.is_single else quantity
                way = "remote" if spot.person else "scan"
                self._see(
                    count, Sight(spot.place, item, way=way, person=spot.person, quantity=many), turn=1, by="counter"
                )

    @precondition(lambda self: any(count.entered() for count in self.open_counts()))
    @rule(
        at=which,
        number=which,
        home=st.integers(0, 1),
        turn=st.integers(2, 3),
        by=st.sampled_from((*SENIORS, "armorer")),
    )
    def what_differs_is_counted_again(self, at: int, number: int, home: int, turn: int, by: str) -> None:
        """By somebody who has not counted it."""
        count = self._one(at, [each for each in self.open_counts() if each.entered()])
        entered = count.entered()
        item = count.items[entered[number % len(entered)]]
        about = self.model.items.get(item)
        if about is not None:
            many = None if about.is_single else 40
            self._see(count, Sight(count.place or self.homes[home], item, quantity=many), turn=turn, by=by)

    def _see(self, count: Count, sight: Sight, *, turn: int, by: str, late: bool = False) -> None:
        number = self.next()
        may = bool(sight.person) or count.place in (0, sight.place)
        may &= not late or self.model.hour > count.begun.hour
        if turn == 1:
            may &= by in count.counters
        else:
            before = {g.by for g in seen(self.model, count) if g.item == sight.item and g.turn < turn}
            may &= bool(count.entered()) and by not in {*count.counters, *before}
        done = self.act(
            sightings.sight, Done("sight", case=count.number), by, roles=WHO, may=may, late=late, audit=count.number,
            seen=[sight], turn=turn,
        )  # fmt: skip
        if done.seq >= 0:
            moment = self.make.entry(done.seq).occurred_at
            count.glances.append(
                Glance(number, moment, sight.item, sight.place, sight.person, turn, by, done.seq)
            )  # fmt: skip

    @precondition(any_open)
    @rule(at=which, by=counters)
    def the_differences_are_entered(self, at: int, by: str) -> None:
        """All that there are and are not entered yet, or it is refused."""
        count, first = self._one(at, self.open_counts()), self.next()
        left = self.make.register.read(audits.left_to_enter, count.number)
        done = self.act(audits.differ, Done("differ"), by, roles=WHO, may=bool(left), audit=count.number)
        if done.seq >= 0:
            count.differences |= {first + n: done for n in range(len(left))}
            count.items |= {first + n: result.item for n, result in enumerate(left)}

    @precondition(lambda self: any(count.entered() for count in self.counts))
    @rule(at=which, number=which, by=st.sampled_from((*SENIORS, "armorer", "counter")), has_cause=mostly)
    def a_difference_is_settled(self, at: int, number: int, by: str, has_cause: bool) -> None:
        """Once, with a cause, by nobody who counted it; also after the count was closed."""
        count = self._one(at, [each for each in self.counts if each.entered()])
        entered = count.entered()
        difference = entered[number % len(entered)]
        item = count.items[difference]
        saw = {g.by for g in seen(self.model, count) if item and g.item == item}
        may = difference in count.left() and has_cause and by not in {*count.counters, *saw}
        done = self.act(
            audits.settle, Done("settle"), by, roles=SENIORS, may=may, differences=[difference],
            cause="DAT-1" if has_cause else "", evidence="P-1", witness=self.witness,
        )  # fmt: skip
        if done.seq >= 0:
            count.settled[difference] = done

    @precondition(any_open)
    @rule(at=which, by=counters, is_witnessed=mostly)
    def a_count_is_closed(self, at: int, by: str, is_witnessed: bool) -> None:
        """When every difference is entered, before a witness; it ends as what it is."""
        count = self._one(at, self.open_counts())
        left = self.make.register.read(audits.left_to_enter, count.number)
        done = self.act(
            audits.conclude, Done("conclude"), by, roles=WHO, may=is_witnessed and not left, audit=count.number,
            witness=self.witness if is_witnessed else None,
        )  # fmt: skip
        if done.seq >= 0:
            count.closed, count.root = done, self._root(count)
            fitting = "with_differences" if count.left() else "explained" if count.entered() else "clean"
            assert self.make.register.read(_outcome, count.number) == fitting

    @precondition(lambda self: self.counts and not any(self.model.standing("assess")))
    @rule(home=st.integers(0, 1), answer=st.sampled_from(("yes", "no")), by=counters)
    def the_security_is_checked(self, home: int, answer: str, by: str) -> None:
        given = (Given("doors.door", answer, action="New door" if answer == "no" else ""),)
        self.act(
            assessments.assess, Done("assess"), by, roles=WHO, place=self.homes[home], visit="V-1", answers=given
        )  # fmt: skip

    @precondition(lambda self: self.counts and not any(self.model.standing("remark")))
    @rule()
    def an_inspector_remarks(self) -> None:
        register = replace(self.make.register, actor=self.actors["inspector"])
        posted = inspection.remark(register, text="Shown", place=self.homes[0])
        self.model.done.append(Done("remark", seq=posted.seq, hour=self.model.hour, by="inspector"))
        self.model.entries += 1

    def is_before_a_count(self, done: Done) -> bool | None:
        """A closed count of the company is one of everything in it."""
        ended = [c for c in self.counts if c.closed and c.closed.hour > done.hour]
        touched = [self._touches(done, count.place) for count in ended]
        return True if True in touched else None if None in touched else False

    def _touches(self, done: Done, place: int) -> bool | None:
        found = []
        for flow in done.flows or ():
            ends = [{spot.place for spot in (s, flow.to(s)) if spot.zone in COMPANY} for s in flow.sources]
            found += [True if not place else {place in each for each in ends}]
        wholly = any(each is True or each == {True} for each in found)
        return True if wholly else None if any(each is not True and True in each for each in found) else False

    def everything_is_in_one_result(self) -> None:
        """Of an open count what the plain telling says; of a closed one what it was closed as."""
        for count in self.counts:
            if count.is_open:
                self._is_partition(count)
            elif count.closed:
                assert self._root(count) == count.root, "a closed count came to something else"

    def _root(self, count: Count) -> str:
        return counts_domain.digest(self.make.register.read(counts.standing, count.number).results)

    def _is_partition(self, count: Count) -> None:
        for act in self.model.done:
            if act.seq not in self.moments:
                self.moments[act.seq] = self.make.entry(act.seq).occurred_at
        standing = self.make.register.read(counts.standing, count.number)
        told = seen(self.model, count)
        last = {g.item: max(other.turn for other in told if other.item == g.item) for g in told}
        counting = sorted(g.number for g in told if g.turn == last[g.item])
        assert sorted(n for result in standing.results for n in result.sightings) == counting
        kinds = comes_to(self.model, count, self.moments, standing.until)
        pieces = [r for r in standing.results if r.item in kinds or r.item in standing.book.pieces]
        assert sorted((r.item, r.kind) for r in pieces) == sorted(kinds.items())
        assert all(r.is_difference == (r.kind not in AGREED) for r in standing.results)
        assert all(r.counted == 0 for r in standing.results if not r.sightings), "present, though nobody saw it"


def _outcome(session: Session, audit: int) -> str:
    return session.get_one(Audit, audit).outcome or ""
