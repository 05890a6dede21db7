"""The step that says which rounds were fired: used up now, by lot, or handed in as used before."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, refuse
from registry_app.i18n import N_, _, n_, number
from registry_app.services.discharges import Used
from ui.pages import case_reads
from ui.pages.case_lines import CountLine, rounds_line
from ui.pages.case_reads import Rounds
from ui.pages.case_stages import Stage
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Label
from ui.tasks import Scope
from ui.when import when

NOW, BEFORE = "now", "before"
HOW = {NOW: N_("Used up now"), BEFORE: N_("Handed in as used before")}
MOST = 10_000


class RoundsStage(Stage):
    """The lots of who fired, with a number each; or the entries by which rounds came in as used."""

    def __init__(self, jobs: Scope, zone: str) -> None:
        super().__init__()
        self._jobs, self._zone = jobs, zone
        self._about, self._is_found, self._has_held = (0, 0), False, False
        self._kept: dict[str, Any] = {}
        self.lines: dict[int, CountLine] = {}
        self.used: dict[str, Used] = {}
        self.how, self.entries = Segments(N_("How the rounds were used"), HOW), Points(N_("Handed in as used before"))
        self.fired = QLineEdit()
        self._pages, self._listed = Stack(), QVBoxLayout()
        self._nothing, self._problem = Label(role="muted", is_wrapping=True), Problem()
        self._lay_out()
        self.how.chosen.connect(self._choose)
        self.entries.chosen.connect(self._put_forward)
        self.fired.textEdited.connect(lambda _text: self._tell())
        self.fired.returnPressed.connect(self.next_asked)
        self.take_key()

    def _lay_out(self) -> None:
        inside, before, line = QVBoxLayout(self), QWidget(), QHBoxLayout()
        area, held = QScrollArea(), QWidget()
        column, below = QVBoxLayout(held), QVBoxLayout(before)
        column.addLayout(self._listed)
        column.addWidget(self._nothing)
        column.addStretch()
        area.setWidget(held)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fired.setValidator(QIntValidator(1, MOST, self.fired))
        self.fired.setFixedWidth(76)
        label = Label(N_("Rounds fired"), "strong")
        label.setBuddy(self.fired)
        self.fired.setAccessibleName(label.text())
        line.addWidget(label)
        line.addWidget(self.fired)
        line.addStretch()
        below.setContentsMargins(0, 0, 0, 0)
        below.addWidget(self.entries, 1)
        below.addLayout(line)
        self._pages.addWidget(area)
        self._pages.addWidget(before)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        inside.addWidget(self.how)
        inside.addWidget(self._problem)
        inside.addWidget(self._pages, 1)

    def ask(self, person: int, firearm: int) -> None:
        """Find the rounds of who fired; what was typed for the same person and firearm stays, all else goes at once."""
        if (person, firearm) != self._about:
            self._about = (person, firearm)
            self._clear()
            self._jobs.latest("rounds").read(case_reads.shot_with, person, firearm).then(self._show)

    def _clear(self) -> None:
        while item := self._listed.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.lines, self.used, self._is_found = {}, {}, False
        self.entries.show_points([])
        self.fired.clear()
        self._nothing.hide()
        self._tell()

    def _show(self, found: tuple[Sequence[Rounds], Sequence[Used]]) -> None:
        lots, used = found
        self._is_found = True
        self.lines = {each.lot: rounds_line(each) for each in lots}
        for line in self.lines.values():
            self._listed.addWidget(line)
            line.changed.connect(self._tell)
            line.done.connect(self.focusNextChild)
        self._has_held = any(each.is_held for each in lots)
        self.used = {str(each.seq): each for each in used}
        self._nothing.say("" if lots else N_("No rounds that fit are with the person or in store."))
        self._nothing.setVisible(not lots)
        self.entries.show_points([self._point(each) for each in used] or [Point(_("No rounds came in as used."))])
        self._fill()
        if self.isVisible():
            self.enter()

    def _point(self, each: Used) -> Point:
        said = _("Entry {entry}: lot {lot}").format(entry=number(each.seq), lot=each.lots)
        left = n_("{n} round not told of", "{n} rounds not told of", each.left).format(n=number(each.left))
        return Point(said, (when(each.occurred_at, self._zone),), left, icon="cartridge", key=str(each.seq))

    def _fill(self) -> None:
        """Put back what was kept; else what came in as used is put forward where the person has no rounds left."""
        kept, self._kept = self._kept, {}
        if kept.get("about") != list(self._about):
            kept = {}
        for lot, many in kept.get("rounds", {}).items():
            if lot in self.lines:
                self.lines[lot].show_quantity(many)
        self.how.choose(kept.get("how") or (BEFORE if self.used and not self._has_held else NOW))
        if kept.get("entry"):
            self.entries.go_to(str(kept["entry"]))
            self.fired.setText(str(kept["fired"] or ""))

    def _choose(self, how: str) -> None:
        self._pages.setCurrentIndex(list(HOW).index(how))
        if how == BEFORE and not self.entries.key() and self.used:
            self.entries.go_to(next(iter(self.used)))
        self.enter()

    def _put_forward(self, key: str) -> None:
        if key in self.used:
            self.fired.setText(str(self.used[key].left))

    def enter(self) -> None:
        """On the first number, or the entries."""
        if not self.isVisible():
            return
        if self.how.code() == BEFORE:
            self.entries.setFocus(Qt.FocusReason.TabFocusReason)
        elif self.lines:
            next(iter(self.lines.values())).count.setFocus()
        else:
            self.how.setFocus()
            self.how.focusNextChild()

    def rounds(self) -> dict[int, int]:
        """Rounds used up now, by lot."""
        if self.how.code() != NOW:
            return {}
        return {lot: line.quantity() for lot, line in self.lines.items() if line.quantity()}

    def earlier(self) -> tuple[int, int]:
        """The entry that used them up before, 0 for none, and how many of its rounds were fired here."""
        if self.how.code() != BEFORE or self.entries.key() not in self.used:
            return 0, 0
        return int(self.entries.key()), int(self.fired.text() or 0)

    def told(self) -> list[tuple[str, str]]:
        """The rounds in words."""
        label = _("Rounds fired")
        if entry := self.earlier()[0]:
            said = _("{n}, handed in with entry {entry}")
            return [(label, said.format(n=number(self.earlier()[1]), entry=number(entry)))]
        return [(label, f"{number(n)} · {self.lines[lot].title}") for lot, n in self.rounds().items()]

    def is_ready(self) -> bool:
        """Whether it is said how many rounds were fired, and not more than there are; never before they are found."""
        if not self._is_found:
            return False
        seq, fired = self.earlier()
        over = [line for line in self.lines.values() if line.quantity() > line.most]
        if self.how.code() == NOW and over:
            self._tell(refuse("rounds_over", there=over[0].most))
            over[0].count.setFocus()
            return False
        if seq and not 0 < fired <= self.used[str(seq)].left:
            self._tell(refuse("rounds_over", there=self.used[str(seq)].left))
            self.fired.setFocus()
            return False
        if not (self.rounds() or seq):
            self._tell(refuse("shot_without_rounds"))
            self.enter()
            return False
        self._tell()
        return True

    def _tell(self, *findings: Finding) -> None:
        self._problem.tell(findings)
        self.changed.emit()

    @property
    def is_dirty(self) -> bool:
        """Whether somebody has typed a number."""
        return bool(self._kept) or any(line.quantity() for line in self.lines.values())

    def draft(self) -> Any:
        """What was typed, and whose rounds of which firearm it is about."""
        seq, fired = self.earlier()
        typed = {lot: line.quantity() for lot, line in self.lines.items() if line.quantity()}
        about = list(self._about)
        return self._kept or {"about": about, "how": self.how.code(), "rounds": typed, "entry": seq, "fired": fired}

    def take_up(self, draft: Any) -> None:
        """Put it back as soon as the rounds are found."""
        self._kept = dict(draft)
