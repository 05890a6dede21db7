"""A window in a process of its own, in which somebody has a handover in hand when a test kills it.

Run as `python -m tests.crash.typist FOLDER FIREARM`; says `kept` when the register has what is in hand.
"""

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from registry_app.services import drafts
from tests.make import PASSPHRASE
from ui.app import build
from ui.opening import unlock


def main(folder: Path, firearm: int) -> None:
    app = QApplication(sys.argv[:1])
    opened = unlock(folder, user="first", passphrase=PASSPHRASE)
    window = build(app, Path(tempfile.mkdtemp()) / "window.json")
    window.open(opened)
    window.show()
    assert window.shell is not None
    window.shell.go("handover", firearm)

    def tell() -> None:
        if opened.register.read(drafts.kept, user=opened.register.actor.user_id):
            print("kept", flush=True)

    timer = QTimer(interval=50)
    timer.timeout.connect(tell)
    timer.start()
    app.exec()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
