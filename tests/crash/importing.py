"""An import in a process of its own, that a test may kill: tells on standard output how many rows are in.

Run as `python -m tests.crash.importing FOLDER FILE`, or with `drop BATCH` in place of the file.
"""

import sys
from pathlib import Path

from registry_app.services import batches, imports
from registry_app.services import register as registers
from tests.make import PASSPHRASE

ROWS_AT_ONCE = 20


def tell(done: int, _total: int) -> None:
    print(done, flush=True)


def main(folder: Path, what: str, batch: str = "") -> None:
    batches.CHUNK_ROWS, batches.REST_S = ROWS_AT_ONCE, 0
    register = registers.unlock(folder, user="first", passphrase=PASSPHRASE)
    print("ready", flush=True)
    if what == "drop":
        batches.drop(register, batch, witness=register.witness("second", PASSPHRASE), progress=tell)
    else:
        table = imports.read(Path(what), "firearms")
        imports.run(register, register.read(imports.plan, table, by=register.actor), progress=tell)
    register.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
