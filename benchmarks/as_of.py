"""Lists as of a day and as known at a head, against the list of today and against the barest sum of all lines.

    python main.py bench as_of
    python -m benchmarks.as_of 100000 1000000 [FOLDER]

The first is 10,000 firearms with 100,000 entries; the second takes the numbers, and keeps the register in FOLDER for
another run.
"""

import datetime as dt
import sys
import tempfile
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks._ledgers import DAY, YEARS, fill
from benchmarks._registers import PASSPHRASE, row, seconds
from registry_app.persistence.store import system_clock
from registry_app.services import as_of, cuts, ledger, listing, listing_firearms, snapshots
from registry_app.services import register as registers
from registry_app.services.register import Register

FIREARMS, ENTRIES = 10_000, 100_000
AIM = 1.0
TIMES = 3


def register_in(folder: Path, firearms: int, entries: int) -> Register:
    """A register with so many firearms and entries, made where there is none in the folder yet."""
    if folder.exists():
        return registers.unlock(folder, user="bench", passphrase=PASSPHRASE)
    begun = system_clock() - YEARS * 365 * DAY
    made, _code = registers.create(
        folder, company="Bench", user="bench", passphrase=PASSPHRASE, zone="America/Bogota", clock=lambda: begun
    )
    made.close()
    register = registers.unlock(folder, user="bench", passphrase=PASSPHRASE)
    took = seconds(lambda: fill(register, firearms=firearms, entries=entries))
    print(f"filled in {took:.0f} s", flush=True)
    return register


def _sum(session: Session) -> object:
    """The barest sum: where each item is by all lines, with nothing left out."""
    return session.execute(text(
        "SELECT item_id, place, person, state, sum(n) FROM (SELECT item_id, target_place AS place, target_person AS "
        "person, target_state AS state, quantity AS n FROM line UNION ALL SELECT item_id, source_place, source_person, "
        "source_state, -quantity FROM line) GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0"
    )).all()  # fmt: skip


def _measure(register: Register) -> None:
    read = register.read
    made = seconds(lambda: print(f"{snapshots.keep_months(register)} months kept", end=" "))
    print(f"in {made:.1f} s", flush=True)
    live, bare = seconds(lambda: read(listing.ids, listing_firearms.FIREARMS), TIMES), seconds(lambda: read(_sum))
    size = read(ledger.head).size
    today = dt.datetime.now(dt.UTC).date()
    asked = {
        "a year back": {"as_of": str(today - dt.timedelta(days=365))},
        "three days back": {"as_of": str(today - dt.timedelta(days=3))},
        "known at two thirds": {"known_at": str(size * 2 // 3)},
        "a year back, known then": {"as_of": str(today - dt.timedelta(days=400)), "known_at": str(size * 2 // 3)},
    }
    for name, said in asked.items():
        _measure_cut(register, name, said, live, bare)


def _measure_cut(register: Register, name: str, said: dict[str, str], live: float, bare: float) -> None:
    read = register.read
    _day, cut = read(cuts.asked, as_of=said.get("as_of", ""), known_at=said.get("known_at", ""))
    ids = read(as_of.firearms, cut=cut)
    took = seconds(lambda: read(as_of.firearms, cut=cut), TIMES)
    print(f"{name}: {len(ids):,} firearms in {took * 1000:,.0f} ms (aim {AIM * 1000:,.0f} ms for 1,000,000 entries)")
    row("  against the list of today", took, live, "live list")
    row("  against the sum of all lines", took, bare, "bare sum ")
    page = ids[len(ids) // 2 : len(ids) // 2 + 128].tolist()
    for what, work in (
        ("  counts", lambda: read(as_of.counts, cut=cut)),
        ("  sorted by holder", lambda: read(as_of.firearms, cut=cut, sort="holder")),
        ("  search", lambda: read(as_of.firearms, cut=cut, text="taurus 4711")),
        ("  one page of rows", lambda: read(as_of.firearm_rows, page, cut=cut)),
    ):
        row(what, seconds(work, TIMES), live, "live list")


def main(arguments: list[str]) -> None:
    """Print the ratios, and the milliseconds behind them."""
    firearms, entries = (int(arguments[0]), int(arguments[1])) if len(arguments) > 1 else (FIREARMS, ENTRIES)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[2] if len(arguments) > 2 else scratch)
        with register_in(folder / f"bench-{firearms}-{entries}.armarium", firearms, entries) as register:
            print(f"{firearms:,} firearms, {register.read(ledger.head).size:,} entries", flush=True)
            _measure(register)


if __name__ == "__main__":
    main(sys.argv[1:])
