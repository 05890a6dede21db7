"""A list of findings: how grave, in words; activating one leads to what it is about."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from registry_app.domain.errors import Finding
from registry_app.i18n import _
from ui import icons
from ui.parts.text import told
from ui.theme import colour

Index = QModelIndex | QPersistentModelIndex
LOOK = {"refusal": ("circle-alert", "red"), "warning": ("triangle-alert", "amber"), "note": ("info", "blue")}
PAD, ICON = 9, 16
DISPLAY = int(Qt.ItemDataRole.DisplayRole)


class _Findings(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.findings: list[Finding] = []
        self.rows: list[int] = []

    def show_findings(self, findings: Sequence[Finding], rows: Sequence[int]) -> None:
        self.beginResetModel()
        self.findings, self.rows = list(findings), list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.findings)

    def data(self, index: Index, role: int = DISPLAY) -> str | None:
        if role in (DISPLAY, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            row, words = self.rows[index.row()], told(self.findings[index.row()])
            return _("Row {row}: {reason}").format(row=row, reason=words) if row else words
        return None


class _FindingPainter(QStyledItemDelegate):
    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def _words(self, width: int) -> QRect:
        return QRect(PAD + ICON + 10, PAD, max(width - 2 * PAD - ICON - 10, 40), 10_000)

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._view.viewport().width()
        flags = int(Qt.TextFlag.TextWordWrap)
        box = self._view.fontMetrics().boundingRect(self._words(width), flags, str(index.data()))
        return QSize(width, box.height() + 2 * PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box: QRect = option.rect
        findings: _Findings = index.model()  # type: ignore[assignment]
        name, tone = LOOK[findings.findings[index.row()].severity]
        painter.save()
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.fillRect(box, colour("accent_tint" if option.state & QStyle.StateFlag.State_Selected else "hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, colour("line"))
        picture = icons.pixmap(name, tone, ICON, self._view.devicePixelRatioF())
        painter.drawPixmap(box.left() + PAD, box.top() + PAD, picture)
        painter.setFont(self._view.font())
        painter.setPen(colour("text"))
        words = self._words(box.width()).translated(box.topLeft())
        painter.drawText(words.intersected(box), int(Qt.TextFlag.TextWordWrap), str(index.data()))
        painter.restore()


class FindingsList(QListView):
    """`name` is a msgid; `chosen` gives the finding that Enter or a click was about."""

    chosen = Signal(object)
    row_chosen = Signal(int)
    """The row of a file that the finding was about, where there is one."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._findings = _Findings(self)
        self._painter = _FindingPainter(self)
        self.setModel(self._findings)
        self.setItemDelegate(self._painter)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_(name))
        self.activated.connect(self._tell)
        self.clicked.connect(self._tell)

    def show_findings(self, findings: Sequence[Finding], rows: Sequence[int] = ()) -> None:
        """Show these, the gravest first, else in the order given; `rows` are those of a file, 0 for none."""
        order = list(LOOK)
        both = list(zip(findings, rows or [0] * len(findings), strict=True))
        both.sort(key=lambda each: order.index(each[0].severity))
        self._findings.show_findings([each for each, _row in both], [row for _each, row in both])

    def findings(self) -> list[Finding]:
        """What is shown."""
        return list(self._findings.findings)

    def _tell(self, index: QModelIndex) -> None:
        self.chosen.emit(self._findings.findings[index.row()])
        if row := self._findings.rows[index.row()]:
            self.row_chosen.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other width, other line breaks."""
        self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
            self.scheduleDelayedItemsLayout()
        super().changeEvent(event)
