"""A long ledger in a file, put there directly: what is measured on it is reading, not entering.

Rows, bodies and indexes have the shape and size of those that the ledger writes. Hashes and signatures are random, so
that a check would refuse it.
"""

import os
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from sqlalchemy import Table, insert, select
from sqlalchemy.orm import Session

from registry_app.domain import merkle
from registry_app.domain.declare import Base
from registry_app.domain.entry import NONE, Change, Entry, Line, Position, body
from registry_app.domain.projection import mentions
from registry_app.domain.records import Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow
from registry_app.domain.serials import confusion_key, normalised
from registry_app.persistence.columns import columns_of, line_columns
from registry_app.services import ledger
from registry_app.services.register import Register

DAY = 86_400_000
YEARS = 3
AT_ONCE = 20_000
MAKERS = ("Taurus", "Rossi", "Glock", "Bersa", "Mossberg", "CBC")
FIRST = 1_000
"""The number of the first record that is put in."""
ACTS = ("issue", "take_back") * 45 + ("renew",) * 4 + ("amend",) + ("expend",) * 3 + ("correct",) * 2
REASONS = {
    "receive": "opening",
    "renew": "renewal",
    "amend": "typing_error",
    "expend": "training",
    "correct": "wrong_person",
}


@dataclass
class Writer:
    """Makes entry after entry, and keeps where everything is."""

    origin: str
    start: int
    step: float
    place: Mapping[str, int]
    rng: random.Random = field(default_factory=lambda: random.Random(7))
    seq: int = 1
    at: dict[int, Position] = field(default_factory=dict)
    home: dict[int, Position] = field(default_factory=dict)
    moved: Counter[tuple[int, Position]] = field(default_factory=Counter)
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    changed: dict[int, int] = field(default_factory=dict)
    last: Entry | None = None
    """The newest issue, until something else is done with its firearm."""

    def entry(
        self, kind: str, *, lines: Iterable[Line] = (), records: Iterable[Change] = (), corrects: int = NONE
    ) -> Entry:
        """The next entry; one in thirty comes up to three days late."""
        recorded = int(self.start + self.seq * self.step)
        late = self.rng.randrange(3 * DAY) if self.rng.random() < 1 / 30 and kind != "receive" else 0
        made = Entry(
            origin=self.origin, seq=self.seq, prior_root=os.urandom(32).hex(), id=ledger.new_id(), kind=kind,
            occurred_at=recorded - late, recorded_at=recorded, zone="America/Bogota", actor=4, role="armorer",
            corrects=corrects, reason_code=REASONS.get(kind, "shift"),
            lines=tuple(lines), records=tuple(records), build="armarium 1.0",
        )  # fmt: skip
        for line in made.lines:
            self.moved[line.item, line.source] -= line.quantity
            self.moved[line.item, line.target] += line.quantity
            self.at[line.item] = line.target
        self.seq += 1
        return made

    def receive(self, number: int, kind: str, values: dict[str, Any], quantity: int) -> Entry:
        """An item comes into an armoury."""
        self.values[number], self.changed[number] = values, self.seq
        self.home[number] = home = Position(self.rng.choice(self.armouries))
        line = Line(number, quantity, Position(self.place["SUPPLIER"]), home)
        return self.entry("receive", lines=[line], records=[Change(number, kind, {}, values)])

    @property
    def armouries(self) -> list[int]:
        """The armouries' numbers."""
        return [number for code, number in self.place.items() if code.startswith("ARM")]

    def act(self, firearms: range, lots: range, people: range) -> Entry:
        """Any act of a day's work."""
        kind = self.rng.choice(ACTS)
        number = self.rng.choice(firearms)
        if kind == "correct" and self.last:
            wrong, self.last = self.last, None
            return self.entry(kind, lines=wrong.undoing(), corrects=wrong.seq)
        if kind in ("amend", "renew"):
            until = f"20{self.rng.randrange(26, 36)}-06-30"
            old = {"permit_expires_on": self.values[number]["permit_expires_on"]}
            self.values[number] |= {"permit_expires_on": until}
            self.changed[number] = self.seq
            return self.entry(kind, records=[Change(number, "firearm", old, {"permit_expires_on": until})])
        if kind == "expend":
            lot = self.rng.choice(lots)
            return self.entry(kind, lines=[Line(lot, 10, self.home[lot], Position(self.place["EXPENDED"]))])
        return self._handed_over(number, people)

    def _handed_over(self, number: int, people: range) -> Entry:
        here = self.at[number]
        there = Position(here.place) if here.person else Position(here.place, self.rng.choice(people))
        made = self.entry("take_back" if here.person else "issue", lines=[Line(number, 1, here, there)])
        self.last = None if here.person else made
        return made


def fill(register: Register, *, firearms: int, entries: int) -> None:
    """Put places, people, firearms, lots and so many entries into a fresh register, ending now."""
    store, now = register.opened.store, int(register.opened.store.clock())
    start = now - YEARS * 365 * DAY
    place = store.write(_described)
    people = range(FIRST + 200, FIRST + 200 + firearms // 20)
    lots = range(people.stop, people.stop + 200)
    guns = range(lots.stop, lots.stop + firearms)
    store.write(_people, people)
    writer = Writer(register.read(ledger.origin_of), start, (now - start) / entries, place)
    made = _entries(writer, guns, lots, people, entries)
    while some := [entry for _n, entry in zip(range(AT_ONCE), made, strict=False)]:
        store.write(_write, some)
    store.write(_items, writer, guns, lots)


def _entries(writer: Writer, guns: range, lots: range, people: range, many: int) -> Iterator[Entry]:
    for lot in lots:
        values = {"lot_number": f"L{lot}", "calibre": "9x19", "maker": "CBC"}
        yield writer.receive(lot, "lot", values, 1_000_000)
    for gun in guns:
        yield writer.receive(gun, "firearm", _firearm(writer.rng, gun), 1)
    while writer.seq < many:
        yield writer.act(guns, lots, people)


def _firearm(rng: random.Random, number: int) -> dict[str, Any]:
    serial = f"{rng.choice('ABCDEFGH')}{rng.choice('KLMNPR')}{rng.randrange(10**6):06}"
    return {
        "serial": serial, "maker": rng.choice(MAKERS), "model": f"M{number % 40}", "kind": "pistol", "calibre": "9x19",
        "tag": f"T{number:06}", "permit_number": f"P{number}", "permit_expires_on": "2026-06-30",
    }  # fmt: skip


def _table(row: type[Base]) -> Table:
    return cast("Table", row.__table__)


def _described(session: Session) -> dict[str, int]:
    """Twenty armouries; answers all places by code."""
    company = session.execute(select(Place.id).where(Place.kind == "company")).scalar_one()
    rows = [
        {"id": FIRST + n, "code": f"ARM-{n}", "name": f"Armoury {n}", "kind": "armoury", "parent_id": company,
         "described_seq": 0, "changed_seq": 0} for n in range(20)
    ]  # fmt: skip
    session.execute(insert(_table(Place)), rows)
    return {row.code: row.id for row in session.execute(select(Place.code, Place.id))}


def _people(session: Session, people: range) -> None:
    rows = [
        {"id": n, "code": f"G-{n}", "name": f"Guard {n}", "commits": "{}", "described_seq": 0, "changed_seq": 0}
        for n in people
    ]
    session.execute(insert(_table(Person)), rows)


def _write(session: Session, entries: list[Entry]) -> None:
    """Entry by entry, as the seals want their lines."""
    connection = session.connection()
    for entry in entries:
        row = columns_of(entry) | {
            "body": body(entry), "signatures": os.urandom(86), "leaf_hash": os.urandom(32),
            "peaks": os.urandom(merkle.HASH_SIZE * (entry.seq + 1).bit_count()),
        }  # fmt: skip
        connection.execute(insert(_table(EntryRow)), row)
        if lines := line_columns(entry):
            connection.execute(insert(_table(LineRow)), lines)
    told = [{"record_id": record, "seq": entry.seq} for entry in entries for record in sorted(mentions(entry))]
    connection.execute(insert(_table(MentionRow)), told)


def _items(session: Session, writer: Writer, guns: range, lots: range) -> None:
    described = {number: 1 + at for at, number in enumerate((*lots, *guns))}
    for record, numbers in ((Lot, lots), (Firearm, guns)):
        rows = [_row(writer, number, described[number]) for number in numbers]
        session.execute(insert(_table(record)), rows)
    held = [
        {"item_id": item, "place_id": at.place, "person_id": at.person, "state": at.state, "quantity": quantity}
        for (item, at), quantity in writer.moved.items() if quantity
    ]  # fmt: skip
    session.execute(insert(_table(BalanceRow)), held)


def _row(writer: Writer, number: int, described: int) -> dict[str, Any]:
    values = writer.values[number]
    row = values | {"id": number, "described_seq": described, "changed_seq": writer.changed[number]}
    if "serial" in values:
        row |= {"serial_normal": normalised(values["serial"]), "serial_key": confusion_key(values["serial"])}
    return row
