"""A form made from fields: label, editor, inline problem per field; the keyboard alone fills it.

Tab follows the reading order, Enter goes to the next field, Ctrl+Enter asks for saving. Each label carries a letter for
Alt. Days typed in any order are told back in words below the field before anything is saved. Fields that only some
kinds of a record have come and go with the kind that is chosen.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from registry_app.domain.errors import Finding
from registry_app.domain.fields import Field, Value
from registry_app.i18n import _
from ui.parts.editors import inner
from ui.parts.form_row import FormRow
from ui.parts.picker import Choice, Picker, Search

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Form(QWidget):
    """Editors for `fields` in as many `columns`; `searches` maps names of references to what finds their records.

    Fields named in `fixed` are shown and not edited: another act changes them.
    """

    changed = Signal()
    save_asked = Signal()

    def __init__(
        self, fields: Sequence[Field], searches: Mapping[str, Search] | None = None, *, columns: int = 1,
        fixed: Collection[str] = (),
    ) -> None:  # fmt: skip
        super().__init__()
        self.rows = {field.name: FormRow(field, (searches or {}).get(field.name)) for field in fields}
        self.is_dirty = False
        self._placed: list[FormRow] = []
        self._columns = columns
        self._beside: tuple[Form, ...] = ()
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for row in self.rows.values():
            row.setParent(self)
            self._listen(row)
            if row.field.name in fixed:
                row.fix()
        for i in range(columns):
            grid.setColumnStretch(i, 1)
        self._order()
        self._suit()
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
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Show the fields that a record of the chosen kind has."""
        kind = self.rows["kind"].text() if "kind" in self.rows else ""
        for row in self.rows.values():
            if row.field.only_for:
                row.setVisible(kind in row.field.only_for)
        self._place()

    def show_row(self, name: str, *, is_shown: bool) -> None:
        """Ask for a field, or not."""
        if self.rows[name].isHidden() == is_shown:
            self.rows[name].setVisible(is_shown)
            self._place()

    def _place(self) -> None:
        """One row after the other in reading order, without a gap where one is not asked for."""
        shown = [row for row in self.rows.values() if not row.isHidden()]
        if shown != self._placed:
            self._placed = shown
            for i, row in enumerate(shown):
                self._grid.addWidget(row, i // self._columns, i % self._columns)

    def fold(self, columns: int) -> None:
        """So many fields side by side from now on."""
        if columns == self._columns:
            return
        for i in range(max(columns, self._columns)):
            self._grid.setColumnStretch(i, 1 if i < columns else 0)
        self._columns, self._placed = columns, []
        self._place()

    def texts(self) -> dict[str, str]:
        """What stands in the editors."""
        return {name: row.text() for name, row in self.rows.items()}

    def draft(self) -> dict[str, str | Choice]:
        """What was typed, to be kept while the window is locked; records that were chosen are kept with their names."""
        return {name: row.chosen() or row.text() for name, row in self.rows.items()}

    def take_up(self, draft: Mapping[str, str | Choice]) -> None:
        """Put back what `draft()` gave."""
        for name, kept in draft.items():
            self.rows[name].take_up(kept)
        self._edited()

    def show_values(self, values: Mapping[str, Value], called: Mapping[int, tuple[str, str]] | None = None) -> None:
        """Show stored values; what is not named is emptied. `called` are names of records by their numbers."""
        for name, row in self.rows.items():
            value = values.get(name)
            row.show_value(value, (called or {}).get(int(value)) if value and row.field.kind == "reference" else None)
        self.is_dirty = False
        self._suit()

    def values(self) -> dict[str, Value] | None:
        """Values of all fields; `None` when one is unfit: problems are shown, the first such field gets the focus.

        What a record of this kind has not is empty; what is fixed is left out.
        """
        asked = [row for row in self.rows.values() if row.is_asked]
        if unfit := [row for row in asked if not row.check()]:
            unfit[0].editor.setFocus()
            return None
        hidden = (name for name, row in self.rows.items() if row.isHidden() and not row.is_fixed)
        return dict.fromkeys(hidden) | {row.field.name: row.parse() for row in asked}

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
        return isinstance(watched, Picker) and not watched.id() and bool(watched.text().strip() or watched.choices())

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
        rows = [row for form in (*self._beside, self) for row in form.rows.values()]
        letters = mnemonics([_(row.field.label) for row in rows])[-len(self.rows) :] if self.rows else []
        for row, letter in zip(self.rows.values(), letters, strict=True):
            row.say(letter)

    def stand_beside(self, *others: "Form") -> None:
        """Leave the letters of `others`, that are seen together with it, to them."""
        self._beside = others
        self.retranslate()


def mnemonics(labels: Sequence[str]) -> list[str]:
    """For each label a letter of its own that no other has, or nothing when they are used up."""
    taken: set[str] = set()
    chosen = []
    for label in labels:
        letter = next((c.lower() for c in label if c.isalpha() and c.lower() not in taken), "")
        taken.add(letter)
        chosen.append(letter)
    return chosen
