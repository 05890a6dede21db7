"""Unlocking a register: who, and the passphrase. One can type before the users are known."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from registry_app.domain.choices import ROLES
from registry_app.domain.errors import Refused, Unavailable
from registry_app.i18n import N_, _
from ui import opening
from ui.opening import Opened
from ui.pages.gate import Gate
from ui.parts.card import rule
from ui.parts.notice import Notice
from ui.parts.text import Button, Label, breakable
from ui.tasks import Tasks


class Unlock(Gate):
    """`opened` carries the opened register; `left` asks for the list of registers, `checking` for checking papers,
    `declaring` for what makes a restored register one that is worked in."""

    opened = Signal(object)
    left = Signal()
    checking = Signal()
    declaring = Signal()

    def __init__(
        self, tasks: Tasks, menus: QWidget, folder: Path, user: str = "", closing: Tasks | None = None
    ) -> None:
        super().__init__(tasks, menus, 420)
        self.folder, self._closing = folder, closing
        self._invented = opening.invented(folder)
        self._usual = user or next(iter(self._invented), "")
        self._names: list[str] = []
        self._is_asked = False
        self.user, self.passphrase = QComboBox(), QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self._lay_out()
        self.passphrase.returnPressed.connect(self.unlock)
        self.user.activated.connect(lambda _row: self._chosen())
        self.retranslate()
        if self._usual:
            self._list([self._usual])

    def _lay_out(self) -> None:
        title, place = Label(role="h2"), Label(role="hint", is_wrapping=True)
        title.quote(self.folder.name.removesuffix(opening.SUFFIX))
        place.quote(breakable(str(self.folder.parent)))
        self.inside.addWidget(title)
        self.inside.addWidget(place)
        if self._invented:
            told = N_("Demo company: everything here is invented. Choose a user; the passphrase is filled in.")
            self.inside.addWidget(Notice(told))
        told = N_("This register came out of a backup. It opens for reading until two persons declare it.")
        self.restored = Notice(told, "amber")
        self.declare = Button(N_("Declare it…"), "history")
        self.declare.clicked.connect(self.declaring)
        self.inside.addWidget(self.restored)
        self.inside.addWidget(self.declare)
        for each in (self.restored, self.declare):
            each.setVisible(opening.is_restored(self.folder))
        for msgid, editor in ((N_("User"), self.user), (N_("Passphrase"), self.passphrase)):
            label = Label(msgid, "strong")
            label.setBuddy(editor)
            self.inside.addSpacing(2)
            self.inside.addWidget(label)
            self.inside.addWidget(editor)
        self.inside.addWidget(self._problem)
        self.inside.addLayout(self._foot())
        self.check = Button(N_("Check papers…"), "shield-check")
        self.check.clicked.connect(self.checking)
        self.inside.addWidget(rule())
        self.inside.addWidget(self.check)

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

    def begin(self) -> None:
        """Ask for the users, which loads everything that the pages need."""
        self.passphrase.setFocus()
        self.jobs.run(opening.users, self.folder).then(self._show_users).otherwise(self.refuse, Refused, Unavailable)

    def retranslate(self) -> None:
        """Name the fields for screen readers, and the roles of invented users."""
        self.user.setAccessibleName(_(N_("User")))
        self.passphrase.setAccessibleName(_(N_("Passphrase")))
        for row in range(self.user.count()):
            self.user.setItemText(row, self._shown(str(self.user.itemData(row))))

    def _shown(self, name: str) -> str:
        invented = self._invented.get(name)
        return f"{name} · {_(ROLES.get(invented.role, invented.role))}" if invented else name

    def _list(self, names: Sequence[str]) -> None:
        self.user.clear()
        for name in names:
            self.user.addItem(self._shown(name), name)
        self.user.setCurrentIndex(max(self.user.findData(self._usual), 0))
        if not self.passphrase.text():
            self._suggest()

    def _show_users(self, names: Sequence[str]) -> None:
        self._usual = str(self.user.currentData() or self._usual)
        self._names = list(names)
        self._list(names)
        if self._is_asked:
            self.unlock()

    def _chosen(self) -> None:
        self.passphrase.clear()
        self._suggest()
        self.passphrase.setFocus()

    def _suggest(self) -> None:
        """The passphrase of an invented user is no secret."""
        if invented := self._invented.get(str(self.user.currentData())):
            self.passphrase.setText(invented.passphrase)

    def unlock(self) -> None:
        """Open the register as this user, off the window's thread; as soon as the users are known."""
        self._is_asked = True
        if not self._names:
            return
        self._is_asked = False
        self.tell(())
        self.work(True)
        job = self.jobs.run(
            opening.unlock, self.folder, user=str(self.user.currentData()), passphrase=self.passphrase.text(),
            closing=self._closing,
        )  # fmt: skip
        job.ended(lambda: self.work(False)).then(self._opened).otherwise(self._failed, Refused, Unavailable)

    def _opened(self, opened: Opened) -> None:
        self.passphrase.clear()
        self.opened.emit(opened)

    def _failed(self, error: Refused | Unavailable) -> None:
        self.refuse(error)
        if isinstance(error, Refused) and any(each.code == opening.OLDER for each in error.findings):
            self.declare.show()
        self.passphrase.selectAll()
        QTimer.singleShot(0, self.passphrase.setFocus)
