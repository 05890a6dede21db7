"""A small dialog that asks for one text: a name for a view."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from ui.parts.text import Button, Label

LONGEST = 60
WIDE = 380


class Ask(QDialog):
    """`title` and `label` are msgids; `answered` is called with the text, which is never empty."""

    def __init__(self, parent: QWidget, title: str, label: str, answered: Callable[[str], None]) -> None:
        super().__init__(parent)
        self.setWindowTitle(_(title))
        self.setMinimumWidth(WIDE)
        self.line, self.button, back = QLineEdit(), Button(N_("Save"), "check", "primary"), Button(N_("Cancel"))
        self.line.setMaxLength(LONGEST)
        self.line.setAccessibleName(_(label))
        inside, foot = QVBoxLayout(self), QHBoxLayout()
        inside.setContentsMargins(20, 18, 20, 18)
        inside.setSpacing(8)
        inside.addWidget(Label(label, "strong"))
        inside.addWidget(self.line)
        inside.addSpacing(6)
        inside.addLayout(foot)
        foot.addStretch()
        foot.addWidget(self.button)
        foot.addWidget(back)
        self.button.setDefault(True)
        self.button.setEnabled(False)
        self.line.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        self.button.clicked.connect(self.accept)
        back.clicked.connect(self.reject)
        self.accepted.connect(lambda: answered(self.line.text().strip()))
        self.finished.connect(self.deleteLater)
