"""The filter row of a table: one line to type into under each heading, which moves and hides with its column.

Each line is read into a `Criterion` by the field of its column. What cannot be read gets a red frame and is told as a
word (`problem`), as a tooltip and to screen readers; the other lines go on filtering. Esc empties a line, and gives the
cursor back to the table when it is empty; Down and Enter go into the table.
"""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from registry_app.domain import criterion
from registry_app.domain.criterion import Criterion
from registry_app.domain.errors import Finding, Refused
from registry_app.i18n import N_, _
from ui.parts.columns import Column
from ui.parts.table import Table
from ui.parts.text import restyle, told

GAP = 2
HELP = N_("Text, or = <> > < >= <= before it, or a range as 5..9. = alone: what is empty, <> alone: what is filled.")
DOWNWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FilterRow(QWidget):
    """Stands above a table's rows; `changed` tells, a moment after the last key, that the criteria are others.

    `wrong` carries what is wrong with the line that was typed into, in the reader's words, or nothing.
    """

    changed = Signal()
    wrong = Signal(str)

    def __init__(self, table: Table) -> None:
        super().__init__(table.horizontalHeader())
        self._table, self._head = table, table.horizontalHeader()
        self._lines = {i: self._line(c) for i, c in enumerate(table.rows.columns) if c.field is not None}
        self._problems: dict[str, Finding] = {}
        self._kept: dict[str, Criterion] = {}
        self._pause = QTimer(self, singleShot=True, interval=0)  # what is put in at one moment asks once
        self._pause.timeout.connect(self._tell)
        for told_by in (self._head.sectionResized, self._head.sectionMoved, self._head.geometriesChanged):
            told_by.connect(self.place)
        table.horizontalScrollBar().valueChanged.connect(self.place)
        self.retranslate()
        self.hide()

    def _line(self, column: Column) -> QLineEdit:
        line = QLineEdit(self)
        line.setProperty("kind", "filter")
        line.setClearButtonEnabled(True)
        line.textChanged.connect(lambda _text: self._pause.start())
        line.textEdited.connect(lambda _text: self._check(column))
        line.installEventFilter(self)
        return line

    def criteria(self) -> dict[str, Criterion]:
        """What is asked of each column, by key; lines that cannot be read ask for nothing."""
        return dict(self._kept)

    def criteria_with(self, line: QLineEdit, text: str) -> dict[str, Criterion]:
        """What would be asked if a line held this text."""
        column = next(self._column(i) for i, each in self._lines.items() if each is line)
        others = {key: each for key, each in self._kept.items() if key != column.key}
        try:
            return others | _read(column, text)
        except Refused:
            return others

    def texts(self) -> dict[str, str]:
        """What stands in the lines that are not empty, by the key of the column."""
        return {self._column(i).key: line.text() for i, line in self._lines.items() if line.text().strip()}

    def show_texts(self, texts: Mapping[str, str]) -> None:
        """Put these into the lines, and nothing into all others."""
        for i, line in self._lines.items():
            line.setText(texts.get(self._column(i).key, ""))
            self._check(self._column(i))

    def clear(self) -> None:
        """Ask for nothing."""
        self.show_texts({})

    def problem(self) -> str:
        """What is wrong with the first line that cannot be read, in words; nothing when all can."""
        return next((told(finding) for finding in self._problems.values()), "")

    def line(self, key: str) -> QLineEdit:
        """The line of a column."""
        return next(line for i, line in self._lines.items() if self._column(i).key == key)

    def focus_first(self) -> None:
        """Start in the line of the first column that is seen."""
        shown = (self._head.logicalIndex(i) for i in range(self._head.count()))
        first = next((i for i in shown if i in self._lines and not self._head.isSectionHidden(i)), None)
        if first is not None:
            self._lines[first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def sizeHint(self) -> QSize:
        """As high as the letters need."""
        return QSize(0, round(self.fontMetrics().height() * 2.1))

    def place(self) -> None:
        """Put each line under its heading, in the user's order of columns; one whose column is hidden is emptied."""
        before: QWidget | None = None
        for visual in range(self._head.count()):
            i = self._head.logicalIndex(visual)
            if i not in self._lines:
                continue
            line, left = self._lines[i], self._head.sectionViewportPosition(i)
            is_shown = self._head.sectionSize(i) > 0
            line.setVisible(is_shown)
            if line.text() and not is_shown:
                self._empty(i)
            line.setGeometry(QRect(left + GAP, GAP, self._head.sectionSize(i) - 2 * GAP, self.height() - 2 * GAP))
            if before is not None:
                QWidget.setTabOrder(before, line)
            before = line

    def _empty(self, i: int) -> None:
        """Ask for nothing in a column: nothing that cannot be seen narrows a list."""
        self._lines[i].clear()
        self._check(self._column(i))

    def _column(self, i: int) -> Column:
        return self._table.rows.columns[i]

    def _check(self, column: Column) -> None:
        """Read the line of a column, and mark it where that fails."""
        line = self.line(column.key)
        self._problems.pop(column.key, None)
        self._kept.pop(column.key, None)
        try:
            self._kept |= _read(column, line.text())
        except Refused as refused:
            self._problems[column.key] = refused.findings[0]
        self._mark(column.key, line)

    def _mark(self, key: str, line: QLineEdit) -> None:
        finding = self._problems.get(key)
        is_wrong = finding is not None
        if line.property("wrong") != is_wrong:
            line.setProperty("wrong", is_wrong)
            restyle(line)
        said = told(finding) if finding else _(HELP)
        line.setToolTip(said)
        line.setAccessibleDescription(said)

    def _tell(self) -> None:
        self.wrong.emit(self.problem())
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc empties the line or leaves it; Down and Enter go into the table."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._escape(watched)
        elif event.key() in DOWNWARDS:
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            return False
        return True

    def _escape(self, watched: QObject) -> None:
        if isinstance(watched, QLineEdit) and watched.text():
            self._empty(next(i for i, line in self._lines.items() if line is watched))
        else:
            self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The lines are as high as the row."""
        self.place()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Name the lines again, and read again what is in the reader's words."""
        for i, line in self._lines.items():
            column = self._column(i)
            line.setAccessibleName(_("Filter by {column}").format(column=_(column.heading)))
            self._check(column)


def _read(column: Column, text: str) -> dict[str, Criterion]:
    """What a text asks of a column, by its key; nothing when it asks for nothing."""
    found = criterion.read(column.field, text) if column.field else None
    return {column.key: found} if found else {}
