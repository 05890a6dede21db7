"""Handover: issue, take back, relieve. One line takes serial, tag, person, lot or article; the judge speaks first.

Scan the guard, scan the firearm, Enter: four acts of the hand. Taking back needs the firearm alone.
"""

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.scan import Scan
from registry_app.i18n import N_
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import handover_reads as reads
from ui.pages import handover_scans
from ui.pages.handover_acknowledge import acknowledge
from ui.pages.handover_after import After
from ui.pages.handover_draft import HandoverDraft
from ui.pages.handover_form import WIDE, HandoverForm
from ui.pages.handover_keys import ACTS, KEYS, LINE_HINT, SETTLE, SHORTCUTS
from ui.pages.handover_kit import Kits
from ui.pages.handover_list import HandoverList
from ui.pages.handover_override import forget_override, override
from ui.pages.handover_people import People
from ui.pages.handover_reads import TAKE_BACK, Hit, Scanned
from ui.pages.handover_settle import Settle
from ui.pages.handover_stop import Stop, show_remedy
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.folding import WithAside
from ui.parts.notice import Notice
from ui.parts.picker import Choice, Picker, Search
from ui.parts.segments import Segments
from ui.parts.text import Button, Label


class Handover(Page):
    """Puts a `HandoverDraft` together, lets it be judged at each step, and makes it one entry."""

    SHORTCUTS = SHORTCUTS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.inhand = HandoverDraft()
        self._findings: tuple[Finding, ...] = ()
        self.acts = Segments(N_("Which act"), ACTS)
        self.line = Picker(lambda text: self.jobs.latest("look").read(reads.look, text), LINE_HINT, LINE_HINT)
        self.form = HandoverForm(self._finder("person"), self._finder("place"))
        self._again = Button(N_("Start again"), "undo-2", key="F8")
        self._afterwards = Label(role="hint", is_wrapping=True)
        self.list, self.stop, self.after, self.kit = HandoverList(), Stop(), After(self), Kits(self)
        self.people, self.settle = People(self), Settle(self)
        self._is_writing = False
        self._lay_out()
        self._connect()
        self._may = desk.may("issue", "take_back", "relieve")
        if not self._may:
            self.inside.insertWidget(0, Notice(N_("Your role looks, but does not hand over: ask an armorer."), "gray"))
            self._body.setEnabled(False)

    def _lay_out(self) -> None:
        left = Card(margin=18, spacing=12)
        self._body = WithAside(left, self.form, WIDE)
        top = QHBoxLayout()
        top.addWidget(self.acts)
        top.addWidget(self._afterwards, 1)
        top.addWidget(self._again)
        left.inside.addLayout(top)
        left.inside.addWidget(self.line)
        left.inside.addWidget(self.stop)
        left.inside.addWidget(self.list, 1)
        self.inside.addWidget(self._body, 1)
        self.form.show_act(self.inhand.act)

    def _connect(self) -> None:
        self.acts.chosen.connect(self.take_act)
        self.line.picked.connect(lambda _record: self._take())
        self.line.returnPressed.connect(self._finish_by_enter)
        self._again.clicked.connect(self.put_away)
        self.list.removed.connect(self._remove)
        self.list.changed.connect(self._counted)
        self.list.done.connect(self.line.setFocus)
        self.form.changed.connect(self._form_changed)
        self.form.confirmed.connect(self.confirm)
        self.form.remember(self.desk.settings)
        self.form.override_asked.connect(lambda: override(self, self._findings))
        self.form.settle_asked.connect(self.settle.do)
        self.stop.settle_asked.connect(self.settle_first)
        for key, act in KEYS:
            QShortcut(QKeySequence(key), self, lambda act=act: self.acts.choose(act))
        for key, do in (("Ctrl+Z", self.after.undo), ("Ctrl+P", self.after.show_slip), ("Esc", self._go_on),
                        (SETTLE, self.settle_first), ("Ctrl+Return", self.confirm)):  # fmt: skip
            QShortcut(QKeySequence(key), self, do)

    def _finder(self, kind: str) -> Search:
        return lambda text: self.jobs.latest(kind).read(reads.choices, kind, text)

    def reload(self) -> None:
        """Somebody may have moved something: ask the judge again."""
        self.kit.ask_rounds()
        self.judge()

    def take_act(self, act: str) -> None:
        """Do this act from now on; what was scanned for another one is put away."""
        if act != self.inhand.act:
            self.settle.clear()
            self.begin(HandoverDraft(act))

    def put_away(self) -> None:
        """Put everything away, what waits too."""
        self.settle.clear()
        self.start_again()

    def start_again(self) -> None:
        """Begin the same act anew."""
        self.begin(HandoverDraft(self.inhand.act))

    def begin(self, draft: HandoverDraft) -> None:
        """Take another handover in hand."""
        self.inhand = draft
        self._findings = ()
        self._go_on()
        self.acts.take(draft.act)
        self.list.show_lots([], draft)
        self.form.empty()
        self.line.show_choice(None)
        self.form.show_act(self.inhand.act)
        self._afterwards.quote(self.settle.told())
        self.show_inhand()
        self.line.setFocus()

    def _take(self) -> None:
        """What was scanned or picked on the line."""
        self._go_on()
        hit = self.line.choice()
        self.line.show_choice(None)
        if isinstance(hit, Hit):
            handover_scans.take_hit(self, hit)

    def scanned(self, scan: Scan) -> None:
        """Wherever the cursor is, a scan goes onto the line."""
        self._go_on()
        handover_scans.take(self, scan)

    def open_record(self, record_id: int) -> None:
        """Put a firearm on the list, or take back all of a person; with nothing in hand the act is the fitting one."""
        if record_id and self._may:
            self.jobs.read(reads.opened, record_id, self.inhand.act).then(
                self.for_this(lambda found: handover_scans.add(self, found))
            )
            self.line.setFocus()

    def add_or_tell(self, found: Scanned | None) -> None:
        """Put a firearm on the list, or stop with what is against it."""
        if found is not None and found.findings:
            self.stop.show_findings(found.findings, self.settle.offered(found.findings))
            self.desk.reception.hear_refused(Refused(*found.findings))
        elif found is not None:
            self.put(found)
            self.desk.reception.done()

    def settle_first(self) -> None:
        """Go to what settles the halt, else the first refusal."""
        self.settle.do(self.stop.findings() or self.form.findings.findings())

    def put(self, found: Scanned) -> None:
        """Put a firearm on the list."""
        self.desk.strip.clear()
        self.inhand.firearms[int(found.row[0] or 0)] = found
        if self.inhand.act == TAKE_BACK and found.person and not self.inhand.person:
            self.people.know(found.person)
        self.show_inhand()
        self.kit.ask_rounds()
        self.kit.ask()
        self.judge()

    def _remove(self, record: int) -> None:
        self.inhand.firearms.pop(record, None)
        self.show_inhand()
        self.kit.ask_rounds()
        self.judge()
        self.line.setFocus()

    def take_person(self, person: Choice) -> None:
        """Somebody receives; or somebody returns all that he has."""
        self.people.take(person)
        self.show_inhand()
        self.judge()
        self.line.setFocus()

    def _form_changed(self) -> None:
        self.form.fill(self.inhand)
        if self.inhand.act == TAKE_BACK and self.inhand.person and not self.inhand.firearms:
            self.people.ask_held()
        self.show_inhand()
        self.kit.ask()
        self.judge()

    def _counted(self) -> None:
        self.inhand.is_counted = True
        self.take_counts()

    def take_counts(self) -> None:
        """Take the numbers of the lines."""
        self.list.fill(self.inhand)
        self._tell(self._findings)
        self.judge()

    def show_inhand(self) -> None:
        """Show what is in hand as it stands."""
        self.list.show_firearms([each.row for each in self.inhand.firearms.values()])
        self._tell(self._findings)

    def judge(self) -> None:
        """Ask what the ledger would say, without writing."""
        forget_override(self)
        if not (self.inhand.is_complete and self._may):
            self._tell(())
            return
        facts, by = self.inhand.facts(), self.desk.worker.actor
        asked = self.jobs.latest("judge").read(self.inhand.service, **facts, is_rehearsal=True, by=by)
        asked.then(self.for_this(self._hear)).otherwise(self.for_this(self._hear))

    def _hear(self, said: Posted | Refused) -> None:
        self._tell(self.inhand.heard(said.findings) if self.inhand.is_complete else ())

    def _tell(self, findings: tuple[Finding, ...]) -> None:
        self._findings = findings
        self.form.show_draft(self.inhand, findings)
        show_remedy(self.form.settle, self.settle.offered(self.form.findings.findings()))

    def for_this(self, hear: Callable[[Any], object]) -> Callable[[Any], object]:
        """`hear`, deaf as soon as another handover is in hand: what was asked for this one must not enter the next."""
        draft = self.inhand
        return lambda answer: hear(answer) if self.inhand is draft else None

    def _finish_by_enter(self) -> None:
        if not self.line.text().strip():
            self.confirm()

    def confirm(self) -> None:
        """Make the handover, once."""
        if self._is_writing or self.kit.is_awaited or not self.form.button.isEnabled():
            return
        draft, self._is_writing = self.inhand, True
        self.form.button.setEnabled(False)
        acknowledge(self, draft, lambda facts: self._write(draft, facts))

    def _write(self, draft: HandoverDraft, facts: dict[str, Any]) -> None:
        job = self.jobs.write(draft.service, **facts).ended(self.stay)
        job.then(lambda posted: self._stands(draft, posted)).otherwise(self.for_this(self._refused))

    def _refused(self, error: Refused) -> None:
        """Tell why not; where only the acknowledgement is missing, ask for it."""
        self._hear(error)
        if self.inhand.must_acknowledge:
            self.confirm()

    def stay(self) -> None:
        """Nothing is under way any more: the handover can be made, again or at last."""
        self._is_writing = False
        self._tell(self._findings)

    def _stands(self, draft: HandoverDraft, posted: Posted) -> None:
        if self.inhand is draft:
            self.settle.go_on()
        self.after.begin(draft, posted)

    def _go_on(self) -> None:
        self.stop.show_findings(())

    def enter_list(self) -> None:
        """The scan line takes the cursor."""
        self.line.setFocus()

    def draft(self) -> dict[str, Any]:
        """What is in hand, and what waits."""
        return self.settle.keep(self.inhand.kept())

    def take_up(self, draft: dict[str, Any]) -> None:
        """Take in hand again what was there before the window was locked."""
        self.settle.take_up(draft)

    def take_in_hand(self, draft: dict[str, Any]) -> None:
        """Take this handover in hand, its firearms judged anew."""
        self.begin(HandoverDraft.of(draft))
        self.form.take_up(self.inhand)
        self.people.ask_firearms(draft["firearms"])

    def retranslate(self) -> None:
        """Say the lines again."""
        self.stop.show_findings(self.stop.findings(), self.settle.offered(self.stop.findings()))
        self._afterwards.quote(self.settle.told())
        self.show_inhand()
