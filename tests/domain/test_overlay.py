"""The ledger with entries on top answers like the ledger that has them."""

from typing import Any

import pytest

from registry_app.domain.entry import Entry
from registry_app.domain.facts import Facts
from registry_app.domain.overlay import Overlay
from registry_app.domain.replay import Replay
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import corrections, custody, ledger, receiving, records, transfers
from tests.domain.histories import Life
from tests.make import DAY, START, Make


def lived_in(make: Make) -> list[Entry]:
    """The entries of a register in which a bit of everything happened."""
    witness, gun, lot, guard = make.witness, make.firearm("A-1"), make.lot(rounds=50), make.person()
    far = make.place("ARM-2")
    make.issued(gun, to=guard, rounds={lot: 20})
    make.do(records.amend, kind="firearm", record=gun, values={"serial": "A-2", "tag": "T-1"}, reason="typing_error")
    make.do(records.amend, kind="person", record=guard, values={"name": "Rosa Quispe"})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training")
    sent = make.do(transfers.send, items={gun: 1, lot: 10}, destination=far)
    make.do(transfers.accept, sent=sent.seq, items={lot: 4}, to=far)
    back = make.do(transfers.reject, sent=sent.seq, items={gun: 1}, reason="refused_delivery")
    wrong = make.do(receiving.receive, kind="firearm", values=GUN, to=far)
    for seq in (wrong.seq, back.seq):
        make.do(corrections.correct, seq=seq, reason="typing_error", witness=witness)
    make.user("third", "armorer counter")
    return [make.entry(seq) for seq in range(make.register.read(ledger.head).size)]


DAYS = ("2025-12-31", "2026-01-01", "2026-01-02", "2026-01-03", "2029-12-31", "2030-01-02")
SPANS = ((0, 9), (0, 1), (1, 3), (2, 9))
GUN = {"serial": "W-1", "maker": "Rossi", "model": "27", "kind": "revolver", "calibre": "38spl"}


def replayed(entries: list[Entry]) -> Replay:
    replay = Replay()
    for entry in entries:
        replay.apply(entry)
    return replay


def answers(facts: Facts, records_: int, entries: int) -> dict[str, Any]:
    """Everything that the judge may ask, of every record and entry."""
    numbers, seqs = range(1, records_ + 2), range(entries + 1)
    policy = facts.policy_in_force()
    return {
        "last": facts.last_recorded_at(), "policy": (policy and policy.id, facts.policy_seq()),
        "next": facts.next_record(), "users": facts.user_count(),
        "records": [facts.record(n) for n in numbers],
        "twins": [sorted(facts.twins(serial)) for serial in ("A1", "A2", "W1")],
        "taken": [facts.taken("firearm", ("tag",), ("T-1",)), facts.taken("person", ("code",), ("SECOND",))],
        "positions": [{p: q for p, q in facts.positions(n).items() if q} for n in numbers],
        "held": [list(facts.held_items(n)) for n in numbers],
        "entries": [facts.entry(s) for s in seqs], "corrected": [facts.corrected_by(s) for s in seqs],
        "mentions": [facts.mentions_after(n, s) for n in numbers for s in seqs],
        "inside": [facts.count_inside(kind) for kind in ("firearm", "lot", "article")],
        "licensed": [facts.people_licensed(day) for day in DAYS],
        "bought": [facts.rounds_received(START + a * DAY, START + b * DAY) for a, b in SPANS],
        "unsettled": [facts.unsettled(s, n) for n in numbers for s in range(entries)
                      if (e := facts.entry(s)) and e.kind == "send"],
    }  # fmt: skip


def test_entries_on_top_count_as_if_they_lay_below(make: Make) -> None:
    entries = lived_in(make)
    known = replayed(entries).next_record() - 1
    wanted = answers(replayed(entries), known, len(entries))
    for below in range(1, len(entries) + 1):
        overlay = Overlay(replayed(entries[:below]))
        for entry in entries[below:]:
            overlay.apply(entry)
        assert answers(overlay, known, len(entries)) == wanted, f"{below} entries below"


def test_a_snapshot_with_entries_on_top_counts_alike(make: Make) -> None:
    with make.register.opened.store.snapshot() as session:
        overlay, below = Overlay(RegisterFacts(session)), ledger.head(session).size
        entries = lived_in(make)
        for entry in entries[below:]:
            overlay.apply(entry)
        known = overlay.next_record() - 1
        assert answers(overlay, known, len(entries)) == answers(replayed(entries), known, len(entries))


@pytest.mark.parametrize("seed", range(6))
def test_random_histories_are_counted_alike_by_sql_replay_and_overlay(make: Make, seed: int) -> None:
    life = Life(make, seed)
    with make.register.opened.store.snapshot() as session:
        overlay, below = Overlay(RegisterFacts(session)), ledger.head(session).size
        life.live(40)
        entries = [make.entry(seq) for seq in range(life.size())]
        for entry in entries[below:]:
            overlay.apply(entry)
        known = overlay.next_record() - 1
        wanted = answers(replayed(entries), known, len(entries))
        assert answers(overlay, known, len(entries)) == wanted
    assert make.register.read(lambda now: answers(RegisterFacts(now), known, len(entries))) == wanted
