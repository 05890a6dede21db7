"""Drafts at random, straight to the ledger: whatever the judge lets in, nothing is in two places or below zero."""

import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS, Act, zone_of
from registry_app.domain.choices import OUTSIDE, STATES
from registry_app.domain.draft import Draft
from registry_app.domain.entry import NONE, Entry, Line, Position, Ref
from registry_app.domain.errors import Refused
from registry_app.persistence import check
from registry_app.services import custody, ledger, transfers
from tests.make import PASSPHRASE, Clock, Make, copied, empty_register

HOUR = 3_600_000


@dataclass
class Stage:
    """What there is to move, and how much of it the accepted entries have put where."""

    make: Make
    firearms: list[int]
    lots: list[int]
    kinds: dict[int, str]
    people: list[int]
    witness: Actor
    entries: list[Entry] = field(default_factory=list)
    here: Counter[tuple[int, Position]] = field(default_factory=Counter)

    def take(self, entry: Entry) -> None:
        self.entries.append(entry)
        for line in entry.lines:
            self.here[line.item, line.source] -= line.quantity
            self.here[line.item, line.target] += line.quantity

    def check(self) -> None:
        """Every firearm in one position; below zero only outside the company, where things come from."""
        for (item, at), quantity in self.here.items():
            assert quantity >= 0 or self.kinds[at.place] in ("supplier", "buyer", "authority"), (item, at, quantity)
            assert not (at.person and self.kinds[at.place] in OUTSIDE)
        for gun in self.firearms:
            there = [(at, n) for (item, at), n in self.here.items() if item == gun and n > 0]
            assert [n for _at, n in there] in ([1], []), there


@cache
def _template() -> tuple[Path, dict[str, Any]]:
    """A register with two armouries, a post, two people, three firearms and two lots, some of them out already."""
    folder = Path(tempfile.mkdtemp()) / "lines.armarium"
    clock = Clock()
    make = Make(empty_register(folder, clock), clock)
    homes = [make.place("ARM-1"), make.place("ARM-2")]
    post = make.place("POST", "post", parent=make.place("CLIENT", "client"))
    people = [make.person("G-1"), make.person("G-2")]
    firearms, lots = [make.firearm() for _n in range(3)], [make.lot(rounds=60), make.lot(rounds=40, at=homes[1])]
    assert make.witness
    make.issued(firearms[1], to=people[0], post=post, rounds={lots[0]: 20})
    make.do(transfers.send, items={firearms[2]: 1, lots[1]: 10}, destination=homes[0])
    make.issued(firearms[0], to=people[1])
    make.do(custody.take_back, firearms=[firearms[0]])
    make.register.close()
    return folder, {"firearms": firearms, "lots": lots, "people": people}


def _stage(folder: Path) -> Stage:
    template, there = _template()
    make = copied(template, folder)
    make.clock.pass_(days=1)
    size = make.register.read(ledger.head).size
    entries = [make.entry(seq) for seq in range(size)]
    kinds = {c.record: str(c.new["kind"]) for e in entries for c in e.records if c.kind == "place"}
    stage = Stage(make, kinds=kinds, witness=make.register.witness("second", PASSPHRASE), **there)
    for entry in entries:
        stage.take(entry)
    return stage


def _zone(stage: Stage, at: Position) -> str:
    return zone_of(stage.kinds.get(at.place, ""), at.person)


def _line(draw: Any, stage: Stage, act: Act) -> Line:
    """A line that the act may well allow: from where the item is to where the act leads; now and then any other."""
    item = draw(st.sampled_from([*stage.firearms, *stage.lots]))
    there = {at: n for (which, at), n in stage.here.items() if which == item and n > 0}
    if item in stage.lots or not there:
        there |= {at: 50 if item in stage.lots else 1 for at in _positions(stage) if _zone(stage, at) == "supplier"}
    fitting = [at for at in there if _zone(stage, at) in act.sources]
    targets = [at for at in _positions(stage) if _zone(stage, at) in act.targets]
    if not fitting or not targets or draw(st.integers(0, 5)) == 0:
        return _any_line(draw, stage, item)
    source = draw(st.sampled_from(fitting))
    target = source if act.is_same_place else draw(st.sampled_from(targets))
    state = {"same": source.state, "ready": "ready"}.get(act.state) or draw(st.sampled_from(["blocked", "ready"]))
    return Line(item, draw(st.integers(1, there[source])), source, target._replace(state=state))


def _positions(stage: Stage) -> list[Position]:
    inside = [place for place, kind in stage.kinds.items() if kind not in OUTSIDE]
    alone = [Position(place) for place in stage.kinds]
    return alone + [Position(place, person) for place in inside for person in stage.people]


def _any_line(draw: Any, stage: Stage, item: int) -> Line:
    anywhere = st.builds(
        Position, st.sampled_from([*stage.kinds, 999]), st.sampled_from([0, 0, *stage.people, 999]),
        st.sampled_from(["ready", "ready", *STATES]),
    )  # fmt: skip
    there = [at for (which, at), n in stage.here.items() if which == item and n > 0] or [Position(1)]
    quantity = draw(st.sampled_from([1, 1, 1, 0, -1, 5, 60, 10_000_001]))
    return Line(item, quantity, draw(st.sampled_from(there) | anywhere), draw(anywhere | st.sampled_from(there)))


def _draft(draw: Any, stage: Stage) -> tuple[Draft, bool]:
    """A draft of any kind, and whether a second person is there."""
    size = len(stage.entries)
    kind = draw(st.sampled_from(KINDS))
    sent = [entry.seq for entry in stage.entries if entry.kind == "send"]
    refs = st.builds(Ref, st.just("destination"), st.sampled_from(list(stage.kinds)).map(str)) | st.builds(
        Ref, st.just("entry"), (st.sampled_from(sent) if sent else st.integers(0, size)).map(str)
    )
    lines = tuple(_line(draw, stage, ACTS[kind]) for _n in range(draw(st.sampled_from([1, 1, 1, 1, 2, 3]))))
    corrects = draw(st.integers(0, size) | st.integers(size - 4, size - 1)) if kind == "correct" else NONE
    if 0 <= corrects < size and draw(st.integers(0, 3)):
        lines = stage.entries[corrects].undoing()
    ago = draw(st.sampled_from([0, 0, 0, 0, 0, HOUR, 48 * HOUR, -HOUR]))
    draft = Draft(
        kind, lines, reason_code=draw(st.sampled_from(["", *["test"] * 6])), corrects=corrects,
        occurred_at=stage.make.clock.now - ago if ago else 0, refs=tuple(draw(st.lists(refs, max_size=2))),
    )  # fmt: skip
    return draft, draw(st.sampled_from([True, True, True, False]))


KINDS = [*(kind for kind, act in ACTS.items() if act.sources), "correct", "correct"]


def _post(stage: Stage, draft: Draft, *, is_witnessed: bool) -> Entry | None:
    try:
        posted = stage.make.register.write(ledger.post, draft=draft, witness=stage.witness if is_witnessed else None)
    except Refused:
        return None
    return stage.make.entry(posted.seq)


def _play(stage: Stage, data: st.DataObject) -> None:
    for _step in range(data.draw(st.integers(5, 20))):
        draft, is_witnessed = _draft(data.draw, stage)
        before = stage.make.register.read(ledger.head)
        entry = _post(stage, draft, is_witnessed=is_witnessed)
        if entry is None:
            assert stage.make.register.read(ledger.head) == before, "a refused act left a trace"
            continue
        assert entry.witness or not ACTS[entry.kind].needs_witness
        stage.take(entry)
        stage.check()
    with stage.make.register.opened.store.snapshot() as session:
        assert [f for f in check.whole(session, processes=1).findings if f.severity != "note"] == []


def _run(data: st.DataObject) -> None:
    folder = Path(tempfile.mkdtemp())
    stage = _stage(folder / "any.armarium")
    try:
        _play(stage, data)
    finally:
        stage.make.register.close()
        shutil.rmtree(folder)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.data())
def test_whatever_is_let_in_keeps_everything_in_one_place(data: st.DataObject) -> None:
    _run(data)


@pytest.mark.long
@pytest.mark.timeout(3600)
@settings(max_examples=2_000, deadline=None)
@given(st.data())
def test_whatever_is_let_in_keeps_everything_in_one_place_at_length(data: st.DataObject) -> None:
    _run(data)
