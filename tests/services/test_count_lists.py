"""What a count looks for, how far it has come, and the sum that has to be the book."""

import pytest

from registry_app.domain.actor import Actor
from registry_app.services import count_lists, counts, sightings
from registry_app.services.sightings import Sight
from registry_app.services.transfers import send
from tests.audit import Team
from tests.make import Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def test_progress_is_told_by_the_sightings_alone(make: Make, team: Team) -> None:
    armoury, gun, lot = make.place(), make.firearm("A-1"), make.lot("LOT-1")
    make.firearm("A-2")
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, gun), Sight(armoury, gun, marks="differ"), Sight(armoury, raw="ZX"))
    team.sees(audit, Sight(armoury, lot, quantity=7), Sight(armoury, lot, quantity=9))
    progress = make.register.read(count_lists.progress, audit)
    assert (progress.pieces, progress.lots, progress.unknown) == (1, 1, 1)
    assert [line.title for line in progress.last] == ["LOT-1", "LOT-1", "ZX", "A-1", "A-1"]
    assert [line.quantity for line in progress.last] == [9, 7, -1, -1, -1]
    assert progress.last[3].has_other_marks


def test_the_sum_is_the_book(make: Make, team: Team) -> None:
    armoury, guard = make.place(), make.person()
    here, gone, out, sent, moved = (make.firearm() for _ in range(5))
    make.issued(out, to=guard)
    make.do(send, items={sent: 1}, source=armoury, destination=make.place("ARM-2"))
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, here))
    make.issued(moved, to=guard)
    figures = make.register.read(count_lists.figures, audit)
    told = figures.equation
    assert (told.present, told.out, told.transit, told.missing, told.book) == (1, 2, 1, 1, 5)
    assert figures.tally["missing"] == 1
    assert gone


def test_the_list_is_in_rack_or_in_serial_order(make: Make, team: Team) -> None:
    armoury = make.place()
    far, near = (make.place(code, "rack", armoury) for code in ("R-2", "R-1"))
    one, two = make.firearm("A-1", home_id=far), make.firearm("B-2", home_id=near)
    audit = team.begin(armoury)
    assert list(make.register.read(count_lists.wanted, audit)) == [two, one]
    assert list(make.register.read(count_lists.wanted, audit, order="serial")) == [one, two]
    team.sees(audit, Sight(armoury, one))
    first, second = make.register.read(count_lists.rows, audit, [one, two])
    assert (first[1], first[3], bool(first[5]), second[5]) == ("A-1", "R-2", True, 0)


def test_a_recount_looks_for_what_differed(make: Make, team: Team) -> None:
    armoury, gone, here = make.place(), make.firearm(), make.firearm()
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, here))
    team.differs(audit)
    assert list(make.register.read(count_lists.wanted, audit, turn=2)) == [gone]
    make.as_(team.head).do(sightings.sight, audit=audit, seen=[Sight(armoury, gone)], turn=2)
    assert make.register.read(count_lists.progress, audit, 2).pieces == 1


def test_a_further_recount_looks_for_what_still_differs_and_its_list_stays(make: Make, team: Team) -> None:
    armoury, one, other = make.place(), make.firearm("A-1"), make.firearm("A-2")
    audit = team.begin(armoury)
    team.differs(audit)
    head, luis = team.head, team.other

    def turn(who: Actor) -> int:
        return int(make.register.read(counts.recount_of, audit, who.person_id))

    assert (turn(head), turn(luis)) == (2, 2)
    team.sees(audit, Sight(armoury, one), turn=2, by=head)
    assert (turn(head), turn(luis)) == (2, 3)
    team.sees(audit, Sight(armoury, other), turn=3, by=luis)
    assert list(make.register.read(count_lists.wanted, audit, turn=3)) == [other]
    assert (turn(head), turn(luis)) == (4, 3)
    assert team.results(audit) == {"found": 2}
