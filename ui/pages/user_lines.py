"""The parts of the form for users: a line with its problem below, a passphrase that is judged, the roles to tick."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.choices import ROLES
from registry_app.domain.errors import Finding
from registry_app.i18n import N_, _
from registry_app.services.users import judge_passphrase
from ui.pages.user_rows import MAY
from ui.parts.text import Label, restyle, told
from ui.parts.tick import Tick

UNDER_THE_BOX = 27
"""Where the words of a check box begin, so that the sentence stands below them."""


class FormLine(QWidget):
    """Its label above, the editor, and below it a problem or the help; `label` and `help` are msgids."""

    def __init__(self, label: str, editor: QWidget, help: str = "") -> None:  # noqa: A002 - as fields call it
        super().__init__()
        self.label, self.editor, self._help = label, editor, help
        self.finding: Finding | None = None
        name, self._below = Label(label, "strong"), Label(role="hint", is_wrapping=True)
        name.setBuddy(editor)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        for widget in (name, editor, self._below):
            inside.addWidget(widget)
        inside.addStretch()
        self.say()

    def enter(self) -> None:
        """The cursor goes here."""
        first = next(iter(self.editor.findChildren(Tick)), self.editor)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, finding: Finding | None) -> None:
        """Tell below the editor what is to be said of it, or nothing."""
        self.finding = finding
        is_wrong = finding is not None and finding.severity == "refusal"
        self.editor.setProperty("wrong", is_wrong)
        self._below.setProperty("role", "problem" if is_wrong else "hint")
        self._below.set_tone("amber" if finding is not None and not is_wrong else "")
        restyle(self.editor)
        self.say()

    def say(self) -> None:
        """Write name and problem in the reader's language."""
        text = told(self.finding) if self.finding else _(self._help) if self._help else ""
        self._below.quote(text)
        self._below.setVisible(bool(text))
        self.editor.setAccessibleName(_(self.label))
        self.editor.setAccessibleDescription(text)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)


def secret() -> QLineEdit:
    """A line that shows nothing of what is typed."""
    editor = QLineEdit()
    editor.setEchoMode(QLineEdit.EchoMode.Password)
    return editor


class NewPassphrase(FormLine):
    """A passphrase to be taken: it is judged when the line is left, and from then on at each letter."""

    def __init__(self) -> None:
        self.line = secret()
        super().__init__(N_("New passphrase"), self.line, N_("Four or five words that nobody guesses."))
        self.line.editingFinished.connect(self.judge)
        self.line.textEdited.connect(lambda _text: self.judge() if self.finding else None)

    def judge(self) -> None:
        """Tell what is to be said of it; nothing while it is empty."""
        found = judge_passphrase(self.line.text()) if self.line.text() else []
        self.tell(found[0] if found else None)


class Roles(QWidget):
    """A box for each role, and below it what the role may; `changed` tells that somebody ticked one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes = {code: Tick() for code in ROLES}
        self._sentences: Mapping[str, QLabel] = {code: Label(MAY[code], "hint", is_wrapping=True) for code in ROLES}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        for code, box in self.boxes.items():
            self._sentences[code].setContentsMargins(UNDER_THE_BOX, 0, 0, 6)
            inside.addWidget(box)
            inside.addWidget(self._sentences[code])
            box.clicked.connect(lambda _on: self.changed.emit())
        self._say()

    def codes(self) -> str:
        """The roles ticked, with spaces between."""
        return " ".join(code for code, box in self.boxes.items() if box.isChecked())

    def tick(self, codes: str) -> None:
        """Tick these roles and no others, without telling."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes.split())

    def _say(self) -> None:
        for code, box in self.boxes.items():
            box.setText(_(ROLES[code]))
            box.setAccessibleDescription(_(MAY[code]))

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
