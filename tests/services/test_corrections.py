"""Undoing what was entered wrongly, and only while nothing rests on it."""

import pytest

from registry_app.domain.entry import Position
from registry_app.services import corrections, custody, holds, ledger, receiving, records, transfers
from tests.make import Make

GUN = {"serial": "TX1", "maker": "Taurus", "model": "82", "kind": "revolver", "calibre": "38spl"}


def _corrected(make: Make, seq: int) -> int:
    return int(make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness).seq)


def _used(make: Make, seq: int) -> object:
    found = make.refused(
        "correction_used_since", corrections.correct, seq=seq, reason="typing_error", witness=make.witness
    )
    return found.facts["entries"]


def test_an_issue_to_the_wrong_person_is_undone_and_both_entries_stay(make: Make) -> None:
    gun, lot = make.firearm(), make.lot()
    before = make.positions(gun), make.positions(lot)
    wrong = make.issued(gun, to=make.person(), rounds={lot: 10})
    seq = _corrected(make, wrong.seq)
    assert (make.positions(gun), make.positions(lot)) == before
    assert make.entry(seq).corrects == wrong.seq
    assert make.entry(seq).lines == make.entry(wrong.seq).undoing()


def test_what_was_used_since_is_named_and_corrected_first(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    first = make.issued(gun, to=guard)
    second = make.do(custody.take_back, firearms=[gun])
    assert _used(make, first.seq) == (second.seq,)
    _corrected(make, second.seq)
    _corrected(make, first.seq)


def test_a_firearm_that_came_back_to_the_same_hand_was_used_all_the_same(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    first = make.issued(gun, to=guard)
    later = (make.do(custody.take_back, firearms=[gun]).seq, make.issued(gun, to=guard).seq)
    assert _used(make, first.seq) == later


def test_rounds_that_were_used_and_made_up_for_since(make: Make) -> None:
    lot, guard = make.lot(rounds=100), make.person()
    make.issued(make.firearm(), to=guard)
    first = make.issued(to=guard, rounds={lot: 10})
    back = make.do(custody.take_back, person=guard, rounds={lot: 4})
    make.issued(to=guard, rounds={lot: 30})
    assert _used(make, first.seq) == (back.seq,)


def test_rounds_that_lay_untouched_are_given_back(make: Make) -> None:
    lot, guard = make.lot(rounds=100), make.person()
    make.issued(make.firearm(), to=guard, rounds={lot: 20})
    first = make.issued(to=guard, rounds={lot: 10})
    make.do(custody.take_back, person=guard, rounds={lot: 20})
    _corrected(make, first.seq)
    assert make.positions(lot)[Position(make.place())] == 100


def test_a_purchase_whose_rounds_went_out(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    lot = make.lot(rounds=10)
    more = make.do(receiving.receive, item=lot, quantity=50, to=make.place())
    make.do(receiving.receive, item=lot, quantity=5, to=make.place("ARM-2"))
    out = make.issued(gun, to=guard, rounds={lot: 20})
    assert _used(make, more.seq) == (out.seq,)


def test_a_change_that_was_changed_again(make: Make) -> None:
    gun = make.firearm()
    posted = [make.do(records.amend, kind="firearm", record=gun, values={"year": y}).seq for y in (1998, 1999, 1998)]
    assert _used(make, posted[0]) == (posted[1], posted[2])


def test_another_field_of_the_same_record_may_have_changed_since(make: Make) -> None:
    gun = make.firearm(year=1998)
    wrong = make.do(records.amend, kind="firearm", record=gun, values={"year": 1999})
    make.do(records.amend, kind="firearm", record=gun, values={"importer": "Armas Sur"})
    _corrected(make, wrong.seq)
    make.do(records.amend, kind="firearm", record=gun, values={"year": 2000})


def test_a_firearm_received_by_mistake_leaves_no_record_and_its_number_is_not_given_again(make: Make) -> None:
    wrong = make.do(receiving.receive, kind="firearm", values=GUN, to=make.place())
    _corrected(make, wrong.seq)
    assert make.positions(wrong.records[0]) == {}
    make.refused("item_unknown", custody.issue, firearms=[wrong.records[0]], to=make.person())
    again = make.do(receiving.receive, kind="firearm", values=GUN, to=make.place())
    assert again.records[0] > wrong.records[0]


def test_a_firearm_that_has_a_life_is_not_withdrawn(make: Make) -> None:
    received = make.do(receiving.receive, kind="firearm", values=GUN, to=make.place())
    held = make.do(holds.hold, item=received.records[0], state="blocked", reason="inspection")
    assert _used(make, received.seq) == (held.seq,)


def test_a_place_in_which_something_lies_is_not_withdrawn(make: Make) -> None:
    posted = make.do(records.describe, kind="place", values={
        "code": "S1", "name": "Safe", "kind": "safe", "parent_id": make.place()
    })  # fmt: skip
    make.firearm(at=posted.records[0])
    assert len(_used(make, posted.seq)) == 1  # type: ignore[arg-type]


def test_a_place_to_which_something_is_under_way_is_not_withdrawn(make: Make) -> None:
    posted = make.do(records.describe, kind="place", values={
        "code": "A2", "name": "Second", "kind": "armoury", "parent_id": make.root()
    })  # fmt: skip
    gun = make.firearm()
    sent = make.do(transfers.send, items={gun: 1}, destination=posted.records[0])
    assert _used(make, posted.seq) == (sent.seq,)


def test_a_loss_that_was_none_is_undone(make: Make) -> None:
    gun = make.firearm()
    before = make.positions(gun)
    lost = make.do(holds.write_off, kind="lose", item=gun, reason="theft", witness=make.witness)
    _corrected(make, lost.seq)
    assert make.positions(gun) == before


def test_even_a_destruction_that_never_happened_is_undone_by_two(make: Make) -> None:
    gun = make.firearm()
    gone = make.do(holds.write_off, kind="destroy", item=gun, reason="worn_out", document="D-9", witness=make.witness)
    make.refused("witness_missing", corrections.correct, seq=gone.seq, reason="wrong_item")
    _corrected(make, gone.seq)
    make.issued(gun, to=make.person())


def test_nothing_is_corrected_twice(make: Make) -> None:
    wrong = make.issued(make.firearm(), to=make.person())
    seq = _corrected(make, wrong.seq)
    found = make.refused(
        "corrected_already", corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness
    )
    assert found.facts["by"] == seq


def test_a_correction_is_not_corrected(make: Make) -> None:
    seq = _corrected(make, make.issued(make.firearm(), to=make.person()).seq)
    make.refused("correction_not_for", corrections.correct, seq=seq, reason="typing_error", witness=make.witness)


@pytest.mark.parametrize("seq", [0, 1])
def test_set_up_and_users_are_not_undone(make: Make, seq: int) -> None:
    assert make.witness
    make.refused("correction_not_for", corrections.correct, seq=seq, reason="typing_error", witness=make.witness)


def test_an_entry_that_does_not_exist(make: Make) -> None:
    make.refused("correction_of_nothing", corrections.correct, seq=999, reason="typing_error", witness=make.witness)


def test_a_correction_needs_a_reason(make: Make) -> None:
    posted = make.issued(make.firearm(), to=make.person())
    make.refused("reason_missing", corrections.correct, seq=posted.seq, reason="", witness=make.witness)


def test_undoing_does_not_bring_back_what_somebody_else_has_taken(make: Make) -> None:
    wrong = make.do(records.amend, kind="place", record=make.place("ARM-1"), values={"code": "ARM-9"})
    make.described("place", code="ARM-1", name="New", kind="armoury", parent_id=make.root())
    make.refused("key_taken", corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)


def test_undoing_does_not_make_one_firearm_of_two(make: Make) -> None:
    gun = make.firearm("A100")
    wrong = make.do(records.amend, kind="firearm", record=gun, values={"serial": "A200"}, reason="other")
    make.firearm("A100")
    make.refused("firearm_exists", corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)


def test_what_was_accepted_is_not_unsent(make: Make) -> None:
    gun, there = make.firearm(), make.place("ARM-2")
    sent = make.do(transfers.send, items={gun: 1}, destination=there)
    taken = make.do(transfers.accept, sent=sent.seq, to=there)
    assert _used(make, sent.seq) == (taken.seq,)
    _corrected(make, taken.seq)
    _corrected(make, sent.seq)


def test_what_was_accepted_in_part_is_not_unsent(make: Make) -> None:
    lot, there = make.lot(), make.place("ARM-2")
    sent = make.do(transfers.send, items={lot: 50}, destination=there)
    make.do(transfers.send, items={lot: 50}, destination=there)
    taken = make.do(transfers.accept, sent=sent.seq, to=there, items={lot: 10})
    assert _used(make, sent.seq) == (taken.seq,)


def test_a_sale_is_undone_whatever_else_the_buyer_had(make: Make) -> None:
    lot = make.lot(rounds=100)
    sold = [
        make.do(holds.write_off, kind="dispose", item=lot, quantity=10, reason="sale", witness=make.witness).seq
        for _one in range(2)
    ]
    _corrected(make, sold[0])
    assert make.positions(lot)[Position(make.place())] == 90


def test_a_sale_is_undone_even_when_as_much_was_bought_back(make: Make) -> None:
    """What suppliers and buyers have is not counted."""
    lot = make.lot(rounds=100)
    sold = make.do(holds.write_off, kind="dispose", item=lot, quantity=10, reason="sale", witness=make.witness)
    make.do(receiving.receive, item=lot, quantity=10, source="buyer", to=make.place())
    _corrected(make, sold.seq)
    assert make.positions(lot)[Position(make.place())] == 110


@pytest.mark.parametrize("kind", ["issue", "relieve", "take_back"])
def test_a_handover_is_undone_at_once_without_a_witness(make: Make, kind: str) -> None:
    gun, lot, one = make.firearm(), make.lot(), make.person()
    seq = make.issued(gun, to=one, rounds={lot: 20}).seq
    if kind == "relieve":
        seq = make.do(custody.relieve, firearms=[gun], rounds={lot: 20}, to=make.person()).seq
    elif kind == "take_back":
        seq = make.do(custody.take_back, firearms=[gun], expended={lot: 20}, reason="training").seq
    undone = make.entry(make.do(corrections.void, seq=seq).seq)
    assert (undone.kind, undone.corrects, undone.reason_code, undone.witness) == ("void", seq, "undone", 0)
    home = Position(make.place()) if kind == "issue" else Position(make.place(), one)
    assert make.positions(gun)[home] == 1


def test_there_must_be_something_to_undo(make: Make) -> None:
    make.refused("correction_of_nothing", corrections.void, seq=999)


def test_a_preview_tells_what_leads_back_and_writes_nothing(make: Make) -> None:
    gun, lot, guard = make.firearm("A-1"), make.lot("L-1"), make.person("G-1", name="Rosa Vera")
    wrong = make.issued(gun, to=guard, rounds={lot: 10}).seq
    make.clock.pass_(hours=1)
    shown = make.register.read(corrections.preview, seq=wrong, by=make.register.actor)
    assert (shown.kind, shown.is_possible, shown.findings) == ("correct", True, ())
    told = [(line.item.name, line.quantity, line.source, line.target) for line in shown.lines]
    assert told == [("L-1", 10, "Arm-1, Rosa Vera", "Arm-1"), ("A-1", 1, "Arm-1, Rosa Vera", "Arm-1")]
    assert make.entry(wrong).seq == make.register.read(lambda session: ledger.head(session).size) - 1


def test_a_preview_of_what_was_just_handed_over_is_a_void(make: Make) -> None:
    wrong = make.issued(make.firearm(), to=make.person()).seq
    assert make.register.read(corrections.preview, seq=wrong, by=make.register.actor).kind == "void"
    by_another = make.register.read(corrections.preview, seq=wrong, by=make.witness)
    assert (by_another.kind, by_another.is_possible) == ("correct", True)


def test_a_preview_names_what_rests_on_the_entry(make: Make) -> None:
    gun = make.firearm()
    wrong = make.issued(gun, to=make.person()).seq
    later = make.do(custody.take_back, firearms=[gun]).seq
    shown = make.register.read(corrections.preview, seq=wrong, by=make.register.actor)
    assert not shown.is_possible
    assert [found.facts["entries"] for found in shown.findings] == [(later,)]


def test_a_preview_of_a_change_shows_the_field_as_it_was(make: Make) -> None:
    gun = make.firearm("A-1", year=1998)
    wrong = make.do(records.amend, kind="firearm", record=gun, values={"year": 1999}).seq
    (change,) = make.register.read(corrections.preview, seq=wrong, by=make.register.actor).changes
    assert [(field.name, field.old, field.new) for field in change.fields] == [("year", 1999, 1998)]
