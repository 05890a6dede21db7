"""The guard acknowledges the exact text of a handover, which enters with it and stays."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Ref
from registry_app.domain.errors import Damaged, Refused
from registry_app.domain.records import Document
from registry_app.domain.rows import ContentRow
from registry_app.domain.rules import judge
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import acknowledgements, checks, corrections, custody, documents, ledger, pins, policies
from registry_app.services.acknowledgements import Acknowledgement, Handover, acknowledged, by_drawing, by_pin, text_for
from tests.make import Make, enter

STROKES = (((10, 20, 0), (14, 31, 16), (22, 8, 33)), ((40, 12, 250), (44, 30, 270)))


@pytest.fixture
def told(make: Make) -> Handover:
    """A pistol with rounds about to go to a guard who has a PIN."""
    guard = make.person("G-1", name="Rosa Vera")
    make.do(pins.set_pin, person=guard, pin="4711")
    gun, lot = make.firearm("A-1"), make.lot("L1")
    return Handover("issue", guard, make.clock.now, (gun,), {lot: 20}, due_at=make.clock.now + 3_600_000)


def issued(make: Make, told: Handover, found: Acknowledgement, **changed: object) -> int:
    facts = {
        "firearms": told.firearms, "rounds": told.rounds, "to": told.person, "occurred_at": told.at,
        "due_at": told.due_at, "acknowledgement": found,
    }  # fmt: skip
    return int(make.do(custody.issue, **{**facts, **changed}).seq)


def signed(make: Make, told: Handover, language: str = "") -> Acknowledgement:
    text = make.register.read(text_for, told, language)
    return make.register.read(by_pin, told.person, "4711", text)


def test_a_text_acknowledged_by_pin_is_read_back(make: Make, told: Handover) -> None:
    found = signed(make, told)
    seq = issued(make, told, found)
    assert make.register.read(acknowledged, seq) == found
    assert make.entry(seq).acknowledged_by == told.person
    assert "Rosa Vera" in found.text


def test_a_drawing_is_kept_stroke_by_stroke(make: Make, told: Handover) -> None:
    text = make.register.read(text_for, told)
    seq = issued(make, told, by_drawing(told.person, STROKES, text))
    kept = make.register.read(acknowledged, seq)
    assert (kept.method, kept.strokes, kept.text) == ("drawing", STROKES, text)


def test_the_entry_itself_holds_the_hash_of_the_text(make: Make, told: Handover) -> None:
    found = signed(make, told)
    entry = make.entry(issued(make, told, found))
    (document,) = entry.records
    (ref,) = [ref for ref in entry.refs if ref.kind == "acknowledgement"]
    assert (document.new["content_hash"], document.new["subject_id"]) == (ref.value, told.person)


def test_it_may_be_told_in_any_language(make: Make, told: Handover) -> None:
    assert issued(make, told, signed(make, told, "pt"))


@pytest.mark.parametrize("changed", [{"rounds": {}}, {"due_at": 0}, {"occurred_at": 0}])
def test_what_was_changed_afterwards_is_acknowledged_again(
    make: Make, told: Handover, changed: dict[str, object]
) -> None:  # fmt: skip
    found = signed(make, told)
    with pytest.raises(Refused, match="acknowledged_another_text"):
        issued(make, told, found, **changed)


def test_nobody_acknowledges_for_another(make: Make, told: Handover) -> None:
    text, other = make.register.read(text_for, told), make.person()
    with pytest.raises(Refused, match="acknowledgement_of_another"):
        issued(make, told, by_drawing(other, STROKES, text))


def test_a_wrong_pin_acknowledges_nothing(make: Make, told: Handover) -> None:
    with pytest.raises(Refused, match="pin_wrong"):
        make.register.read(by_pin, told.person, "4712", "text")


def test_reliefs_and_returns_are_acknowledged_too(make: Make, told: Handover) -> None:
    issued(make, told, signed(make, told))
    guard, (gun,), (lot,) = make.person("G-2"), told.firearms, told.rounds
    over = Handover("relieve", guard, make.clock.now, (gun,), {lot: 20})
    found = by_drawing(guard, STROKES, make.register.read(text_for, over))
    facts = {"firearms": [gun], "rounds": {lot: 20}, "acknowledgement": found, "occurred_at": over.at}
    assert make.register.read(acknowledged, make.do(custody.relieve, to=guard, **facts).seq) == found
    back = Handover("take_back", guard, make.clock.now, (gun,), {lot: 15}, expended={lot: 5})
    found = by_drawing(guard, STROKES, make.register.read(text_for, back))
    facts = {"rounds": {lot: 15}, "expended": {lot: 5}, "acknowledgement": found, "occurred_at": back.at}
    seq = make.do(custody.take_back, firearms=[gun], reason="training", **facts).seq
    assert make.register.read(acknowledged, seq) == found


def test_an_undone_handover_keeps_what_was_acknowledged(make: Make, told: Handover) -> None:
    found = signed(make, told)
    seq = issued(make, told, found)
    make.do(corrections.void, seq=seq)
    assert make.register.read(acknowledged, seq) == found
    assert make.register.read(lambda session: session.execute(select(func.count(Document.id))).scalar()) == 0


def test_it_does_not_crowd_the_papers_of_the_person(make: Make, told: Handover) -> None:
    issued(make, told, signed(make, told))
    assert make.register.read(documents.of, subject=told.person) == []


@pytest.mark.parametrize("strokes", [(), ((),), (((1, 1, 0),),)])
def test_an_empty_drawing_is_none(strokes: tuple[tuple[tuple[int, int, int], ...], ...]) -> None:
    with pytest.raises(Refused, match="drawing_empty"):
        by_drawing(1, strokes, "text")


def test_a_drawing_has_an_end() -> None:
    with pytest.raises(Refused, match="drawing_too_long"):
        by_drawing(1, [[(1, 1, n) for n in range(acknowledgements.MOST_POINTS + 1)]], "text")


def test_a_company_may_want_every_handover_acknowledged(make: Make, told: Handover) -> None:
    make.issued(make.firearm(), to=told.person)
    make.do(policies.change, values={"acknowledgement_checked": 1}, witness=make.witness)
    make.refused("handover_unacknowledged", custody.issue, firearms=told.firearms, to=told.person)
    told = replace(told, at=make.clock.now)
    seq = issued(make, told, signed(make, told))
    make.refused("handover_unacknowledged", custody.relieve, firearms=told.firearms, to=make.person())
    make.do(custody.take_back, firearms=told.firearms, rounds=told.rounds)
    assert make.entry(seq).acknowledged_by == told.person
    assert checks.check(make.register, processes=1).verdict == "intact"


def test_what_nobody_acknowledged_is_what_the_judge_finds(make: Make, told: Handover) -> None:
    entry = make.entry(make.issued(*told.firearms, to=told.person).seq)
    make.do(custody.take_back, firearms=told.firearms)
    make.do(policies.change, values={"acknowledgement_checked": 1}, witness=make.witness)
    head, now = make.register.read(ledger.head), make.clock.now
    late = replace(entry, policy=head.size - 1, occurred_at=now, recorded_at=now)
    said = make.register.read(lambda session: judge(late, RegisterFacts(session)))
    assert "handover_unacknowledged" in {finding.code for finding in said}


def test_an_entry_that_nobody_acknowledged(make: Make) -> None:
    seq = make.issued(make.firearm(), to=make.person()).seq
    with pytest.raises(Refused, match="nothing_acknowledged"):
        make.register.read(acknowledged, seq)


def test_an_erased_text_is_gone_and_a_forged_one_is_found(make: Make, told: Handover) -> None:
    seq = issued(make, told, signed(make, told))
    make.register.opened.store.write(lambda session: session.execute(update(ContentRow).values(bytes=b"{}")))
    with pytest.raises(Damaged):
        make.register.read(acknowledged, seq)


def test_a_document_does_not_enter_as_an_acknowledgement(make: Make, told: Handover) -> None:
    found = signed(make, told)
    bound = make.register.read(acknowledgements.bound, found, told)
    draft = Draft("describe", wishes=bound.wishes, contents=dict(bound.contents))
    make.refused("acknowledgement_unbound", enter, draft=draft)


def test_a_handover_names_what_it_keeps(make: Make) -> None:
    gun = make.firearm()
    lines = make.entry(make.issued(gun, to=make.person()).seq).undoing()
    draft = Draft("take_back", lines, refs=(Ref("acknowledgement", "0" * 64),))
    make.refused("acknowledgement_unbound", enter, draft=draft)


def test_a_pin_is_set_only_while_its_person_is_there(make: Make) -> None:
    guard, other = make.person("G-7"), make.person("G-8")
    wish = Wish("pin", {"person_id": guard, "verifier": "$argon2id$none"})
    make.refused("pin_not_in_presence", enter, draft=Draft("describe", wishes=(wish,), acknowledged_by=other))
