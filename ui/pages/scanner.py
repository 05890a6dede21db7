"""Scanner: learns how it types from one scan of a code on the screen, and shows how the next ones are understood."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain import keyboards
from registry_app.domain.errors import Refused
from registry_app.domain.fields import KIND_LABELS
from registry_app.domain.scan import Scan, unknown
from registry_app.i18n import N_, _, number
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.scanner_lesson import CODE, SLOWEST_MS, Lesson, learn
from ui.parts.card import Card
from ui.parts.facts import Facts
from ui.parts.folding import Evenly
from ui.parts.segments import Segments
from ui.parts.symbol import Symbol
from ui.parts.text import Button, Label, told
from ui.parts.tick import Tick
from ui.scanner import Habits
from ui.sounds import OK

if TYPE_CHECKING:
    from registry_app.services.scans import Hit

ENDS = {"enter": N_("Enter"), "tab": N_("Tab"), "": N_("nothing (a short pause)")}
FIRST_KEYS = {"": N_("None"), "F13": N_("F13"), "~": N_("Tilde (~)")}
LEARNT = (
    ("end", "", N_("Ends a scan with")), ("gap", "", N_("Waits between two keys at most")),
    ("keyboard", "", N_("This computer's keyboard")), ("caps", "", N_("Capital letters")),
)  # fmt: skip
TRIED = (("raw", "", N_("As it was typed")), ("text", "", N_("Understood")), ("meant", "", N_("Means")))
SIDE = 240
"""Pixels of the symbol, its white edge included: large enough for a scanner at arm's length."""


class ScannerPage(Page):
    """While it is seen, a scan of its code teaches, every other scan is a trial, and the register stays as it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.symbol, self.learnt, self.tried = Symbol(SIDE), Facts(LEARNT), Facts(TRIED)
        self.verdict = Label(role="strong", is_wrapping=True)
        self.first_key = Segments(N_("First key"), FIRST_KEYS)
        self.sound, self.hear = Tick(), Button(N_("Listen"))
        self.forget = Button(N_("Forget what was learnt"), "undo-2")
        self._code = Label(role="hint")
        self._code.quote(CODE)
        self._lesson: Lesson | None = None
        self._lay_out()
        self._connect()
        self._show()

    def _lay_out(self) -> None:
        set_up, trial = Card(N_("Set up"), margin=18), Card(N_("Try it"), margin=18)
        self._fill_set_up(set_up)
        self._fill_trial(trial)
        self.inside.addWidget(Evenly((set_up, trial)))
        self.inside.addStretch()

    def _fill_set_up(self, card: Card) -> None:
        hint = N_("Scan this code. The page learns from it how your scanner types; no field needs the cursor.")
        card.inside.addWidget(Label(hint, "muted", is_wrapping=True))
        card.inside.addWidget(self.symbol, 0, Qt.AlignmentFlag.AlignHCenter)
        card.inside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignHCenter)
        card.inside.addWidget(self.learnt)
        card.inside.addWidget(Label(N_("First key that the scanner sends before each scan"), "muted", is_wrapping=True))
        card.inside.addWidget(self.first_key)
        card.inside.addWidget(self.forget, 0, Qt.AlignmentFlag.AlignLeft)

    def _fill_trial(self, card: Card) -> None:
        hint = N_("Scan any label, card or box. What it means is shown here and nothing else happens.")
        card.inside.addWidget(Label(hint, "muted", is_wrapping=True))
        card.inside.addWidget(self.verdict)
        card.inside.addWidget(self.tried)
        line = QHBoxLayout()
        line.addWidget(self.sound)
        line.addStretch()
        line.addWidget(self.hear)
        card.inside.addLayout(line)

    def _connect(self) -> None:
        self.first_key.chosen.connect(self._take_first_key)
        self.forget.clicked.connect(lambda: self._keep(Habits(), None))
        self.sound.toggled.connect(self._take_sound)
        self.hear.clicked.connect(lambda: self.desk.reception.sound(OK))

    def reload(self) -> None:
        """Fetch the symbol."""
        self.jobs.latest("symbol").read(_dots).then(lambda dots: self.symbol.show_dots(dots, CODE))

    def scanned(self, scan: Scan) -> None:
        """The page's own code teaches; anything else is looked up and shown."""
        reception = self.desk.reception
        if lesson := learn(reception.burst, reception.habits):
            self._keep(lesson.habits, lesson)
            reception.done()
            self.verdict.say(N_("Learnt. Scan something else to try it."))
            return
        self._show_scan(scan, "")
        reception.look(scan).then(lambda hits: self._show_hits(scan, hits)).otherwise(self._show_problem, Refused)

    def _show_hits(self, scan: Scan, hits: "Sequence[Hit]") -> None:
        if not hits:
            self._show_problem(Refused(unknown(scan)))
            return
        self.desk.reception.done()
        names = (f"{_(KIND_LABELS[hit.kind])} {hit.title} {hit.detail}".strip() for hit in hits)
        self._show_scan(scan, "\n".join(names))
        self.verdict.say(N_("Good: this is how the pages understand it."))
        self.verdict.set_tone("green")

    def _show_problem(self, refused: Refused) -> None:
        self.desk.reception.hear_refused(refused)
        self.verdict.quote(told(refused.findings[0]))
        self.verdict.set_tone("red")

    def _show_scan(self, scan: Scan, meant: str) -> None:
        burst = self.desk.reception.burst
        self.tried.show_fact("raw", burst.text)
        self.tried.show_fact("text", scan.text)
        self.tried.show_fact("meant", meant)

    def _keep(self, habits: Habits, lesson: Lesson | None) -> None:
        self._lesson = lesson
        self.desk.reception.keep(habits)
        self._show()
        self._listen()

    def _take_first_key(self, code: str) -> None:
        habits = self.desk.reception.habits
        habits.prefix = code
        self._keep(habits, self._lesson)

    def _take_sound(self, is_on: bool) -> None:
        self.desk.settings.sound = is_on

    def _show(self) -> None:
        habits, lesson = self.desk.reception.habits, self._lesson
        is_known = bool(self.desk.settings.scanner)
        self.learnt.show_fact("end", _(ENDS.get(habits.suffix, "")) if is_known else "")
        self.learnt.show_fact("gap", _("{n} ms").format(n=number(habits.gap_ms)))
        self.learnt.show_fact("keyboard", _(keyboards.KEYBOARDS[habits.keyboard]) if is_known else "")
        self.learnt.show_fact("caps", _caps(lesson) if lesson else "")
        self.first_key.take(habits.prefix if habits.prefix in FIRST_KEYS else "")
        self.sound.setText(_("Sounds when something is scanned"))
        self.sound.setChecked(self.desk.settings.sound)

    def _listen(self) -> None:
        """While the page is seen a slow scanner is waited for as well."""
        habits = self.desk.reception.habits
        if self.isVisible():
            habits.gap_ms = max(habits.gap_ms, SLOWEST_MS)
        self.desk.reception.learnt.emit(habits)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to wait for slow scanners."""
        super().showEvent(event)
        self._listen()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait as long as was learnt again."""
        super().hideEvent(event)
        self._listen()

    def enter_list(self) -> None:
        """The cursor goes where a scan by a person's hand would do no harm."""
        self.hear.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say again what was learnt."""
        self._show()


def _caps(lesson: Lesson) -> str:
    return _("Turned about: CapsLock is on. It does no harm.") if lesson.has_caps else _("As they are printed")


def _dots(_session: Any) -> tuple[tuple[bool, ...], ...]:
    from registry_app.services.symbols import qr

    return qr(CODE)
