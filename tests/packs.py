"""A company that closes, with everything in it that is hard to hand over, and its pack as anybody reads it."""

import csv
from pathlib import Path
from typing import Any

from sqlalchemy import text

from registry_app.persistence.sheet_files import unquoted
from registry_app.services import (
    closure_packs,
    closures,
    corrections,
    deposits,
    documents,
    erasing,
    filings,
    ledger,
    losses,
    records,
)
from registry_app.services.closure_packs import Packed
from tests.make import PHOTO, SCAN, Make

MOMENT = 1_767_400_000_000
GONE = "Somebody Forgotten"
SERIALS = ("007", "0012-3", "=1+1", "'=A1", "6.37702E+15", "1-2")


def _guards(make: Make) -> tuple[int, int]:
    guard, gone = make.person("G-1", name="Íñigo Quispe"), make.person("G-2", name=GONE, document="CC 77", card="C-2")
    make.do(erasing.values, record=gone, witness=make.witness)
    return guard, gone


def lived(make: Make) -> None:
    """Serials that spreadsheets spoil, a person and a document erased, a loss, a deposit, a correction, a return."""
    guard, _gone = _guards(make)
    guns = {serial: make.firearm(serial, tag=f"T-{at}") for at, serial in enumerate(SERIALS)}
    lot = make.lot("AB12", rounds=60, pack_size=20)
    make.article("MAG-1", "magazine", pieces=9, is_single=0, at=make.place("ARM-2"))
    make.issued(guns["007"], to=guard, rounds={lot: 20}, note="the night shift")
    wrong = make.issued(guns["1-2"], to=guard)
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    make.do(corrections.correct, seq=make.entry(_described(make, "DUP")).seq, reason="duplicate", witness=make.witness)
    _papers(make, guns["0012-3"])
    make.do(losses.report, items={guns["=1+1"]: 1}, values={"circumstances": "At night"}, reason="theft",
            witness=make.witness)  # fmt: skip
    make.do(closures.begin)
    make.do(deposits.deposit, items={guns["'=A1"]: 1, lot: 15}, document="ACTA-7", reason="closure",
            witness=make.witness)  # fmt: skip


def _described(make: Make, serial: str) -> int:
    """The entry of a firearm that was entered by mistake."""
    make.firearm(serial)
    return make.register.read(ledger.head).size - 1


def _papers(make: Make, gun: int) -> None:
    photo = make.do(documents.attach, subject=gun, content=PHOTO, kind="photo_marks").records[0]
    make.described("mark", firearm_id=gun, kind="secondary", text="SV-1", photo_id=photo)
    again = make.do(documents.attach, subject=gun, content=SCAN, kind="permit").records[0]
    make.do(documents.erase, document=again, witness=make.witness)
    head, authority = make.register.read(ledger.head), make.outside("authority")
    make.do(filings.file, addressee=authority, report="inventory", until_on="2025-12-31", head=head, content=b"x")
    make.do(records.amend, kind="firearm", record=gun, values={"permit_number": "P|9"})


def packed(make: Make, target: Path, **given: Any) -> Packed:
    wanted = {"by": make.register.actor, "moment": MOMENT, **given}
    made: Packed = make.register.read(closure_packs.pack, target, **wanted)
    return made


def book(pack: Path, name: str) -> list[dict[str, str]]:
    """A book as anybody reads it, with the apostrophes taken off that the description tells of."""
    with (pack / "books" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: unquoted(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def files(pack: Path) -> dict[str, bytes]:
    return {p.relative_to(pack).as_posix(): p.read_bytes() for p in pack.rglob("*") if p.is_file()}


def sql(make: Make, statement: str) -> list[Any]:
    return make.register.read(lambda session: list(session.execute(text(statement))))


def headings(pack: Path, name: str) -> list[str]:
    with (pack / "books" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))
