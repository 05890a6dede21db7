"""The check itself: what it tells on the way, how it is broken off, what it holds, and what it believes."""

import threading
from collections.abc import Callable
from concurrent.futures import BrokenExecutor

import pytest
from sqlalchemy.orm import Session

from registry_app.domain import replay as replays
from registry_app.domain.errors import Unavailable
from registry_app.domain.head import Head
from registry_app.domain.rows import EntryRow
from registry_app.persistence import check, check_signatures
from registry_app.persistence.check import Checked
from registry_app.persistence.check_entries import Chain, LinesInOrder
from registry_app.persistence.check_rows import Key, column_differs, shown, table_of
from registry_app.persistence.check_signatures import Leaf, Verifiers, wrong_in
from registry_app.services import ledger
from tests.make import Make


def _whole(make: Make, **wanted: object) -> Checked:
    with make.register.opened.store.snapshot() as session:
        return check.whole(session, processes=1, **wanted)  # type: ignore[arg-type]


def test_a_fresh_register_and_its_head(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    found, head = _whole(make), make.register.read(ledger.head)
    assert (found.findings, found.entries, found.root.hex(), found.origin) == ((), head.size, head.root, head.origin)


def test_progress_counts_entries_to_the_last_one(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LOOKED_EVERY", 2)
    told: list[tuple[int, int]] = []
    make.firearm()
    found = _whole(make, progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert told[-1] == (found.entries, found.entries)


def test_a_check_is_broken_off_between_entries(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "LOOKED_EVERY", 1)
    monkeypatch.setattr(check, "STEPS", 10**9)
    with pytest.raises(Unavailable, match="interrupted"):
        _whole(make, is_cancelled=lambda: True)


def test_a_check_is_broken_off_inside_a_long_step_of_the_database(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "STEPS", 100)
    with pytest.raises(Unavailable, match="interrupted"):
        _whole(make, is_cancelled=lambda: True)
    assert _whole(make).findings == ()


def test_what_progress_raises_ends_the_check(make: Make) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _whole(make, progress=stop)
    assert _whole(make).findings == ()


def test_others_go_on_writing_meanwhile(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check sees one moment: what is entered while it runs is not its business."""
    monkeypatch.setattr(check, "LOOKED_EVERY", 1)
    before = make.register.read(ledger.head).size
    added: list[int] = []

    def enter(_done: int, _total: int) -> None:
        writer = threading.Thread(target=lambda: added.append(make.firearm()))
        writer.start()
        writer.join()

    found = _whole(make, progress=enter)
    assert (found.findings, found.entries) == ((), before)
    assert added
    assert _whole(make).findings == ()


def test_a_long_history_is_walked_with_few_entries_at_hand(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    from registry_app.services import corrections

    monkeypatch.setattr(replays, "KEPT_AT_HAND", 2)
    wrong = make.issued(make.firearm(), to=make.person())
    for _number in range(5):
        make.person()
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    assert _whole(make).findings == ()


def _heads(make: Make) -> Head:
    """The head as it is now, after which more is entered."""
    head = make.register.read(ledger.head)
    make.firearm()
    return head


@pytest.mark.parametrize("digits", [64, 16])
def test_a_head_kept_elsewhere_is_one_of_this_ledger(make: Make, digits: int) -> None:
    head = _heads(make)
    assert _whole(make, heads=[Head(head.origin, head.size, head.root[:digits])]).findings == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda head: Head(head.origin, head.size + 1, head.root),
        lambda head: Head(head.origin, head.size + 1000, head.root),
        lambda head: Head("armarium/other", head.size, head.root),
        lambda head: Head(head.origin, head.size, ""),
        lambda head: Head(head.origin, head.size, "ab" * 32),
    ],
)
def test_a_head_of_another_history_is_told(make: Make, change: Callable[[Head], Head]) -> None:
    (finding,) = _whole(make, heads=[change(_heads(make))]).findings
    assert (finding.code, finding.severity) == ("head_not_ours", "refusal")


def test_the_quick_check_without_a_checkpoint_is_whole(make: Make) -> None:
    make.firearm()
    with make.register.opened.store.snapshot() as session:
        assert check.since_checkpoint(session) == check.whole(session, processes=1)


def test_a_killed_process_leaves_nothing_unverified(make: Make) -> None:
    make.firearm()
    leaves = make.register.read(_leaves)
    spread = Verifiers(len(leaves), processes=2)
    assert spread._pool is not None
    spread._pool.submit = _killed  # type: ignore[method-assign, assignment]
    for leaf in leaves:
        spread.take(leaf, {})
    assert {finding.facts["entry"] for finding in spread.ended({})} == {leaf.seq for leaf in leaves}
    spread.close()


class _Killed:
    def result(self) -> None:
        raise BrokenExecutor


def _killed(*_work: object) -> _Killed:
    return _Killed()


def _leaves(session: Session) -> list[Leaf]:
    return [Leaf(e.seq, e.body, e.signatures, e.leaf_hash) for e in session.query(EntryRow).order_by(EntryRow.seq)]


def test_few_entries_start_no_process() -> None:
    assert Verifiers(check_signatures.WORTH_SPREADING - 1)._pool is None


@pytest.mark.parametrize("body", [b"", b"{}", b"\xff", b"[" * 5000, b"null", b'{"v":1}'])
@pytest.mark.parametrize("packed", [b"", b"\0", b"\1", b"\2" + bytes(75), b"\xff" * 80])
def test_any_bytes_are_told_and_stop_nothing(body: bytes, packed: bytes) -> None:
    codes = {finding.code for finding in wrong_in([Leaf(3, body, packed, b"")], {})}
    assert codes >= {"entry_unreadable", "leaf_differs"}


def test_lines_are_handed_to_their_entries_and_none_is_passed_over() -> None:
    rows: list[Key] = [(0, 0), (2, 0), (2, 1), (4, 0), ("x", 0)]
    lines = LinesInOrder(iter(rows))
    assert [lines.of(seq) for seq in (1, 2, 3)] == [[], [(2, 0), (2, 1)], []]
    assert lines.rest() == [(0, 0), (4, 0), ("x", 0)]


def test_a_chain_that_lost_an_entry_says_nothing_until_peaks_are_stored() -> None:
    chain = Chain(size=6, peaks=None)
    assert chain.root == b""
    assert list(chain.grow({"body": b"x", "signatures": b"y", "peaks": b"short"})) == []
    assert (chain.size, chain.peaks) == (7, None)
    assert list(chain.grow({"body": b"x", "signatures": b"y", "peaks": b"p" * 32})) == []
    assert (chain.size, chain.peaks) == (8, (b"p" * 32,))


def test_findings_show_any_value_in_print() -> None:
    assert shown((7, "A-1", b"\0\1", None, 1.5, "\udcff")) == "7/A-1/0001//1.5/\\udcff"
    facts = column_differs(table_of(EntryRow), "3", "kind", "x" * 500, None).facts
    assert (len(str(facts["found"])), facts["expected"]) == (80, "")
