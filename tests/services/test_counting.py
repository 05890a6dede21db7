"""Counting by scanner: entered at once, once only, held against the book, and nothing told of it in a blind count."""

from typing import Any

import pytest

from registry_app.domain.codes import Code
from registry_app.domain.scan import read
from registry_app.services import counting, counts, ledger
from registry_app.services.counting import Spot, Taken
from tests.audit import Team
from tests.make import PHOTO, Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def take(team: Team, audit: int, text: str, place: int, **more: Any) -> Taken:
    spot = Spot(place, is_blind=more.pop("is_blind", True), **{n: more.pop(n) for n in ("person", "way") if n in more})
    taken: Taken = team.make.as_(team.one).do(counting.take, audit=audit, scan=read(text), spot=spot, **more)
    return taken


def test_a_scan_is_entered_at_once_and_a_second_one_changes_nothing(make: Make, team: Team) -> None:
    armoury, _gun = make.place(), make.firearm("A-1", tag="T-1")
    audit = team.begin(armoury)
    first = take(team, audit, "T-1", armoury)
    size = make.register.read(ledger.head).size
    again = take(team, audit, "A-1", armoury)
    assert (first.outcome, first.verdict, first.seq) == ("counted", "found", size - 1)
    assert (again.outcome, again.at, again.place) == ("again", first.at, "Arm-1")
    assert make.register.read(ledger.head).size == size


def test_what_is_unknown_is_kept_as_it_was_read_once(make: Make, team: Team) -> None:
    armoury = make.place()
    audit = team.begin(armoury)
    assert [take(team, audit, "ZX 99", armoury).outcome for _twice in range(2)] == ["unknown", "again"]
    (seen,) = make.register.read(counts.standing, audit).seen
    assert (seen.item, seen.raw) == (0, "ZX 99")


def test_what_belongs_elsewhere_waits_until_somebody_is_sure(make: Make, team: Team) -> None:
    armoury, other = make.place(), make.place("ARM-2")
    make.firearm("A-1", at=other)
    audit = team.begin(make.root(), method="guided")
    waiting = take(team, audit, "A-1", armoury, is_blind=False)
    assert (waiting.outcome, waiting.verdict, waiting.place) == ("waiting", "elsewhere", "Arm-2")
    assert team.results(audit) == {"missing": 1}
    assert take(team, audit, "A-1", armoury, is_blind=False, is_sure=True).outcome == "counted"
    assert team.results(audit) == {"elsewhere": 1}


def test_a_blind_count_takes_it_without_a_word(make: Make, team: Team) -> None:
    armoury, other = make.place(), make.place("ARM-2")
    make.firearm("A-1", at=other)
    audit = team.begin(make.root())
    assert take(team, audit, "A-1", armoury).outcome == "counted"


def test_what_is_out_or_gone_is_told_by_whom_it_is_with(make: Make, team: Team) -> None:
    armoury, guard = make.place(), make.person("G-1")
    make.issued(make.firearm("A-1"), to=guard)
    audit = team.begin(armoury, method="guided")
    told = take(team, audit, "A-1", armoury, is_blind=False)
    assert (told.outcome, told.verdict, told.person) == ("waiting", "found_issued", "Guard G-1")


def test_a_photo_shows_what_a_guard_has(make: Make, team: Team) -> None:
    armoury, guard = make.place(), make.person("G-1")
    gun = make.firearm("A-1")
    make.issued(gun, to=guard, post=make.place("POST-1", "post"))
    audit = team.begin(armoury)
    spot = Spot(armoury, guard, "photo", PHOTO, is_blind=False)
    taken = make.as_(team.one).do(counting.take, audit=audit, scan=read("A-1"), spot=spot)
    assert (taken.outcome, taken.verdict) == ("counted", "found")
    (seen,) = make.register.read(counts.standing, audit).seen
    assert (seen.item, seen.place, seen.person) == (gun, make.place("POST-1"), guard)


def test_labels_of_places_and_people_say_where_to_count(make: Make, team: Team) -> None:
    armoury, far = make.place(), make.place("ARM-2")
    rack = make.place("R-1", "rack", armoury)
    make.person("G-1")
    audit = team.begin(armoury)
    outcomes = [take(team, audit, text, armoury).outcome for text in ("R-1", "ARM-2", "G-1")]
    assert outcomes == ["place", "outside", "person"]
    assert make.register.read(counting.upwards, rack) == [rack, armoury, make.root()]
    assert far not in make.register.read(counting.upwards, rack)


def test_rounds_are_asked_for_and_the_last_number_holds(make: Make, team: Team) -> None:
    armoury = make.place()
    make.lot("LOT-1", rounds=120)
    audit = team.begin(armoury)
    asked = take(team, audit, "LOT-1", armoury)
    assert (asked.outcome, asked.at, asked.has_packs) == ("asked", 0, False)
    for many in (100, 113):
        make.as_(team.one).do(counting.count, audit=audit, hit=asked.hit, spot=Spot(armoury), quantity=many)
    assert take(team, audit, "LOT-1", armoury).at > 0
    (result,) = make.register.read(counts.standing, audit).results
    assert (result.kind, result.counted, result.expected) == ("short", 113, 120)


def test_other_marks_are_entered_beside_the_sighting(make: Make, team: Team) -> None:
    armoury, _gun = make.place(), make.firearm("A-1")
    audit = team.begin(armoury)
    taken = take(team, audit, "A-1", armoury)
    marked = make.as_(team.one).do(counting.mark, audit=audit, sighting=taken.number)
    assert (marked.verdict, marked.hit.title) == ("marks", "A-1")
    assert team.results(audit) == {"marks": 1}


def test_several_that_answer_are_never_chosen_silently(make: Make, team: Team) -> None:
    armoury = make.place()
    first, second = make.firearm("A-1"), make.firearm("A-1", maker="Rossi", model="M971")
    audit = team.begin(armoury)
    taken = take(team, audit, "A-1", armoury)
    assert {hit.record for hit in taken.hits} == {first, second}
    one = make.as_(team.one).do(counting.take_hit, audit=audit, hit=taken.hits[0], raw="A-1", spot=Spot(armoury))
    assert one.outcome == "counted"


def test_who_is_no_counter_is_refused(make: Make, team: Team) -> None:
    armoury, _gun = make.place(), make.firearm("A-1")
    audit = team.begin(armoury)
    given: dict[str, Any] = {"audit": audit, "scan": read("A-1"), "spot": Spot(armoury)}
    make.as_(team.head).refused("counter_not_named", counting.take, **given)


def test_the_label_of_another_register_is_unknown_and_a_misread_one_is_refused(make: Make, team: Team) -> None:
    armoury = make.place()
    audit = team.begin(armoury)
    foreign = Code("firearm", "XXX", 7).text
    assert take(team, audit, foreign, armoury).outcome == "unknown"
    given: dict[str, Any] = {"audit": audit, "scan": read(foreign[:-1]), "spot": Spot(armoury)}
    make.as_(team.one).refused("scan_misread", counting.take, **given)
