"""A window in a process of its own, in which somebody counts by scanner until a test kills it.

Run as `python -m tests.crash.counter FOLDER USER SERIAL...`; says each serial as soon as it has beeped.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from registry_app.domain.scan import read
from tests.make import PASSPHRASE
from ui.app import build
from ui.opening import unlock


def main(folder: Path, user: str, serials: list[str]) -> None:
    app = QApplication(sys.argv[:1])
    window = build(app, Path(tempfile.mkdtemp()) / "window.json")
    window.open(unlock(folder, user=user, passphrase=PASSPHRASE))
    window.show()
    assert window.shell is not None
    shell, left = window.shell, list(serials)

    def beeped(sound: str) -> None:
        print(sound, count.verdict.taken.hit.title or left[0], flush=True)

    def scan() -> None:
        if left and page.whole.taker() is count and not count.scans.left():
            page.scanned(read(left.pop(0)))

    shell.reception.sound = lambda sound: QTimer.singleShot(0, lambda: beeped(sound))  # type: ignore[assignment]
    shell.go("audits")
    page = shell.page("audits")
    count = page.whole.count  # type: ignore[attr-defined]
    page.take_act("count")
    timer = QTimer(interval=20)
    timer.timeout.connect(scan)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
