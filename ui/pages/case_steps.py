"""The checklist of a case on its sheet: each step by Enter, in a form right there; Esc leads back to the list."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain import days
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.i18n import N_, _
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import case_todo, giving_up
from ui.pages.case_reads import CaseWhole, witnesses
from ui.pages.case_stages import FormStage
from ui.pages.case_todo import ADD, FIND, PAPER, TITLES
from ui.pages.while_asked import while_asked
from ui.pages.witness import WitnessLines, vouched
from ui.parts.points import Points
from ui.parts.problem import Problem
from ui.parts.stack import Stack
from ui.parts.text import Button, Label
from ui.tasks import Scope

ACTS = {FIND: ("find",), ADD: ("lose",)}
"""The acts that a step makes, where it does not only amend the case."""


class CaseSteps(QWidget):
    """`attach_asked` asks for the papers, `add_asked` for the steps by which more is added to the case."""

    attach_asked = Signal()
    add_asked = Signal()

    def __init__(self, jobs: Scope, desk: Desk, kind: str) -> None:
        super().__init__()
        self._jobs, self._desk, self.kind = jobs, desk, kind
        self.whole: CaseWhole | None = None
        self.code, self._entry = "", ""
        self._if_still = partial(while_asked, lambda: self._entry)
        self.list, self._pages = Points(N_("What is to be done"), is_opening=True), Stack()
        self.stage: FormStage | None = None
        self.witness = WitnessLines()
        self.title, self._problem = Label(role="h2"), Problem()
        self.save, self.back = Button(N_("Enter it"), "check", "primary"), Button(N_("Cancel"))
        self._asked = QVBoxLayout()
        self._lay_out()
        self.list.opened.connect(self.begin)
        self.save.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)
        self.witness.done.connect(self.confirm)

    def _lay_out(self) -> None:
        whole, form, area, foot = QVBoxLayout(self), QWidget(), QScrollArea(), QHBoxLayout()
        column = QVBoxLayout(form)
        column.setContentsMargins(18, 0, 14, 6)
        column.setSpacing(10)
        foot.addWidget(self.save)
        foot.addWidget(self.back)
        foot.addStretch()
        column.addWidget(self.title)
        column.addLayout(self._asked)
        column.addWidget(self.witness)
        column.addWidget(self._problem)
        self.witness.hide()
        column.addLayout(foot)
        column.addStretch(1)
        area.setWidget(form)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self._pages.addWidget(self.list)
        self._pages.addWidget(area)

    @property
    def is_asking(self) -> bool:
        """Whether a form is open."""
        return self._pages.currentIndex() == 1

    def show_case(self, whole: CaseWhole) -> None:
        """Show the steps of a case; the cursor comes to the first that is open, where another case was shown."""
        is_other = self.whole is None or self.whole.record != whole.record
        self.whole = whole
        if is_other:
            self.close_form()
        self.retranslate(is_fresh=is_other)

    def retranslate(self, *, is_fresh: bool = False) -> None:
        """Say the steps again."""
        if self.whole is None or not self.whole.values:
            return
        found = case_todo.steps(self.whole, self.kind)
        self.list.show_points(case_todo.points(found))
        if is_fresh:
            self.list.go_to(case_todo.next_of(found))

    def tick(self, whole: CaseWhole) -> None:
        """The same case at another moment."""
        if self.whole is not None:
            self.whole = whole
            self.retranslate()

    def enter(self) -> None:
        """On the step that is to be done, or in its form."""
        if self.is_asking and self.stage is not None:
            self.stage.enter()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self, code: str) -> None:
        """Do a step."""
        if self.whole is None or not self._desk.may("amend", *ACTS.get(code, ())):
            return
        if code == PAPER:
            self.attach_asked.emit()
        elif code == ADD:
            self.add_asked.emit()
        elif code != FIND or self.whole.missing:
            self._ask(code, self.whole)
            self.enter()

    def _ask(self, code: str, whole: CaseWhole) -> None:
        self._drop_stage()
        self.code, self._entry = code, ledger.new_id()
        self.title.say(TITLES[code])
        self.stage = stage = FormStage(self._jobs, case_todo.fields_of(code, whole, self.kind))
        self._asked.addWidget(stage.form)
        now = days.minute_at(whole.clock.now, whole.clock.zone)
        stage.form.show_values(case_todo.values_of(code, whole, now), whole.called)
        stage.choose("authority_id", whole.authority)
        stage.form.save_asked.connect(self.confirm)
        self.witness.setVisible(code == FIND)
        if code == FIND:
            self.witness.offer(witnesses(whole.accounts, self._desk.worker.actor, needs_director=False))
        self._tell(())
        self.save.setEnabled(True)
        self._pages.setCurrentIndex(1)

    def _drop_stage(self) -> None:
        if self.stage is not None:
            for widget in (self.stage.form, self.stage):
                widget.hide()
                widget.deleteLater()
        self.stage, self.code, self._entry = None, "", ""

    def leave(self) -> None:
        """Enter nothing; what was typed is given up only by somebody who says so."""
        giving_up.leave(self, self.close_form, is_typed=self.stage is not None and self.stage.is_dirty)

    def close_form(self) -> None:
        """Back to the list; nothing is entered, and no passphrase stays."""
        self.witness.forget()
        self._pages.setCurrentIndex(0)
        self._drop_stage()
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> None:
        """Enter the step, once, however often it is asked."""
        if self.stage is None or not self.save.isEnabled() or not self._is_ready():
            return
        self.save.setEnabled(False)
        if self.code != FIND:
            self._write({})
            return
        job = self._jobs.labour(vouched, self.witness.name(), self.witness.passphrase.text())
        job.ended(self._stay).then(self._if_still(self._vouched)).otherwise(self._if_still(self._refused), Refused)

    def _is_ready(self) -> bool:
        if self.stage is None or not self.stage.is_ready():
            return False
        missing = self.witness.missing() if self.code == FIND else []
        self.witness.show_findings(missing)
        return not missing

    def _vouched(self, witness: Any) -> None:
        self.save.setEnabled(False)
        self._write({"witness": witness})

    def _write(self, signed: dict[str, Any]) -> None:
        if self.stage is None or self.whole is None:
            return
        service, facts = case_todo.act_of(self.code, self.whole, self.kind, self.stage.values(), self._entry)
        if not facts.get("values", True) or not facts.get("items", True):
            self._tell((refuse("changes_nothing"),))
            self._stay()
            return
        job = self._jobs.write(service, **facts, **signed).ended(self._stay)
        job.then(partial(self._tell_entry, self.whole.record)).then(self._if_still(self._stands))
        job.otherwise(self._if_still(self._refused), Refused)

    def _stay(self) -> None:
        self.save.setEnabled(True)

    def _refused(self, error: Refused) -> None:
        left = self.stage.show_findings(error.findings) if self.stage is not None else list(error.findings)
        self._tell(self.witness.show_findings(left) if self.code == FIND else left)

    def _tell(self, findings: "tuple[Finding, ...] | list[Finding]") -> None:
        self._problem.tell(findings)

    def _tell_entry(self, case: int, posted: Posted) -> None:
        self._desk.strip.say(N_("Case {case}: saved as entry {entry}."), case=case, entry=posted.seq)

    def _stands(self, _posted: Posted) -> None:
        """The next step that is open comes under the cursor, once the case is read again."""
        self.close_form()
        self.whole = None

    def draft(self) -> dict[str, Any]:
        """What was typed into the form of a step, and about which case; never a passphrase."""
        if self.whole is None or self.stage is None or not self.is_asking or not self.stage.is_dirty:
            return {}
        typed = self.stage.draft()
        return {"record": self.whole.record, "step": self.code, "typed": typed, "entry": self._entry}

    def lost(self) -> str:
        """What would be lost, in the reader's language."""
        said = _("What was typed into “{step}” of case {case} is not entered, and will be gone.")
        return said.format(step=_(TITLES[self.code]), case=self.whole.record if self.whole else "")

    def take_up(self, whole: CaseWhole, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        self.show_case(whole)
        self._ask(str(draft["step"]), whole)
        self._entry = str(draft["entry"])  # it may have been on its way into the ledger when the window was locked
        if self.stage is not None:
            self.stage.take_up(draft["typed"])
        if self.isVisible():
            self.enter()
