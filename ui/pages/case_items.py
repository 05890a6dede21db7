"""The step that says what is gone: scanned, searched, or taken from what a person or place has; how much of a lot."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, refuse
from registry_app.i18n import N_, _, number
from registry_app.services.lying import MOST, Lying
from ui.pages import case_reads
from ui.pages.case_draft import Part, whole
from ui.pages.case_lines import ICONS, CountLine, part_line
from ui.pages.case_reads import HOLDERS, Hit
from ui.pages.case_stages import Stage
from ui.parts.empty import Empty
from ui.parts.folding import BELOW, BESIDE
from ui.parts.picker import Choice, Picker
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope
from ui.theme import is_narrower

HINT = N_("Scan, or type a serial, tag, lot, article, person or place")
NARROW = 700


class ItemsStage(Stage):
    """`parts` are what is gone, by their keys; what a person or place has stands beside, and Enter takes of it."""

    def __init__(self, jobs: Scope) -> None:
        super().__init__()
        self._jobs = jobs
        self.parts: dict[str, Part] = {}
        self.lines: dict[str, CountLine] = {}
        self._there: dict[str, Lying] = {}
        self.line = Picker(lambda text: jobs.latest("look").read(case_reads.look, text), HINT, HINT)
        self.there, self.all = Points(N_("What is there"), is_opening=True), Button(N_("All of it"), "plus", key="F9")
        self._from, self._aside = Label(role="h2", is_wrapping=True), QWidget()
        self._problem = Problem()
        self._listed, self._nothing = QVBoxLayout(), Empty(
            "qr-code", N_("Nothing is named yet"),
            N_("Scan or type what is gone. A person or place lists what is there, to take from by Enter."),
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self.take_key()

    def _lay_out(self) -> None:
        whole_, aside, head = QVBoxLayout(self), QVBoxLayout(self._aside), QHBoxLayout()
        area, held = QScrollArea(), QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, 6, 0)
        self._listed.setSpacing(2)
        column.addLayout(self._listed)
        column.addWidget(self._nothing, 1)
        column.addStretch()
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head.addWidget(self._from, 1)
        head.addWidget(self.all)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.addLayout(head)
        aside.addWidget(self.there, 1)
        self._across = QBoxLayout(BESIDE)
        self._across.setSpacing(16)
        self._across.addWidget(area, 1)
        self._across.addWidget(self._aside, 1)
        whole_.setContentsMargins(0, 0, 0, 0)
        whole_.setSpacing(10)
        whole_.addWidget(self.line)
        whole_.addWidget(self._problem)
        whole_.addLayout(self._across, 1)
        self._aside.hide()

    def _connect(self) -> None:
        self.line.picked.connect(lambda _record: self._picked())
        self.there.opened.connect(lambda key: self.add(self._there[key]))
        self.there.left_upwards.connect(self.line.setFocus)
        self.all.clicked.connect(self.add_all)

    def enter(self) -> None:
        """On the line that takes scans."""
        self.line.setFocus()

    def _picked(self) -> None:
        hit = self.line.choice()
        self.line.show_choice(None)
        if isinstance(hit, Hit):
            self.take(hit)

    def take(self, hit: Choice) -> None:
        """An item onto the list, or what a person or place has beside it."""
        if isinstance(hit, Hit) and hit.lying is not None:
            self.add(hit.lying)
        elif isinstance(hit, Hit) and hit.kind in HOLDERS:
            job = self._jobs.latest("there").read(case_reads.lying_with, hit.kind, hit.id)
            job.then(partial(self._show_there, hit))

    def _show_there(self, hit: Hit, found: Sequence[Lying]) -> None:
        self._there = {Part(each, 0).key: each for each in found}
        is_all = len(found) < MOST
        more = _("{name}: the first {n}; search for the others").format(name=hit.title, n=number(len(found)))
        self._from.quote(hit.title if is_all else more)
        self.there.show_points([_point(each) for each in found] or [Point(_("Nothing is there."))])
        self.all.setEnabled(bool(found) and is_all)
        self._aside.show()
        if found:
            self.there.setFocus(Qt.FocusReason.TabFocusReason)

    def add_all(self) -> None:
        """All that is listed beside is gone."""
        for each in self._there.values():
            self._put(whole(each))
        self._tell()
        self.line.setFocus()

    def add(self, lying: Lying) -> None:
        """This is gone; the cursor goes to how many, where somebody must say it."""
        part = whole(lying)
        if part.key not in self.parts:
            self._put(part)
        self._tell()
        if not self.parts[part.key].quantity:
            self.lines[part.key].count.setFocus()
        elif not self.there.hasFocus():
            self.line.setFocus()

    def has(self, lying: Lying) -> bool:
        """Whether it is on the list."""
        return Part(lying, 0).key in self.parts

    def _put(self, part: Part) -> None:
        if part.key in self.parts:
            return
        self.parts[part.key] = part
        line = self.lines[part.key] = part_line(part)
        line.changed.connect(partial(self._counted, part.key))
        line.removed.connect(partial(self.remove, part.key))
        line.done.connect(self.line.setFocus)
        self._listed.addWidget(line)
        self._nothing.hide()

    def _counted(self, key: str) -> None:
        self.parts[key] = Part(self.parts[key].lying, self.lines[key].quantity())
        self._tell()

    def remove(self, key: str) -> None:
        """It is not gone."""
        line = self.lines.pop(key)
        del self.parts[key]
        line.hide()
        line.deleteLater()
        self._nothing.setVisible(not self.parts)
        self._tell()
        self.line.setFocus()

    def _tell(self, *findings: Finding) -> None:
        self._problem.tell(findings)
        self.changed.emit()

    def is_ready(self) -> bool:
        """Whether something is gone, and of every lot it is said how much."""
        open_ = [key for key, part in self.parts.items() if not 0 < part.quantity <= part.lying.quantity]
        for key, line in self.lines.items():
            line.mark(is_wrong=key in open_)
        if open_:
            self._tell(refuse("loss_uncounted", item=self.parts[open_[0]].lying.title))
            self.lines[open_[0]].count.setFocus()
        elif not self.parts:
            self._tell(refuse("loss_of_nothing"))
            self.line.setFocus()
        return bool(self.parts) and not open_

    @property
    def is_dirty(self) -> bool:
        """Whether something is on the list."""
        return bool(self.parts)

    def source(self) -> tuple[Choice | None, Choice | None]:
        """The one person who had all of it, and the one place where it was; nothing where there are several."""
        people = {Choice(p.lying.position.person, p.lying.person) for p in self.parts.values()}
        places = {Choice(p.lying.position.place, p.lying.place) for p in self.parts.values()}
        person, place = (next(iter(found)) if len(found) == 1 else None for found in (people, places))
        return (person if person and person.id else None), place

    def draft(self) -> Any:
        """What is gone."""
        return [part.kept() for part in self.parts.values()]

    def take_up(self, draft: Any) -> None:
        """Put it back."""
        for kept in draft:
            self._put(Part.of(kept))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page what is there stands below."""
        self._across.setDirection(BELOW if is_narrower(self, NARROW) else BESIDE)
        super().resizeEvent(event)


def _point(each: Lying) -> Point:
    many = "" if each.is_piece else number(each.quantity)
    where = f"{case_reads.detail_of(each)} · {case_reads.where_of(each)}"
    return Point(each.title, (where,), many, icon=ICONS[each.kind], key=Part(each, 0).key)
