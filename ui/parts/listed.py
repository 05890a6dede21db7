"""A list, and behind it the form for one more of its kind; Esc leads back from the form."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_
from registry_app.services import ledger
from ui.job import Job
from ui.parts.form import Form
from ui.parts.points import Point, Points
from ui.parts.stack import Stack
from ui.parts.strip import Strip
from ui.parts.text import Button

SIDE, BACK = 18, N_("Cancel")


class Listed(QWidget):
    """`entered` tells that there is one more, `left` that somebody wants to leave the form: whoever shows the list asks
    before what was typed is given up.

    Subclasses say in `enter` how what was typed is written, as the entry `self.entry`, and fill the list by
    `show_points`.
    """

    entered, left = Signal(), Signal()

    def __init__(self, points: Points, fields: Sequence[Field], strip: Strip, add: Button, save: Button) -> None:
        super().__init__()
        self.list, self.form, self.add, self.save = points, Form(fields, columns=2), add, save
        self._strip, self._back, self.entry = strip, Button(BACK), ""
        self._pages = Stack()
        self.above, self.below = QVBoxLayout(), QVBoxLayout()
        """What subclasses put above and below the form."""
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._add_page(0, self.list, _foot(SIDE, None, add))
        ending = QVBoxLayout()
        ending.addStretch()
        self._add_page(SIDE, self.above, self.form, self.below, _foot(0, self._back, save), ending)
        add.clicked.connect(self.begin)
        save.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self._back.clicked.connect(self.left)

    def _add_page(self, margin: int, *parts: QWidget | QHBoxLayout | QVBoxLayout) -> None:
        page = QWidget()
        inside = QVBoxLayout(page)
        inside.setContentsMargins(margin, 0, margin, 0)
        inside.setSpacing(10)
        for part in parts:
            inside.addWidget(part) if isinstance(part, QWidget) else inside.addLayout(part)
        self._pages.addWidget(_scrolling(page) if margin else page)

    def show_points(self, points: Sequence[Point], nothing: str) -> None:
        """Show these, or the sentence `nothing`."""
        self.list.show_points(points or [Point(nothing)])

    def begin(self) -> None:
        """Ask for one more."""
        self.ask({})

    def ask(self, values: Mapping[str, Value]) -> None:
        """Show the form, with some values put forward."""
        self.entry = ledger.new_id()
        self.form.show_values(values)
        self._pages.setCurrentIndex(1)
        self.form.focus_first()

    @property
    def is_asking(self) -> bool:
        """Whether the form is shown."""
        return self._pages.currentIndex() == 1

    def draft(self) -> dict[str, Any]:
        """What was typed or chosen and not entered; empty when nothing was."""
        is_begun = self.is_asking and (self.form.is_dirty or self.has_file())
        return {"fields": self.form.draft(), "entry": self.entry} if is_begun else {}

    def has_file(self) -> bool:
        """Whether a file was chosen for what is entered; subclasses that ask for none leave it at that."""
        return False

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Ask again, with what was typed before."""
        self.ask({})
        self.entry = draft["entry"]  # it may have been on its way into the ledger when the window was locked
        self.form.take_up(draft["fields"])

    def confirm(self) -> None:
        """Enter what was typed, when all is fit."""
        values = self.form.values()
        if values is None or not self.isEnabled():
            return
        self.setEnabled(False)
        job = self.enter(values).ended(lambda: self.setEnabled(True))
        job.then(lambda _posted: self._done()).otherwise(self.refuse, Refused)

    def enter(self, values: dict[str, Value]) -> "Job[object]":
        """Start writing what was typed."""
        raise NotImplementedError

    def done(self) -> None:
        """Say what was entered."""

    def _done(self) -> None:
        self.leave()
        self.done()
        self.entered.emit()

    def refuse(self, error: Refused) -> None:
        """Tell beside the fields why it cannot be, and in the strip what is about none of them."""
        if left := self.form.show_findings(error.findings):
            self._strip.tell(tuple(left))

    def leave(self) -> None:
        """Back to the list; what was typed is given up."""
        self._pages.setCurrentIndex(0)
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _scrolling(inside: QWidget) -> QScrollArea:
    """A form is as high as it likes, on whatever screen."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _foot(margin: int, back: Button | None, on: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setContentsMargins(margin, 0, margin, 0)
    if back is not None:
        line.addWidget(back)
    line.addStretch()
    line.addWidget(on)
    return line
