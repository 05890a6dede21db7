"""The check: replays the whole ledger, rebuilds what follows from it, and compares every column of the file.

Nothing is believed that the entries do not say (`docs/decisions/check.md`). Signatures are verified in other processes
meanwhile.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.orm import Session

from registry_app.domain import merkle
from registry_app.domain.errors import Finding, Unavailable, refuse
from registry_app.domain.head import Head
from registry_app.domain.replay import Replay
from registry_app.persistence import check_file, check_projections, check_recent
from registry_app.persistence.check_entries import ENTRY, ENTRY_NAMES, LINE, LinesInOrder, Walk, fetch, ids_twice
from registry_app.persistence.check_rows import Raw, raw_of, reading_any_text, shown, stored
from registry_app.persistence.check_signatures import Verifiers
from registry_app.persistence.check_snapshots import Snapshots

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]
T = TypeVar("T")
LOOKED_EVERY = 200
"""Entries between two looks at whether to go on."""
STEPS = 20_000
"""Steps of the database between two such looks."""
AT_MOST = 200
"""Findings of one check: whoever changed a thousand rows is found out by the first hundred."""


@dataclass(frozen=True)
class Checked:
    """What a check found: entries walked, the root over them, the origin, the findings, and how far it looked."""

    entries: int
    root: bytes
    origin: str
    findings: tuple[Finding, ...]
    is_file_sound: bool = True
    is_whole: bool = True


@dataclass(frozen=True)
class _Watch:
    """Who looks on: told how far it is, and asked whether to go on."""

    progress: Progress | None
    is_cancelled: IsCancelled | None

    def tell(self, done: int, total: int) -> None:
        """So many of so many entries; raises `Unavailable("interrupted")` when cancelled."""
        if self.is_cancelled and self.is_cancelled():
            raise Unavailable("interrupted")
        if self.progress:
            self.progress(done, total)

    @contextmanager
    def over(self, raw: Raw) -> Iterator[None]:
        """Inside, also a long step of the database itself ends when cancelled."""
        raw.set_progress_handler(self.is_cancelled, STEPS)
        try:
            yield
        finally:
            raw.set_progress_handler(None, 0)


def whole(
    session: Session, *, processes: int = 0, progress: Progress | None = None, is_cancelled: IsCancelled | None = None,
    heads: Sequence[Head] = (),
) -> Checked:  # fmt: skip
    """Check everything on one snapshot. `progress(done, all)` counts entries; what it raises ends the check.

    `heads` were kept elsewhere, and must be this ledger's. Raises `Unavailable("interrupted")` when cancelled.
    """
    raw, watch = raw_of(session), _Watch(progress, is_cancelled)
    with watch.over(raw):
        if wrong := list(check_file.pages_differ(raw)):
            return Checked(0, merkle.EMPTY_ROOT, "", tuple(wrong), is_file_sound=False)
        return _any_text(raw, lambda: _whole(session, processes, watch, heads))


def _any_text(raw: Raw, work: Callable[[], T]) -> T:
    """What `work` answers; done again, slower, when a text turns out to be no UTF-8."""
    try:
        return work()
    except sqlcipher.OperationalError as problem:
        if "decode" not in str(problem).lower():
            raise
    with reading_any_text(raw):
        return work()


def _whole(session: Session, processes: int, watch: _Watch, heads: Sequence[Head]) -> Checked:
    raw = raw_of(session)
    walk = Walk(replay=Replay(older=fetch(raw)))
    kept = check_projections.checkpoint_rows(raw)
    roots: dict[object, bytes] = dict.fromkeys([0, *(row["size"] for row in kept), *(head.size for head in heads)], b"")
    walk.findings += [*check_file.seals_differ(session.connection()), *check_file.tables_differ(raw)]
    _walk(raw, walk, roots, processes, watch)
    walk.findings += ids_twice(raw)
    if walk.is_gapless:
        walk.findings += _projections_differ(raw, walk)
    walk.findings += check_projections.checkpoints(kept, roots, walk)
    walk.findings += check_projections.heads(heads, roots, walk)
    walk.findings += [*check_file.search_differs(raw), *check_projections.batches(raw, walk.replay)]
    return _checked(walk.chain.size, walk.chain.root, walk.chain.origin, walk.findings)


def _checked(entries: int, root: bytes, origin: str, findings: Sequence[Finding]) -> Checked:
    return Checked(entries, root, origin, tuple(dict.fromkeys(findings))[:AT_MOST])


def _walk(raw: Raw, walk: Walk, roots: dict[object, bytes], processes: int, watch: _Watch) -> None:
    """Walk every entry; `roots` takes the root at each size that it has a key for."""
    total = raw.execute("SELECT count(*) FROM entry").fetchone()[0]
    lines = LinesInOrder(stored(raw, LINE, "ORDER BY seq, number"))
    verifiers, snapshots = Verifiers(total, processes), Snapshots(raw, walk.replay.entry)
    walk.follow = snapshots.take
    try:
        for cells in stored(raw, ENTRY, "ORDER BY seq"):
            _remember(walk, roots, snapshots)
            row = dict(zip(ENTRY_NAMES, cells, strict=True))
            if leaf := walk.take(row, lines.of(row["seq"])):
                verifiers.take(leaf, walk.keys)
            if walk.chain.size % LOOKED_EVERY == 0 and walk.chain.size < total:
                watch.tell(walk.chain.size, total)
        _remember(walk, roots, snapshots)
        walk.findings += verifiers.ended(walk.keys) + (snapshots.ended() if walk.is_gapless else [])
    finally:
        verifiers.close()
    walk.findings += [refuse("row_strange", table=LINE.name, row=shown(line[:2])) for line in lines.rest()]
    watch.tell(total, total)


def _remember(walk: Walk, roots: dict[object, bytes], snapshots: Snapshots) -> None:
    """Before the next entry: keep the root where one is asked for, and compare the snapshots of this head."""
    if walk.chain.size in roots:
        roots[walk.chain.size] = walk.chain.root
    if walk.is_gapless:
        walk.findings += snapshots.reach(walk.chain.size)


def _projections_differ(raw: Raw, walk: Walk) -> Iterator[Finding]:
    values: dict[str, str] = {}
    yield from check_projections.personal_values(raw, walk.commits, values)
    yield from check_projections.contents(raw, walk.contents)
    yield from check_projections.erased(walk.erased)
    yield from check_projections.records(raw, walk.replay, values)
    yield from check_projections.balances(raw, walk.replay)
    yield from check_projections.mentions(raw, walk.replay)


def since_checkpoint(
    session: Session, *, progress: Progress | None = None, is_cancelled: IsCancelled | None = None
) -> Checked:
    """Check what came after the last checkpoint (`check_recent`); whole where there is none that holds."""
    raw = raw_of(session)

    def work() -> Checked | None:
        chain = check_recent.start(raw)
        if chain is None:
            return None
        findings = [*check_file.seals_differ(session.connection()), *check_file.tables_differ(raw)]
        findings += check_recent.walked(raw, chain)
        return replace(_checked(chain.size, chain.root, chain.origin, findings), is_whole=False)

    found = _any_text(raw, work)
    return found or whole(session, processes=1, progress=progress, is_cancelled=is_cancelled)
