"""Undoing an entry: what will be moved back and set back is shown first, then why, and who sees that it is right.

Whoever made a handover less than a minute ago undoes it alone and without a reason; all else is witnessed. Nothing is
written but by the button or Ctrl+Enter, and twice the same makes one entry.
"""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from registry_app.domain.choices import REASONS
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _
from registry_app.services import corrections, ledger, users
from registry_app.services.corrections import Preview
from registry_app.services.ledger import Posted
from registry_app.services.users import Account
from ui.desk import Desk
from ui.pages import entry_words as words
from ui.pages import giving_up
from ui.pages.record_form import NOTE
from ui.pages.while_asked import while_asked
from ui.pages.witness import WitnessLines, candidates, vouched
from ui.parts.card import Card
from ui.parts.findings import FindingsList
from ui.parts.folding import BELOW, BESIDE
from ui.parts.form import Form
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope
from ui.theme import is_narrower

REASON = Field("reason", N_("Reason"), "choice", required=True,
               choices={code: REASONS[code] for code in corrections.REASONS},
               help=N_("What was wrong with it; what is right is entered afterwards."))  # fmt: skip
TOLD = {
    "correct": N_("The entry stays, and a new one undoes it exactly. Enter afterwards what is right."),
    "void": N_("You made it less than a minute ago: you undo it alone. Both entries stay."),
    "sight": N_("You saw it, and the count still runs: you undo it alone. Both entries stay."),
}
CORRECT = N_("Correct the entry")
WIDE, NARROW, LOWEST, WIDEST = 420, 760, 180, 16_777_215


class CorrectForm(QWidget):
    """`saved` tells that the entry is undone, `left` that nothing shall be done."""

    saved = Signal()
    left = Signal()

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__()
        self._jobs, self._desk = jobs, desk
        self.seq, self._entry, self._is_under_way = -1, "", False
        self._shown: Preview | None = None
        self._if_still = partial(while_asked, lambda: self._entry)
        self._witnesses: tuple[Account, ...] = ()
        self.form, self.witness = Form([REASON, NOTE]), WitnessLines()
        self.title, self._told = Label(role="h2", is_wrapping=True), Label(role="muted", is_wrapping=True)
        self.findings = FindingsList(N_("What is against it"))
        self._problem = Problem()
        self.preview = Points(N_("What will be undone"))
        self.button, self.back = Button(CORRECT, "undo-2", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._across = across = QBoxLayout(BESIDE, self)
        asking, seeing = Card(margin=20, spacing=12), Card(margin=1, spacing=6)
        self._asking, self._seeing = asking, seeing
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        foot = QHBoxLayout()
        foot.addWidget(self.button)
        foot.addWidget(self.back)
        foot.addStretch()
        for widget in (self.title, self._told, self.findings, self.form, self.witness, self._problem):
            asking.inside.addWidget(widget)
        asking.inside.addLayout(foot)
        asking.inside.addStretch(1)
        seeing.inside.addWidget(self.preview, 1)
        across.addWidget(asking)
        across.addWidget(seeing, 1)

    def _connect(self) -> None:
        self.form.save_asked.connect(self.confirm)
        self.witness.done.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)

    def begin(self, seq: int) -> None:
        """Ask about entry `seq`; what was typed before is gone."""
        self.seq, self._shown, self._entry, self._is_under_way = seq, None, ledger.new_id(), False
        self.form.show_values({})
        self._tell(())
        self._ask()
        self._jobs.latest("witnesses").read(users.accounts).then(self._offer)
        self.retranslate()
        self.form.focus_first()

    def _offer(self, accounts: Collection[Account]) -> None:
        by = self._desk.worker.actor
        self.witness.offer(candidates(accounts, by.person_id if by else 0))

    def _ask(self) -> None:
        if (by := self._desk.worker.actor) is not None:
            asked = self._jobs.latest("preview").read(corrections.preview, seq=self.seq, by=by)
            asked.then(self._hear).otherwise(lambda error: self._tell(error.findings), Refused)

    def _hear(self, shown: Preview) -> None:
        if shown.seq == self.seq:
            self._shown = shown
            self.retranslate()

    @property
    def is_void(self) -> bool:
        """Whether the entry can be undone at once and alone."""
        return self._shown is not None and self._shown.kind == "void"

    def enter(self) -> None:
        """The cursor goes to the first line."""
        self.form.focus_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page what will be undone stands below."""
        is_narrow = is_narrower(self, NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self._asking.setMinimumWidth(0 if is_narrow else WIDE)
        self._asking.setMaximumWidth(WIDEST if is_narrow else WIDE)
        self._seeing.setMinimumHeight(LOWEST if is_narrow else 0)
        super().resizeEvent(event)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        shown, act = self._shown, words.act_text(self._shown.act) if self._shown else "…"
        self.title.quote(_("Undo entry {entry}: {act}").format(entry=self.seq, act=act))
        self._told.say(TOLD["correct" if not self.is_void else "sight" if shown and shown.act == "sight" else "void"])
        self.button.say(N_("Undo at once") if self.is_void else CORRECT)
        self.form.show_row(REASON.name, is_shown=not self.is_void)
        self.witness.setVisible(not self.is_void)
        self.findings.setVisible(bool(shown and shown.findings))
        self.findings.show_findings(shown.findings if shown else ())
        self._suit()
        if shown is not None:
            points = [*words.moved(shown.lines, N_("What will be moved back")),
                      *words.changed(shown.changes, N_("What will be set back"))]  # fmt: skip
            self.preview.show_points(points or [Point(_("It moves nothing and changes no record."))])

    def _suit(self) -> None:
        self.button.setEnabled(bool(self._shown and self._shown.is_possible) and not self._is_under_way)

    def _stay(self) -> None:
        self._is_under_way = False
        self._suit()

    def confirm(self) -> None:
        """Undo the entry when all is fit; only once, however often it is asked."""
        if not self.button.isEnabled():
            return
        values = self.form.values()
        missing = [] if self.is_void else self.witness.missing()
        self.witness.show_findings(missing if values is not None else ())
        if values is None or missing:
            return
        note = {"note": str(values["note"] or "")}
        if self.is_void:
            self._write(corrections.void, **note)
            return
        facts = {"reason": str(values["reason"]), **note}
        self._begin_work()
        job = self._jobs.labour(vouched, self.witness.name(), self.witness.passphrase.text()).ended(self._stay)
        job.then(self._if_still(lambda witness: self._write(corrections.correct, witness=witness, **facts)))
        job.otherwise(self._if_still(self._refused), Refused)

    def _begin_work(self) -> None:
        self._is_under_way = True
        self._suit()

    def _write(self, service: Any, **facts: Any) -> None:
        self._begin_work()
        job = self._jobs.write(service, seq=self.seq, entry_id=self._entry, **facts).ended(self._stay)
        job.then(self._tell_entry).then(self._if_still(self._stands)).otherwise(self._if_still(self._refused), Refused)

    def _tell_entry(self, posted: Posted) -> None:
        self._desk.strip.say(N_("Undone by entry {entry}. Enter now what is right."), entry=posted.seq)

    def _stands(self, _posted: Posted) -> None:
        self.form.is_dirty = False
        self.witness.forget()
        self.saved.emit()

    def _refused(self, error: Refused) -> None:
        """Tell what is against it beside the lines; the minute of a void may be over: then it asks for a witness."""
        self._tell(self.witness.show_findings(error.findings))
        self._ask()

    def _tell(self, findings: Collection[Finding]) -> None:
        left = self.form.show_findings(findings)
        self._problem.tell(left)

    def leave(self) -> None:
        """Undo nothing; what was typed is given up only by somebody who says so, and not while it is entered."""
        giving_up.leave(self, self._give_up, is_typed=self.form.is_dirty, is_under_way=self._is_under_way)

    def _give_up(self) -> None:
        self.form.is_dirty, self._entry = False, ""
        self.witness.forget()
        self.left.emit()

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved, but for passphrases; empty when nothing was."""
        typed = {"record": self.seq, "typed": self.form.draft(), "entry": self._entry}
        return typed if self.form.is_dirty else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        self.begin(int(draft["record"]))
        self._entry = str(draft["entry"])  # it may have been on its way into the ledger when the window was locked
        self.form.take_up(draft["typed"])
