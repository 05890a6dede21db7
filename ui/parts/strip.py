"""The status strip: what just happened, with a way back where there is one; how far long work has come; and busyness.

It floats over the foot of the window, so that nothing jumps when it comes and goes, and no button of a page is covered.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from registry_app.domain.errors import Finding
from registry_app.i18n import N_, _
from ui import icons
from ui.job import Job
from ui.parts.card import Icon
from ui.parts.text import Button, IconButton, Label, restyle, told
from ui.theme import colour

STAYS_MS = 10_000
BESIDE, BELOW = 24, 3
"""Pixels that stay free at its sides and below it."""
TONES = {"done": ("green", "circle-check"), "note": ("blue", "info"), "warning": ("amber", "triangle-alert"),
         "refusal": ("red", "circle-alert"), "work": ("gray", "clock")}  # fmt: skip


class Strip(QFrame):
    """Floats over its parent, in the middle of where `page` is seen. Done acts fade after 10 s; refusals stay until the
    next word or Esc."""

    def __init__(self, over: QWidget, page: QWidget) -> None:
        super().__init__(over)
        self._over, self._page = over, page
        self.setObjectName("strip")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self._icon, self._text = Icon("info"), Label(role="strong", is_wrapping=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._act = Button("")
        self._close = IconButton(N_("Dismiss"), "x", size=14)
        self._job: Job[Any] | None = None
        self._undo: Callable[[], object] | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 5, 8, 5)
        line.setSpacing(10)
        for widget in (self._icon, self._text, self._bar, self._act, self._close):
            line.addWidget(widget, 1 if widget is self._text else 0)
        self._act.clicked.connect(self._acted)
        self._close.clicked.connect(self.clear)
        self._fading = QTimer(self, singleShot=True, interval=STAYS_MS)
        self._fading.timeout.connect(self.clear)
        for each in {over, page}:
            each.installEventFilter(self)
        self.hide()

    def say(self, msgid: str, kind: str = "done", **facts: object) -> None:
        """Tell in one sentence what happened; `kind` is one of `TONES`."""
        self._begin(kind)
        self._text.say(msgid, **facts)
        self._show()

    def offer(self, action: str, act: Callable[[], object], **facts: object) -> None:
        """Add a button to what was just said: `Undo issue of {firearm}`."""
        self._undo = act
        self._act.say(action, **facts)
        self._act.show()
        self._place()

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Tell the first finding, and how many more there are."""
        self._begin(findings[0].severity)
        more = len(findings) - 1
        first = told(findings[0])
        self._text.quote(_("{finding} (and {n} more)").format(finding=first, n=more) if more else first)
        self._show()

    def follow(self, job: Job[Any], msgid: str, **facts: object) -> None:
        """Show how far `job` has come, with a button to stop it; gone when it ends."""
        self._begin("work")
        self._job = job
        self._text.say(msgid, **facts)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self._text.text())
        self._bar.show()
        self._act.say(N_("Stop"))
        self._act.show()
        job.progress(self._advance).ended(lambda: self._job_ended(job))
        self._show()

    def clear(self) -> None:
        """Say nothing; a job that is followed goes on."""
        self._fading.stop()
        self.hide()

    def text(self) -> str:
        """What is said now, nothing when hidden."""
        return self._text.text() if self.isVisible() else ""

    def _begin(self, kind: str) -> None:
        tone, icon = TONES[kind]
        self.setProperty("tone", tone)
        icons.dress(self._icon, icon, tone)
        restyle(self)
        self._job = self._undo = None
        self._bar.hide()
        self._act.hide()
        self._fading.start() if kind in ("done", "note") else self._fading.stop()

    def _advance(self, done: int, total: int) -> None:
        self._bar.setRange(0, total)
        self._bar.setValue(done)

    def _job_ended(self, job: Job[Any]) -> None:
        if self._job is job:
            self.clear()

    def _acted(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._act.setEnabled(False)
        elif self._undo is not None:
            act, self._undo = self._undo, None
            self.clear()
            act()

    def _show(self) -> None:
        self._act.setEnabled(True)
        self.show()
        self.raise_()
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(self._text, QAccessible.Event.Alert))

    def _place(self) -> None:
        """At the lower edge; as wide as needed, within the page."""
        left, across = self._page.mapTo(self._over, QPoint()).x(), self._page.width()
        room = across - 2 * BESIDE
        self._text.setMinimumWidth(min(self._text.fontMetrics().horizontalAdvance(self._text.text()) + 4, room - 260))
        self.adjustSize()
        wide = min(self.sizeHint().width(), room)
        tall = max(self.heightForWidth(wide), self.sizeHint().height())
        self.setGeometry(left + (across - wide) // 2, self._over.height() - tall - BELOW, wide, tall)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep in place when the page changes size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and self.isVisible():
            self._place()
        return False


class BusyLine(QWidget):
    """Three pixels at the top of the page: a light runs along while work has lasted longer than a moment."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(3)
        self._at, self._is_busy = 0.0, False
        self._beat = QTimer(self, interval=33)
        self._beat.timeout.connect(self._step)
        self.show_busy(False)

    def show_busy(self, is_busy: bool) -> None:
        """Run or rest."""
        self._is_busy, self._at = is_busy, 0.0
        self.setAccessibleName(_("Working…") if is_busy else _("Ready"))
        self._breathe()
        self.update()

    def _breathe(self) -> None:
        """The light needs a clock only while somebody can see it."""
        self._beat.start() if self._is_busy and self.isVisible() else self._beat.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Go on running."""
        self._breathe()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Rest while unseen."""
        self._breathe()
        super().hideEvent(event)

    def _step(self) -> None:
        self._at = (self._at + 0.02) % 1.3
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The light."""
        if not self._is_busy:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("series1"))
        wide = self.width() * 0.3
        left = self._at * self.width() - wide
        painter.drawRoundedRect(QRectF(QPointF(left, 0), QPointF(left + wide, 3)), 1.5, 1.5)
