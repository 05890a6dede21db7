"""The frame of what stands before a register: one card in the middle, the name of the house above it."""

from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused, Unavailable
from registry_app.i18n import _
from ui.help import HelpSheet
from ui.parts.card import Card, Tile
from ui.parts.problem import Problem
from ui.parts.text import Label
from ui.tasks import Tasks

WIDE = 500


class Gate(QWidget):
    """Subclasses fill `self.inside`, the card's layout, and tell problems by `tell`."""

    HELP: ClassVar[str] = ""
    """The key of the help that F1 shows; ``""`` for none."""

    def __init__(self, tasks: Tasks, menus: QWidget, wide: int = WIDE) -> None:
        super().__init__()
        self.setObjectName("gate")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.jobs = tasks.of(self)
        self._problem = Problem()
        self._card = Card(margin=28, spacing=12)
        self._card.setFixedWidth(wide)
        self.inside = self._card.inside
        if self.HELP:
            QShortcut(QKeySequence("F1"), self, self._show_help)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 12, 20, 20)
        top = QHBoxLayout()
        top.addStretch()
        top.addWidget(menus)
        outer.addLayout(top)
        outer.addWidget(self._scrolling(), 1)

    def _scrolling(self) -> QScrollArea:
        """On low screens and with large letters the card scrolls."""
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(22)
        column.addStretch(2)
        column.addLayout(_name_of_the_house())
        across = QHBoxLayout()  # an aligned widget would lose the lines that its wrapped words need
        across.addStretch()
        across.addWidget(self._card)
        across.addStretch()
        column.addLayout(across)
        column.addStretch(3)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(middle)
        return area

    def _show_help(self) -> None:
        HelpSheet(self, self.HELP).open()

    def begin(self) -> None:
        """Called once when the page has been painted for the first time: load, fetch, take the focus."""

    def unfinished(self) -> str:
        """A msgid that asks whether to leave all the same, where something would be lost; else nothing."""
        return ""

    def retranslate(self) -> None:
        """Say again what does not do so by itself."""

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def refuse(self, error: Refused | Unavailable) -> None:
        """Tell beside the form why it was not done."""
        self.tell(error.findings if isinstance(error, Refused) else (error.finding,))

    def tell(self, findings: tuple[Finding, ...]) -> None:
        """Tell the findings in red; none takes them away."""
        self._problem.tell(findings)

    def work(self, is_working: bool) -> None:
        """While working the card takes no input."""
        self._card.setEnabled(not is_working)


def _name_of_the_house() -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(12)
    line.addStretch()
    line.addWidget(Tile("shield-check", "on_accent", "accent", 38))
    name = Label(role="h1")
    name.quote(_("Armarium"))
    line.addWidget(name)
    line.addStretch()
    return line
