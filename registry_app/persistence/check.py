"""The check: replays the whole ledger, rebuilds what follows from it, and compares every column of the file.

Nothing is believed that the entries do not say. Signatures are verified in other processes meanwhile.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry_app.domain import merkle
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.rows import EntryRow, LineRow, MentionRow
from registry_app.persistence import check_projections as projections
from registry_app.persistence import check_recent, seals
from registry_app.persistence.check_entries import Unwalkable, Walk, by_entry
from registry_app.persistence.check_rows import Row, stored_rows, strange_columns, table_of
from registry_app.persistence.check_signatures import Leaf, Verifiers, Wrong

Progress = Callable[[int, int], None]
TOLD_EVERY = 200
FILE_CHECKS = {"cipher_integrity_check": [], "integrity_check": [("ok",)]}
OPEN_SEARCH = "SELECT rowid FROM firearm_search LIMIT 1"
"""Makes FTS5 forget the outline of its index that this connection read before others wrote; `integrity_check` alone
goes by the old outline, and would call a sound file malformed."""
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


def whole(session: Session, *, processes: int = 0, progress: Progress | None = None) -> Checked:
    """Check everything on one snapshot. `progress(done, all)` counts entries; what it raises ends the check."""
    if file_findings := list(_file(session)):
        return Checked(0, merkle.EMPTY_ROOT, "", tuple(file_findings), is_file_sound=False)
    walk, roots = Walk(), {0: merkle.EMPTY_ROOT}
    findings = [*_seals(session), *strange_columns(session)]
    try:
        wrong = _walked(session, walk, roots, processes, progress)
        findings += [*walk.findings, *(refuse(code, entry=seq, path="") for seq, code in wrong)]
        findings += _projected(session, walk, roots)
    except Unwalkable as end:
        findings += [*walk.findings, *end.findings]
    return Checked(walk.chain.size, walk.chain.root, walk.chain.origin, tuple(dict.fromkeys(findings))[:AT_MOST])


def since_checkpoint(session: Session, *, progress: Progress | None = None) -> Checked:
    """Check what came after the last checkpoint (`check_recent`); whole where there is none that holds."""
    chain = check_recent.start(session)
    if chain is None:
        return whole(session, processes=1, progress=progress)
    findings = [*_seals(session), *strange_columns(session)]
    try:
        entries, wrong = check_recent.walked(session, chain)
        findings += [*wrong, *check_recent.touched(session, entries)]
    except Unwalkable as end:
        findings += end.findings
    few = tuple(dict.fromkeys(findings))[:AT_MOST]
    return Checked(chain.size, chain.root, chain.origin, few, is_whole=False)


def _file(session: Session) -> Iterator[Finding]:
    """Every page's cipher check and the file's own structure."""
    raw = session.connection()
    if "firearm_search" in seals.present(raw):
        raw.exec_driver_sql(OPEN_SEARCH).all()
    for pragma, sound in FILE_CHECKS.items():
        if [tuple(row) for row in raw.exec_driver_sql(f"PRAGMA {pragma}")] != sound:
            yield refuse("file_malformed")


def _seals(session: Session) -> Iterator[Finding]:
    if broken := seals.broken(session.connection()):
        yield refuse("seals_broken", names=tuple(broken))


def _walked(
    session: Session, walk: Walk, roots: dict[int, bytes], processes: int, progress: Progress | None
) -> list[Wrong]:
    """Walk every entry, and answer what the verifiers found meanwhile."""
    lines = by_entry(stored_rows(session, table_of(LineRow), "ORDER BY seq, number"))
    about = by_entry(stored_rows(session, table_of(MentionRow)))
    rows = list(stored_rows(session, table_of(EntryRow), "ORDER BY seq"))
    verifiers = Verifiers(len(rows), processes)
    try:
        for row in rows:
            verifiers.take(_taken(walk, row, lines, about), walk.keys)
            roots[walk.chain.size] = walk.chain.root
            if progress and walk.chain.size % TOLD_EVERY == 0:
                progress(walk.chain.size, len(rows))
        wrong = verifiers.ended(walk.keys)
    finally:
        verifiers.close()
    _nothing_beside(walk, lines, about)
    if progress:
        progress(len(rows), len(rows))
    return wrong


def _taken(walk: Walk, row: Row, lines: Mapping[object, list[Row]], about: Mapping[object, list[Row]]) -> Leaf:
    mentioned = [m["record_id"] for m in about.get(row["seq"], [])]
    return walk.take(row, lines.get(row["seq"], []), [m for m in mentioned if isinstance(m, int)])


def _nothing_beside(walk: Walk, lines: Mapping[object, list[Row]], about: Mapping[object, list[Row]]) -> None:
    """No line or mention belongs to an entry that is not there."""
    for table, rows in (("line", lines), ("mention", about)):
        for seq in rows:
            if not isinstance(seq, int) or not 0 <= seq < walk.chain.size:
                walk.findings.append(refuse("row_strange", table=table, row=str(seq)[:40]))


def _projected(session: Session, walk: Walk, roots: Mapping[int, bytes]) -> Iterator[Finding]:
    values, findings = projections.personal_values(session, walk.replay.entries)
    yield from findings
    yield from projections.records(session, walk.replay, values)
    yield from projections.balances(session, walk.replay)
    yield from projections.checkpoints(session, roots, walk.chain.origin, walk.replay)
    yield from projections.search_index(session)
    yield from projections.batches(session)
