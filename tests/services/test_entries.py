"""One entry whole: its lines and changes in names, who signed and acknowledged, and where it stands."""

from typing import Any

import pytest

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Refused
from registry_app.services import (
    acknowledgements,
    corrections,
    custody,
    entries,
    erasing,
    ledger,
    pins,
    receiving,
    records,
)
from registry_app.services.acknowledgements import Handover
from registry_app.services.entries import EntryTold, Item
from tests.make import Make

GUN = {"serial": "TX1", "maker": "Taurus", "model": "82", "kind": "revolver", "calibre": "38spl"}


def _told(make: Make, seq: int) -> EntryTold:
    return make.register.read(entries.whole, seq)


def test_lines_are_told_with_where_from_and_where_to(make: Make) -> None:
    gun, lot, guard = make.firearm("AAA-1"), make.lot("L-1"), make.person("G-1", name="Rosa Vera")
    told = _told(make, make.issued(gun, to=guard, rounds={lot: 20}).seq)
    assert [(line.item.name, line.quantity, line.source, line.target) for line in told.lines] == [
        ("AAA-1", 1, "Arm-1", "Arm-1, Rosa Vera"), ("L-1", 20, "Arm-1", "Arm-1, Rosa Vera")
    ]  # fmt: skip
    assert told.links == (
        Item(gun, "firearm", "AAA-1", "Taurus G3"), Item(lot, "lot", "L-1", "CBC 9x19"),
        Item(guard, "person", "Rosa Vera", "G-1"), Item(make.place(), "place", "Arm-1", "ARM-1"),
    )  # fmt: skip
    assert (told.actor, told.witness, told.is_handover) == ("Ana Ruiz (first)", "", True)


def test_changes_are_told_before_and_after(make: Make) -> None:
    gun = make.firearm("AAA-1", year=1998)
    told = _told(make, make.do(records.amend, kind="firearm", record=gun, values={"year": 1999}).seq)
    (changed,) = told.changes
    assert (changed.record.name, changed.does) == ("AAA-1", "amend")
    assert [(field.name, field.old, field.new) for field in changed.fields] == [("year", 1998, 1999)]


def test_an_entry_and_its_correction_name_each_other(make: Make) -> None:
    wrong = make.do(receiving.receive, kind="firearm", values=GUN, to=make.place())
    seq = make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness).seq
    before, after = _told(make, wrong.seq), _told(make, seq)
    assert (before.corrected_by, before.may_be_undone, after.may_be_undone) == (seq, False, False)
    assert (after.entry.corrects, after.witness) == (wrong.seq, "Second (second)")
    assert [(change.record.name, change.does) for change in after.changes] == [("TX1", "withdraw")]
    assert [line.item.name for line in before.lines] == [f"#{wrong.records[0]}"]


def test_leaf_and_head_are_those_of_the_tree(make: Make) -> None:
    seq = make.issued(make.firearm(), to=make.person()).seq
    later = make.firearm()
    told = _told(make, seq)
    assert told.root == make.register.read(ledger.head, size=seq + 1).root
    assert told.size == make.register.read(ledger.head).size > seq + 1
    assert len(told.leaf) == 2 * merkle.HASH_SIZE
    assert told.keys == (signing.key_id(make.register.actor.key.public).hex(),)
    assert later


def test_what_was_acknowledged_is_told_word_for_word(make: Make) -> None:
    guard, gun = make.person("G-1", name="Rosa Vera"), make.firearm("A-1")
    make.do(pins.set_pin, person=guard, pin="4711")
    about = Handover("issue", guard, make.clock.now, (gun,))
    text = make.register.read(acknowledgements.text_for, about)
    found = make.register.read(acknowledgements.by_pin, guard, "4711", text)
    seq = make.do(custody.issue, firearms=[gun], to=guard, occurred_at=about.at, acknowledgement=found).seq
    told: Any = _told(make, seq).acknowledged
    assert (told.person, told.method) == ("Rosa Vera", "pin")
    assert told.text == found.text


def test_a_note_that_was_erased_is_told_as_erased(make: Make) -> None:
    guard = make.person("G-1")
    seq = make.issued(make.firearm(), to=guard, note="Came late").seq
    assert (_told(make, seq).note, _told(make, seq).is_note_erased) == ("Came late", False)
    make.do(erasing.remark, seq=seq, reason="privacy", witness=make.witness)
    assert (_told(make, seq).note, _told(make, seq).is_note_erased) == ("", True)


def test_lateness_is_told_where_the_policy_calls_it_so(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(days=3)
    seq = make.issued(gun, to=guard, occurred_at=make.clock.now - 30 * 3_600_000).seq
    assert _told(make, seq).late_hours == 30


def test_an_entry_that_is_not_there_is_refused(make: Make) -> None:
    with pytest.raises(Refused):
        _told(make, 9_999)
