"""Acts per second: issue and take back through the services, against raw inserts of signed rows into the same file.

The baseline does what no register can do without: sign 600 bytes by Ed25519, insert a row with body, signature and
hash, and commit durably, on a plain sqlcipher3 connection with the same pragmas.
"""

import hashlib
import secrets
import time
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from benchmarks._registers import fresh
from registry_app.services import custody, receiving, records
from registry_app.services.register import Register
from registry_app.services.whereabouts import place_of_kind

ACTS = 400
BODY = 600


def prepared(register: Register, firearms: int) -> tuple[list[int], int]:
    """So many firearms in an armoury, and a guard."""
    root = register.read(place_of_kind, "company")
    store = register.write(
        records.describe, kind="place", values={"code": "A1", "name": "A1", "kind": "armoury", "parent_id": root}
    ).records[0]
    guard = register.write(records.describe, kind="person", values={"code": "G-1", "name": "Guard"}).records[0]
    guns = [
        register.write(
            receiving.receive, kind="firearm", to=store, reason="opening",
            values={"serial": f"S{n:05}", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"},
        ).records[0]
        for n in range(firearms)
    ]  # fmt: skip
    return guns, guard


def ours(register: Register) -> float:
    """Seconds per act, one transaction each."""
    guns, guard = prepared(register, ACTS // 2)
    start = time.perf_counter()
    for gun in guns:
        register.write(custody.issue, firearms=[gun], to=guard)
    for gun in guns:
        register.write(custody.take_back, firearms=[gun])
    return (time.perf_counter() - start) / (2 * len(guns))


def raw(folder: Path) -> float:
    """Seconds per signed row, one transaction each."""
    file = sqlcipher.connect(str(folder / "raw.db"), isolation_level=None)
    file.execute(f"PRAGMA key = \"x'{secrets.token_hex(32)}'\"")
    file.execute("PRAGMA journal_mode = WAL")
    file.execute("PRAGMA synchronous = FULL")
    file.execute("CREATE TABLE entry (seq INTEGER PRIMARY KEY, body BLOB, signature BLOB, hash BLOB)")
    key, start = Ed25519PrivateKey.generate(), time.perf_counter()
    for seq in range(ACTS):
        body = secrets.token_bytes(BODY)
        file.execute("BEGIN IMMEDIATE")
        found = hashlib.sha256(body).digest()
        file.execute("INSERT INTO entry VALUES (?, ?, ?, ?)", (seq, body, key.sign(body), found))
        file.execute("COMMIT")
    took = time.perf_counter() - start
    file.close()
    return took / ACTS


def main(_arguments: list[str]) -> None:
    """Print the ratio; both sides on the same disk."""
    with fresh() as register:
        act, row = ours(register), raw(register.folder.parent)
    print(f"acts: {1 / act:7.0f} /s    signed raw inserts: {1 / row:7.0f} /s    ratio {act / row:5.2f} x")
