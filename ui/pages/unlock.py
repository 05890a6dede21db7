"""Unlocking a register: who, and the passphrase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from registry_app.domain.errors import Refused, Unavailable
from registry_app.i18n import N_, _
from ui.pages.gate import Gate
from ui.parts.text import Button, Label
from ui.tasks import Register, Tasks


def _users(folder: Path) -> list[str]:
    from registry_app.services.register import user_names

    return user_names(folder)


def _unlock(closing: Tasks | None, folder: Path, user: str, passphrase: str) -> Register:
    """A register that is still being closed, because it was locked a moment ago, is waited for."""
    from registry_app.services.register import unlock

    if closing is not None:
        closing.wait_closed()
    return unlock(folder, user=user, passphrase=passphrase)


class Unlock(Gate):
    """`unlocked` carries the opened register; `left` asks for the list of registers."""

    unlocked = Signal(object)
    left = Signal()

    def __init__(
        self, tasks: Tasks, menus: QWidget, folder: Path, user: str = "", closing: Tasks | None = None
    ) -> None:
        super().__init__(tasks, menus, 420)
        self.folder, self._closing, self._usual = folder, closing, user
        self.title = Label(role="h2")
        self.title.quote(folder.name.removesuffix(".armarium"))
        self._place = Label(role="hint", is_wrapping=True)
        self._place.quote(str(folder.parent))
        self.user, self.passphrase = QComboBox(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._named = (Label(N_("User"), "strong"), self.user), (Label(N_("Passphrase"), "strong"), self.passphrase)
        self.inside.addWidget(self.title)
        self.inside.addWidget(self._place)
        for label, editor in self._named:
            label.setBuddy(editor)
            self.inside.addSpacing(2)
            self.inside.addWidget(label)
            self.inside.addWidget(editor)
        self.inside.addWidget(self._problem)
        self.inside.addLayout(self._foot())
        self.passphrase.returnPressed.connect(self.unlock)
        self.user.activated.connect(lambda _row: self.passphrase.setFocus())
        self.retranslate()
        self.work(True)
        self.jobs.run(_users, folder).then(self._show_users).otherwise(self.refuse, Refused, Unavailable)

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        back = Button(N_("Other register"))
        back.clicked.connect(self.left)
        self.button = Button(N_("Unlock"), "lock-open", "primary")
        self.button.clicked.connect(self.unlock)
        line.setContentsMargins(0, 8, 0, 0)
        line.addWidget(back)
        line.addStretch()
        line.addWidget(self.button)
        return line

    def retranslate(self) -> None:
        """Name the fields for screen readers."""
        self.user.setAccessibleName(_(N_("User")))
        self.passphrase.setAccessibleName(_(N_("Passphrase")))

    def _show_users(self, names: Sequence[str]) -> None:
        self.work(False)
        self.user.addItems(list(names))
        self.user.setCurrentIndex(max(self.user.findText(self._usual), 0))
        self.passphrase.setFocus()

    def suggest(self, passphrase: str) -> None:
        """Fill in the passphrase of an invented user of the demo company."""
        self.passphrase.setText(passphrase)

    def unlock(self) -> None:
        """Open the register as this user, off the window's thread."""
        self.tell(())
        self.work(True)
        job = self.jobs.run(_unlock, self._closing, self.folder, self.user.currentText(), self.passphrase.text())
        job.ended(lambda: self.work(False)).then(self._opened).otherwise(self._failed, Refused, Unavailable)

    def _opened(self, register: Register) -> None:
        self.passphrase.clear()
        self.unlocked.emit(register)

    def _failed(self, error: Refused | Unavailable) -> None:
        self.refuse(error)
        self.passphrase.selectAll()
        QTimer.singleShot(0, self.passphrase.setFocus)
