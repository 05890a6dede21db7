"""Making a new register: the company, its first user, where it shall lie; then the recovery code, shown once."""

import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.i18n import N_, _
from ui import files, opening
from ui.opening import SUFFIX, Opened
from ui.pages.gate import Gate
from ui.parts.notice import Notice
from ui.parts.text import Button, Label, breakable
from ui.tasks import Tasks

if TYPE_CHECKING:
    from registry_app.services.register import Register

LEAST = 12
"""Characters that a passphrase should have at least to be called hard to guess here; the service has the last word."""


class Founding(Gate):
    """`founded` carries the opened register and the recovery code; `left` asks for the list of registers."""

    founded = Signal(object, str)
    left = Signal()

    def __init__(self, tasks: Tasks, menus: QWidget, parent_folder: Path | None = None) -> None:
        super().__init__(tasks, menus, 560)
        self._parent_folder = parent_folder or _documents()
        self.company, self.person, self.user = QLineEdit(), QLineEdit(), QLineEdit()
        self.passphrase, self.again = QLineEdit(), QLineEdit()
        self._where = Label(role="hint", is_wrapping=True)
        self._named = (
            (N_("Company name"), self.company, N_("As it stands in the licence; it is printed on every return.")),
            (N_("Your full name"), self.person, ""),
            (N_("User name"), self.user, N_("Short, for signing in: you become the first director.")),
            (
                N_("Passphrase"),
                self.passphrase,
                N_("Four or five words that nobody guesses. It encrypts the register."),
            ),
            (N_("The passphrase again"), self.again, ""),
        )
        for each in (self.passphrase, self.again):
            each.setEchoMode(QLineEdit.EchoMode.Password)
        self.company.textChanged.connect(self._tell_where)
        self.again.returnPressed.connect(self.found)
        self._lay_out()
        self.retranslate()

    def _lay_out(self) -> None:
        self.inside.addWidget(Label(N_("A new register"), "h2"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(12)
        places = ((0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1), (2, 0, 1, 1), (2, 1, 1, 1))
        for (msgid, editor, hint), place in zip(self._named, places, strict=True):
            grid.addLayout(labelled(msgid, editor, hint), *place)
        self.inside.addLayout(grid)
        line, foot = QHBoxLayout(), QHBoxLayout()
        change, back = Button(N_("Change…"), "folder-open"), Button(N_("Go back"))
        self.button = Button(N_("Make the register"), "folder-plus", "primary")
        change.clicked.connect(self._ask_folder)
        back.clicked.connect(self.left)
        self.button.clicked.connect(self.found)
        line.addWidget(self._where, 1)
        line.addWidget(change)
        foot.setContentsMargins(0, 8, 0, 0)
        foot.addWidget(back)
        foot.addStretch()
        foot.addWidget(self.button)
        self.inside.addLayout(line)
        self.inside.addWidget(self._problem)
        self.inside.addLayout(foot)

    def begin(self) -> None:
        """Start at the company."""
        self.company.setFocus()
        self.jobs.run(opening.warm_up)

    def retranslate(self) -> None:
        """Name the fields, and say where the register will lie."""
        for msgid, editor, hint in self._named:
            editor.setAccessibleName(_(msgid))
            editor.setAccessibleDescription(_(hint))
        self._tell_where()

    def folder(self) -> Path:
        """Where the register will lie: named after the company."""
        letters = "".join(c if c.isalnum() else "-" for c in self.company.text().strip().lower())
        name = "-".join(part for part in letters.split("-") if part) or "armarium"
        return self._parent_folder / f"{name}{SUFFIX}"

    def _tell_where(self) -> None:
        self._where.say(N_("It will lie in {folder}"), folder=breakable(str(self.folder())))

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, _("Where the register shall lie"), str(self._parent_folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.lay_into)
        dialog.open()

    def lay_into(self, folder: str) -> None:
        """Make the register inside this folder."""
        self._parent_folder = Path(folder)
        self._tell_where()

    def found(self) -> None:
        """Make the register, off the window's thread."""
        for msgid, editor, _hint in self._named[:4]:
            if not editor.text().strip():
                self.tell((refuse("field_required", label=msgid),))
                editor.setFocus()
                return
        if self.passphrase.text() != self.again.text():
            self.tell((refuse("passphrases_differ"),))
            self.again.setFocus()
            return
        self.tell(())
        self.work(True)
        job = self.jobs.run(
            opening.found, self.folder(), company=self.company.text(), person=self.person.text().strip(),
            user=self.user.text(), passphrase=self.passphrase.text(),
        )  # fmt: skip
        job.ended(lambda: self.work(False)).then(self._founded).otherwise(self.refuse, Refused, Unavailable)

    def _founded(self, made: tuple[Opened, str]) -> None:
        self.passphrase.clear()
        self.again.clear()
        self.founded.emit(*made)


def labelled(msgid: str, editor: QWidget, hint: str = "") -> QVBoxLayout:
    """An editor with its label above and a hint below, both msgids."""
    column, label = QVBoxLayout(), Label(msgid, "strong")
    label.setBuddy(editor)
    column.setSpacing(4)
    column.addWidget(label)
    column.addWidget(editor)
    if hint:
        column.addWidget(Label(hint, "hint", is_wrapping=True))
    column.addStretch()
    return column


def _documents() -> Path:
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


class RecoveryCode(Gate):
    """The code, shown once. `confirmed` carries the register when one of its groups was typed from the paper."""

    confirmed = Signal(object)

    def __init__(self, tasks: Tasks, menus: QWidget, opened: Opened, code: str) -> None:
        super().__init__(tasks, menus, 560)
        self._opened, self._groups = opened, code.split("-")
        self.asked = secrets.randbelow(len(self._groups) - 1)
        self._is_confirmed = False
        self.typed = QLineEdit()
        self.typed.setMaxLength(8)
        self.typed.setMaximumWidth(160)
        self.typed.returnPressed.connect(self.confirm)
        self.button = Button(N_("I have it on paper"), "check", "primary")
        self.button.clicked.connect(self.confirm)
        self.inside.addWidget(Label(N_("The recovery code"), "h2"))
        self.inside.addWidget(Label(N_(
            "When every passphrase is forgotten, only this code opens the register. Write it down now and lock it "
            "away, not beside this computer. It is never shown again."), "muted", is_wrapping=True))  # fmt: skip
        self.inside.addWidget(self._code())
        self.inside.addWidget(Notice(N_("Whoever has this code can open the register. Take no photo of it."), "amber"))
        self._add_kit()
        self.inside.addSpacing(4)
        self._question = Label(role="strong")
        self._question.setBuddy(self.typed)
        self.inside.addWidget(self._question)
        foot = QHBoxLayout()
        foot.addWidget(self.typed)
        foot.addStretch()
        foot.addWidget(self.button)
        self.inside.addLayout(foot)
        self.inside.addWidget(self._problem)
        self.retranslate()

    def _add_kit(self) -> None:
        """The way to a page to be sealed, before the question that is answered from the paper."""
        self.kit = Button(N_("Save as a page to be sealed…"), "save")
        self.kit.clicked.connect(self.ask_where)
        aside = QHBoxLayout()
        aside.addWidget(self.kit)
        aside.addStretch()
        self.inside.addLayout(aside)
        self._saved = Label(N_("Saved. Print it, seal it, and delete the file."), "hint", is_wrapping=True)
        self._saved.hide()
        self.inside.addWidget(self._saved)

    def _code(self) -> Label:
        shown = Label(role="code", is_wrapping=True)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(round(self.font().pixelSize() * 1.5))
        shown.setFont(font)
        half = (len(self._groups) + 1) // 2
        shown.quote("  ".join(self._groups[:half]) + "\n" + "  ".join(self._groups[half:]))
        shown.setAlignment(Qt.AlignmentFlag.AlignCenter)
        shown.setAccessibleName(" ".join(self._groups))
        return shown

    def retranslate(self) -> None:
        """Say the question again."""
        self._question.say(N_("Read from the paper, group {number} is"), number=self.asked + 1)
        self.typed.setAccessibleName(self._question.text())

    def begin(self) -> None:
        """Start at the question."""
        self.typed.setFocus()

    def unfinished(self) -> str:
        """The register would stand without a code that anybody knows."""
        if self._is_confirmed:
            return ""
        return N_("The recovery code was not confirmed and will never be shown again.")

    def ask_where(self) -> None:
        """Ask where the recovery kit shall lie until it is printed."""
        dialog = QFileDialog(self, _("Save the recovery kit"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilters(["PDF (*.pdf)"])
        dialog.selectFile(_("recovery-kit.pdf"))
        dialog.fileSelected.connect(lambda file: self.save_kit(Path(file)))
        dialog.open()

    def save_kit(self, path: Path) -> None:
        """Write the recovery kit."""
        job = self.jobs.run(_save_kit, self._opened.register, "-".join(self._groups), path)
        job.then(lambda _done: self._saved.show()).otherwise(self.refuse)

    def confirm(self) -> None:
        """Go on when the group is right."""
        if self.typed.text().strip().upper() != self._groups[self.asked]:
            self.tell((refuse("misread_recovery_code"),))
            self.typed.selectAll()
            self.typed.setFocus()
            return
        self._is_confirmed = True
        self.confirmed.emit(self._opened)


def _save_kit(register: "Register", code: str, path: Path) -> None:
    """Make the kit and write it; imports what makes paper, which takes a moment the first time."""
    from registry_app.services import recovery_kits

    kit = register.read(recovery_kits.make, code=code, folder=register.folder.name, by=register.actor)
    files.write(path, kit)
