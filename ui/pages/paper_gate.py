"""Checking papers before any register is open: what an authority needs that keeps no register."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import N_
from ui.pages.gate import Gate
from ui.pages.paper_check import PaperCheck
from ui.parts.text import Button, Label
from ui.settings import Settings
from ui.tasks import Tasks

WIDE, TALL = 1040, 620


class PaperGate(Gate):
    """`left` leads back to where one came from."""

    left = Signal()

    def __init__(self, tasks: Tasks, menus: QWidget, settings: Settings) -> None:
        super().__init__(tasks, menus, WIDE)
        self.check = PaperCheck(self.jobs, settings)
        self.check.setMinimumHeight(TALL)
        self.back = Button(N_("Go back"), "arrow-left", key="Alt+Left")
        self.back.clicked.connect(self.left)
        top = QHBoxLayout()
        top.addWidget(Label(N_("Check papers"), "h2"), 1)
        top.addWidget(self.back)
        self.inside.addLayout(top)
        self.inside.addWidget(self.check, 1)

    def begin(self) -> None:
        """Take the cursor."""
        self.check.begin()
