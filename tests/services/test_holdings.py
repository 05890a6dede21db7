"""What is held as of a cut is the sum of the lines that count, however the history went."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import Entry
from registry_app.services import corrections, custody, holdings, ledger
from registry_app.services.cuts import Cut
from registry_app.services.holdings import Crossing, Held
from tests.histories import History, begun, counting, replayed, some
from tests.make import Make


def _crossings(entries: list[Entry], kinds: dict[int, str]) -> Iterator[Crossing]:
    """The slow way: line by line, by the kinds of both places."""
    into = {"lost": "found"}
    out_of = {"expended": "expended", "lost": "lost", "destroyed": "destroyed"}
    for entry in entries:
        for line in entry.lines:
            source, target = kinds[line.source.place], kinds[line.target.place]
            if source in OUTSIDE and target not in OUTSIDE:
                flow = "opening" if entry.reason_code == "opening" else into.get(source, "received")
                yield Crossing(entry.seq, line.item, line.quantity, flow)
            elif target in OUTSIDE and source not in OUTSIDE:
                yield Crossing(entry.seq, line.item, line.quantity, out_of.get(target, "disposed"))


def _agree(history: History, cut: Cut) -> None:
    read, entries = history.make.register.read, counting(history.entries(), cut)
    balances = replayed(entries).balances
    expected = {Held(item, *at, n) for item, positions in balances.items() for at, n in positions.items()}
    assert set(read(holdings.held, cut)) == expected
    some = history.firearms[:1] + history.lots
    assert set(read(holdings.held, cut, items=some)) == {held for held in expected if held.item in some}
    known = replayed(counting(history.entries(), cut.known()))
    kinds = {n: kept.facts.text("kind") for n, kept in known.records.items() if kept.facts.kind == "place"}
    assert list(read(lambda session: list(holdings.crossings(session, cut)))) == list(_crossings(entries, kinds))


@some(12)
@given(st.integers())
def test_what_is_held_is_what_the_entries_that_count_moved(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("held"), seed) as history:
        for cut in history.act(14).cuts(6):
            _agree(history, cut)


def test_a_correction_that_is_not_known_yet_undoes_nothing(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    out = make.issued(gun, to=guard)
    make.do(corrections.correct, seq=out.seq, reason="wrong_person", witness=make.witness)
    size = make.register.read(ledger.head).size

    def holder(head: int) -> int:
        held = make.register.read(holdings.held, Cut(make.clock.now, is_now=True, head=head), items=[gun])
        return next(each.person for each in held if each.quantity > 0)

    assert (holder(size), holder(size - 1), holder(out.seq)) == (0, guard, 0)


def test_a_place_withdrawn_since_is_still_where_things_went(make: Make) -> None:
    """Else an account known at a head would lose what went over the border there."""
    lot = make.lot(rounds=10)
    buyer = make.described("place", code="BUYER-2", name="Second buyer", kind="buyer")
    described = make.register.read(ledger.head).size - 1
    sold = make.do(_dispose, item=lot, to=buyer, by_witness=make.witness)
    known = Cut(make.clock.now, is_now=True, head=sold + 1)
    for seq in (sold, described):
        make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    crossings = make.register.read(lambda session: list(holdings.crossings(session, known)))
    assert [(each.seq, each.flow) for each in crossings if each.item == lot][-1] == (sold, "disposed")


def _dispose(session, *, by, item, to, by_witness) -> int:
    from registry_app.domain.draft import Draft
    from registry_app.domain.entry import Line, Position
    from registry_app.services.whereabouts import place_of_kind

    line = Line(item, 4, Position(place_of_kind(session, "armoury")), Position(to))
    return ledger.post(session, Draft("dispose", (line,), reason_code="sale"), by=by, witness=by_witness).seq


def test_rounds_that_somebody_has_are_held_by_state_and_person(make: Make) -> None:
    lot, guard, gun = make.lot(rounds=50), make.person(), make.firearm()
    make.issued(gun, to=guard, rounds={lot: 20})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 5})
    held = make.register.read(holdings.held, Cut(make.clock.now, is_now=True), items=[lot])
    assert {(each.person, each.quantity) for each in held if each.quantity > 0} == {(0, 35), (guard, 15)}
