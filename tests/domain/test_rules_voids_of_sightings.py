"""Whoever counts takes back the own last sighting while the count runs, and nothing else, and nobody else does."""

from typing import Any

import pytest

from registry_app.domain.actor import Actor
from registry_app.services import audits, checks, corrections, custody, sightings
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import PHOTO, Make


class Count:
    """A count of an armoury with three firearms, by two pure counters."""

    def __init__(self, make: Make) -> None:
        self.make, self.team, self.place = make, Team(make), make.place()
        self.guns = [make.firearm(f"A-{n}") for n in range(3)]
        self.audit = self.team.begin(self.place)

    def sees(self, gun: int, by: Actor | None = None, **more: Any) -> int:
        facts = {"audit": self.audit, "seen": [Sight(self.place, gun, **more)]}
        return int(self.make.as_(by or self.team.one).do(sightings.sight, **facts).seq)

    def undo(self, seq: int, by: Actor | None = None) -> int:
        return int(self.make.as_(by or self.team.one).do(corrections.void, seq=seq).seq)

    def refused(self, code: str, seq: int, by: Actor | None = None) -> None:
        self.make.as_(by or self.team.one).refused(code, corrections.void, seq=seq)


@pytest.fixture
def count(make: Make) -> Count:
    return Count(make)


def test_a_counter_takes_back_the_own_last_sighting_by_an_entry_that_names_it(count: Count) -> None:
    seq = count.sees(count.guns[0])
    count.make.clock.pass_(hours=3)
    undone = count.make.entry(count.undo(seq))
    assert (undone.kind, undone.corrects, undone.role, undone.witness) == ("void", seq, "counter", 0)
    assert count.team.results(count.audit) == {"missing": 3}
    assert checks.check(count.make.register).verdict == "intact"


def test_a_photo_goes_with_its_sighting(count: Count) -> None:
    gun, guard = count.guns[0], count.make.person()
    count.make.issued(gun, to=guard)
    count.undo(count.sees(gun, person=guard, way="photo", photo=PHOTO))
    assert count.team.results(count.audit) == {"missing": 2, "not_seen": 1}


def test_then_the_one_before_it_and_no_other(count: Count) -> None:
    first, second = count.sees(count.guns[0]), count.sees(count.guns[1])
    count.refused("void_not_last", first)
    count.undo(second)
    count.undo(first)


def test_what_another_saw_meanwhile_is_in_nobodys_way(count: Count) -> None:
    seq = count.sees(count.guns[0])
    count.sees(count.guns[1], count.team.two)
    count.undo(seq)


def test_not_what_another_saw(count: Count) -> None:
    seq = count.sees(count.guns[0], count.team.two)
    count.refused("void_of_another", seq)


def test_not_a_sheet_of_several(count: Count) -> None:
    seen = [Sight(count.place, gun) for gun in count.guns[:2]]
    seq = count.make.as_(count.team.one).do(sightings.sight, audit=count.audit, seen=seen).seq
    count.refused("void_of_sheet", seq)


def test_not_once_the_differences_are_entered(count: Count) -> None:
    seq = count.sees(count.guns[0])
    count.team.differs(count.audit)
    count.refused("void_after_count", seq)


def test_a_recount_is_taken_back_likewise(count: Count) -> None:
    count.sees(count.guns[0])
    count.team.differs(count.audit)
    again = {"audit": count.audit, "turn": 2, "seen": [Sight(count.place, count.guns[1])]}
    seq = count.make.as_(count.team.head).do(sightings.sight, **again).seq
    count.undo(seq, count.team.head)
    assert count.team.results(count.audit) == {"found": 1, "missing": 2}


def test_not_once_the_audit_is_closed(count: Count) -> None:
    for gun in count.guns:
        seq = count.sees(gun)
    count.make.as_(count.team.one).do(audits.conclude, audit=count.audit, witness=count.team.two)
    count.refused("audit_closed", seq)


def test_a_counter_undoes_no_handover_and_corrects_nothing(count: Count) -> None:
    issued = count.make.do(custody.issue, firearms=[count.guns[0]], to=count.make.person()).seq
    count.refused("void_of_another", issued)
    facts = {"seq": count.sees(count.guns[1]), "reason": "other", "witness": count.team.two}
    count.make.as_(count.team.one).refused("role_may_not", corrections.correct, **facts)


def test_not_twice(count: Count) -> None:
    seq = count.sees(count.guns[0])
    count.undo(seq)
    count.refused("corrected_already", seq)
