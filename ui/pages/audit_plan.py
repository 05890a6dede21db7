"""The plan of counts: what is to be counted where, by which rule and until when, who may, and the way to begin it."""

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.i18n import N_
from registry_app.services.audit_calendar import Calendar, Line
from ui.pages import audit_plan_words as words
from ui.parts.card import Card, Chip
from ui.parts.empty import Empty
from ui.parts.folding import BELOW, BESIDE
from ui.parts.points import Points
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.parts.text import Button, Label

ASIDE = 360
BEGIN, GO_ON = N_("Begin this count…"), N_("Go on with audit {code}")
NOTHING = N_("Enter an armoury on the page of places; its counts are planned here from then on.")


class AuditPlan(Stack):
    """`asked` carries values for the form of a new audit and names of the records among them; `opened` the number of
    the audit that is under way there."""

    asked = Signal(object, object)
    opened = Signal(object)

    def __init__(self, *, may_begin: bool) -> None:
        super().__init__()
        self._may, self._wanted = may_begin, 0
        self._calendar: Calendar | None = None
        self.list = Points(N_("Counts that are planned"), is_opening=True)
        self.name, self.chip = Label(role="h2", is_wrapping=True), Chip()
        self.told = [Label(role="muted", is_wrapping=True) for _line in range(3)]
        self.free, self.bound = Label(is_wrapping=True), Label(is_wrapping=True)
        self._not = Label(N_("May not be the independent counter"), "section", is_wrapping=True)
        self.begin = Button(BEGIN, "clipboard-check", "primary")
        self._lay_out()
        self.list.chosen.connect(lambda _key: self._tell())
        self.list.opened.connect(lambda _key: self.confirm())
        self.begin.clicked.connect(self.confirm)

    def _lay_out(self) -> None:
        planned, card, self._aside = QWidget(), Card(margin=1, spacing=6), Card(margin=18, spacing=10)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, planned)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        card.inside.addWidget(self.list, 1)
        self._aside.inside.addWidget(self._details(), 1)
        self._aside.inside.addWidget(self.begin)
        self._across.addWidget(card, 3)
        self._across.addWidget(self._aside, 2)
        empty = Card(margin=1)
        empty.inside.addWidget(Empty("calendar", N_("No armoury yet"), NOTHING))
        self.addWidget(planned)
        self.addWidget(empty)

    def _details(self) -> QScrollArea:
        """What is told of the line under the cursor; it scrolls where names are many."""
        inside, scroll = QWidget(), QScrollArea()
        lines = QVBoxLayout(inside)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        may = Label(N_("May count as the independent one"), "section", is_wrapping=True)
        for widget in (self.name, self.chip, *self.told, may, self.free, self._not, self.bound):
            lines.addWidget(widget)
        lines.addStretch()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        scroll.setSizePolicy(*AS_TALL_AS_ROOM)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        return scroll

    def show_calendar(self, calendar: Calendar) -> None:
        """Show these lines."""
        self._calendar = calendar
        self.retranslate()

    def go_to(self, armoury: int) -> None:
        """Put the cursor on the most urgent line of an armoury, now or as soon as the plan is there."""
        self._wanted = armoury
        self._seek()

    def _seek(self) -> None:
        lines = self._calendar.lines if self._calendar else ()
        line = next((line for line in lines if line.planned.armoury == self._wanted), None)
        if line is not None:
            self.list.go_to(line.key)
            self._wanted = 0
            self._tell()

    def line(self) -> Line | None:
        """The line under the cursor."""
        key = self.list.key()
        return next((line for line in (self._calendar.lines if self._calendar else ()) if line.key == key), None)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._calendar is None:
            return
        key = self.list.key()
        self.list.show_points(words.points(self._calendar))
        self.list.go_to(key or next((line.key for line in self._calendar.lines), ""))
        self.setCurrentIndex(0 if self._calendar.lines else 1)
        self._seek()
        self._tell()

    def _tell(self) -> None:
        """All about the line under the cursor."""
        line = self.line()
        if line is None or self._calendar is None:
            return
        text, tone = words.state(line)
        self.name.quote(line.planned.name)
        self.chip.show_state(text, tone)
        self.chip.setVisible(bool(text))
        about = (words.about(line, self._calendar), words.last(line.planned.last), words.source(line))
        for label, said in zip(self.told, about, strict=True):
            label.quote(said)
            label.setVisible(bool(said))
        self.free.quote(words.free(line.planned))
        self.bound.quote("\n".join(words.bound(line.planned)))
        for label in (self._not, self.bound):
            label.setVisible(bool(line.planned.bound))
        self.begin.say(GO_ON if line.under_way else BEGIN, code=line.under_way_code)
        self.begin.setVisible(self._may or bool(line.under_way))

    def confirm(self) -> None:
        """Begin the count under the cursor, or go on with the one that is under way."""
        line = self.line()
        if line is None:
            return
        if line.under_way:
            self.opened.emit(line.under_way)
        elif self._may:
            self.asked.emit(*_wanted(line))

    def enter(self) -> None:
        """The cursor goes to the lines."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self, *, is_narrow: bool) -> None:
        """On a narrow page what is told of a line stands below the lines."""
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self._aside.setMinimumWidth(0 if is_narrow else ASIDE)
        self._aside.setMaximumWidth(16_777_215 if is_narrow else ASIDE)


def _wanted(line: Line) -> tuple[dict[str, Any], dict[int, tuple[str, str]]]:
    """The values with which the form begins, and what the records among them are called."""
    planned = line.planned
    values: dict[str, Any] = {"kind": line.kind, "place_id": planned.armoury}
    called = {planned.armoury: (planned.name, "")}
    if line.kind == "hand_over" and planned.custodian:
        values["incoming_id"] = planned.custodian
        called[planned.custodian] = (planned.custodian_name, "")
    return values, called
