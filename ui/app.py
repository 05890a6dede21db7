"""Starts the window: settings, log, look, language, and the event loop."""

import os
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from registry_app.i18n import _, preferred
from ui import log
from ui import settings as remembered
from ui.garbage import Collector
from ui.language import speak
from ui.single import Single
from ui.theme import Theme
from ui.window import Window

NOT_AVAILABLE = 3


def has_display() -> bool:
    """Whether a window can be shown; Qt would abort the program where it cannot."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def build(app: QApplication, file: Path) -> Window:
    """The window, dressed as the settings in `file` say, not yet shown."""
    settings = remembered.load(file)
    theme = Theme(app, settings.theme, settings.points)
    speak(app, settings.language or preferred())
    return Window(settings, file, theme)


def main(folder: Path | None = None) -> int:
    """Show the window on the register in `folder`, or where the user left off; the exit status when it is closed."""
    if not has_display():
        sys.stderr.write(_("There is no display to open a window on. “--help” lists what works without one.") + "\n")
        return NOT_AVAILABLE
    app = QApplication(sys.argv[:1])
    app.setApplicationName("armarium")
    app.setApplicationDisplayName("Armarium")
    single = Single(remembered.default_file().parent, app)
    if not single.is_first() and single.wake(folder):
        return 0
    log.start(remembered.log_folder())
    window = build(app, remembered.default_file())
    window.problems.watch()
    collector = Collector(app)
    window.first_painted.connect(single.listen)
    single.woken.connect(lambda asked: window.come_forward(Path(asked) if asked else None))
    window.begin(folder)
    window.show()
    status = app.exec()
    single.close()
    collector.stop()
    return status
