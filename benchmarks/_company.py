"""A company of 100,000 firearms with 1,000,000 entries, its rows put into the file directly: only to be read.

A tenth of the firearms is out, papers and care of many are late, and there are holds, repairs and open cases.
"""

import datetime as dt
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from registry_app.domain.declare import Base
from registry_app.domain.records import Article, Firearm, Loss, Lot, Person
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.services.whereabouts import place_of_kind

FIREARMS, PEOPLE, LOTS, VESTS, LOSSES = 100_000, 20_000, 50, 10_000, 50
TURNS, OUT = 450_000, 10_000
"""Issues, each with its return but for those of the firearms that are out now."""
REPAIRED, HELD = range(100, 200), range(300, 400)
PERSON = 1_000
LOT = PERSON + PEOPLE
VEST = LOT + LOTS
LOSS = VEST + VESTS
FIREARM = LOSS + LOSSES
HOUR = 3_600_000
DAYS = 400
OPENING = b'{"acknowledged_by":0,' + b" " * 500 + b'"reason_code":"opening"}'
TURN = b'{"acknowledged_by":0,' + b" " * 500 + b'"reason_code":"shift"}'

Rows = dict[str, Any]

_ENTRY = (
    "INSERT INTO entry (seq, id, kind, occurred_at, recorded_at, body, due_at, actor_id, witness_id, batch, corrects, "
    "settles, signatures, leaf_hash, peaks) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, 1, 0, '', -1, -1, zeroblob(104), zeroblob(32), zeroblob(320))"
)
_LINE = "INSERT INTO line VALUES (?, ?, ?, ?, ?, ?, 'ready', ?, ?, ?)"
_MENTION = "INSERT INTO mention VALUES (?, ?)"


@dataclass
class Filling:
    """Entries on their way into the file: each followed by its lines, as the seals want it."""

    session: Session
    first: int
    places: Mapping[str, int]
    now: int

    def __post_init__(self) -> None:
        self._cursor = self.session.connection().connection.cursor()

    def enter(
        self, seq: int, kind: str, at: int, *lines: tuple[int, int, int, int, int, int], due_at: int = 0,
        state: str = "ready",
    ) -> None:  # fmt: skip
        """An entry with its lines: item, quantity, place and person of the source, and of the target; its end state."""
        body = OPENING if kind == "receive" else TURN
        self._cursor.execute(_ENTRY, (seq, f"{seq:036}", kind, at, at, body, due_at))
        for number, line in enumerate(lines):
            self._cursor.execute(_LINE, (seq, number, *line, state))
        about = {n for line in lines for n in (line[0], line[3], line[5])} - {0}
        self._cursor.executemany(_MENTION, [(n, seq) for n in about])


def put(session: Session, table: type[Base], rows: Iterable[Rows]) -> None:
    """Insert rows."""
    session.execute(insert(table.__table__), list(rows))  # type: ignore[arg-type]


def fill(session: Session) -> None:
    """Make the company in a register that is as new."""
    kinds = ("company", "supplier", "workshop")
    first = (session.execute(select(func.max(EntryRow.seq))).scalar() or 0) + 1
    filling = Filling(session, first, {k: place_of_kind(session, k) for k in kinds}, int(session.info["clock"]()))
    _records(filling, random.Random(7))
    _history(filling)
    put(session, BalanceRow, _balances(filling))


def _records(filling: Filling, rng: random.Random) -> None:
    today = dt.datetime.fromtimestamp(filling.now / 1000, dt.UTC).date()

    def day(least: int, most: int) -> str:
        return (today + dt.timedelta(days=rng.randint(least, most))).isoformat()

    def record(number: int, **values: Any) -> Rows:
        seq = max(0, number - FIREARM) + filling.first
        return {"id": number, "described_seq": seq, "changed_seq": seq, **values}

    session = filling.session
    put(session, Person, (
        record(PERSON + n, code=f"G{n}", licence_expires_on=day(-20, 900), commits="{}") for n in range(PEOPLE)
    ))  # fmt: skip
    put(session, Lot, (
        record(LOT + n, lot_number=f"L{n}", calibre="9x19", maker="CBC", best_before=day(-40, 900)) for n in range(LOTS)
    ))  # fmt: skip
    put(session, Article, (
        record(VEST + n, code=f"V{n}", name="Vest", kind="vest", is_single=1, expires_on=day(-40, 1500))
        for n in range(VESTS)
    ))  # fmt: skip
    put(session, Loss, (
        record(LOSS + n, kind="theft", discovered_at=f"{day(-90, -1)}T10:00", commits="{}") for n in range(LOSSES)
    ))  # fmt: skip
    put(session, Firearm, (
        record(FIREARM + n, serial=f"S{n:06}", maker="Taurus", model="G3", kind="pistol", calibre="9x19",
               serial_normal=f"S{n:06}", serial_key=f"5{n:06}", permit_expires_on=day(-30, 1200),
               cleaned_on=None if n % 50 == 0 else day(-33, 0), inspected_on=None if n % 50 == 1 else day(-390, 0))
        for n in range(FIREARMS)
    ))  # fmt: skip


def _history(filling: Filling) -> None:
    """Every firearm comes in, then they go out and back in turns; the last are out, most of them within their shift."""
    supplier, store = filling.places["supplier"], filling.places["company"]
    step = (DAYS * 24 - 16) * HOUR // (FIREARMS + 2 * TURNS + 200)
    begin, seq = filling.now - DAYS * 24 * HOUR, filling.first
    for n in range(FIREARMS):
        filling.enter(seq, "receive", begin + (seq * step), (FIREARM + n, 1, supplier, 0, store, 0))
        seq += 1
    for n in (*REPAIRED, *HELD):
        due_at, is_held = filling.now + (n % 20 - 10) * 24 * HOUR, n in HELD
        to, state = (store, "held:evidence") if is_held else (filling.places["workshop"], "ready")
        line = FIREARM + n, 1, store, 0, to, 0
        filling.enter(seq, "hold" if is_held else "repair", begin + seq * step, line, due_at=due_at, state=state)
        seq += 1
    for turn in range(TURNS):
        firearm, person, lot = FIREARM + turn % FIREARMS, PERSON + turn % PEOPLE, LOT + turn % LOTS
        is_out, with_rounds = turn >= TURNS - OUT, turn % 5 == 0
        at = filling.now - 14 * HOUR + (turn - TURNS + OUT) * 13 * HOUR // OUT if is_out else begin + seq * step
        lines = [(firearm, 1, 0, person), (lot, 12, 0, person)][: 1 + with_rounds]
        filling.enter(seq, "issue", at, *((i, n, store, a, store, b) for i, n, a, b in lines))
        seq += 1
        if not is_out:
            filling.enter(seq, "take_back", at + step, *((i, n, store, b, store, a) for i, n, a, b in lines))
            seq += 1


def _balances(filling: Filling) -> Iterator[Rows]:
    store, workshop = filling.places["company"], filling.places["workshop"]
    for turn in range(TURNS - FIREARMS, TURNS):
        n, is_out = turn % FIREARMS, turn >= TURNS - OUT
        place, state = workshop if n in REPAIRED else store, "held:evidence" if n in HELD else "ready"
        yield _balance(FIREARM + n, place, PERSON + turn % PEOPLE if is_out else 0, 1, state)
        if is_out and turn % 5 == 0:
            yield _balance(LOT + turn % LOTS, store, PERSON + turn % PEOPLE, 12)
    yield from (_balance(LOT + n, store, 0, 100_000) for n in range(LOTS))
    yield from (_balance(VEST + n, store, 0, 1) for n in range(VESTS))


def _balance(item: int, place: int, person: int, quantity: int, state: str = "ready") -> Rows:
    return {"item_id": item, "place_id": place, "person_id": person, "state": state, "quantity": quantity}
