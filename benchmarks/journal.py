"""The journal and what is out, against the barest SQL that reads as many numbers of the same file.

    python main.py bench journal
    python -m benchmarks.journal 100000 1000000 [FOLDER]

The first is 10,000 firearms with 100,000 entries; the second takes the numbers, and keeps the register in FOLDER for
another run.
"""

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks._registers import row, seconds
from benchmarks.as_of import register_in
from registry_app.domain.criterion import read as read_criterion
from registry_app.services import ledger, listing
from registry_app.services.listing import Listing
from registry_app.services.listing_entries import ENTRIES
from registry_app.services.listing_out import OUT
from registry_app.services.register import Register

FIREARMS, ENTRIES_AT_FIRST = 10_000, 100_000
AIM = 1.0
"""Seconds that a list may take at 1,000,000 entries."""
PAGE, TIMES = 128, 3
FILTERS = (
    ("reason", "shift"), ("reason", "training"), ("reason", "<>shift"), ("late", ">0"), ("late", ">48"), ("late", "="),
    ("kind", "issue"), ("actor", "bench"), ("occurred_at", "2025"), ("remark", "corrected"), ("person", "guard 1210"),
    ("what", "=AK004711"), ("target_place", "expended"), ("rounds", ">5"),
)  # fmt: skip
"""What is typed into the filter row."""


def _bare(session: Session) -> Sequence[object]:
    """All numbers in the order of the ledger, as rows."""
    return session.execute(text("SELECT seq FROM entry ORDER BY seq DESC")).all()


def _list(register: Register, shown: Listing, bare: float, name: str, **asked: object) -> None:
    def work() -> object:
        return register.read(listing.ids, shown, **asked)  # type: ignore[arg-type]

    took = seconds(work, TIMES)
    row(name, took, bare, "bare numbers")
    if took > AIM:
        print(f"    {took:.1f} s, aim {AIM:.0f} s")


def _measure(register: Register) -> None:
    bare, newest = seconds(lambda: register.read(_bare), TIMES), {"sort": "seq", "descending": True}
    _list(register, ENTRIES, bare, "journal, the newest first", **newest)
    for state in ("today", "custody", "records", "corrections", "late"):
        _list(register, ENTRIES, bare, f"  segment {state}", state=state, **newest)
    for key, typed in FILTERS:
        criteria = {key: criterion} if (criterion := read_criterion(ENTRIES.fields[key], typed)) else {}
        _list(register, ENTRIES, bare, f"  filter {key}: {typed}", criteria=criteria, **newest)
    for sought in ("#4711", "AK0047", "G-1210"):
        _list(register, ENTRIES, bare, f"  search {sought}", text=sought, **newest)
    for state in ("", "overdue", "firearm"):
        _list(register, OUT, bare, f"out now, {state or 'all'}", state=state)
    half = register.read(ledger.head).size // 2
    middle = range(half - PAGE, half)
    took = seconds(lambda: register.read(listing.rows, ENTRIES, middle), 20)
    row("one page of the journal", took, bare, "bare numbers")


def main(arguments: list[str]) -> None:
    """Print the ratios, and what takes longer than it should."""
    firearms, many = (int(arguments[0]), int(arguments[1])) if len(arguments) > 1 else (FIREARMS, ENTRIES_AT_FIRST)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[2] if len(arguments) > 2 else scratch)
        with register_in(folder / f"bench-{firearms}-{many}.armarium", firearms, many) as register:
            _measure(register)


if __name__ == "__main__":
    main(sys.argv[1:])
