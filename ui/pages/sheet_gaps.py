"""Where two typings of a sheet differ, line by line: what the one and the other typed, and what the paper says."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.audit import MARKS_SEEN
from registry_app.i18n import N_, _, number
from registry_app.services.sheet_views import Gap
from ui.pages.sheet_grid import COLUMNS, ENTER, MARKED, NUMBERS
from ui.parts.text import Button, Label, restyle
from ui.theme import serial_font

WIDE, LEAST = 260, 190
NOTHING = N_("nothing")
PAPER = N_("What the paper says")
FIRST, SECOND = N_("First: {text} (F2)"), N_("Second: {text} (F3)")


class GapLine(QWidget):
    """One gap: both texts as buttons, and a line for what holds. `settled` tells that somebody took one of the two,
    `gone_on` that Enter was pressed."""

    settled = Signal()
    gone_on = Signal()

    def __init__(self, gap: Gap, named: str) -> None:
        super().__init__()
        self.gap, self._named, self.is_settled = gap, named, False
        self.line, self.title = QLineEdit(), Label(role="strong", is_wrapping=True)
        self.first, self.second = Button(FIRST), Button(SECOND)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        across.addWidget(self.title, 1)
        for widget in (self.first, self.second, self.line):
            across.addWidget(widget)
        self.line.setFixedWidth(WIDE)
        self.line.setFont(serial_font(self.line.font()))
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.first.clicked.connect(self.take_first)
        self.second.clicked.connect(self.take_second)
        for button in (self.first, self.second):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setMinimumWidth(LEAST)
        self.retranslate()

    def take_first(self) -> None:
        """The first typing is right."""
        self.take(self._said(self.gap.first))
        self.settled.emit()

    def take_second(self) -> None:
        """The second typing is right."""
        self.take(self._said(self.gap.second))
        self.settled.emit()

    def _said(self, text: str) -> str:
        """What was typed, in words where it is a tick."""
        return _(MARKS_SEEN[MARKED]) if text == MARKED and self.gap.field == "marks" else text

    def take(self, text: str) -> None:
        """This holds, though it may be empty."""
        self.line.setText(text)
        self.is_settled = True
        self.mark(is_wrong=False)

    def _typed(self, text: str) -> None:
        self.is_settled = bool(text.strip())
        self.mark(is_wrong=False)

    def is_fit(self) -> bool:
        """Whether somebody said what holds, and it is a number where it must be one."""
        text = self.line.text().strip()
        return self.is_settled and (self.gap.field not in NUMBERS or not text or text.isdecimal())

    def mark(self, *, is_wrong: bool) -> None:
        """Show that an answer is missing or unfit, or that it is not."""
        self.line.setProperty("wrong", is_wrong)
        restyle(self.line)

    def enter(self) -> None:
        """The cursor goes here."""
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """F2 and F3 take the one or the other, Enter goes on."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_F2:
            self.take_first()
        elif event.key() == Qt.Key.Key_F3:
            self.take_second()
        elif event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.gone_on.emit()
        else:
            return False
        return True

    def retranslate(self) -> None:
        """Say again what differs."""
        said = _("Line {line}, {column}").format(line=number(self.gap.at + 1), column=_(COLUMNS[self.gap.field]))
        said = " · ".join(filter(None, (said, self._named if self.gap.field != "text" else "")))
        self.title.quote(said)
        self.first.say(FIRST, text=self._said(self.gap.first) or _(NOTHING))
        self.second.say(SECOND, text=self._said(self.gap.second) or _(NOTHING))
        self.line.setPlaceholderText(_(PAPER))
        self.line.setAccessibleName(f"{said}: {_(PAPER)}")


class SheetGaps(QScrollArea):
    """`settled` tells that Enter was pressed in the last gap."""

    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: list[GapLine] = []
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 8, 0)
        self._list.setSpacing(10)
        self._list.addStretch()
        self.setWidget(inside)

    def show_gaps(self, gaps: Sequence[Gap], texts: Sequence[str]) -> None:
        """Ask about these; nothing is settled yet. `texts` name the lines."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = [GapLine(gap, texts[gap.at]) for gap in gaps]
        for at, row in enumerate(self.rows):
            self._list.insertWidget(at, row)
            row.settled.connect(self._next)
            row.gone_on.connect(self._go_on)

    def answers(self) -> list[tuple[int, str, str]]:
        """Line, field and what holds there, of all that was settled."""
        return [(row.gap.at, row.gap.field, row.line.text().strip()) for row in self.rows if row.is_settled]

    def take_up(self, answers: Sequence[Sequence[object]]) -> None:
        """Put back what `answers` gave."""
        known = {(answer[0], answer[1]): str(answer[2]) for answer in answers}
        for row in self.rows:
            if (text := known.get((row.gap.at, row.gap.field))) is not None:
                row.take(text)

    def left(self) -> list[GapLine]:
        """What is not settled, or holds no number though it must; marked so."""
        for row in self.rows:
            row.mark(is_wrong=not row.is_fit())
        return [row for row in self.rows if not row.is_fit()]

    def enter(self) -> None:
        """The cursor goes to the first that is left."""
        rows = [row for row in self.rows if not row.is_settled] or self.rows
        if rows:
            rows[0].enter()

    def _at(self) -> int:
        """Which gap has the cursor."""
        return next((at for at, row in enumerate(self.rows) if row.line.hasFocus()), 0)

    def _next(self) -> None:
        row = self.rows[min(self._at() + 1, len(self.rows) - 1)]
        row.enter()
        self.ensureWidgetVisible(row)

    def _go_on(self) -> None:
        if self._at() == len(self.rows) - 1:
            self.settled.emit()
        else:
            self._next()

    def retranslate(self) -> None:
        """Say all gaps again."""
        for row in self.rows:
            row.retranslate()
