"""The judge on entries that no service makes: forged, doubled, out of place; and on a whole ledger replayed."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.case import Case
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Change, Entry, Line, Position, Ref, body, parse
from registry_app.domain.errors import warn
from registry_app.domain.overlay import Overlay
from registry_app.domain.replay import Replay
from registry_app.domain.rows import EntryRow
from registry_app.domain.rules import NEWEST, is_refused, judge
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import corrections, custody, holds, records, transfers
from registry_app.services.drafting import Pencil
from tests.make import Make


def _codes(make: Make, draft: Draft, **forged: Any) -> set[str]:
    """What the judge says of an entry as the program would make it, but for what is forged."""

    def work(session: Session) -> set[str]:
        entry = Pencil(session, by=make.register.actor).draft(draft).entry
        return {f.code for f in judge(replace(entry, **forged), RegisterFacts(session))}

    return make.register.read(work)


def _bodies(make: Make) -> list[bytes]:
    return make.register.read(lambda session: list(session.scalars(select(EntryRow.body).order_by(EntryRow.seq))))


def _issue(make: Make) -> Draft:
    place, guard = make.place(), make.person()
    return Draft("issue", (Line(make.firearm(), 1, Position(place), Position(place, guard)),))


PERSON = Draft("describe", wishes=(Wish("person", {"code": "G-77", "name": "Luz"}),))


@pytest.mark.parametrize(("forged", "code"), [
    ({"kind": "vanish"}, "kind_unknown"), ({"kind": "set_up"}, "kind_unknown"), ({"zone": "Here"}, "zone_unknown"),
    ({"reason_code": "x"}, "reason_unknown"), ({"policy": 1}, "policy_not_in_force"),
    ({"role": "armorer"}, "role_may_not"), ({"actor": 999}, "actor_unknown"), ({"actor": 1}, "actor_unknown"),
    ({"witness": 999}, "witness_unknown"), ({"witness": -3}, "witness_unknown"),
    ({"acknowledged_by": 999}, "person_unknown"), ({"id": "x"}, "id_malformed"),
    ({"prior_root": "00"}, "id_malformed"), ({"batch": "x"}, "id_malformed"),
    ({"note_commit": "Luz"}, "id_malformed"), ({"origin": ""}, "text_malformed"),
    ({"build": "a\nb"}, "text_malformed"), ({"recorded_at": 5}, "future_date"),
    ({"recorded_at": 5, "occurred_at": 5}, "clock_behind"), ({"occurred_at": 0}, "time_out_of_range"),
    ({"recorded_at": 2**53}, "time_out_of_range"), ({"corrects": 1}, "correction_of_nothing"),
    ({"records": ()}, "entry_empty"), ({"corrects": -7}, "correction_of_nothing"),
    ({"refs": (Ref("document", "x" * 201),)}, "text_malformed"), ({"refs": (Ref("", "x"),)}, "text_malformed"),
    ({"records": (Change(999, "person", {}, {}),)}, "record_number"),
    ({"records": (Change(5, "person", {"code": "X"}, {"code": "Y"}),)}, "record_not_described"),
    ({"records": (Change(5, "robot", {}, {"x": 1}),)}, "record_not_for_act"),
])  # fmt: skip
def test_a_forged_description(make: Make, forged: dict[str, Any], code: str) -> None:
    assert code in _codes(make, PERSON, **forged)


def test_what_is_not_forged_is_allowed(make: Make) -> None:
    assert _codes(make, PERSON) == set()


@pytest.mark.parametrize(("line", "code"), [
    ({"item": 999}, "item_unknown"), ({"item": 1}, "item_unknown"), ({"quantity": 0}, "quantity_below_one"),
    ({"quantity": -1}, "quantity_below_one"), ({"quantity": 2}, "firearm_is_one"),
    ({"quantity": 10_000_001}, "quantity_too_large"), ({"source": Position(999)}, "place_unknown"),
    ({"target": Position(2, 999)}, "person_unknown"), ({"target": Position(2, 0, "gone")}, "state_unknown"),
    ({"source": Position(1)}, "place_unknown"),
])  # fmt: skip
def test_a_forged_line(make: Make, line: dict[str, Any], code: str) -> None:
    draft = _issue(make)
    assert code in _codes(make, draft, lines=(draft.lines[0]._replace(**line),))


def test_a_state_does_not_change_in_passing(make: Make) -> None:
    draft = _issue(make)
    target = draft.lines[0].target._replace(state="loaded")
    assert _codes(make, draft, lines=(draft.lines[0]._replace(target=target),)) == {"state_not_so"}


@pytest.mark.parametrize(("old", "new", "code"), [
    ({"code": "G-1"}, {"code": "G-2"}, ""), ({"code": "G-9"}, {"code": "G-2"}, "changed_meanwhile"),
    ({"code": "G-1"}, {"code": "G-2", "licence_class": "B"}, "change_uneven"), ({"code": "G-1"}, {}, "change_uneven"),
    ({"code": "G-1"}, {"code": "G-1"}, "amend_nothing"), ({}, {"code": "G-2"}, "amend_nothing"),
])  # fmt: skip
def test_a_forged_amendment(make: Make, old: dict[str, str], new: dict[str, str], code: str) -> None:
    guard = make.person("G-1")
    draft = Draft("amend", wishes=(Wish("person", {"code": "G-5"}, guard),))
    assert code in (_codes(make, draft, records=(Change(guard, "person", old, new),)) or {""})


def test_a_record_is_changed_once_by_an_entry(make: Make) -> None:
    change = Change(make.person("G-1"), "person", {"code": "G-1"}, {"code": "G-2"})
    draft = Draft("amend", wishes=(Wish("person", {"code": "G-5"}, change.record),))
    assert "record_twice" in _codes(make, draft, records=(change, change))


@pytest.mark.parametrize("forged", [{"lines": ()}, {"records": (Change(1, "company", {}, {"name": "x"}),)}])
def test_a_correction_undoes_exactly(make: Make, forged: dict[str, Any]) -> None:
    seq = make.issued(make.firearm(), to=make.person()).seq
    witness, undoing = make.witness, make.entry(seq).undoing()
    draft = Draft("correct", undoing, reason_code="typing_error", corrects=seq)

    def work(session: Session) -> set[str]:
        entry = Pencil(session, by=make.register.actor, witness=witness).draft(draft).entry
        return {f.code for f in judge(replace(entry, **forged), RegisterFacts(session))}

    assert "correction_differs" in make.register.read(work)


def _set_up(make: Make, *dropped: str, doubled: str = "") -> set[str]:
    entry = make.entry(0)
    kept = [c for c in entry.records if c.kind not in dropped]
    kept += [c for c in entry.records if c.kind == doubled]
    return {f.code for f in judge(replace(entry, records=tuple(kept)), Replay())}


def test_the_set_up_is_one_company_one_policy_and_its_users(make: Make) -> None:
    assert _set_up(make) == set()
    assert _set_up(make, "policy") == {"edition_unknown"}
    assert {"set_up_incomplete", "record_exists_once"} <= _set_up(make, doubled="company") | _set_up(make, "company")
    assert "set_up_incomplete" in _set_up(make, "user")


def test_an_edition_that_this_release_does_not_know(make: Make) -> None:
    entry = make.entry(0)
    newer = [replace(c, new={**c.new, "edition": NEWEST + 1}) if c.kind == "policy" else c for c in entry.records]
    assert [f.code for f in judge(replace(entry, records=tuple(newer)), Replay())] == ["edition_unknown"]


def test_a_warning_is_settled_by_a_reason_and_a_refusal_is_not(make: Make) -> None:
    make.firearm("A1", maker="Rossi")
    values = {"serial": "A1", "maker": "Taurus", "model": "82", "kind": "revolver", "calibre": "38spl"}
    draft = Draft("describe", wishes=(Wish("firearm", values),), reason_code="other_maker")
    assert _codes(make, draft) == {"serial_of_another"}
    assert _codes(make, draft, reason_code="") == {"serial_of_another", "reason_needed"}
    assert not is_refused([warn("serial_of_another")])


def _live(make: Make) -> None:
    """A little of everything."""
    here, there = make.place("ARM-1"), make.place("ARM-2")
    gun, other, lot, guard, witness = make.firearm(), make.firearm(), make.lot(), make.person(), make.witness
    make.issued(gun, to=guard, rounds={lot: 20}, note="x")
    make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training")
    sent = make.do(transfers.send, items={gun: 1, lot: 30}, source=here, destination=there)
    taken = make.do(transfers.accept, sent=sent.seq, to=there, items={lot: 10})
    make.do(transfers.reject, sent=sent.seq, items=[gun], reason="refused_delivery")
    make.do(corrections.correct, seq=taken.seq, reason="typing_error", witness=witness)
    make.do(records.amend, kind="person", record=guard, values={"name": "Sol Mar", "licence_class": "B"})
    make.do(holds.write_off, kind="lose", item=other, reason="theft", witness=witness)
    make.do(holds.find, item=other, to=here, witness=witness)
    make.do(holds.release, item=other, reason="recovered")
    make.do(holds.write_off, kind="dispose", item=other, reason="sale", witness=witness)


def test_a_ledger_replayed_from_its_bodies_is_allowed_entry_by_entry(make: Make) -> None:
    _live(make)
    ledger = Replay()
    for content in _bodies(make):
        entry = parse(content)
        assert body(entry) == content
        assert not is_refused(judge(entry, ledger))
        ledger.apply(entry)


def test_rules_made_stricter_condemn_nothing_that_was_done_before(make: Make) -> None:
    old = make.person(licence="2025-01-01", course="2025-01-01")
    policy = {str(n): v for c in make.entry(0).records if c.kind == "policy" for n, v in c.new.items()}
    for checked in (0, 1):
        values: dict[str, Any] = policy | dict.fromkeys(("licence_checked", "course_checked"), checked)
        make.post(Draft("policy", wishes=(Wish("policy", values),)), witness=make.witness)
        if not checked:
            make.issued(make.firearm(), to=old)
    make.refused("licence_expired", custody.issue, firearms=[make.firearm()], to=old)
    ledger = Replay()
    for entry in map(parse, _bodies(make)):
        assert not is_refused(judge(entry, ledger))
        ledger.apply(entry)


def test_the_file_and_memory_tell_the_judge_the_same(make: Make) -> None:
    _live(make)
    ledger, entries = Replay(), [parse(content) for content in _bodies(make)]
    for entry in entries:
        ledger.apply(entry)
    told = make.register.read(lambda session: _told(RegisterFacts(session), len(entries)))
    assert told == _told(ledger, len(entries)) == _told(Overlay(ledger), len(entries))


def _told(facts: Any, size: int) -> list[object]:
    numbers = range(1, facts.next_record())
    return [
        facts.last_recorded_at(), facts.policy_in_force(), facts.policy_seq(), facts.next_record(), facts.user_count(),
        [facts.record(n) for n in numbers], [dict(facts.positions(n)) for n in numbers],
        [list(facts.held_items(n)) for n in numbers], [facts.mentions_after(n, 3) for n in numbers],
        [facts.corrected_by(s) for s in range(size)], [facts.entry(s) for s in range(size)],
        [facts.unsettled(s, n) for s in range(size) for n in numbers if _is_send(facts.entry(s))],
        sorted(facts.twins("SN00001")), facts.taken("place", ("code",), ("ARM-2",)),
    ]  # fmt: skip


def _is_send(entry: Entry) -> bool:
    return entry.kind == "send"


def test_a_ring_of_places_is_walked_once(make: Make) -> None:
    """A ledger that was tampered with may hold one; whoever walks it must come to an end."""
    ledger = Replay()
    ledger.apply(make.entry(0))
    ring = (Change(90, "place", {}, {"parent_id": 91}), Change(91, "place", {}, {"parent_id": 90}))
    case = Case(replace(make.entry(0), records=ring), ledger)
    assert case.upwards(90) == [90, 91]
