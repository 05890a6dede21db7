"""Snapshots of months: the answer is exact whatever snapshots there are, and each is made when its month is over."""

import struct
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from registry_app.domain import snapshot
from registry_app.domain.rows import EntryRow, LineRow, SnapshotRow
from registry_app.domain.snapshot import At
from registry_app.services import checks, corrections, holdings, holds, ledger, snapshots
from registry_app.services.cuts import Cut
from tests.histories import some
from tests.make import DAY, START, Make, copied
from tests.persistence.trouble import no_file_beyond

NONE = -1


@dataclass(frozen=True)
class Row:
    """An entry as its columns tell it, and the one line that it has."""

    seq: int
    occurred_at: int
    corrects: int
    item: int
    source: int
    target: int


def _counts(row: Row, rows: Sequence[Row], cut: Cut) -> bool:
    known = rows[: cut.head] if cut.head else rows
    is_standing = row.corrects == NONE and all(other.corrects != row.seq for other in known)
    return row in known and is_standing and (cut.is_now or row.occurred_at <= cut.moment)


def _slow(rows: Sequence[Row], cut: Cut) -> dict[At, int]:
    sums: Counter[At] = Counter()
    for row in rows:
        if _counts(row, rows, cut):
            sums[row.item, row.source, 0, "ready"] -= 1
            sums[row.item, row.target, 0, "ready"] += 1
    return {at: n for at, n in sums.items() if n}


@st.composite
def histories(draw: Any) -> list[Row]:
    """Entries at any times, in no order of these, some of which correct an earlier one."""
    rows = [Row(0, 0, NONE, 0, 0, 0)]
    for seq in range(1, draw(st.integers(2, 14))):
        free = [r for r in rows[1:] if r.corrects == NONE and all(other.corrects != r.seq for other in rows)]
        wrong = draw(st.none() | st.sampled_from(free)) if free else None
        at = draw(st.integers(1, 12))
        if wrong:
            rows.append(Row(seq, at, wrong.seq, wrong.item, wrong.target, wrong.source))
        else:
            rows.append(Row(seq, at, NONE, *draw(st.tuples(st.integers(50, 51), st.just(1), st.integers(2, 4)))))
    return rows


def _write(session: Session, rows: Sequence[Row], kept: dict[int, int]) -> None:
    for row in rows[1:]:
        session.execute(insert(EntryRow).values(
            seq=row.seq, id=str(row.seq), kind="test", occurred_at=row.occurred_at, recorded_at=START, actor_id=0,
            witness_id=0, batch="", corrects=row.corrects, settles=NONE, body=b"", signatures=b"", leaf_hash=b"",
            peaks=b"",
        ))  # fmt: skip
        session.execute(insert(LineRow).values(
            seq=row.seq, number=0, item_id=row.item, quantity=1, source_place=row.source, source_person=0,
            source_state="ready", target_place=row.target, target_person=0, target_state="ready",
        ))  # fmt: skip
    for moment, size in kept.items():
        content = snapshot.pack(moment, size, _slow(rows, Cut(moment, is_now=False, head=size)))
        session.execute(insert(SnapshotRow).values(moment=moment, size=size, content=content))


CUTS = st.lists(st.builds(Cut, st.integers(0, 13), st.booleans(), st.integers(0, 14)), min_size=8, max_size=16)


@some(25)
@given(histories(), st.dictionaries(st.integers(0, 13), st.integers(1, 14), max_size=4), CUTS)
def test_the_answer_is_exact_whatever_snapshots_there_are(
    template: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[Row], kept: dict[int, int], cuts: list[Cut]
) -> None:
    make = copied(template, tmp_path_factory.mktemp("any") / "any.armarium")
    try:
        make.register.opened.store.write(_write, rows, {m: min(s, len(rows)) for m, s in kept.items()})
        for cut in cuts:
            expected = _slow(rows, cut)
            assert make.register.read(snapshots.positions, cut) == expected, cut
            assert make.register.read(snapshots.held, cut) == {at: n for at, n in expected.items() if n > 0}, cut
    finally:
        make.register.close()


# When they are made.


def _kept(make: Make) -> dict[int, int]:
    query = select(SnapshotRow.moment, SnapshotRow.size).order_by(SnapshotRow.moment)
    return make.register.read(lambda session: {row.moment: row.size for row in session.execute(query)})


@pytest.fixture
def quarter(make: Make) -> Make:
    """A register begun on the first of January; it is the fifth of April, and the pistol went out in March."""
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(days=70)
    make.issued(gun, to=guard)
    make.clock.pass_(days=24)
    return make


def test_every_finished_month_gets_one_in_the_companys_zone(quarter: Make) -> None:
    size = quarter.register.read(ledger.head).size
    assert snapshots.keep_months(quarter.register) == 3
    january, february, march = _kept(quarter).items()
    assert (january[1], february[1], march[1]) == (size - 1, size - 1, size)
    assert (march[0] - february[0], (march[0] + 1) % DAY) == (31 * DAY, 5 * 3_600_000)
    assert snapshots.keep_months(quarter.register) == 0


def test_one_made_later_is_the_same(quarter: Make) -> None:
    """What a snapshot holds follows from the entries and its month, not from when somebody made it."""
    lot = quarter.lot()
    quarter.clock.pass_(days=30)
    snapshots.keep_months(quarter.register)
    before = quarter.register.read(lambda s: s.execute(select(SnapshotRow.content)).scalars().all())
    late = quarter.clock.now - 10 * DAY
    quarter.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="training", occurred_at=late)
    quarter.register.opened.store.write(lambda s: s.execute(delete(SnapshotRow)))
    snapshots.keep_months(quarter.register)
    assert quarter.register.read(lambda s: s.execute(select(SnapshotRow.content)).scalars().all()) == before


def test_an_opening_keeps_the_newest_months_and_a_whole_check_all(quarter: Make) -> None:
    def kept_by(check: Callable[..., object]) -> int:
        before = len(_kept(quarter))
        check(quarter.register)
        return len(_kept(quarter)) - before

    assert kept_by(checks.check) == 3
    quarter.clock.pass_(days=150)
    assert kept_by(checks.check_opening) == checks.AT_OPENING
    assert kept_by(checks.check) == 2


def test_who_may_only_read_makes_none(quarter: Make) -> None:
    quarter.user("eye", "inspector")
    reader = quarter.unlocked("eye")
    assert snapshots.keep_months(reader) == 0
    reader.close()


def test_a_full_disk_does_not_keep_anybody_out(quarter: Make) -> None:
    checks.check(quarter.register)
    quarter.clock.pass_(days=31)
    with no_file_beyond(1_000):
        checks.check_opening(quarter.register)
        assert snapshots.keep_months(quarter.register) == 0
    assert snapshots.keep_months(quarter.register) == 1


def test_one_that_cannot_be_read_is_passed_over(quarter: Make) -> None:
    snapshots.keep_months(quarter.register)
    cut = Cut(quarter.clock.now, is_now=True)
    expected = quarter.register.read(snapshots.positions, cut)
    quarter.register.opened.store.write(lambda s: s.execute(update(SnapshotRow).values(content=b"?")))
    assert quarter.register.read(snapshots.positions, cut) == expected


def test_one_that_names_a_position_twice_breaks_no_list(quarter: Make) -> None:
    """The whole check finds it; until then the list is wrong, as with any false snapshot, but it is there."""
    snapshots.keep_months(quarter.register)
    moment, size = max(_kept(quarter).items())
    columns = struct.pack("<10q", 7, 0, 2, 2, 0, 0, 0, 0, 5, 6)
    twice = b"\x01" + zlib.compress(struct.pack("<5q", moment, size, 2, 2, 5) + b"ready" + columns)
    quarter.register.opened.store.write(
        lambda s: s.execute(update(SnapshotRow).where(SnapshotRow.moment == moment).values(content=twice))
    )
    assert quarter.register.read(snapshots.held, Cut(moment, is_now=False)) == {(7, 2, 0, "ready"): 6}
    assert checks.check(quarter.register, processes=1).verdict == "tampered"


def test_what_leaves_the_company_is_not_read_from_one(quarter: Make) -> None:
    """Nobody has checked a snapshot since the last whole check."""
    snapshots.keep_months(quarter.register)
    moment, size = max(_kept(quarter).items())
    false = snapshot.pack(moment, size, {(1, 2, 0, "ready"): 99})
    quarter.register.opened.store.write(
        lambda s: s.execute(update(SnapshotRow).where(SnapshotRow.moment == moment).values(content=false))
    )
    cut = Cut(moment, is_now=False)
    assert (1, 2, 0, "ready") in quarter.register.read(snapshots.positions, cut)
    assert 99 not in {held.quantity for held in quarter.register.read(holdings.held, cut)}
    assert checks.check(quarter.register, processes=1).verdict == "tampered"


def test_a_correction_of_an_earlier_month_is_taken_back(quarter: Make) -> None:
    snapshots.keep_months(quarter.register)
    issued = quarter.register.read(ledger.head).size - 1
    quarter.do(corrections.correct, seq=issued, reason="wrong_person", witness=quarter.witness)
    for head in (0, issued + 1):
        cut = Cut(max(_kept(quarter)), is_now=False, head=head)
        held = {h[:4]: h.quantity for h in quarter.register.read(holdings.held, cut)}
        assert quarter.register.read(snapshots.positions, cut) == held
