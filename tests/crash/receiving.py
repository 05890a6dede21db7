"""An official who receives returns and signs receipts in a process of its own, which a test may kill.

Run as `python -m tests.crash.receiving DESK DIES_AT FILE...`: tells on standard output the number of each receipt it
has given. It kills itself when it is about to open or rename a file of the desk for the `DIES_AT`th time; 0 for never.
"""

import json
import os
import signal
import sys
from pathlib import Path

from registry_app.domain import receipt as receipts
from registry_app.domain import received
from registry_app.services.desk import Desk
from tests.services.sent import PASSPHRASE


def die_at(folder: Path, at: int) -> None:
    """Be killed before the `at`th step on the files below `folder`."""
    steps = 0

    def hook(event: str, facts: tuple[object, ...]) -> None:
        nonlocal steps
        if event in ("open", "os.rename", "os.mkdir") and str(folder) in str(facts[0]):
            steps += 1
            if steps == at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def main(folder: Path, dies_at: int, *files: str) -> None:
    desk = Desk.open(folder)
    key = desk.key(PASSPHRASE)
    print("ready", flush=True)
    if dies_at:
        die_at(folder, dies_at)
    for path in map(Path, files):
        content = path.read_bytes()
        lines = path.with_suffix(".entries").read_bytes().splitlines(keepends=True)
        kept = desk.take(received.of(json.loads(content), content, entries=lines)).kept
        print(receipts.parse(desk.receipt(kept.sha256, key=key)).number, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
