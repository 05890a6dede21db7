"""Declaring that a register came out of a backup: two persons, each with the own passphrase, why, and what was lost."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QWidget

from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.i18n import N_, _, n_, number
from ui import opening
from ui.opening import Opened
from ui.pages.founding import labelled
from ui.pages.gate import Gate
from ui.parts.notice import Notice
from ui.parts.text import Button, Label, breakable
from ui.tasks import Tasks

if TYPE_CHECKING:
    from registry_app.services.restorations import Lost

WIDE = 580


class Declaring(Gate):
    """`declared` carries the opened register; `left` leads back to unlocking it for reading."""

    HELP = "declaring"

    declared = Signal(object)
    left = Signal()

    def __init__(self, tasks: Tasks, menus: QWidget, folder: Path, closing: Tasks | None = None) -> None:
        super().__init__(tasks, menus, WIDE)
        self.folder, self._closing = folder, closing
        self._lost: Lost | None = None
        self._reasons: dict[str, str] = {}
        self.user, self.witness, self.reason = QComboBox(), QComboBox(), QComboBox()
        self.passphrase, self.witness_passphrase, self.note = QLineEdit(), QLineEdit(), QLineEdit()
        for each in (self.passphrase, self.witness_passphrase):
            each.setEchoMode(QLineEdit.EchoMode.Password)
        self._named: tuple[tuple[str, QWidget], ...] = (
            (N_("Who declares"), self.user), (N_("Passphrase"), self.passphrase), (N_("Witness"), self.witness),
            (N_("Passphrase of the witness"), self.witness_passphrase), (N_("Reason"), self.reason),
            (N_("What happened"), self.note),
        )  # fmt: skip
        self.files: list[Path] = []
        """Receipts that this computer does not have, in the order in which they were chosen."""
        self.add, self._files = Button(N_("Add a receipt…"), "file-text"), Label(role="hint", is_wrapping=True)
        self._told = Notice(N_("See what was lost, before two persons sign it."), "amber")
        self.button = Button(N_("See what was lost"), "history", "primary")
        self._lay_out()
        self.user.currentIndexChanged.connect(self._forget)
        self.passphrase.textEdited.connect(self._forget)
        self.button.clicked.connect(self.go_on)
        self.add.clicked.connect(self._ask_receipt)
        for editor in (self.passphrase, self.witness_passphrase, self.note):
            editor.returnPressed.connect(self.go_on)
        self.retranslate()

    def _lay_out(self) -> None:
        place = Label(role="hint", is_wrapping=True)
        place.quote(breakable(str(self.folder)))
        self.inside.addWidget(Label(N_("A register out of a backup"), "h2"))
        self.inside.addWidget(place)
        self.inside.addWidget(Label(N_(
            "A director or the compliance officer declares it, and a second person vouches. Then it is worked in "
            "again, and every return tells it."), "muted", is_wrapping=True))  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for at, (msgid, editor) in enumerate(self._named):
            grid.addLayout(labelled(msgid, editor), at // 2, at % 2)
        self.inside.addLayout(grid)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addWidget(self._files, 1)
        self.inside.addLayout(line)
        self.inside.addWidget(self._told)
        self.inside.addWidget(self._problem)
        foot, back = QHBoxLayout(), Button(N_("Go back"))
        back.clicked.connect(self.left)
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.button)
        self.inside.addLayout(foot)

    def begin(self) -> None:
        """Ask for the users and the reasons."""
        self.passphrase.setFocus()
        self.jobs.run(opening.declarers, self.folder).then(self._list).otherwise(self.refuse, Refused, Unavailable)

    def _list(self, found: tuple[Sequence[str], dict[str, str]]) -> None:
        names, self._reasons = found
        for each in (self.user, self.witness):
            each.addItems(list(names))
        self.witness.setCurrentIndex(1 if len(names) > 1 else -1)
        for code, label in self._reasons.items():
            self.reason.addItem(_(label), code)
        self.reason.setCurrentIndex(-1)

    def retranslate(self) -> None:
        """Name the fields; say the reasons and what was lost again."""
        for msgid, editor in self._named:
            editor.setAccessibleName(_(msgid))
        self._show_files()
        for row in range(self.reason.count()):
            self.reason.setItemText(row, _(self._reasons[str(self.reason.itemData(row))]))
        if self._lost is not None:
            self._show(self._lost)

    def _ask_receipt(self) -> None:
        dialog = QFileDialog(self, _("The authority's receipt"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([_("Receipts") + " (*.json)", "* (*)"])
        dialog.filesSelected.connect(lambda chosen: self.take_receipts([Path(each) for each in chosen]))
        dialog.open()

    def take_receipts(self, paths: Sequence[Path]) -> None:
        """Declare by these receipts as well: what they tell of what was lost is to be seen first."""
        self.files += [path for path in paths if path not in self.files]
        self._show_files()
        self._forget()

    def _show_files(self) -> None:
        told = _("A receipt that this computer does not have tells how much was lost.")
        self._files.quote(breakable(", ".join(path.name for path in self.files)) if self.files else told)

    def _drop_files(self, error: Refused | Unavailable) -> None:
        """Why it was not done; where a receipt is the reason it is not sent along again."""
        self.files.clear()
        self._show_files()
        self.refuse(error)

    def _forget(self) -> None:
        """Somebody else's eyes: what was seen is to be seen again."""
        self._lost = None
        self.button.say(N_("See what was lost"))

    def go_on(self) -> None:
        """See what was lost; and once that was seen, declare it."""
        self.declare() if self._lost is not None else self._see()

    def _see(self) -> None:
        self.tell(())
        self.work(True)
        job = self.jobs.run(
            opening.lost, self.folder, user=self.user.currentText(), passphrase=self.passphrase.text(),
            receipts=tuple(self.files), closing=self._closing,
        )  # fmt: skip
        job.ended(lambda: self.work(False)).then(self._seen).otherwise(self._drop_files, Refused, Unavailable)

    def _seen(self, lost: "Lost") -> None:
        self._lost = lost
        self._show(lost)
        self.button.say(N_("Declare it"))
        (self.witness_passphrase if not self.witness_passphrase.text() else self.reason).setFocus()

    def _show(self, lost: "Lost") -> None:
        """What the declaration will say."""
        size = n_("{n} entry", "{n} entries", lost.head.size).format(n=number(lost.head.size))
        lines = [_("The register goes on from {entries}.").format(entries=size)]
        for each in lost.receipts:
            told = _("{authority} gave a receipt for {n} on record there: the {gone} after the backup are lost.")
            lines.append(told.format(authority=each.authority, n=number(each.head.size),
                                     gone=number(each.head.size - lost.head.size)))  # fmt: skip
        if not lost.receipts:
            lines.append(_("No receipt here tells how many entries came after the backup."))
        self._told.words.quote("\n".join(lines))

    def declare(self) -> None:
        """Let both sign, and open the register."""
        reason = str(self.reason.currentData() or "")
        if not reason:
            self.tell((refuse("field_required", label=N_("Reason")),))
            self.reason.setFocus()
            return
        self.tell(())
        self.work(True)
        job = self.jobs.run(
            opening.declare, self.folder, user=self.user.currentText(), passphrase=self.passphrase.text(),
            witness=self.witness.currentText(), witness_passphrase=self.witness_passphrase.text(), reason=reason,
            note=self.note.text().strip(), receipts=tuple(self.files),
        )  # fmt: skip
        job.ended(lambda: self.work(False)).then(self._declared).otherwise(self.refuse, Refused, Unavailable)

    def _declared(self, opened: Opened) -> None:
        for each in (self.passphrase, self.witness_passphrase):
            each.clear()
        self.declared.emit(opened)
