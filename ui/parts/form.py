"""A form made from fields: label, editor, inline problem per field; the keyboard alone fills it.

Tab follows the reading order, Enter goes to the next field, Ctrl+Enter asks for saving. Each label carries a letter for
Alt. Days typed in any order are told back in words below the field before anything is saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field, Value
from registry_app.i18n import _, date
from ui.parts.editors import Editor, editor_for, inner
from ui.parts.picker import Picker, Search
from ui.parts.text import Label, restyle, told

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormRow(QWidget):
    """One field: its label above, its editor, and below a problem or the help."""

    def __init__(self, field: Field, search: Search | None) -> None:
        super().__init__()
        self.field = field
        self.editor = editor_for(field, search)
        self.editor.setObjectName(field.name)
        self._finding: Finding | None = None
        self._label, self._below = Label(role="strong"), Label(role="hint", is_wrapping=True)
        self._label.setBuddy(self.editor)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addWidget(self._label)
        inside.addWidget(self.editor)
        inside.addWidget(self._below)
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
        """The value; `Refused` when there is none."""
        return self.field.parse(self.text())

    def show_value(self, value: Value) -> None:
        """Show a stored value, and no problem."""
        self.editor.show_value(value)  # type: ignore[attr-defined]
        self.show_problem(None)

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
        text = told(self._finding) if self._finding else self._day() or _(self.field.help)
        self._below.quote(text)
        self._below.setVisible(bool(text))
        self._below.setProperty("role", "problem" if self._finding else "hint")
        restyle(self._below)
        self.editor.setAccessibleDescription(text)

    def _day(self) -> str:
        if self.field.kind != "date" or not self.text():
            return ""
        try:
            return date(str(self.parse()), "full")
        except Refused:
            return ""


class Form(QWidget):
    """Editors for `fields` in as many `columns`; `searches` maps names of references to what finds their records."""

    changed = Signal()
    save_asked = Signal()

    def __init__(
        self, fields: Sequence[Field], searches: Mapping[str, Search] | None = None, *, columns: int = 1
    ) -> None:
        super().__init__()
        self.rows = {field.name: FormRow(field, (searches or {}).get(field.name)) for field in fields}
        self.is_dirty = False
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for i, row in enumerate(self.rows.values()):
            grid.addWidget(row, i // columns, i % columns)
            self._listen(row)
        for i in range(columns):
            grid.setColumnStretch(i, 1)
        self._order()
        save = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self.save_asked)
        self.retranslate()

    def _listen(self, row: FormRow) -> None:
        row.editor.changed.connect(self._edited)  # type: ignore[attr-defined]
        for widget in inner(row.editor):
            widget.installEventFilter(self)

    def _order(self) -> None:
        widgets = [widget for row in self.rows.values() for widget in inner(row.editor)]
        for before, after in pairwise(widgets):
            QWidget.setTabOrder(before, after)

    def _edited(self) -> None:
        self.is_dirty = True
        self.changed.emit()

    def texts(self) -> dict[str, str]:
        """What stands in the editors: a draft to be kept while the window is locked."""
        return {name: row.text() for name, row in self.rows.items()}

    def show_values(self, values: Mapping[str, Value]) -> None:
        """Show stored values; what is not named is emptied."""
        for name, row in self.rows.items():
            row.show_value(values.get(name))
        self.is_dirty = False

    def values(self) -> dict[str, Value] | None:
        """Values of all fields; `None` when one is unfit: problems are shown, the first such field gets the focus."""
        unfit = [row for row in self.rows.values() if not row.check()]
        if unfit:
            unfit[0].editor.setFocus()
            return None
        return {name: row.parse() for name, row in self.rows.items()}

    def show_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Tell each finding beside the field it names in its facts; gives those that name none of ours."""
        left = []
        for finding in findings:
            row = self.rows.get(str(finding.facts.get("field", "")))
            if row is None:
                left.append(finding)
            else:
                row.show_problem(finding)
                row.editor.setFocus()
        return left

    def focus_first(self) -> None:
        """Start at the first field."""
        next(iter(self.rows.values())).editor.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on; leaving a field checks what was typed into it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in ENTER:
            return self._enter(watched, event)
        if event.type() == QEvent.Type.FocusOut:
            self._left(watched)
        return False

    def _enter(self, watched: QObject, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or self._is_choosing(watched):
            return False
        self.focusNextChild()
        return True

    def _is_choosing(self, watched: QObject) -> bool:
        return isinstance(watched, Picker) and not watched.id() and bool(watched.text().strip())

    def _left(self, watched: QObject) -> None:
        row = next((row for row in self.rows.values() if row.editor is watched), None)
        if row is not None and row.text().strip() and not (isinstance(row.editor, Picker) and not row.editor.id()):
            row.check()

    def changeEvent(self, event: QEvent) -> None:
        """Say labels and problems again in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Write all labels in the reader's language, each with its own letter."""
        letters = mnemonics([_(row.field.label) for row in self.rows.values()])
        for row, letter in zip(self.rows.values(), letters, strict=True):
            row.say(letter)


def mnemonics(labels: Sequence[str]) -> list[str]:
    """For each label a letter of its own that no other has, or nothing when they are used up."""
    taken: set[str] = set()
    chosen = []
    for label in labels:
        letter = next((c.lower() for c in label if c.isalpha() and c.lower() not in taken), "")
        taken.add(letter)
        chosen.append(letter)
    return chosen


def with_mnemonic(label: str, letter: str) -> str:
    """`label` with its letter marked for Qt."""
    place = label.lower().find(letter) if letter else -1
    safe = label.replace("&", "&&")
    return safe if place < 0 or "&" in label else f"{label[:place]}&{label[place:]}"
