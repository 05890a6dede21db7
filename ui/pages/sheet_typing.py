"""Typing a count sheet back: once, once more without seeing the first time, then what differs, then it is entered.

Two people type it, or one twice. What was typed is kept like every form; nothing is entered before both agree.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _, number
from registry_app.services import ledger, sheet_views
from registry_app.services.ledger import Posted
from registry_app.services.sheet_views import Gap, SheetRow
from ui.pages.sheet_gaps import SheetGaps
from ui.pages.sheet_grid import SheetGrid, typed
from ui.pages.while_asked import while_asked
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.problem import Problem
from ui.parts.stack import Stack
from ui.parts.text import Button, Label
from ui.tasks import Scope

ONCE, AGAIN, SETTLE = "once", "again", "settle"
STAGES = {
    ONCE: N_("First typing"),
    AGAIN: N_("Second typing, best by another person"),
    SETTLE: N_("What differs: look at the paper"),
}
ON = {ONCE: N_("Type it once more (Ctrl+Enter)"), AGAIN: N_("Compare (Ctrl+Enter)"), SETTLE: N_("Enter (Ctrl+Enter)")}
HOW = {
    ONCE: N_("Enter goes to the next line, Tab to the next column. The space bar takes the name that is printed."),
    AGAIN: N_("Type the same sheet again. What was typed first is not shown."),
    SETTLE: N_("F2 takes the first, F3 the second, or type what the paper says."),
}
COUNTED_AT = Field("counted_at", N_("Counted until"), "moment", help=N_("As it stands on the sheet; empty: now."))
WIDE = 300


class SheetTyping(Card):
    """`entered` carries what was posted with the sheet's number, `left` leads back to the sheets."""

    entered = Signal(object, int)
    left = Signal()

    def __init__(self, jobs: Scope) -> None:
        super().__init__(margin=16, spacing=8)
        self._jobs = jobs
        self.sheet: SheetRow | None = None
        self._facts: dict[str, Any] = {}
        self.stage, self._entry = ONCE, ""
        self._typed: dict[str, list[dict[str, str]]] = {ONCE: [], AGAIN: []}
        self.title, self.stage_told, self._how = (
            Label(role=role, is_wrapping=True) for role in ("h2", "strong", "muted")
        )
        self.form = Form([COUNTED_AT])
        self.grid, self.gaps = SheetGrid(), SheetGaps()
        self.problem = Problem()
        self.on, self.back = Button(ON[ONCE], "check", "primary"), Button(N_("Back (Esc)"), "arrow-left")
        self.anew = Button(N_("Start this sheet again"), "undo-2")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top, words, foot = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        words.setSpacing(2)
        for label in (self.title, self.stage_told, self._how):
            words.addWidget(label)
        words.addStretch()
        self.form.setFixedWidth(WIDE)
        top.addLayout(words, 1)
        top.addWidget(self.form, 0, Qt.AlignmentFlag.AlignTop)
        self._pages = Stack()
        for widget in (self.grid, self.gaps):
            self._pages.addWidget(widget)
        for button in (self.back, self.anew):
            foot.addWidget(button)
        foot.addStretch()
        foot.addWidget(self.on)
        self.inside.addLayout(top)
        self.inside.addWidget(self._pages, 1)
        self.inside.addWidget(self.problem)
        self.inside.addLayout(foot)

    def _connect(self) -> None:
        on = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self, self.go_on)
        on.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.form.save_asked.connect(self.go_on)
        self.on.clicked.connect(self.go_on)
        self.back.clicked.connect(self.left)
        self.anew.clicked.connect(self.start_again)
        self.gaps.settled.connect(self.go_on)

    def begin(self, sheet: SheetRow, *, order: str, **facts: Any) -> None:
        """Ask for a sheet; `facts` are the audit and its turn."""
        self.sheet, self._facts, self._entry = sheet, {**facts, "order": order}, ledger.new_id()
        self._typed = {ONCE: [], AGAIN: []}
        self.grid.begin(sheet.printed, has_places=order == "serial")
        self._ask(ONCE)
        self.enter()

    def _ask(self, stage: str, gaps: Sequence[Gap] = ()) -> None:
        self.stage = stage
        if stage == SETTLE:
            self.gaps.show_gaps(gaps, [cells.get("text", "") for cells in self._typed[AGAIN]])
        else:
            self.grid.show_cells(self._typed[stage])
        self._pages.setCurrentWidget(self.gaps if stage == SETTLE else self.grid)
        self.form.setVisible(stage == ONCE)
        self._tell(())
        self.retranslate()

    def enter(self) -> None:
        """The cursor goes to the minute that is asked first, to the next line, or to what is to be settled."""
        if self.stage == SETTLE:
            self.gaps.enter()
        elif self.stage == ONCE and not self.form.rows["counted_at"].text() and not any(self.grid.cells()):
            self.form.focus_first()
        else:
            self.grid.enter()

    def go_on(self) -> None:
        """What was typed is whole: ask for it again, compare, or enter it."""
        if self.sheet is None or not self.on.isEnabled():
            return
        if self.stage == SETTLE:
            self._settle()
        elif self._is_fit():
            self._typed[self.stage] = self.grid.cells()
            if self.stage == ONCE:
                self._ask(AGAIN)
                self.enter()
            else:
                self._compare()

    def _is_fit(self) -> bool:
        if self.stage == ONCE and self.form.values() is None:
            return False
        if wrong := self.grid.unfit():
            wrong[0].setFocus(Qt.FocusReason.TabFocusReason)
        return not wrong

    def _compare(self) -> None:
        if gaps := self._differing():
            self._ask(SETTLE, gaps)
            self.enter()
        else:
            self._enter()

    def _differing(self) -> list[Gap]:
        return sheet_views.gaps(*([typed(cells) for cells in self._typed[stage]] for stage in (ONCE, AGAIN)))

    def _settle(self) -> None:
        if left := self.gaps.left():
            left[0].line.setFocus(Qt.FocusReason.TabFocusReason)
            return
        for at, field, text in self.gaps.answers():
            for stage in (ONCE, AGAIN):
                self._typed[stage][at][field] = text
        self._enter()

    def _enter(self) -> None:
        if self.sheet is None:
            return
        values = self.form.values() or {}
        lines = [typed(cells) for cells in self._typed[AGAIN]]
        job = self._jobs.write(
            sheet_views.enter, audit=self._facts["audit"], sheet=self.sheet.number, place=self.sheet.place, typed=lines,
            turn=self._facts["turn"], counted_at=str(values.get("counted_at") or ""), entry_id=self._entry,
        )  # fmt: skip
        self.on.setEnabled(False)
        still: Callable[..., Callable[[Any], None]] = partial(while_asked, lambda: self._entry)
        job.ended(lambda: self.on.setEnabled(True)).then(still(self._entered))
        job.otherwise(still(lambda error: self._refused(error.findings)), Refused)

    def _entered(self, posted: Posted) -> None:
        if self.sheet is not None:
            sheet, self.sheet = self.sheet.number, None
            self.entered.emit(posted, sheet)

    def _refused(self, findings: Sequence[Finding]) -> None:
        """What is wrong with a line is settled there; the rest is told."""
        about = {int(str(each.facts["line"])) - 1 for each in findings if "line" in each.facts}
        texts = {at: self._typed[AGAIN][at].get("text", "") for at in sorted(about)}
        if texts:
            self._ask(SETTLE, [Gap(at, "text", text, text) for at, text in texts.items()])
        else:
            self._ask(ONCE)
        self._tell(findings)
        self.enter()

    def _tell(self, findings: Iterable[Finding]) -> None:
        self.problem.tell(findings)

    def start_again(self) -> None:
        """Throw away what was typed of this sheet."""
        self._typed = {ONCE: [], AGAIN: []}
        self._ask(ONCE)
        self.enter()

    def draft(self) -> dict[str, Any]:
        """What was typed, to be kept; nothing while nothing was."""
        if self.sheet is None:
            return {}
        both = {stage: list(cells) for stage, cells in self._typed.items()}
        if self.stage != SETTLE:
            both[self.stage] = self.grid.cells()
        if not any(map(any, both.values())):
            return {}
        answers = [list(answer) for answer in self.gaps.answers()] if self.stage == SETTLE else []
        kept = {"number": self.sheet.number, "stage": self.stage, "typed": both, "answers": answers}
        return {**self._facts, **kept, "counted_at": self.form.rows["counted_at"].text()}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft` gave, once its sheet is asked for."""
        self._typed = {stage: list(cells) for stage, cells in draft["typed"].items()}
        self.form.take_up({"counted_at": draft["counted_at"]})
        is_settling = draft["stage"] == SETTLE and bool(gaps := self._differing())
        self._ask(draft["stage"], gaps if is_settling else ())
        if draft["stage"] == SETTLE and not is_settling:
            self._ask(AGAIN)
        self.gaps.take_up(draft["answers"])
        self.enter()

    def retranslate(self) -> None:
        """Say sheet and stage again."""
        if self.sheet is not None:
            place = " · ".join(dict.fromkeys((self.sheet.code, self.sheet.name)))
            self.title.quote(_("Sheet {sheet} · {place}").format(sheet=number(self.sheet.number), place=place))
        self.stage_told.say(STAGES[self.stage])
        self._how.say(HOW[self.stage])
        self.on.say(ON[self.stage])
        self.grid.retranslate()
        self.gaps.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the sheets."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
