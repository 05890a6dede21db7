"""The steps of a new case that are forms, and what all of its steps have in common."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_, _
from ui.pages import case_reads, record_choices
from ui.pages.case_draft import WAYS
from ui.pages.life import value_text
from ui.parts.form import Form
from ui.parts.picker import Choice, Search
from ui.parts.points import Point, Points
from ui.tasks import Scope

TITLE = N_("What happened?")


class Stage(QWidget):
    """One step: `next_asked` tells that it is done. It keeps what was typed until the case stands or is put away."""

    next_asked = Signal()
    changed = Signal()

    def take_key(self) -> None:
        """Let Ctrl+Enter go on, where no form in it does that already."""
        keys = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.next_asked)

    def enter(self) -> None:
        """Take the cursor."""

    def is_ready(self) -> bool:
        """Whether one can go on; where not, it is told here why, and the cursor goes there."""
        return True

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed."""
        return False

    def values(self) -> dict[str, Value]:
        """The values that were typed, by the names of their fields."""
        return {}

    def told(self) -> list[tuple[str, str]]:
        """What was typed, in words: labels and values."""
        return []

    def show_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Tell what is about this step; gives what is not."""
        return list(findings)

    def draft(self) -> Any:
        """What was typed, to be kept."""
        return {}

    def take_up(self, draft: Any) -> None:
        """Put back what `draft()` gave."""


class ChooseStage(Stage):
    """What happened; `chosen` tells the way."""

    chosen = Signal(str)

    def __init__(self, ways: Sequence[str]) -> None:
        super().__init__()
        self._ways = tuple(ways)
        self.list = Points(TITLE, is_opening=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.list)
        self.list.opened.connect(self.chosen)
        self.say()

    def enter(self) -> None:
        """On the first that may have happened."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self) -> None:
        """Write the choices in the reader's language."""
        ways = ((way, WAYS[way]) for way in self._ways)
        self.list.show_points([Point(_(w.title), (_(w.told),), icon=w.icon, key=way) for way, w in ways])


class FormStage(Stage):
    """A step that asks fields."""

    def __init__(self, jobs: Scope, fields: Sequence[Field]) -> None:
        super().__init__()
        self._jobs = jobs
        self.form = Form(fields, {each.name: self._search(each) for each in fields if each.refers_to}, columns=2)
        area, inside, whole = QScrollArea(), QWidget(), QVBoxLayout(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 14, 2)
        column.addWidget(self.form)
        column.addStretch(1)
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        self.form.save_asked.connect(self.next_asked)
        self.form.changed.connect(self.changed)

    def _search(self, each: Field) -> Search:
        slot = self._jobs.latest(f"choices of {each.name}")
        if each.name == "authority_id":
            return lambda text: slot.read(case_reads.authorities, text)
        if each.refers_to == "place":
            return lambda text: slot.read(record_choices.places, text)
        return lambda text: slot.read(record_choices.referred, each.refers_to, text)

    def enter(self) -> None:
        """In the first field."""
        self.form.focus_first()

    def is_ready(self) -> bool:
        """Whether every field is fit."""
        return self.form.values() is not None

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed."""
        return self.form.is_dirty

    def put_forward(self, values: Mapping[str, Value]) -> None:
        """Fill in what is likely, as nothing that was typed."""
        was_dirty = self.form.is_dirty
        for name, value in values.items():
            if name in self.form.rows and not self.form.rows[name].text().strip():
                self.form.rows[name].show_value(value)
        self.form.is_dirty = was_dirty

    def choose(self, name: str, choice: Choice | None) -> None:
        """Fill in a record that is likely, where none is named yet."""
        row = self.form.rows.get(name)
        if choice is not None and row is not None and not row.text().strip():
            row.take_up(choice)
            row.show_problem(None)

    def values(self) -> dict[str, Value]:
        """The values; nothing while one is unfit."""
        return self.form.values() or {}

    def text(self, name: str) -> str:
        """What stands in a field."""
        return self.form.rows[name].text() if name in self.form.rows else ""

    def told(self) -> list[tuple[str, str]]:
        """Labels and values of what is filled in."""
        rows = [row for row in self.form.rows.values() if row.text().strip()]
        return [(_(row.field.label), self._words(row.field.name)) for row in rows]

    def _words(self, name: str) -> str:
        row = self.form.rows[name]
        chosen = row.chosen()
        return chosen.line if chosen else value_text(row.field, row.parse())

    def show_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Tell each beside the field that it names."""
        return self.form.show_findings(findings)

    def draft(self) -> Any:
        """What stands in the fields."""
        return self.form.draft()

    def take_up(self, draft: Any) -> None:
        """Put it back."""
        self.form.take_up(draft)
