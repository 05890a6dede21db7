"""One entry whole: what it moved and changed, who made, witnessed and acknowledged it, and where it stands in the tree.

Names instead of numbers, codes for acts, reasons and states; what was erased is told as erased.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain import signing
from registry_app.domain.acts import HANDING
from registry_app.domain.entry import NONE, Change, Entry, Line
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.projection import mentions
from registry_app.domain.records import ITEMS, RECORDS, Person, User
from registry_app.domain.rows import EntryRow
from registry_app.domain.rules_corrections import NOT_CORRECTED
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import acknowledgements, ledger, listing_entries, naming, references
from registry_app.services.history import FieldChange, Names

MOST = 200
"""So many lines and so many changed records are told; an import may have thousands."""


@dataclass(frozen=True)
class Item:
    """What people call a record: its number, its kind, its name, and what tells it from others of that name."""

    id: int
    kind: str
    name: str
    about: str = ""


@dataclass(frozen=True)
class Moved:
    """A line: so many pieces or rounds of an item, where from and where to in names, and the states there."""

    item: Item
    quantity: int
    source: str
    target: str
    source_state: str
    target_state: str


@dataclass(frozen=True)
class Changed:
    """A record before and after: `does` is `describe`, `amend` or `withdraw`."""

    record: Item
    does: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Acknowledged:
    """Who acknowledged the entry, by `pin` or `drawing`, and the exact text; `erased` where that is gone."""

    person: str
    method: str
    text: str = ""


@dataclass(frozen=True)
class EntryTold:
    """All of one entry.

    `lines` and `changes` are the first `MOST` of them. `actor` and `witness` are user names with the people's names in
    brackets. `late_hours` is 0 unless the policy of the time calls the entry late. `leaf` and `root` are hex: the leaf
    of the entry, and the root of the ledger as soon as it stood; `keys` are the short names of the keys that signed.
    """

    entry: Entry
    actor: str
    witness: str
    note: str
    is_note_erased: bool
    lines: tuple[Moved, ...]
    changes: tuple[Changed, ...]
    acknowledged: Acknowledged | None
    links: tuple[Item, ...]
    corrected_by: int
    late_hours: int
    size: int
    leaf: str
    root: str
    keys: tuple[str, ...]

    @property
    def may_be_undone(self) -> bool:
        """Whether it is of a kind that is corrected, and was not."""
        return self.corrected_by == NONE and self.entry.kind not in NOT_CORRECTED

    @property
    def is_handover(self) -> bool:
        """Whether it is printed as a slip."""
        return self.entry.kind in (*HANDING, "take_back")


def whole(session: Session, seq: int) -> EntryTold:
    """All of entry `seq`; `Refused` where there is none."""
    facts = RegisterFacts(session)
    entry = facts.entry(seq)
    if entry is None:
        raise Refused(refuse("correction_of_nothing", entry=seq))
    names = Names(session, [entry])
    row = session.execute(
        select(EntryRow.leaf_hash, EntryRow.signatures, func.iif(listing_entries.IS_LATE, EntryRow.late_hours, 0))
        .where(EntryRow.seq == seq)
    ).one()  # fmt: skip
    note = names.personal(entry.note_commit)
    return EntryTold(
        entry, _user(session, entry.actor), _user(session, entry.witness), note, bool(entry.note_commit and not note),
        lines=tuple(told_lines(session, names, entry.lines[:MOST])),
        changes=tuple(told_changes(session, names, entry.records[:MOST])),
        acknowledged=_acknowledged(session, entry), links=tuple(_links(session, entry)),
        corrected_by=facts.corrected_by(seq), late_hours=row[2], size=ledger.head(session).size,
        leaf=row.leaf_hash.hex(), root=ledger.head(session, size=seq + 1).root,
        keys=tuple(each.key_id.hex() for each in signing.unpack(row.signatures)),
    )  # fmt: skip


def _user(session: Session, number: int) -> str:
    person = func.coalesce(Person.name, Person.code)
    query = select(User.name, person).join(Person, Person.id == User.person_id).where(User.id == number)
    found = session.execute(query).first()
    return f"{found[1]} ({found[0]})" if found else ""


def items(session: Session, numbers: set[int]) -> dict[int, Item]:
    """What people call some items by their numbers; one whose record was withdrawn goes by its number."""
    named = references.named(session, numbers)
    found: dict[int, Item] = {}
    for kind in ITEMS:
        columns = RECORDS[kind].__table__.c
        for number in session.execute(select(columns.id).where(columns.id.in_(numbers))).scalars():
            found[number] = Item(number, kind, *named[number])
    return found | {number: Item(number, "", f"#{number}") for number in numbers - found.keys()}


def told_lines(session: Session, names: Names, lines: tuple[Line, ...]) -> Iterator[Moved]:
    """Lines in names."""
    called = items(session, {line.item for line in lines})
    for line in lines:
        yield Moved(
            called[line.item], line.quantity, names.where(line.source), names.where(line.target), line.source.state,
            line.target.state,
        )  # fmt: skip


def told_changes(session: Session, names: Names, changes: tuple[Change, ...]) -> Iterator[Changed]:
    """Changes of records in names and fields; personal values that were erased are nothing."""
    named = references.named(session, {change.record for change in changes})
    for change in changes:
        does = "amend" if change.old and change.new else "describe" if change.new else "withdraw"
        name, about = named.get(change.record) or _called(change, does)
        fields = tuple(names.changes(change)) if change.kind in RECORDS else ()
        yield Changed(Item(change.record, change.kind, name, about), does, fields)


def _called(change: Change, does: str) -> tuple[str, str]:
    """What a record without a name of its own is called: by what the change says of it, else its number."""
    values = change.old if does == "withdraw" else change.new
    spoken = (values.get(name) for name in ("serial", "lot_number", "code", "name", "title"))
    return next((each for each in spoken if isinstance(each, str) and each), f"#{change.record}"), ""


def _acknowledged(session: Session, entry: Entry) -> Acknowledged | None:
    if not entry.acknowledged_by:
        return None
    person = references.named(session, {entry.acknowledged_by}).get(entry.acknowledged_by, ("",))[0]
    try:
        found = acknowledgements.acknowledged(session, entry.seq)
    except Refused as refused:
        is_erased = refused.findings[0].code == "content_erased"
        return Acknowledged(person, "erased" if is_erased else "")
    return Acknowledged(person, found.method, found.text)


_LINKED = ("firearm", "lot", "article", "person", "place", "loss", "discharge", "user")


def _links(session: Session, entry: Entry) -> Iterator[Item]:
    """The records that the entry is about, and that have pages of their own: items first, then people and places."""
    numbers = sorted(mentions(entry))[:MOST]
    named = references.named(session, numbers)
    found = [(naming.kind_of(session, number), number) for number in numbers]
    for kind, number in sorted((each for each in found if each[0] in _LINKED), key=lambda e: _LINKED.index(e[0])):
        yield Item(number, kind, *named.get(number, (f"#{number}", "")))
