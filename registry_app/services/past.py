"""Records as they were as of a cut (`services.cuts`), told from the records as they are and the entries made since.

First everything is undone that was entered after the head, exactly as it was entered. Then, of what was known, the
changes that happened after the moment are taken back, the newest first; what was entered later but happened before
stays. Only entries that changed or withdrew a record are read.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from sqlalchemy import CompoundSelect, Select, literal_column, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import ACTS_OF, UNDOING
from registry_app.domain.declare import entered_fields
from registry_app.domain.entry import NONE, Change, Stored, skim
from registry_app.domain.pin import SECRET
from registry_app.domain.projection import derived
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, MentionRow, PersonalRow
from registry_app.domain.rules_records import ONLY_DESCRIBED
from registry_app.persistence.bodies import spells
from registry_app.services.cuts import Cut, entry_number, first_beyond

Value = str | int | None
Values = dict[str, Value]
ROWS = 2_000
AT_ONCE = 500
"""Personal values looked up with one statement."""
MANY = 10_000
"""Up to so many records are asked for by their numbers; above, all are read."""
FEW = 500
"""Up to so many changed records the entries that mention them are looked up; above, all that changed any are read."""


@dataclass
class Past:
    """Some fields of the records of a kind, each by the record's number, and which records are not as they stand:
    changed or withdrawn since. By fields, since a list of a hundred thousand has no time for as many dictionaries."""

    fields: dict[str, dict[int, Value]]
    changed: set[int] = field(default_factory=set)

    @property
    def numbers(self) -> Collection[int]:
        """The numbers of the records that there are, in ascending order."""
        return next(iter(self.fields.values())).keys()

    def of(self, number: int) -> Values:
        """One record."""
        return {name: column[number] for name, column in self.fields.items()}


def records(
    session: Session, kind: str, cut: Cut | None = None, *, names: Sequence[str] = (),
    only: Collection[int] | None = None,
) -> dict[int, Values]:  # fmt: skip
    """The records of a kind by number, each with its entered fields; as of a cut when one is given.

    `names` are the fields wanted instead of all entered ones. `only` are the numbers wanted. A personal value that was
    erased since is `None`.
    """
    past = told(session, kind, cut, names=names, only=only)
    rows = zip(*(column.values() for column in past.fields.values()), strict=True)
    return {n: dict(zip(past.fields, row, strict=True)) for n, row in zip(past.numbers, rows, strict=True)}


def known(
    session: Session, kind: str, cut: Cut, *, names: Sequence[str] = (), only: Collection[int] | None = None
) -> dict[int, Values]:
    """As `records`, and those that were described after the moment as well, as they are known: an act may have
    happened at a place, or to a person, that was entered only later."""
    found = records(session, kind, cut.known(), names=names, only=only)
    return found if cut.is_now else found | records(session, kind, cut, names=names, only=only)


def loosely(session: Session, kind: str, cut: Cut, name: str) -> Past:
    """One field of all records as of the cut, those too that were described by an entry which does not count.

    For who knows otherwise which of them were there: it is had from an index of the field, where there is one.
    """
    table = RECORDS[kind].__table__
    query = select(table.c.id, table.c[name]).order_by(table.c[name], table.c.id)
    numbers, values = _columns(session, query, 2)
    past, first = Past({name: dict(zip(numbers, values, strict=True))}), first_beyond(session, cut)
    if first is not None:
        _Rewinding(session, kind, cut, past, None).run(first)
    return past


def differing(session: Session, kind: str, cut: Cut, names: Sequence[str]) -> Past:
    """Some fields of the records that may not be as they stand, each as of the cut."""
    first = first_beyond(session, cut)
    if first is None:
        return Past({name: {} for name in names})
    rewinding = _Rewinding(session, kind, cut, Past({name: {} for name in names}), None)
    changed = rewinding.changed_since(first)
    return told(session, kind, cut, names=names, only=changed if len(changed) <= MANY else None)


def told(
    session: Session, kind: str, cut: Cut | None = None, *, names: Sequence[str] = (),
    only: Collection[int] | None = None,
) -> Past:  # fmt: skip
    """As `records`, together with which of them are not as they stand."""
    wanted = tuple(names or entered_fields(RECORDS[kind]))
    first = first_beyond(session, cut) if cut else None
    numbers, last_changed, *columns = _columns(session, _standing(kind, cut, wanted, only, first), 2 + len(wanted))
    past = Past({name: dict(zip(numbers, column, strict=True)) for name, column in zip(wanted, columns, strict=True)})
    if cut is not None and first is not None:
        changed = {number for number, seq in zip(numbers, last_changed, strict=True) if seq >= first}
        missing = set(only or ()).difference(numbers) if cut.head else set[int]()
        _Rewinding(session, kind, cut, past, only).run(first, changed | missing)
    return past


def _columns(session: Session, query: Select[Any], many: int) -> list[list[Any]]:
    """The columns of a statement, read some rows at a time: a hundred thousand rows at once wake the collector of
    garbage again and again, which costs as much as the reading."""
    columns: list[list[Any]] = [[] for _column in range(many)]
    for rows in session.connection().execute(query).partitions(ROWS):
        for at, column in enumerate(columns):
            column += [row[at] for row in rows]
    return columns


def _standing(
    kind: str, cut: Cut | None, names: Sequence[str], only: Collection[int] | None, first: int | None
) -> Select[Any]:
    """The records as they stand, but for those that were described by an entry which does not count."""
    table = RECORDS[kind].__table__
    query = select(table.c.id, table.c.changed_seq, *(table.c[n] for n in names)).order_by(table.c.id)
    if only is not None:
        query = query.where(table.c.id.in_(list(only)))
    if cut is not None and cut.head:
        query = query.where(table.c.described_seq < cut.head)
    if cut is not None and not cut.is_now and first is not None:
        late = select(EntryRow.seq).where(EntryRow.occurred_at > cut.moment)
        query = query.where(or_(table.c.described_seq < first, table.c.described_seq.not_in(late)))
    return query


class _Rewinding:
    """Takes back, the newest first, what does not count, and turns what entries carry into values."""

    def __init__(self, session: Session, kind: str, cut: Cut, past: Past, only: Collection[int] | None) -> None:
        self._session, self._kind, self._cut, self._past, self._only = session, kind, cut, past, only
        self._settled: set[tuple[int, str]] = set()
        self._came_back = False
        """Whether a record was put back that was withdrawn since."""

    def run(self, first: int, changed: Collection[int] | None = None) -> None:
        """Take back all from the newest entry to `first`; `changed` are the records that may have changed since, if
        that is known."""
        if changed is not None and self._cut.head and self._only is None:
            changed = set(changed) | self._withdrawn()
        if changed is not None and not changed:
            return
        corrected = self._corrected(first)
        for row in self._session.connection().execute(self._since(first, changed)):
            for change in self._changes(row.body):
                if self._cut.head and row.seq >= self._cut.head:
                    self._undo(change, row.corrects)
                elif row.corrects == NONE and row.seq not in corrected:
                    self._take_back(change, row.occurred_at)
        self._settle()

    def changed_since(self, first: int) -> set[int]:
        """The records of which entries from `first` on changed a field, or which they withdrew."""
        bodies = (row.body for row in self._session.connection().execute(self._since(first, None)))
        return {change.record for body in bodies for change in self._changes(body)}

    def _corrected(self, first: int) -> set[int]:
        """The entries from the first on that were corrected, as far as is known."""
        query = select(EntryRow.corrects).where(EntryRow.corrects >= 0, EntryRow.corrects >= first)
        if self._cut.head:
            query = query.where(EntryRow.seq < self._cut.head)
        return set(self._session.execute(query).scalars())

    def _since(self, first: int, changed: Collection[int] | None) -> Select[int, int, int, bytes]:
        """The entries that changed or withdrew records, the newest first; those of few records alone are looked up.

        Bodies are large, so that which of them are read is told by the indexes, as far as they go.
        """
        amends = (EntryRow.amends > literal_column("0"), EntryRow.seq >= first)  # in so many words, as its index has it
        names = {_DERIVED_FROM.get(name, name) for name in self._past.fields}
        kinds = kinds_changing(self._kind, names)
        found: Select[int] | CompoundSelect[int] = select(EntryRow.seq).where(
            EntryRow.kind.in_(kinds), EntryRow.seq >= first
        )
        if changed is not None and (self._only is not None or len(changed) <= FEW):
            mentions = select(MentionRow.seq).where(MentionRow.record_id.in_(list(changed)), MentionRow.seq >= first)
            found = mentions.where((MentionRow.seq + 0).in_(select(EntryRow.seq).where(*amends)))
        columns = EntryRow.seq, EntryRow.occurred_at, EntryRow.corrects, EntryRow.body
        marks = or_(spells('"new":{}'), *(spells(f'"{name}":') for name in names))
        query = select(*columns).where(*amends, EntryRow.seq.in_(found), spells(f'"kind":"{self._kind}"'), marks)
        return query.order_by(EntryRow.seq.desc())

    def _withdrawn(self) -> set[int]:
        """The records that corrections after the head withdrew: they stand in no table, and come back with all that
        changed them before."""
        late = select(EntryRow.body).where(EntryRow.corrects >= 0, entry_number >= self._cut.head)
        marked = late.where(spells(f'"kind":"{self._kind}"'), spells('"new":{}'))
        bodies = self._session.connection().execute(marked).scalars()
        return {change.record for body in bodies for change in self._changes(body) if not change.new}

    def _changes(self, body: bytes) -> Iterator[Change]:
        """The changes of records of the kind; those that describe one anew are left out."""
        for change in skim(body).records:
            if change.kind == self._kind and change.old and (self._only is None or change.record in self._only):
                yield change

    def _undo(self, change: Change, corrects: int) -> None:
        """Put back what stood before an entry that is not known; a record that it withdrew comes back."""
        if not change.new and self._counts(corrects):
            self._came_back = True
            for column in self._past.fields.values():
                column[change.record] = None
        if change.record in self._past.numbers:
            self._put(change.record, change.old)

    def _counts(self, seq: int) -> bool:
        """Whether the entry that described a record is known, and happened in time."""
        described = select(EntryRow.seq).where(EntryRow.seq == seq, EntryRow.seq < self._cut.head)
        if not self._cut.is_now:
            described = described.where(EntryRow.occurred_at <= self._cut.moment)
        return self._session.execute(described).scalar() is not None

    def _take_back(self, change: Change, occurred_at: int) -> None:
        if change.record not in self._past.numbers or self._cut.is_now:
            return
        if occurred_at <= self._cut.moment:
            self._settled |= {(change.record, name) for name in change.new}
        else:
            self._put(change.record, {n: v for n, v in change.old.items() if (change.record, n) not in self._settled})

    def _put(self, record: int, values: Mapping[str, Stored]) -> None:
        told: dict[str, Any] = {**values, **(derived(self._kind, values) if "serial" in values else {})}
        for name in told.keys() & self._past.fields.keys():
            self._past.fields[name][record] = told[name]  # commitments, until `_settle`
            self._past.changed.add(record)

    def _settle(self) -> None:
        """Turn what entries carry into values, and put the records in order again."""
        fields, changed = self._past.fields, self._past.changed
        carried: list[tuple[str, int, Any]] = [
            (name, number, column[number]) for name, column in fields.items() for number in changed
        ]
        kept = _kept(
            self._session, [value["commit"] for _name, _number, value in carried if isinstance(value, Mapping)]
        )
        for name, number, value in carried:
            fields[name][number] = kept.get(value["commit"]) if isinstance(value, Mapping) else value or _nothing(value)
        if self._came_back:
            self._past.fields = {name: dict(sorted(column.items())) for name, column in fields.items()}


def _nothing(value: Value) -> Value:
    """An entry carries nothing as the empty text."""
    return None if value == "" else value


_DERIVED_FROM = {"serial_normal": "serial", "serial_key": "serial"}


@cache
def _changing(kind: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The acts of any edition that may change a record of a kind, and which fields: none named are all."""
    acts = [(code, act) for table in ACTS_OF.values() for code, act in table.items()]
    changing = [(code, act.papers) for code, act in acts if kind in act.records and code not in ONLY_DESCRIBED]
    return (*((code, ()) for code in UNDOING), *dict.fromkeys(changing))


def kinds_changing(kind: str, names: Collection[str]) -> list[str]:
    """The kinds of entry that may have changed one of these fields of a record, by the tables of acts."""
    return sorted({code for code, papers in _changing(kind) if not papers or not set(papers).isdisjoint(names)})


def _kept(session: Session, commits: Sequence[str]) -> dict[str, str]:
    """The personal values that are not erased, by commitment."""
    found: dict[str, str] = {}
    for at in range(0, len(commits), AT_ONCE):
        some = PersonalRow.commit.in_(commits[at : at + AT_ONCE])
        found |= {
            row.commit: row.value
            for row in session.execute(
                select(PersonalRow.commit, PersonalRow.value).where(some, PersonalRow.subject != SECRET)
            )
        }
    return found
