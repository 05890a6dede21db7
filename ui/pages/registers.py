"""Which register: one of the recent ones, a folder, or a new one."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from registry_app.i18n import N_, _
from ui.opening import SUFFIX
from ui.pages.gate import Gate
from ui.parts.card import rule
from ui.parts.choice import ChoiceButton
from ui.parts.text import Label
from ui.tasks import Tasks


class Registers(Gate):
    """`chosen` carries the folder of a register, `founding` asks for a new one, `checking` for checking papers."""

    chosen = Signal(object)
    founding = Signal()
    checking = Signal()

    def __init__(self, tasks: Tasks, menus: QWidget, recent: Sequence[Path]) -> None:
        super().__init__(tasks, menus, 480)
        self.recent = [ChoiceButton("database") for _each in recent]
        self.open, self.new = ChoiceButton("folder-open"), ChoiceButton("folder-plus")
        self.open.say(N_("Open a register…"), N_("A folder whose name ends in .armarium or .authority"))
        self.new.say(N_("Make a new register…"), N_("For a company that has none yet"))
        self.check = ChoiceButton("shield-check")
        self.check.say(N_("Check papers…"), N_("Signed reports as PDF; no register is needed for it"))
        self.check.clicked.connect(self.checking)
        self.open.clicked.connect(self._ask_folder)
        self.new.clicked.connect(self.founding)
        self.inside.addWidget(Label(N_("Registers"), "h2"))
        for folder, button in zip(recent, self.recent, strict=True):
            button.quote(folder.name.removesuffix(SUFFIX), str(folder.parent))
            button.clicked.connect(lambda _on, folder=folder: self.chosen.emit(folder))
            self.inside.addWidget(button)
        if recent:
            self.inside.addSpacing(6)
            self.inside.addWidget(rule())
            self.inside.addSpacing(6)
        self.inside.addWidget(self.open)
        self.inside.addWidget(self.new)
        self.inside.addWidget(self.check)
        self.inside.addWidget(self._problem)

    def begin(self) -> None:
        """Start at the register used last."""
        (self.recent or [self.open])[0].setFocus()

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Open a register"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda folder: self.chosen.emit(Path(folder)))
        dialog.open()
