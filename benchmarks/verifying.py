"""Verifying a return with all its entries, against checking their signatures and nothing else, by CPU time:
`python main.py bench verifying [ENTRIES...]`.

The return is the issue-and-return book of a register whose entries are real ones: drafted, judged and signed as at the
hatch, many in one transaction. An authority that never heard of the company verifies it, in a process of its own, whose
memory is told above its imports: the paper is drawn again, each entry judged, and the book computed anew from them.
100,000 entries take some minutes to make.
"""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from benchmarks import acts
from benchmarks._registers import child, fresh
from benchmarks.papers import told
from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.reports import package
from registry_app.services import ledger, report_table, whereabouts
from registry_app.services.frame import Asked
from registry_app.services.register import Register

ENTRIES = (20_000,)
FIREARMS = 200
REPORT, AUTHORITY = "handovers", "AUTHORITY"
FINE = {"unsigned", "not_in_entries", "no_trust_list", "history_unlinked"}
"""What is rightly said of a paper that nobody signed, by an authority that knows nothing yet."""


def _enter(session: Session, guns: Sequence[int], person: int, *, by: Actor) -> None:
    """Each firearm is issued and taken back."""
    pen = ledger.Pen(session, by=by)
    for gun in guns:
        store = whereabouts.stored(session, gun, to=person)
        out = Line(gun, 1, store, Position(store.place, person, store.state))
        pen.enter(Draft("issue", (out,)))
        pen.enter(Draft("take_back", (out.reversed(),)))
    pen.write()


def _paper(register: Register, entries: int) -> bytes:
    guns, person = acts.prepared(register, FIREARMS)
    while register.read(ledger.head).size < entries:
        register.write(_enter, guns=guns, person=person)
    asked = Asked(register.actor, addressee=AUTHORITY)
    content, carried = register.read(report_table.gather, REPORT, asked)
    return package.write(REPORT, content, ".pdf", paper="a4", language="en", entries=carried)


def _measure(entries: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fresh() as register:
        file = Path(folder) / "return.pdf"
        file.write_bytes(_paper(register, entries))
        found = child("_verified", file)
    wrong = set(found["codes"]) - FINE
    if wrong:
        raise ValueError(f"the return of the benchmark is no genuine one: {sorted(wrong)}")
    count, took = found["entries"], found["seconds"]
    name = f"return of {count:,} entries ({found['file'] / 2**20:.0f} MiB)"
    told(f"{name}: verifying", f"{took:.1f} s")
    told(f"{name}: times its signatures alone", f"{took / found['bare']:.1f} x")
    told(f"{name}: memory above the imports", f"{found['peak']:.0f} MiB")
    for part, seconds in found["parts"].items():
        told(f"    {part}", f"{seconds:.1f} s")


def main(arguments: Sequence[str]) -> None:
    """Print the table; `arguments` are the counts of entries."""
    for entries in [int(each) for each in arguments] or ENTRIES:
        _measure(entries)
