"""One row of a form: the label of a field above its editor, and below it a problem, the help, or the day in words."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.i18n import _, date, minute
from ui.parts.editors import ChoiceEditor, Editor, editor_for
from ui.parts.picker import Choice, Picker, Search
from ui.parts.text import Label, restyle, told

TOLD_BACK = {"date": lambda value: date(value, "full"), "moment": lambda value: minute(value, "full")}
"""How days and minutes are said again in words."""


class FormRow(QWidget):
    """One field: its label above, its editor, and below a problem or the help."""

    def __init__(self, field: Field, search: Search | None) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field, search)
        self.editor.setObjectName(field.name)
        self._finding: Finding | None = None
        self.is_fixed = False
        self._label, self._below = Label(role="strong"), Label(role="hint", is_wrapping=True)
        self._label.setBuddy(self.editor)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self._label)
        inside.addWidget(self.editor)
        inside.addWidget(self._below)
        self.inside = inside
        inside.addStretch()
        self._label.setVisible(field.kind != "boolean")
        self.say("")

    def name(self) -> str:
        """The label in the reader's language, with a mark where an answer is required."""
        label = _(self.field.label)
        return _("{field} (required)").format(field=label) if self.field.required else label

    def say(self, letter: str) -> None:
        """Write label and help in the reader's language; `letter` goes with Alt."""
        self._label.quote(with_mnemonic(_(self.field.label), letter) + (" *" if self.field.required else ""))
        self.editor.setAccessibleName(self.name())
        self._show_below()

    def text(self) -> str:
        """What the editor holds."""
        if isinstance(self.editor, Picker):
            return self.editor.value_text()
        editor: Editor = self.editor  # type: ignore[assignment]
        return editor.text()

    def parse(self) -> Value:
        """The value; `Refused` when there is none, or when no record of that name was chosen."""
        if isinstance(self.editor, Picker) and self.text().strip() and not self.editor.id():
            raise Refused(refuse("nothing_of_that_name", value=self.text().strip(), field=self.field.name))
        return self.field.parse(self.text())

    def show_value(self, value: Value, called: tuple[str, str] | None = None) -> None:
        """Show a stored value, and no problem; `called` are name and hint of the record that a reference means."""
        if isinstance(self.editor, Picker) and value and called:
            self.editor.show_choice(Choice(int(value), *called))
        else:
            self.editor.show_value(value)  # type: ignore[attr-defined]
        self.show_problem(None)

    def chosen(self) -> Choice | None:
        """The record that is chosen, where the field is a reference."""
        return self.editor.choice() if isinstance(self.editor, Picker) else None

    def take_up(self, kept: str | Choice) -> None:
        """Put back what was typed or chosen."""
        if isinstance(self.editor, Picker):
            self.editor.show_choice(kept if isinstance(kept, Choice) else Choice(0, kept) if kept else None)
        else:
            self.show_value(str(kept))

    def offer(self, choices: Mapping[str, str]) -> None:
        """Other choices of this field from now on."""
        self.field = replace(self.field, choices=choices)
        assert isinstance(self.editor, ChoiceEditor)
        self.editor.offer(choices)

    def add_below(self, widget: QWidget) -> None:
        """Put something below the help: a button that leads on."""
        self.inside.insertWidget(self.inside.count() - 1, widget, 0, Qt.AlignmentFlag.AlignLeft)

    def fix(self) -> None:
        """From now on it is shown and not edited."""
        self.is_fixed = True
        self.editor.setEnabled(False)

    @property
    def is_asked(self) -> bool:
        """Whether something can be entered: not where it is fixed, nor where this kind of record has no such field."""
        return not (self.is_fixed or self.isHidden())

    def show_problem(self, finding: Finding | None) -> None:
        """Tell below the editor what is wrong with it, or nothing."""
        self._finding = finding
        self.editor.setProperty("wrong", finding is not None)
        restyle(self.editor)
        self._show_below()

    def check(self) -> bool:
        """Whether the text is fit to be stored; a problem is shown."""
        try:
            self.parse()
        except Refused as refused:
            self.show_problem(refused.findings[0])
            return False
        self.show_problem(None)
        return True

    def _show_below(self) -> None:
        text = told(self._finding) if self._finding else self._told_back() or _(self.field.help)
        self._below.quote(text)
        self._below.setVisible(bool(text))
        self._below.setProperty("role", "problem" if self._finding else "hint")
        restyle(self._below)
        self.editor.setAccessibleDescription(text)

    def _told_back(self) -> str:
        tell = TOLD_BACK.get(self.field.kind)
        if tell is None or not self.text():
            return ""
        try:
            return tell(str(self.parse()))
        except Refused:
            return ""


def with_mnemonic(label: str, letter: str) -> str:
    """`label` with its letter marked for Qt."""
    place = label.lower().find(letter) if letter else -1
    safe = label.replace("&", "&&")
    return safe if place < 0 or "&" in label else f"{label[:place]}&{label[place:]}"
