"""Armouries change hands by an act that the new custodian acknowledges, and their keys go along."""

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position
from registry_app.services import custodians, custody, key_register, records
from registry_app.services.custodians import Custodian
from tests.make import Make, enter


def _custodians(make: Make) -> dict[str, Custodian]:
    return {each.armoury_name: each for each in make.register.read(custodians.custodians)}


def _over(make: Make, to: int, *armouries: int) -> int:
    return int(make.do(custodians.hand_over, armoury=armouries, to=to, witness=make.witness).seq)


def test_an_armoury_gets_its_first_custodian_and_the_next(make: Make) -> None:
    armoury, first, second = make.place(), make.person("G-1"), make.person("G-2")
    assert _custodians(make)["Arm-1"] == Custodian(armoury, "Arm-1", 0, "", 0)
    _over(make, first, armoury)
    make.clock.pass_(days=3)
    entry = make.entry(_over(make, second, armoury))
    assert (entry.acknowledged_by, entry.reason_code, entry.witness > 0) == (second, "hand_over", True)
    assert _custodians(make)["Arm-1"] == Custodian(armoury, "Arm-1", second, "Guard G-2", entry.occurred_at)


def test_a_custodian_may_come_with_the_armoury(make: Make) -> None:
    person = make.person("G-1")
    values = {"code": "A9", "name": "Nine", "kind": "armoury", "parent_id": make.root(), "custodian_id": person}
    seq = make.do(records.describe, kind="place", values=values).seq
    assert (_custodians(make)["Nine"].person, _custodians(make)["Nine"].since) == (person, make.entry(seq).occurred_at)


def test_the_keys_of_the_armoury_go_along_and_no_others(make: Make) -> None:
    armoury, other, one, two = make.place("ARM-1"), make.place("ARM-2"), make.person("G-1"), make.person("G-2")
    safe = make.place("SAFE-1", "safe", armoury)
    _over(make, one, armoury, other)
    keys = [make.article(f"K-{n}", "key", opens_id=place) for n, place in enumerate((armoury, safe, other))]
    make.do(custody.issue, to=one, articles=dict.fromkeys(keys, 1))
    stored = make.article("K-9", "key", opens_id=safe)
    entry = make.entry(_over(make, two, armoury))
    assert {line.item for line in entry.lines} == set(keys[:2])
    held = {row.key: row.person for row in make.register.read(key_register.keys)}
    assert held == {keys[0]: two, keys[1]: two, keys[2]: one, stored: 0}


def test_a_custodian_changes_by_handing_over_only(make: Make) -> None:
    armoury, person = make.place(), make.person()
    values = {"custodian_id": person}
    make.refused("custodian_by_hand_over", records.amend, kind="place", record=armoury, values=values)
    make.refused("witness_missing", custodians.hand_over, armoury=armoury, to=person)
    safe = make.place("SAFE-1", "safe", armoury)
    make.refused("field_not_for_kind", custodians.hand_over, armoury=safe, to=person, witness=make.witness)


def test_an_armoury_does_not_go_to_who_has_left(make: Make) -> None:
    gone = make.person(left_on="2026-01-01")
    make.refused("person_left", custodians.hand_over, armoury=make.place(), to=gone, witness=make.witness)


def test_nothing_is_handed_over_to_who_has_it(make: Make) -> None:
    armoury, person = make.place(), make.person()
    _over(make, person, armoury)
    make.refused("amend_nothing", custodians.hand_over, armoury=armoury, to=person, witness=make.witness)
    make.refused("entry_empty", custodians.hand_over, armoury=(), to=person, witness=make.witness)


@pytest.mark.parametrize(
    ("code", "acknowledged", "with_line"),
    [("custodian_not_acknowledged", "one", False), ("acknowledgement_missing", "", False),
     ("keys_stay_behind", "two", False), ("hand_over_moves_keys", "two", True)],
)  # fmt: skip
def test_a_hand_over_is_whole(make: Make, code: str, acknowledged: str, *, with_line: bool) -> None:
    armoury, people = make.place(), {"one": make.person("G-1"), "two": make.person("G-2"), "": 0}
    _over(make, people["one"], armoury)
    key, vest = make.article("K-1", "key", opens_id=armoury), make.article("V-1")
    make.do(custody.issue, to=people["one"], articles={key: 1, vest: 1})
    line = Line(vest, 1, Position(armoury, people["one"]), Position(armoury, people["two"]))
    draft = Draft(
        "hand_over", (line,) if with_line else (), (Wish("place", {"custodian_id": people["two"]}, armoury),),
        reason_code="hand_over", acknowledged_by=people[acknowledged],
    )  # fmt: skip
    make.refused(code, enter, draft=draft, witness=make.witness)


def test_a_hand_over_is_of_something(make: Make) -> None:
    armoury, person = make.place(), make.person()
    key = make.article("K-1", "key", opens_id=armoury)
    line = Line(key, 1, Position(armoury), Position(armoury, person))
    draft = Draft("hand_over", (line,), reason_code="hand_over", acknowledged_by=person)
    make.refused("hand_over_of_nothing", enter, draft=draft, witness=make.witness)
