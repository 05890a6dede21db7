"""The whole check sums every month again: a false snapshot is found, a true one is not."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from registry_app.domain import snapshot
from registry_app.domain.errors import Finding
from registry_app.domain.rows import SnapshotRow
from registry_app.domain.wording import say
from registry_app.persistence import check
from registry_app.services import ledger, snapshots
from registry_app.services.cuts import Cut
from registry_app.services.snapshots import positions
from tests.histories import begun, some
from tests.make import Make


def _found(make: Make) -> list[Finding]:
    with make.register.opened.store.snapshot() as session:
        return [f for f in check.whole(session, processes=1).findings if f.severity == "refusal"]


def _keep(session: Session, moment: int, size: int, held: dict[Any, int] | None = None) -> None:
    told = positions(session, Cut(moment, is_now=False, head=size)) if held is None else held
    content = snapshot.pack(moment, size, told)
    session.execute(insert(SnapshotRow).values(moment=moment, size=size, content=content))


@some(10)
@given(st.integers())
def test_true_ones_are_right_in_whatever_order_they_were_made(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("true"), seed) as history:
        rng, entries = history.rng, history.act(14).entries()
        for moment in {rng.choice(entries).occurred_at - rng.choice((0, 1)) for _n in range(5)}:
            history.make.register.opened.store.write(_keep, moment, rng.randint(1, len(entries)))
        assert _found(history.make) == []


@pytest.fixture
def kept(make: Make) -> Make:
    """A register with the snapshot of its first month."""
    make.lot(rounds=50)
    make.issued(make.firearm(), to=make.person())
    make.clock.pass_(days=40)
    snapshots.keep_months(make.register)
    return make


def _change(make: Make, **values: Any) -> None:
    make.register.opened.store.write(lambda session: session.execute(update(SnapshotRow).values(**values)))


@pytest.mark.parametrize("change", ["more", "less", "other"])
def test_a_false_one_is_found(kept: Make, change: str) -> None:
    at = kept.clock.now
    held = kept.register.read(positions, Cut(at, is_now=True))
    one = next(iter(held))
    false = {"more": held | {one: held[one] + 1}, "less": held | {one: 0}, "other": held | {(9, 9, 9, "x"): 1}}[change]
    kept.register.opened.store.write(_keep, at, kept.register.read(ledger.head).size, false)
    assert [finding.code for finding in _found(kept)] == ["snapshot_differs"]


@pytest.mark.parametrize("values", [{"content": b""}, {"size": 1}, {"size": 99}, {"moment": 5}, {"moment": 2**62}])
def test_one_of_another_head_or_month_is_found_and_told(kept: Make, values: dict[str, Any]) -> None:
    assert _found(kept) == []
    _change(kept, **values)
    (finding,) = _found(kept)
    assert finding.code == "snapshot_differs"
    assert "What is kept of the month until" in say(finding)


def test_the_sentence_names_the_day(kept: Make) -> None:
    _change(kept, content=b"")
    (finding,) = _found(kept)
    assert finding.facts["day"] == "2026-01-31"
