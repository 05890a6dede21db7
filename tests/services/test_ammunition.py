"""The account of ammunition: it adds up whatever happened, and says what became of every round."""

import datetime as dt
from collections import Counter
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.choices import STORES
from registry_app.services import (
    ammunition,
    corrections,
    custody,
    cuts,
    holdings,
    holds,
    past,
    receiving,
    report_table,
    transfers,
)
from registry_app.services.frame import Asked
from registry_app.services.round_flows import COLUMNS, INTO, OUT_OF
from tests.histories import History, some
from tests.make import ZONE, Make

Row = dict[str, Any]
WHOLE = {"from_on": "2026-01-01"}


def _account(make: Make, **asked: Any) -> dict[str, Any]:
    return make.register.read(ammunition.content, Asked(make.register.actor, **asked))


def _months(make: Make, **asked: Any) -> list[Row]:
    told = make.register.read(ammunition.months, Asked(make.register.actor, **asked))
    return list(told["months"])


def _filled(row: Row) -> dict[str, int]:
    return {name: row[name] for name in (*COLUMNS, "closing", "with_persons", "total") if row.get(name)}


def _led(row: Row) -> int:
    return sum(row[name] for name in INTO) - sum(row[name] for name in OUT_OF)


def _write_off(make: Make, kind: str, lot: int, **facts: Any) -> None:
    make.do(
        holds.write_off,
        kind=kind,
        item=lot,
        **{"reason": "other", "witness": make.witness, "place": make.place(), **facts},
    )


def _busy(make: Make) -> int:
    """A lot to which everything happened that can."""
    lot, guard = make.lot("L1", rounds=500, calibre="9x19"), make.person()
    make.do(receiving.receive, kind="lot", item=lot, quantity=200, to=make.place(), reason="purchase")
    make.issued(make.firearm(), to=guard, rounds={lot: 30})
    make.do(custody.take_back, person=guard, rounds={lot: 8}, expended={lot: 12}, reason="training")
    make.do(transfers.send, items={lot: 50}, destination=make.place("ARM-2"))
    _write_off(make, "expend", lot, quantity=3, reason="test")
    _write_off(make, "lose", lot, quantity=5)
    _write_off(make, "destroy", lot, quantity=7, document="ACT-1")
    _write_off(make, "dispose", lot, quantity=9, document="SALE-1")
    make.do(holds.find, item=lot, quantity=2, to=make.place(), witness=make.witness)
    return lot


def test_every_round_is_accounted_for(make: Make) -> None:
    _busy(make)
    (row,) = _account(make)["lots"]
    assert _filled(row) == {
        "opening": 500, "received": 200, "found": 2, "returned": 20, "issued": 30, "expended": 15, "lost": 5,
        "destroyed": 7, "disposed": 9, "transferred": 50, "closing": 606, "with_persons": 10, "total": 666,
    }  # fmt: skip
    assert _led(row) == row["closing"]
    assert (row["lot_number"], row["calibre"], row["maker"], row["in_transit"]) == ("L1", "9x19", "CBC", 50)


def test_what_happened_before_the_period_is_its_opening(make: Make) -> None:
    lot = _busy(make)
    make.clock.pass_(days=40)
    _write_off(make, "expend", lot, quantity=6, reason="training")
    (row,) = _account(make, from_on="2026-02-01")["lots"]
    assert _filled(row) == {"opening": 606, "expended": 6, "closing": 600, "with_persons": 10, "total": 660}
    (january,) = _account(make, **WHOLE, until_on="2026-01-31")["lots"]
    assert january["closing"] == row["opening"]


def test_a_corrected_entry_counts_for_nothing(make: Make) -> None:
    lot = make.lot(rounds=100)
    wrong = make.do(holds.write_off, kind="expend", item=lot, quantity=6, reason="training").seq
    make.do(corrections.correct, seq=wrong, reason="typing_error", witness=make.witness)
    told = _account(make)
    assert _filled(told["lots"][0]) == {"opening": 100, "closing": 100, "total": 100}
    assert [row["corrects"] for row in told["corrections"]] == [wrong]


def test_calibres_are_sums_of_their_lots(make: Make) -> None:
    make.lot("A", rounds=100, calibre="9x19")
    make.lot("B", rounds=50, calibre="9x19")
    make.lot("C", rounds=20, calibre="38spl")
    told = _account(make)
    assert [(row["calibre"], row["closing"]) for row in told["calibres"]] == sorted(
        {row["calibre"]: sum(r["closing"] for r in told["lots"] if r["calibre"] == row["calibre"])
         for row in told["lots"]}.items()
    )  # fmt: skip
    assert (told["figures"]["total"], told["about"]["lots"]) == (170, 3)


def test_a_lot_that_was_used_up_before_is_left_out(make: Make) -> None:
    lot = make.lot("L1", rounds=10)
    _write_off(make, "expend", lot, quantity=10, reason="training")
    make.clock.pass_(days=40)
    assert _account(make, from_on="2026-02-01")["lots"] == []
    assert [row["closing"] for row in _account(make, **WHOLE)["lots"]] == [0]


def test_months_follow_one_another(make: Make) -> None:
    lot = _busy(make)
    make.clock.pass_(days=40)
    make.do(holds.write_off, kind="expend", item=lot, quantity=6, reason="self_defence")
    make.clock.pass_(days=30)
    rows = _months(make, from_on="2026-01-01")
    assert [(row["month"], row["from_on"], row["until_on"]) for row in rows] == [
        ("2026-01", "2026-01-01", "2026-01-31"), ("2026-02", "2026-02-01", "2026-02-28"),
        ("2026-03", "2026-03-01", "2026-03-12"),
    ]  # fmt: skip
    assert [row["opening"] for row in rows] == [500, 606, 600]
    purposes = [(row["expended"], row["for_training"], row["for_test"], row["for_use"]) for row in rows]
    assert purposes == [(15, 12, 3, 0), (6, 0, 0, 6), (0, 0, 0, 0)]


def test_months_begin_and_end_with_the_period(make: Make) -> None:
    make.lot(rounds=10)
    make.clock.pass_(days=40)
    rows = _months(make, from_on="2026-01-15", until_on="2026-02-03")
    assert [(row["from_on"], row["until_on"]) for row in rows] == [
        ("2026-01-15", "2026-01-31"), ("2026-02-01", "2026-02-03")
    ]  # fmt: skip


def test_both_are_written_for_an_authority(make: Make) -> None:
    _busy(make)
    for name in ("ammunition", "ammunition-month"):
        given = {"name": name, "by": make.register.actor, "addressee": "AUTHORITY"}
        assert make.register.read(report_table.make, suffix=".pdf", **given).startswith(b"%PDF")


@some(12)
@given(seed=st.integers(0, 2**32))
def test_whatever_happened_every_account_leads_to_what_lies_in_store(make: Make, seed: int) -> None:
    history = History(make, Random(seed)).begin().act(14)
    last = dt.datetime.fromtimestamp(make.clock.now / 1000, dt.UTC).date()
    later = history.rng.randint(0, (last - dt.date(2026, 1, 1)).days)
    first = (dt.date(2026, 1, 1) + dt.timedelta(days=later)).isoformat()
    told = _account(make, from_on=first)
    assert all(_led(row) == row["closing"] for row in (*told["lots"], *told["calibres"]))
    held = _in_store(make)
    assert sum(row["closing"] for row in told["lots"]) == held
    assert sum(row["expended"] for row in _account(make, **WHOLE)["lots"]) == _expended(make)
    months = _months(make, **WHOLE)
    assert all(_led(row) == row["closing"] for row in months)
    by_calibre: dict[str, list[Row]] = {}
    for row in months:
        by_calibre.setdefault(row["calibre"], []).append(row)
    for rows in by_calibre.values():
        assert all(other["opening"] >= one["closing"] for one, other in pairwise(rows))


def _in_store(make: Make) -> int:
    return _summed(make, lambda kind, person: kind in STORES and not person)


def _expended(make: Make) -> int:
    return _summed(make, lambda kind, _person: kind == "expended")


def _summed(make: Make, wanted: Any) -> int:
    """Rounds by where they are, straight from the lines."""
    cut = cuts.cut_of("", ZONE, make.clock.now)[1]
    lots = make.register.read(past.records, "lot", cut, names=("lot_number",))
    kinds = make.register.read(past.records, "place", cut, names=("kind",))
    sums = Counter[bool]()
    for held in make.register.read(holdings.held, cut):
        if held.item in lots:
            sums[wanted(kinds[held.place]["kind"], held.person)] += held.quantity
    return sums[True]
