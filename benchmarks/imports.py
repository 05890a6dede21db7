"""Importing 20,000 firearms while a second process issues and takes back firearms of its own.

Prints the dry run, the run, rows per second, how long the issuer waited at most, and the ratio to raw inserts of as
many signed rows into a plain sqlcipher3 file, 500 to a transaction, with the same pragmas.
"""

import csv
import multiprocessing
import secrets
import time
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks._registers import PASSPHRASE, fresh
from registry_app.services import batches, custody, imports, receiving, records
from registry_app.services import register as registers
from registry_app.services.register import Register
from registry_app.services.whereabouts import place_of_kind

ROWS = 20_000
BODY = 900
"""Bytes of a body that describes and receives a firearm, about."""
PAUSE_S = 0.25
HEADINGS = ("Serial number", "Maker", "Model", "Kind", "Calibre", "Place", "Permit number", "Permit valid until")


def listed(path: Path, rows: int) -> Path:
    """A list of so many firearms."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        for n in range(rows):
            kind, calibre = ("Pistol", "9 mm") if n % 2 else ("Revolver", ".38 Special")
            writer.writerow(
                [f"KJ{n:06}", "Taurus", "G3" if n % 2 else "82", kind, calibre, "A1", f"P-{n}", "2029-06-30"]
            )
    return path


def prepared(register: Register) -> tuple[int, int]:
    """An armoury A1 with one firearm, and a guard for it."""
    root = register.read(place_of_kind, "company")
    place = {"code": "A1", "name": "North", "kind": "armoury", "parent_id": root}
    store = register.write(records.describe, kind="place", values=place).records[0]
    guard = register.write(records.describe, kind="person", values={"code": "G-1", "name": "Guard"}).records[0]
    values = {"serial": "HATCH", "maker": "Rossi", "model": "27", "kind": "revolver", "calibre": "38spl"}
    gun = register.write(receiving.receive, kind="firearm", to=store, reason="opening", values=values).records[0]
    return gun, guard


def issue_until(done: Event, answers: Any, folder: Path, gun: int, guard: int) -> None:
    """The hatch: issues and takes back one firearm, every quarter of a second, and notes how long each act took."""
    register = registers.unlock(folder, user="bench", passphrase=PASSPHRASE)
    waits, is_out = [], False
    answers.put("ready")
    while not done.is_set():
        start = time.perf_counter()
        if is_out:
            register.write(custody.take_back, firearms=[gun])
        else:
            register.write(custody.issue, firearms=[gun], to=guard)
        is_out = not is_out
        waits.append(time.perf_counter() - start)
        done.wait(max(PAUSE_S - waits[-1], 0))
    register.close()
    answers.put(waits)


def ours(register: Register, path: Path) -> tuple[float, float, list[float]]:
    """Seconds of the dry run and of the run, and how long the hatch's acts took meanwhile."""
    gun, guard = prepared(register)
    process = multiprocessing.get_context("spawn")
    done, answers = process.Event(), process.Queue()
    hatch = process.Process(target=issue_until, args=(done, answers, register.folder, gun, guard))
    hatch.start()
    answers.get(timeout=60)
    start = time.perf_counter()
    planned = register.read(imports.plan, imports.read(path, "firearms"), by=register.actor)
    middle = time.perf_counter()
    outcome = imports.run(register, planned)
    end = time.perf_counter()
    done.set()
    waits = answers.get(timeout=60)
    hatch.join()
    assert outcome.count("created") == len(planned.rows), "every row goes in"
    return middle - start, end - middle, waits


def raw(folder: Path, rows: int) -> float:
    """Seconds for as many signed rows."""
    file = sqlcipher.connect(str(folder / "raw.db"), isolation_level=None)
    file.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB, signature BLOB)")
    key, start = Ed25519PrivateKey.generate(), time.perf_counter()
    for first in range(0, rows, batches.CHUNK_ROWS):
        file.execute("BEGIN IMMEDIATE")
        for seq in range(first, min(first + batches.CHUNK_ROWS, rows)):
            body = secrets.token_bytes(BODY)
            file.execute("INSERT INTO entry VALUES (?, ?, ?)", (seq, body, key.sign(body)))
        file.execute("COMMIT")
    took = time.perf_counter() - start
    file.close()
    return took


def main(arguments: list[str]) -> None:
    """Print the figures; the number of rows may be given."""
    rows = int(arguments[0]) if arguments else ROWS
    with fresh() as register:
        path = listed(register.folder.parent / "list.csv", rows)
        planning, running, waits = ours(register, path)
        baseline = raw(register.folder.parent, rows)
    print(f"imports: {rows} firearms   dry run {planning:.1f} s   run {running:.1f} s   {rows / running:.0f} rows/s")
    print(f"  raw signed inserts {rows / baseline:.0f} rows/s   ratio {running / baseline:.1f} x")
    print(f"  meanwhile {len(waits)} acts at the hatch, the slowest {max(waits):.2f} s")


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
