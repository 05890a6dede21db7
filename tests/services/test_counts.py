"""Any history and any sightings through the real services: one result each, and closing leaves what was counted."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.domain.scan import read
from registry_app.services import audits, checks, counting, counts, custody, holds, ledger
from registry_app.services.counting import Spot
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make, copied

FEW = settings(max_examples=6, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
GUNS, ROUNDS = 4, 120


class Floor:
    """Two armouries with four firearms and a lot each, and a company count that began."""

    def __init__(self, template: Path, folder: Path) -> None:
        self.make = copied(template, folder)
        self.team = Team(self.make)
        self.places = [self.make.place(), self.make.place("ARM-2")]
        self.guns = [self.make.firearm(at=self.places[n % 2]) for n in range(GUNS)]
        self.lots = [self.make.lot(rounds=ROUNDS, at=place) for place in self.places]
        self.guard = self.make.person()
        self.audit = self.team.begin(self.make.root())

    def move(self, what: int, gun: int) -> None:
        """Something that happens at the hatch meanwhile, where it can."""
        item = self.guns[gun]
        (at,) = [p for p, n in self.make.positions(item).items() if n > 0]
        if at.person:
            self.make.do(custody.take_back, firearms=[item], to=self.places[what % 2])
        elif what:
            self.make.issued(item, to=self.guard)


@FEW
@given(
    acts=st.lists(
        st.tuples(st.booleans(), st.integers(0, 1), st.integers(0, GUNS - 1), st.integers(0, 1)), max_size=12
    ),
    rounds=st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.integers(0, 200)), max_size=3),
)
def test_any_history_and_any_sightings_give_exactly_one_result(
    template: Path, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[bool, int, int, int]],
    rounds: list[tuple[int, int, int]],
) -> None:  # fmt: skip
    floor = Floor(template, tmp_path_factory.mktemp("any") / "any.armarium")
    for is_move, what, gun, place in acts:
        if is_move:
            floor.move(what, gun)
        else:
            floor.team.sees(floor.audit, Sight(floor.places[place], floor.guns[gun]))
    for lot, place, quantity in rounds:
        floor.team.sees(floor.audit, Sight(floor.places[place], floor.lots[lot], quantity=quantity))
    standing = floor.make.register.read(counts.standing, floor.audit)
    assert sorted(n for r in standing.results for n in r.sightings) == sorted(s.number for s in standing.seen)
    assert Counter(r.item for r in standing.results if r.item in floor.guns) == Counter(floor.guns)
    assert set(floor.lots) <= {r.item for r in standing.results}
    seen = {sight.item for sight in standing.seen}
    assert all(
        (r.item in seen) == (r.kind not in ("missing", "not_seen")) for r in standing.results if r.item in floor.guns
    )
    floor.make.register.close()


@FEW
@given(gone=st.sets(st.integers(0, GUNS - 1)), there=st.lists(st.integers(1, 200), min_size=2, max_size=2))
def test_closing_leaves_what_was_counted(
    template: Path, tmp_path_factory: pytest.TempPathFactory, gone: set[int], there: list[int]
) -> None:
    """Whatever was missing, short or too many is adjusted before a witness; then book and floor agree."""
    floor = Floor(template, tmp_path_factory.mktemp("left") / "left.armarium")
    make, team = floor.make, floor.team
    for n, gun in enumerate(floor.guns):
        if n not in gone:
            team.sees(floor.audit, Sight(floor.places[n % 2], gun))
    for lot, place, quantity in zip(floor.lots, floor.places, there, strict=True):
        team.sees(floor.audit, Sight(place, lot, quantity=quantity))
    wrong = any(quantity != ROUNDS for quantity in there) or gone
    for each in team.differs(floor.audit) if wrong else []:
        entry = _adjusted(floor, each.item_id or 0, each.place_id or 0, each.counted - each.expected)
        make.as_(team.head).do(
            audits.settle, differences=[each.id], cause="QTY-1", entry=entry, witness=team.other
        )  # fmt: skip
    make.as_(team.one).do(audits.conclude, audit=floor.audit, witness=team.head)
    assert make.register.read(audits.audits)[0].outcome == ("explained" if wrong else "clean")
    for lot, place, quantity in zip(floor.lots, floor.places, there, strict=True):
        assert make.positions(lot)[Position(place)] == quantity
    for n, gun in enumerate(floor.guns):
        assert (Position(floor.places[n % 2]) in make.positions(gun)) == (n not in gone)
    assert checks.check(make.register, processes=1).verdict == "intact"
    make.register.close()


def _adjusted(floor: Floor, item: int, place: int, more: int) -> int:
    """The entry that brings the book to what was counted."""
    make = floor.make.as_(floor.team.head)
    if more < 0:
        facts = {"kind": "lose", "item": item, "quantity": -more, "place": place, "reason": "counted"}
        return int(make.do(holds.write_off, **facts, witness=floor.team.other).seq)
    line = Line(item, more, Position(floor.make.outside("supplier")), Position(place))
    return int(make.post(Draft("receive", (line,), reason_code="counted"), witness=floor.team.other).seq)


def test_five_hundred_scans_as_fast_as_they_come_lose_none(make: Make) -> None:
    """No pause between them, faster than any hand: each is in the ledger, in order, and a repetition enters nothing."""
    team, armoury = Team(make), make.place()
    serials = [f"ZX-{number:03}" for number in range(125)]
    guns = [make.firearm(serial) for serial in serials]
    audit = team.begin(armoury, kind="spot", second=0)
    before = make.register.read(ledger.head).size
    counter, spot = make.as_(team.one), Spot(armoury)
    outcomes = [counter.do(counting.take, audit=audit, scan=read(text), spot=spot).outcome for text in serials * 4]
    assert outcomes == ["counted"] * 125 + ["again"] * 375
    assert [seen.item for seen in make.register.read(counts.standing, audit).seen] == guns
    assert make.register.read(ledger.head).size == before + 125
