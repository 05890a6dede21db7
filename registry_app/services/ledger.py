"""The only writer of the ledger: takes drafts, asks the judge, appends the entries, carries the projections along.

Beside them it keeps the bytes of documents, and takes away what an entry erases.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, cast

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.orm import Session

from registry_app.domain import merkle, signing
from registry_app.domain.actor import Actor
from registry_app.domain.declare import Base
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Change, Entry, Position, body, parse
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.head import Head
from registry_app.domain.projection import KEPT, erased, mentions
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import ContentRow, EntryRow, LineRow, MentionRow, PersonalRow
from registry_app.persistence import balances
from registry_app.persistence.columns import columns_of, line_columns, record_columns
from registry_app.services.drafting import LAST, Drafted, Pencil, new_id, origin_of

__all__ = ["Pen", "Posted", "head", "keep_checkpoint", "keep_snapshot", "new_id", "origin_of", "post", "rehearse"]

_BY_ID = select(EntryRow.seq, EntryRow.body).where(EntryRow.id == bindparam("id"))
_PERSONAL = select(PersonalRow.value).where(PersonalRow.commit == bindparam("which"))
_CONTENT = select(ContentRow.hash).where(ContentRow.hash == bindparam("which"))


def _table(rows: type[Base]) -> Table:
    return cast("Table", rows.__table__)


_ENTER, _MOVE, _MENTION, _KEEP = (insert(_table(r)) for r in (EntryRow, LineRow, MentionRow, PersonalRow))


@dataclass(frozen=True)
class Posted:
    """An entry that stands: its number, its id, the records that it described, and what the judge noted."""

    seq: int
    id: str
    records: tuple[int, ...] = ()
    findings: tuple[Finding, ...] = ()


def post(session: Session, draft: Draft, *, by: Actor, witness: Actor | None = None, origin: str = "") -> Posted:
    """Append what `draft` wishes; the same id again changes nothing and answers as the first time.

    `origin` is given by the set-up only. Raises `Refused` with every finding when the judge says no.
    """
    if earlier := repeated(session, draft.id):
        return earlier
    pen = Pen(session, by=by, witness=witness, origin=origin)
    posted = pen.enter(draft)
    pen.write()
    return posted


def rehearse(session: Session, draft: Draft, *, by: Actor, witness: Actor | None = None) -> Posted:
    """What `post` would answer now, with nothing written, so that a reading session is enough. Raises `Refused`."""
    return Pen(session, by=by, witness=witness).enter(draft)


def repeated(session: Session, entry_id: str) -> Posted | None:
    """The entry that has this id already, as it was answered the first time; `None` for a new id or none."""
    row = session.execute(_BY_ID, {"id": entry_id}).first() if entry_id else None
    if row is None:
        return None
    described = tuple(c.record for c in parse(row.body).records if not c.old)
    return Posted(row.seq, entry_id, described)


class Pen:
    """Appends entries in one transaction: each is judged on those before it, `write` puts them all into the file.

    Between the first `enter` and `write` nobody else may write: hold it within one transaction. Used once.
    """

    def __init__(self, session: Session, *, by: Actor, witness: Actor | None = None, origin: str = "") -> None:
        self._session, self._by, self._witness = session, by, witness
        self.pencil = Pencil(session, by=by, witness=witness, origin=origin)
        self._leaves: list[tuple[dict[str, object], list[dict[str, object]]]] = []
        self._mentions: list[dict[str, object]] = []
        self._secrets: dict[str, Mapping[str, object]] = {}
        self._contents: dict[str, bytes] = {}
        self._erased: dict[str, None] = {}
        self._records: list[tuple[str, str, dict[str, object]]] = []
        self._moved: Counter[tuple[int, Position]] = Counter()

    def enter(self, draft: Draft) -> Posted:
        """Judge and sign what `draft` wishes; `Refused` leaves no trace. The entry stands once `write` has run."""
        self._check_contents(draft)
        drafted = self.pencil.draft(draft)
        entry = drafted.entry
        self._leaves.append((self._sealed(drafted), line_columns(entry)))
        self._mentions += [{"record_id": r, "seq": entry.seq} for r in sorted(mentions(entry))]
        self._secrets |= {str(secret["commit"]): secret for secret in drafted.secrets}
        self._contents |= draft.contents
        for change in entry.records:
            self._project(entry.seq, change)
        for line in entry.lines:
            self._moved[line.item, line.source] -= line.quantity
            self._moved[line.item, line.target] += line.quantity
        self._erase(entry)
        return Posted(entry.seq, entry.id, drafted.numbers, drafted.findings)

    def _check_contents(self, draft: Draft) -> None:
        """No document and no certificate comes on record without its bytes."""
        for wish in draft.wishes:
            which = str(wish.values.get("content_hash", "")) if wish.kind in KEPT and not wish.record else ""
            if which and which not in {*draft.contents, *self._contents} and not self._is_kept(which):
                raise Refused(refuse("content_missing", name=str(wish.values.get("title") or which)))

    def _is_kept(self, which: str) -> bool:
        return self._session.execute(_CONTENT, {"which": which}).first() is not None

    def _erase(self, entry: Entry) -> None:
        """Take what the entry erases from the records that show it; the values themselves go with `write`."""
        gone = erased(entry)
        self._erased |= dict.fromkeys(gone)
        for number in (ref.number() for ref in entry.refs if gone and ref.kind == "about"):
            found = self.pencil.facts.record(number)
            if found is not None:
                row = record_columns(found.kind, found.values, self._value_behind)
                self._records.append(("blank", found.kind, row | {"which": number}))

    def _sealed(self, drafted: Drafted) -> dict[str, object]:
        """The entry's row, signed; the peaks grow by its leaf."""
        entry = drafted.entry
        content = body(entry)
        signatures = [self._by.key.sign(signing.ACTOR, content)]
        if self._witness:
            signatures.append(self._witness.key.sign(signing.WITNESS, content))
        packed = signing.pack(signatures)
        leaf = merkle.leaf_hash(signing.leaf(content, packed))
        peaks = self.pencil.peaks = merkle.append(self.pencil.peaks, entry.seq, leaf)
        return columns_of(entry) | {
            "body": content, "signatures": packed, "leaf_hash": leaf, "peaks": merkle.pack(peaks)
        }  # fmt: skip

    def _project(self, seq: int, change: Change) -> None:
        found = self.pencil.facts.record(change.record)
        if found is None or not change.new:
            self._records.append(("delete", change.kind, {"which": change.record}))
            return
        row = record_columns(change.kind, found.values, self._value_behind) | {"changed_seq": seq}
        if change.old:
            self._records.append(("update", change.kind, row | {"which": change.record}))
        else:
            self._records.append(("insert", change.kind, row | {"id": change.record, "described_seq": seq}))

    def _value_behind(self, commit: str) -> object:
        """A personal value, of this pen's own entries or from the erasable table; `None` once it is erased."""
        if commit in self._erased:
            return None
        pending = self._secrets.get(commit)
        return pending["value"] if pending else self._session.execute(_PERSONAL, {"which": commit}).scalar()

    def write(self) -> None:
        """Put everything entered into the file, entries first; the transaction decides whether it stays."""
        connection = self._session.connection()
        for row, lines in self._leaves:
            connection.execute(_ENTER, row)
            if lines:
                connection.execute(_MOVE, lines)
        for statement, rows in ((_MENTION, self._mentions), (_KEEP, list(self._secrets.values()))):
            if rows:
                connection.execute(statement, rows)
        for which, content in self._contents.items():
            connection.execute(balances.KEEP_CONTENT, {"hash": which, "bytes": content})
        for (verb, kind), changes in groupby(self._records, key=lambda change: change[:2]):
            connection.execute(_record_statement(verb, kind), [row for _verb, _kind, row in changes])
        if self._moved:
            connection.execute(balances.ADD, _balance_rows(self._moved))
            connection.execute(balances.DROP_EMPTY, [{"which": item} for item in {item for item, _at in self._moved}])
        for erasing in balances.ERASE if self._erased else ():
            connection.execute(erasing, [{"which": which} for which in self._erased])


@cache
def _record_statement(verb: str, kind: str) -> Any:
    table = _table(RECORDS[kind])
    if verb == "insert":
        return insert(table)
    changed = delete(table) if verb == "delete" else update(table)
    return changed.where(table.c.id == bindparam("which"))


def _balance_rows(moved: Mapping[tuple[int, Position], int]) -> list[dict[str, object]]:
    return [
        {"item_id": item, "place_id": at.place, "person_id": at.person, "state": at.state, "quantity": quantity}
        for (item, at), quantity in moved.items()
    ]


def head(session: Session, *, size: int | None = None) -> Head:
    """The head after `size` entries, or after all of them; `Refused` when there are not so many."""
    wanted = LAST if size is None else LAST.where(EntryRow.seq == size - 1)
    row = session.execute(wanted).first()
    if row is None and size:
        raise Refused(refuse("head_unknown", size=size))
    if row is None:
        return Head(origin_of(session), 0, merkle.EMPTY_ROOT.hex())
    peaks = merkle.unpack(row.peaks, row.seq + 1)
    return Head(origin_of(session), row.seq + 1, merkle.root_of_peaks(peaks).hex())


def keep_checkpoint(session: Session, found: Head, *, by: Actor) -> None:
    """Keep a head that a check found right, signed; one that is kept already stays as it is."""
    made_at = int(session.info["clock"]())
    row = {
        "size": found.size, "root": bytes.fromhex(found.root), "made_at": made_at,
        "user_id": by.user_id, "signature": by.key.sign_head(found.kept(made_at, by.user_id)),
    }  # fmt: skip
    session.execute(balances.KEEP_CHECKPOINT, row)


def keep_snapshot(session: Session, *, moment: int, size: int, content: bytes) -> None:
    """Keep what was held at the end of a month (`services.snapshots`); one that is kept already stays as it is.

    A working copy that follows from the entries: nobody signs it.
    """
    session.execute(balances.KEEP_SNAPSHOT, {"moment": moment, "size": size, "content": content})
