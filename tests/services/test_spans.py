"""Spans: what came to somebody, and how all of it left again."""

from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.entry import NONE
from registry_app.services import corrections, custody, cuts, holdings, holds
from registry_app.services.spans import Span, spans
from tests.histories import History, some
from tests.make import DAY, START, Make

NOW = cuts.Cut(START + 3_650 * DAY, is_now=True)


def _spans(make: Make) -> list[Span]:
    return make.register.read(spans, NOW)


def _ways(span: Span) -> dict[str, int]:
    sums = Counter[str]()
    for end in span.ends:
        sums[end.way] += end.quantity
    return dict(sums)


def test_rounds_come_back_by_parts_the_oldest_first(make: Make) -> None:
    guard, lot = make.person(), make.lot(rounds=100)
    one = make.issued(make.firearm(), to=guard, rounds={lot: 10}).seq
    two = make.issued(make.firearm(), to=guard, rounds={lot: 20}).seq
    make.do(custody.take_back, person=guard, rounds={lot: 8}, expended={lot: 4}, reason="training")
    first, second = (span for span in _spans(make) if span.item == lot)
    assert (first.came.entry, first.quantity, first.left, _ways(first)) == (one, 10, 0, {"back": 8, "expended": 2})
    assert (second.came.entry, second.quantity, second.left, _ways(second)) == (two, 20, 18, {"expended": 2})


def test_a_relief_ends_one_span_and_begins_another(make: Make) -> None:
    gun, guard, other = make.firearm(), make.person(), make.person()
    make.issued(gun, to=guard)
    relief = make.do(custody.relieve, firearms=[gun], to=other).seq
    first, second = _spans(make)
    assert (first.person, _ways(first), second.person, second.left) == (guard, {"passed": 1}, other, 1)
    assert first.ends[0].by == second.came
    assert second.came.entry == relief


def test_what_a_guard_loses_is_gone(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    make.do(holds.write_off, kind="lose", item=gun, reason="robbery", witness=make.witness)
    assert _ways(_spans(make)[0]) == {"gone": 1}


def test_what_was_corrected_never_was(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    back = make.do(custody.take_back, firearms=[gun]).seq
    make.do(corrections.correct, seq=back, reason="typing_error", witness=make.witness)
    (span,) = _spans(make)
    assert (span.left, span.ends) == (1, [])


def test_as_of_a_moment_later_entries_do_not_count(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    then = make.clock.now
    make.clock.pass_(days=1)
    make.do(custody.take_back, firearms=[gun])
    (span,) = make.register.read(spans, cuts.Cut(then, is_now=False))
    assert span.left == 1


@some(12)
@given(seed=st.integers(0, 2**32))
def test_whatever_happened_what_is_left_of_all_spans_is_what_people_have(make: Make, seed: int) -> None:
    history = History(make, Random(seed)).begin().act(12)
    for cut in history.cuts(4):
        found = make.register.read(spans, cut)
        has = Counter[tuple[int, int]]()
        for held in make.register.read(holdings.held, cut):
            has[held.item, held.person] += held.quantity if held.person else 0
        left = Counter[tuple[int, int]]()
        for span in found:
            assert span.quantity == span.left + sum(end.quantity for end in span.ends)
            assert all(end.by.at >= span.came.at for end in span.ends)
            left[span.item, span.person] += span.left
        never = {(span.item, span.person) for span in found if span.came.entry == NONE}
        assert {k: n for k, n in left.items() if n and k not in never} == {
            k: n for k, n in has.items() if n and k[1] and k not in never
        }  # fmt: skip
