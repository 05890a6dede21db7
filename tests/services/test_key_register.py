"""Keys: who holds which safe's keys since when, and whose hands they went through."""

from registry_app.services import corrections, custody, key_register, transfers
from registry_app.services.key_register import KeyRow
from tests.make import Make


def _keys(make: Make) -> list[KeyRow]:
    found: list[KeyRow] = make.register.read(key_register.keys)
    return found


def _safe(make: Make) -> int:
    return make.place("SAFE-1", "safe", make.place("ARM-1"))


def test_a_key_is_told_with_what_it_opens_and_who_has_it_since_when(make: Make) -> None:
    key, guard = make.article("K-1", "key", opens_id=_safe(make)), make.person("G-1")
    make.clock.pass_(days=1)
    due = make.clock.now + 3_600_000
    seq = make.do(custody.issue, to=guard, articles={key: 1}, due_at=due).seq
    (row,) = _keys(make)
    assert (row.code, row.opens_name, row.armoury_name, row.person_name) == ("K-1", "Safe-1", "Arm-1", "Guard G-1")
    assert (row.since, row.due_at) == (make.entry(seq).occurred_at, due)


def test_a_key_in_store_tells_where_it_lies_and_is_due_never(make: Make) -> None:
    make.article("K-1", "key", opens_id=_safe(make), at=make.place("ARM-2"))
    (row,) = _keys(make)
    assert (row.place_name, row.person, row.person_name, row.due_at) == ("Arm-2", 0, "", 0)


def test_an_issue_that_was_corrected_counts_for_nothing(make: Make) -> None:
    key, guard, witness = make.article("K-1", "key", opens_id=_safe(make)), make.person(), make.witness
    since = _keys(make)[0].since
    make.clock.pass_(hours=2)
    wrong = make.do(custody.issue, to=guard, articles={key: 1})
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=witness)
    assert (_keys(make)[0].since, _keys(make)[0].person) == (since, 0)
    assert [span.kind for span in make.register.read(key_register.history, key=key)] == ["receive"]


def test_the_life_of_a_key_has_no_gap(make: Make) -> None:
    key, guard = make.article("K-1", "key", opens_id=_safe(make)), make.person("G-1")
    for act in (custody.issue, custody.take_back, custody.issue):
        make.clock.pass_(hours=8)
        make.do(act, articles={key: 1}, **({"to": guard} if act is custody.issue else {}))
    newest, *older = make.register.read(key_register.history, key=key)
    assert (newest.person_name, newest.until) == ("Guard G-1", 0)
    spans = [*reversed(older), newest]
    assert [span.until for span in spans[:-1]] == [span.since for span in spans[1:]]
    assert [span.person_name for span in spans] == ["", "Guard G-1", "", "Guard G-1"]


def test_alike_keys_stand_in_a_row_for_each_position(make: Make) -> None:
    keys, guard = make.article("K-9", "key", pieces=3, is_single=0, opens_id=_safe(make)), make.person()
    make.do(custody.issue, to=guard, articles={keys: 1})
    assert [(row.person > 0, row.pieces) for row in _keys(make)] == [(False, 2), (True, 1)]
    assert [span.until for span in make.register.read(key_register.history, key=keys)] == [0, 0]


def test_keys_under_way_are_told_and_those_that_left_are_not(make: Make) -> None:
    key, other = make.article("K-1", "key", opens_id=_safe(make)), make.article("K-2", "key")
    make.article("V-1", "vest")
    make.do(transfers.send, items={key: 1}, destination=make.place("ARM-2"))
    first, last = _keys(make)
    assert (first.place, last.key, last.armoury) == (make.outside("transit"), other, 0)


def test_a_ring_of_places_ends_the_search_for_an_armoury() -> None:
    assert key_register.Tree({}, {1: "safe", 2: "rack"}, {1: 2, 2: 1}).armoury(1) == 0
