"""Following differences up and settling them: cause, owner, day, action, evidence, and the second person's word."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.audit import DIFFERENCE_KINDS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import Difference
from registry_app.i18n import N_, _, n_, number
from registry_app.services import audits, ledger
from registry_app.services.audit_views import DifferenceRow
from registry_app.services.users import Account
from ui.desk import Desk
from ui.pages import audit_reads as reads
from ui.pages.witness import WitnessLines
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.notice import Notice
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope

ASKED = ("cause", "owner_id", "due_on", "action", "evidence")
ENTRY = Field("entry", N_("Entry that put it right"), "integer", help=N_("Its number, where an act was entered."))
ABOUT = {
    "difference_without_cause": "cause", "difference_without_evidence": "evidence", "difference_not_of_entry": "entry",
}  # fmt: skip
LEADS = {
    "missing": (("cases", N_("Report the loss…")), ("firearms", N_("Open the firearm…"))),
    "found_issued": (("handover", N_("Take it back…")),),
    "found_gone": (("firearms", N_("Open the firearm…")),),
    "elsewhere": (("firearms", N_("Open the firearm…")),),
    "twice": (("firearms", N_("Open the firearm…")),),
    "marks": (("firearms", N_("Open the firearm…")),),
    "unknown": (("imports", N_("Register it…")),),
    "short": (("cases", N_("Report the loss…")), ("ammunition", N_("Open the lot…"))),
    "surplus": (("ammunition", N_("Open the lot…")),),
    "seals": (("ammunition", N_("Open the lot…")),),
}
"""The pages that lead to the act which puts a kind of difference right, the most fitting one first."""
LOOKS = N_("A supervisor, compliance officer or director follows differences up.")


class Settling(Card):
    """`done` tells that something was entered, `left` that nothing shall be."""

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__(margin=18, spacing=8)
        self._desk, self._jobs = desk, jobs
        self.chosen: list[DifferenceRow] = []
        self._entry = ledger.new_id()
        fields = entered_fields(Difference)
        search = lambda text: jobs.latest("owner of it").read(reads.choices, "person", text)  # noqa: E731
        self.form = Form([*(fields[name] for name in ASKED), ENTRY], {"owner_id": search}, columns=3)
        self.title, self.lead = Label(role="h2", is_wrapping=True), Button("", "arrow-right")
        self.keep, self.settle = Button(N_("Keep"), "save"), Button(N_("Settle…"), "check", "primary")
        self.witness, self._problem = WitnessLines(), Problem()
        self.looks = Notice(LOOKS, "gray")
        self._may = desk.may("settle")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.lead)
        self.inside.addLayout(self.head)
        foot = QHBoxLayout()
        for widget in (self.looks, self.form, self.witness, self._problem):
            self.inside.addWidget(widget)
        foot.addStretch()
        foot.addWidget(self.keep)
        foot.addWidget(self.settle)
        self.inside.addLayout(foot)
        self.looks.setVisible(not self._may)

    def _connect(self) -> None:
        self.keep.clicked.connect(self.follow_up)
        self.settle.clicked.connect(self.confirm)
        self.witness.done.connect(self.confirm)
        self.form.save_asked.connect(self.follow_up)
        self.lead.clicked.connect(self._go)

    def show_differences(self, chosen: Sequence[DifferenceRow], *, is_open: bool) -> None:
        """Ask about these; what was typed for others is put away."""
        is_same = [each.number for each in chosen] == [each.number for each in self.chosen]
        self.chosen = list(chosen)
        self.setVisible(bool(chosen))
        may = self._may and is_open and all(not each.settled_on for each in chosen)
        for widget in (self.keep, self.settle):
            widget.setVisible(may)
        self.form.setEnabled(may)
        if not chosen or (is_same and (self.form.is_dirty or not self.witness.isHidden())):
            return
        self._show_values()
        self.show_findings(())
        self._ask_witness(is_asked=False)
        self.retranslate()

    def _show_values(self) -> None:
        """What all of them have alike."""
        names = {"cause": "cause", "owner_id": "owner", "due_on": "due_on", "action": "action", "evidence": "evidence"}
        alike = {field: {getattr(each, name) for each in self.chosen} for field, name in names.items()}
        values: dict[str, Value] = {field: found.pop() for field, found in alike.items() if len(found) == 1}
        called = {each.owner: (each.owner_name, "") for each in self.chosen}
        self.form.show_values({field: value or None for field, value in values.items()}, called)

    def retranslate(self) -> None:
        """Say what it is about, and where to put it right."""
        if not self.chosen:
            return
        first = self.chosen[0]
        if len(self.chosen) == 1:
            where = first.seen_place or first.person or first.place
            said = (_(DIFFERENCE_KINDS[first.kind]), first.title, first.detail, where)
            self.title.quote(" · ".join(filter(None, said)))
        else:
            many = len(self.chosen)
            self.title.quote(n_("{n} difference", "{n} differences", many).format(n=number(many)))
        page, label = self._lead()
        self.lead.setVisible(bool(page) and self.settle.isVisibleTo(self))
        if page:
            self.lead.say(label)

    def _lead(self) -> tuple[str, str]:
        """The page that puts the chosen difference right, and what its button is called; nothing for several."""
        from ui.destinations import DESTINATIONS

        pages = {each.key for each in DESTINATIONS}
        ways = LEADS.get(self.chosen[0].kind, ()) if len(self.chosen) == 1 else ()
        return next(((page, label) for page, label in ways if page in pages), ("", ""))

    def _go(self) -> None:
        page, _label = self._lead()
        shows = {"firearms", "handover", "ammunition"}
        self._desk.go(page, self.chosen[0].item if page in shows else 0)

    def enter(self) -> None:
        """The cursor goes to the cause."""
        if self.form.isEnabled():
            self.form.focus_first()

    def _values(self) -> dict[str, Any] | None:
        values = self.form.values()
        return None if values is None else dict(values)

    def follow_up(self) -> None:
        """Enter what is planned, without settling it."""
        values = self._values()
        if values is None or not self.chosen or not self.keep.isEnabled():
            return
        values.pop("entry")
        self._work(is_working=True)
        job = self._jobs.write(
            audits.follow_up, differences=[each.number for each in self.chosen], values=values, entry_id=self._entry
        )
        job.ended(lambda: self._work(is_working=False)).then(lambda _posted: self._done(N_("Kept.")))
        job.otherwise(lambda error: self.show_findings(error.findings), Refused)

    def confirm(self) -> None:
        """Ask for the second person first, then settle."""
        values = self._values()
        if values is None or not self.chosen or not self.settle.isEnabled():
            return
        if lacking := _lacking(values):
            self.show_findings(lacking)
            return
        if self.witness.isHidden():
            own = self._desk.worker.actor.person_id if self._desk.worker.actor else 0
            self._jobs.latest("settle witnesses").read(reads.witnesses, own).then(self._offer)
            return
        missing = self.witness.missing()
        self.show_findings(missing)
        if not missing:
            self._settle(values)

    def _offer(self, accounts: Sequence[Account]) -> None:
        self.witness.offer(accounts)
        self._ask_witness(is_asked=True)
        self.witness.lines["witness" if not self.witness.name() else "witness_passphrase"].enter()

    def _ask_witness(self, *, is_asked: bool) -> None:
        self.witness.setVisible(is_asked)
        self.settle.say(N_("Settle") if is_asked else N_("Settle…"))

    def _settle(self, values: dict[str, Any]) -> None:
        facts = {
            "differences": [each.number for each in self.chosen], "cause": values["cause"] or "",
            "action": values["action"] or "", "evidence": values["evidence"] or "",
            "entry": -1 if values["entry"] is None else values["entry"], "entry_id": self._entry,
        }  # fmt: skip
        self._work(is_working=True)
        user, passphrase = self.witness.name(), self.witness.passphrase.text()
        job = self._jobs.labour(reads.witnessed, audits.settle, user, passphrase, facts).ended(
            lambda: self._work(is_working=False)
        )
        job.then(lambda _posted: self._done(N_("Settled.")))
        job.otherwise(lambda error: self.show_findings(error.findings), Refused)

    def _work(self, *, is_working: bool) -> None:
        self.setEnabled(not is_working)

    def _done(self, said: str) -> None:
        self._entry = ledger.new_id()
        self.form.is_dirty = False
        self._ask_witness(is_asked=False)
        self._desk.strip.say(said)
        self.chosen = []
        self.done.emit()
        self.left.emit()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Tell each beside the field or line that it is about, the others above the buttons."""
        left = []
        for finding in self.witness.show_findings(findings):
            row = self.form.rows.get(ABOUT.get(finding.code, str(finding.facts.get("field", ""))))
            if row is None:
                left.append(finding)
            else:
                row.show_problem(finding)
                row.editor.setFocus()
        self._problem.tell(left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to the list."""
        if event.key() == Qt.Key.Key_Escape:
            self._ask_witness(is_asked=False)
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _lacking(values: dict[str, Any]) -> list[Finding]:
    """What the judge would miss, told before anybody types a passphrase."""
    is_told = any(values[name] is not None for name in ("action", "evidence", "entry"))
    found = [] if values["cause"] else [refuse("difference_without_cause")]
    return found if is_told else [*found, refuse("difference_without_evidence")]
