"""The replay answers the judge's questions as the file does, however far it has come and however little it holds."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import replay as replays
from registry_app.domain.entry import NONE, Change, Entry, parse
from registry_app.domain.facts import Facts
from registry_app.domain.records import RECORDS
from registry_app.domain.replay import Replay, keys_of
from registry_app.domain.rows import EntryRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import corrections, custody, holds, records, transfers
from tests.make import Make


def _lived_in(make: Make) -> None:
    """A few acts of every sort, with a correction of a record and of a movement."""
    guns, guard, lot = [make.firearm("SN-1"), make.firearm("SN-2", tag="T-2")], make.person("G-1"), make.lot("L-1")
    make.issued(guns[0], to=guard, rounds={lot: 30})
    make.do(custody.take_back, firearms=[guns[0]], rounds={lot: 20}, expended={lot: 10}, reason="training")
    sent = make.do(transfers.send, items={guns[1]: 1, lot: 5}, destination=make.place("ARM-2"))
    make.do(transfers.accept, sent=sent.seq, to=make.place("ARM-2"), items={guns[1]: 1})
    make.do(holds.hold, item=guns[0], state="blocked", reason="inspection")
    wrong = make.do(
        records.amend, kind="firearm", record=guns[1], values={"serial": "SN-3", "tag": None}, reason="typing_error"
    )
    make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)
    mistaken = make.do(records.describe, kind="person", values={"code": "G-9", "name": "Nobody"})
    make.do(corrections.correct, seq=mistaken.seq, reason="duplicate", witness=make.witness)
    make.do(holds.write_off, kind="lose", item=guns[1], reason="theft", place=make.place("ARM-2"), witness=make.witness)


def _entries(session: Session) -> list[Entry]:
    return [parse(body) for body in session.execute(select(EntryRow.body).order_by(EntryRow.seq)).scalars()]


def _answers(facts: Facts, entries: list[Entry]) -> dict[str, object]:
    """Everything that the judge may ask, about every record and entry."""
    numbers = range(facts.next_record() + 1)
    known = [found for number in numbers if (found := facts.record(number))]
    seqs = range(-1, len(entries) + 2)
    return {
        "told": (facts.last_recorded_at(), facts.policy_in_force(), facts.policy_seq(), facts.next_record()),
        "users": facts.user_count(),
        "records": known,
        "taken": {key: facts.taken(*key) for record in known for key in keys_of(record)},
        "twins": {serial: set(facts.twins(serial)) for serial in ("SN1", "SN2", "SN3", "")},
        "positions": {number: dict(facts.positions(number)) for number in numbers},
        "held": {number: list(facts.held_items(number)) for number in numbers},
        "entries": [facts.entry(seq) for seq in seqs],
        "corrected": [facts.corrected_by(seq) for seq in seqs],
        "mentions": {(number, seq): facts.mentions_after(number, seq) for number in numbers for seq in (NONE, 5, 99)},
        "unsettled": {
            (e.seq, line.item): facts.unsettled(e.seq, line.item)
            for e in entries
            if e.kind == "send"
            for line in e.lines
        },
    }


def test_the_replay_answers_as_the_file_does(make: Make) -> None:
    _lived_in(make)
    entries = make.register.read(_entries)
    replay = Replay()
    for entry in entries:
        replay.apply(entry)
    told = make.register.read(lambda session: _answers(RegisterFacts(session), entries))
    assert _answers(replay, entries) == told


def test_holding_only_the_newest_entries_changes_no_answer(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    _lived_in(make)
    entries = make.register.read(_entries)
    monkeypatch.setattr(replays, "KEPT_AT_HAND", 2)
    every, few = Replay(), Replay(older=lambda seq: entries[seq])
    for entry in entries:
        every.apply(entry)
        few.apply(entry)
        assert _answers(few, entries) == _answers(every, entries)
    assert len(few.entries) == 2


def test_an_entry_that_is_still_to_come_is_not_known(make: Make) -> None:
    make.firearm()
    entries = make.register.read(_entries)
    replay = Replay(older=lambda seq: entries[seq])
    replay.apply(entries[0])
    assert replay.entry(0) == entries[0]
    assert [replay.entry(seq) for seq in (-1, 1, 2)] == [None, None, None]


def test_what_no_rule_let_in_is_taken_as_it_is(make: Make) -> None:
    first = make.register.read(_entries)[0]
    replay = Replay()
    strange = Change(77, "spaceship", {}, {"name": "x"})
    replay.apply(Entry(**{**vars(first), "records": (strange,)}))
    found = replay.record(77)
    assert (found.kind if found else "", "spaceship" in RECORDS) == ("spaceship", False)


def test_a_withdrawn_record_leaves_no_trace_but_its_number(make: Make) -> None:
    gun = make.firearm("SN-1", tag="T-1")
    received = make.register.read(_entries)[-1]
    make.do(corrections.correct, seq=received.seq, reason="duplicate", witness=make.witness)
    replay = Replay()
    for entry in make.register.read(_entries):
        replay.apply(entry)
    assert (replay.record(gun), set(replay.twins("SN1")), dict(replay.positions(gun))) == (None, set(), {})
    assert replay.taken("firearm", ("tag",), ("T-1",)) == 0
    assert replay.next_record() > gun
