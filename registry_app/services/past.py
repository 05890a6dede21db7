"""Records as they were as of a cut (`services.cuts`), told from the records as they are and the entries made since.

First everything is undone that was entered after the head, exactly as it was entered. Then, of what was known, the
changes that happened after the moment are taken back, the newest first; what was entered later but happened before
stays. Only entries that changed or withdrew a record are read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Change, Stored, skim
from registry_app.domain.projection import derived
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, MentionRow, PersonalRow
from registry_app.services.cuts import Cut, entry_number

Values = dict[str, str | int | None]
AT_ONCE = 500
"""Personal values looked up with one statement."""


@dataclass
class Past:
    """The records of a kind by number, and which of them are not as they stand: changed or withdrawn since."""

    records: dict[int, Values]
    changed: set[int] = field(default_factory=set)


def records(
    session: Session, kind: str, cut: Cut | None = None, *, names: Sequence[str] = (),
    only: Collection[int] | None = None,
) -> dict[int, Values]:  # fmt: skip
    """The records of a kind by number, each with its entered fields; as of a cut when one is given.

    `names` are the fields wanted instead of all entered ones: a derived one together with those that it is derived
    from. `only` are the numbers wanted. A personal value that was erased since is `None`.
    """
    return told(session, kind, cut, names=names, only=only).records


def known(
    session: Session, kind: str, cut: Cut, *, names: Sequence[str] = (), only: Collection[int] | None = None
) -> dict[int, Values]:
    """As `records`, and those that were described after the moment as well, as they are known: an act may have
    happened at a place, or to a person, that was entered only later."""
    found = records(session, kind, cut.known(), names=names, only=only)
    return found if cut.is_now else found | records(session, kind, cut, names=names, only=only)


def told(
    session: Session, kind: str, cut: Cut | None = None, *, names: Sequence[str] = (),
    only: Collection[int] | None = None,
) -> Past:  # fmt: skip
    """As `records`, together with which of them are not as they stand."""
    wanted = tuple(names or entered_fields(RECORDS[kind]))
    first = _first_beyond(session, cut) if cut else None
    past = Past(_standing(session, kind, wanted, only, _is_beyond(cut, kind, first) if cut else None))
    if cut is not None and first is not None:
        rewinding = _Rewinding(session, kind, cut, past, wanted, only)
        rewinding.run(first)
        rewinding.settle()
    return past


def _first_beyond(session: Session, cut: Cut) -> int | None:
    """The first entry that does not count for its time or because it is not known."""
    found = None
    if not cut.is_now:
        found = session.execute(select(func.min(entry_number)).where(EntryRow.occurred_at > cut.moment)).scalar()
    return min(found, cut.head) if found is not None and cut.head else found if found is not None else cut.head or None


def _is_beyond(cut: Cut, kind: str, first: int | None) -> ColumnElement[bool] | None:
    """Whether a record was described by an entry that does not count."""
    described, beyond = RECORDS[kind].__table__.c.described_seq, []
    if cut.head:
        beyond.append(described >= cut.head)
    if not cut.is_now and first is not None:
        late = select(EntryRow.seq).where(EntryRow.occurred_at > cut.moment)
        beyond.append(and_(described >= first, described.in_(late)))
    return or_(*beyond) if beyond else None


def _standing(
    session: Session, kind: str, names: Sequence[str], only: Collection[int] | None, beyond: ColumnElement[bool] | None
) -> dict[int, Values]:
    table = RECORDS[kind].__table__
    query = select(table.c.id, *(table.c[n] for n in names)).order_by(table.c.id)
    if only is not None:
        query = query.where(table.c.id.in_(list(only)))
    if beyond is not None:
        query = query.where(~beyond)
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in session.execute(query)}


class _Rewinding:
    """Takes back, the newest first, what does not count; `settle` then turns what entries carry into values."""

    def __init__(
        self, session: Session, kind: str, cut: Cut, past: Past, names: Sequence[str], only: Collection[int] | None
    ) -> None:
        self._session, self._kind, self._cut, self._past = session, kind, cut, past
        self._names, self._only = dict.fromkeys(names), only
        self._settled: set[tuple[int, str]] = set()
        marks = [f'"{name}":'.encode() for name in names]
        self._marks = (b'"new":{}', *marks)
        """Parts of a body that speaks of the fields wanted: bodies are canonical JSON, in which no text spells them."""

    def run(self, first: int) -> None:
        """Take back all from the newest entry to the first that does not count."""
        corrected = self._corrected(first)
        for row in self._session.execute(self._since(first)):
            for change in self._changes(row.body):
                if self._cut.head and row.seq >= self._cut.head:
                    self._undo(change, row.corrects)
                elif row.corrects == NONE and row.seq not in corrected:
                    self._take_back(change, row.occurred_at)

    def _corrected(self, first: int) -> set[int]:
        """The entries from the first on that were corrected, as far as is known."""
        query = select(EntryRow.corrects).where(EntryRow.corrects >= first)
        if self._cut.head:
            query = query.where(EntryRow.seq < self._cut.head)
        return set(self._session.execute(query).scalars())

    def _since(self, first: int) -> Select[tuple[int, int, int, bytes]]:
        columns = EntryRow.seq, EntryRow.occurred_at, EntryRow.corrects, EntryRow.body
        query = select(*columns).where(EntryRow.amends > 0, EntryRow.seq >= first).order_by(EntryRow.seq.desc())
        if self._only is None:
            return query
        mentions = select(MentionRow.seq).where(MentionRow.record_id.in_(list(self._only)), MentionRow.seq >= first)
        return query.where(EntryRow.seq.in_(mentions))

    def _changes(self, body: bytes) -> Iterator[Change]:
        """The changes of records of the kind; those that describe one anew are left out."""
        if f'"kind":"{self._kind}"'.encode() in body and any(mark in body for mark in self._marks):
            yield from (c for c in skim(body).records if c.kind == self._kind and c.old and self._is_wanted(c.record))

    def _is_wanted(self, record: int) -> bool:
        return self._only is None or record in self._only

    def _undo(self, change: Change, corrects: int) -> None:
        """Put back what stood before an entry that is not known; a record that it withdrew comes back."""
        if not change.new and self._counts(corrects):
            self._past.records[change.record] = dict.fromkeys(self._names)
        if change.record in self._past.records:
            self._put(change.record, change.old)

    def _counts(self, seq: int) -> bool:
        """Whether the entry that described a record is known, and happened in time."""
        found = self._session.execute(select(EntryRow.occurred_at).where(EntryRow.seq == seq)).scalar_one()
        return seq < self._cut.head and (self._cut.is_now or found <= self._cut.moment)

    def _take_back(self, change: Change, occurred_at: int) -> None:
        if change.record not in self._past.records or self._cut.is_now:
            return
        if occurred_at <= self._cut.moment:
            self._settled |= {(change.record, name) for name in change.new}
        else:
            self._put(change.record, {n: v for n, v in change.old.items() if (change.record, n) not in self._settled})

    def _put(self, record: int, values: Mapping[str, Stored]) -> None:
        told = {name: value for name, value in values.items() if name in self._names}
        if told:
            self._past.records[record] |= told  # type: ignore[arg-type]  # commitments, until `settle`
            self._past.changed.add(record)

    def settle(self) -> None:
        """Turn what entries carry into values, compute what is derived, and put the records in order again."""
        self._past.records = dict(sorted(self._past.records.items()))
        changed = [self._past.records[number] for number in self._past.changed]
        commits = [v["commit"] for values in changed for v in values.values() if isinstance(v, Mapping)]
        kept = _kept(self._session, commits)
        for values in changed:
            for name, value in values.items():
                values[name] = (
                    kept.get(value["commit"]) if isinstance(value, Mapping) else None if value == "" else value
                )
            values |= {n: v for n, v in derived(self._kind, values).items() if n in self._names}


def _kept(session: Session, commits: Sequence[str]) -> dict[str, str]:
    """The personal values that are not erased, by commitment."""
    found: dict[str, str] = {}
    for at in range(0, len(commits), AT_ONCE):
        some = PersonalRow.commit.in_(commits[at : at + AT_ONCE])
        found |= {
            row.commit: row.value for row in session.execute(select(PersonalRow.commit, PersonalRow.value).where(some))
        }
    return found
