"""Any number of firearms in a fresh register, put into the file directly: what is measured on them is reading.

Twenty armouries, a guard to twenty firearms, every tenth firearm out with one; for `bench lists` and `bench window`.
"""

import random
from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from registry_app.domain.declare import Base
from registry_app.domain.records import Firearm, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.domain.serials import confusion_key
from registry_app.services.whereabouts import place_of_kind

FIRST = 1_000
"""The number of the first record that is put in."""
ARMOURIES = 20
AT_ONCE = 20_000
MAKERS = ("Taurus", "Rossi", "Glock", "Bersa", "Mossberg", "CBC")

Rows = Iterator[dict[str, Any]]


def fill(session: Session, many: int) -> None:
    """Put so many firearms into a register that has none."""
    rng = random.Random(7)
    company = place_of_kind(session, "company")
    places = range(FIRST, FIRST + ARMOURIES)
    people = range(places.stop, places.stop + max(1, many // 20))
    guns = range(people.stop, people.stop + many)
    put(session, Place, (_armoury(n, company) for n in places))
    put(session, Person, (_record(n, code=f"G{n}", commits="{}") for n in people))
    put(session, Firearm, (_firearm(n, rng) for n in guns))
    put(session, BalanceRow, (
        {"item_id": n, "place_id": rng.choice(places), "person_id": rng.choice(people) if n % 10 == 0 else 0,
         "state": "ready", "quantity": 1} for n in guns
    ))  # fmt: skip


def put(session: Session, table: type[Base], rows: Rows) -> None:
    """Insert rows, some at once."""
    while some := [row for _n, row in zip(range(AT_ONCE), rows, strict=False)]:
        session.execute(insert(table.__table__), some)  # type: ignore[arg-type]


def _record(number: int, **values: Any) -> dict[str, Any]:
    return {"id": number, "described_seq": 1, "changed_seq": 1, **values}


def _armoury(number: int, company: int) -> dict[str, Any]:
    return _record(number, code=f"ARM-{number}", name=f"Armoury {number}", kind="armoury", parent_id=company)


def _firearm(number: int, rng: random.Random) -> dict[str, Any]:
    serial = f"{rng.choice('ABCDEFGH')}{rng.choice('KLMNPR')}{rng.randrange(10**6):06}"
    return _record(
        number, serial=serial, maker=rng.choice(MAKERS), model=f"M{number % 40}", kind="pistol", calibre="9x19",
        serial_normal=serial, serial_key=confusion_key(serial), tag=f"T{number:07}", permit_number=f"P{number}",
    )  # fmt: skip
