"""Where scans arrive: understands each, leads to what it means, and says by chip, sound and word what came of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan, problem, read, unknown
from ui.job import Job
from ui.parts.picker import Picker
from ui.parts.strip import Strip
from ui.scanner import Burst, Habits, Wedge
from ui.settings import Settings
from ui.sounds import NO, OK, TWICE, Sounds

if TYPE_CHECKING:
    from registry_app.services.scans import Hit
    from ui.tasks import Scope

READY, MISREAD, LAYOUT = "ready", "misread", "layout"
_STATES = {"scan_misread": MISREAD, "scan_empty": MISREAD, "scan_other_layout": LAYOUT}
PAGES = {"firearm": "firearms", "person": "people", "lot": "ammunition", "article": "articles", "place": "places"}
"""The page that shows records of a kind, where it is there."""


class Reception(QObject):
    """`heard` tells how the last scan was: ready, misread or layout. Pages that take scans end each by one of `done`,
    `twice` or `tell`, so that eye and ear always learn what came of it."""

    heard = Signal(str)
    found = Signal(str, int, str)
    """The kind, number and name of the one record that a scan means."""
    several = Signal(str)
    """A text that means several records: to be searched for."""
    learnt = Signal(Habits)
    held = Signal(str)
    """A key that the wedge holds: it is typed unless it proves to be the first of a scan."""

    def __init__(self, parent: QObject, jobs: "Scope", strip: Strip, settings: Settings) -> None:
        super().__init__(parent)
        self._jobs, self._strip, self.settings = jobs, strip, settings
        self.sound = Sounds(lambda: settings.sound)
        self.burst = Burst("", "", 0)
        """What the scanner typed last, for the page that learns it."""

    def hear(self, wedge: Wedge) -> None:
        """Teach the wedge what is learnt of the scanner, and pass on what it holds."""
        self.learnt.connect(wedge.learn)
        wedge.held.connect(self.held)

    @property
    def habits(self) -> Habits:
        """How the scanner is known to type."""
        return Habits.of(self.settings.scanner)

    def keep(self, habits: Habits) -> None:
        """Know the scanner so from now on."""
        self.settings.scanner = habits.kept()
        self.learnt.emit(habits)

    def understand(self, burst: Burst) -> Scan:
        """The scan that was typed."""
        self.burst = burst
        return read(burst.text, self.habits.keyboard)

    def look(self, scan: Scan) -> "Job[list[Hit]]":
        """Ask the register what a scan means; `Refused` for what must not be looked up."""
        from registry_app.services import scans

        return self._jobs.read(scans.resolve, scan)

    def follow(self, scan: Scan) -> None:
        """Go to the one record that a scan means, search where it means several, and say when it means none."""
        job = self.look(scan).then(lambda hits: self._lead(scan, hits))
        job.otherwise(self.tell, Refused)

    def _lead(self, scan: Scan, hits: "Sequence[Hit]") -> None:
        if not hits:
            self.tell(Refused(unknown(scan)))
            return
        self.done()
        if len(hits) == 1:
            self.found.emit(hits[0].kind, hits[0].record, hits[0].title)
        else:
            self.several.emit(scan.text)

    def fill(self, line: QLineEdit, scan: Scan) -> None:
        """Type a scan into a line in place of what is selected there; a line that picks records picks at once."""
        if finding := problem(scan):
            self.tell(Refused(finding))
            return
        _type(line, scan.text)
        if isinstance(line, Picker):
            QApplication.sendEvent(line, _key(Qt.Key.Key_Return, "\r"))
        self.done()

    def done(self) -> None:
        """The scan was taken."""
        self._hear(READY, OK)

    def twice(self) -> None:
        """The scan was taken already and changes nothing."""
        self._hear(READY, TWICE)

    def amiss(self) -> None:
        """The scan was taken, and something about it is to be looked at; the page says what."""
        self._hear(READY, NO)

    def tell(self, refused: Refused) -> None:
        """The scan was not taken: its finding in the strip, in the chip where the scanner is at fault, and to hear."""
        self._strip.tell(refused.findings)
        self.hear_refused(refused)

    def hear_refused(self, refused: Refused) -> None:
        """The same, where the page itself shows the finding."""
        self._hear(_STATES.get(refused.findings[0].code, READY), NO)

    def _hear(self, state: str, sound: str) -> None:
        self.heard.emit(state)
        self.sound(sound)


def _type(line: QLineEdit, text: str) -> None:
    QApplication.sendEvent(line, _key(Qt.Key.Key_unknown, text))


def _key(key: Qt.Key, text: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
