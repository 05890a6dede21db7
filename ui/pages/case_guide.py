"""A new case, led through: what happened, then step by step, and at the end a look at what will be entered.

Ctrl+Enter goes on and at the end enters, Esc goes back. Nothing is written before the end; twice Enter makes one entry.
What was typed is kept until the case stands or is put away.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.domain.scan import Scan
from registry_app.i18n import N_
from registry_app.services import ledger
from ui.desk import Desk
from ui.pages import case_reads, case_scans, giving_up
from ui.pages.case_check import CheckStage
from ui.pages.case_draft import ADDED, MORE, PAPERS, SHOT, STEPS, WAYS, Way, fields_of_step
from ui.pages.case_enter import Entering
from ui.pages.case_items import ItemsStage
from ui.pages.case_reads import Start
from ui.pages.case_rounds import RoundsStage
from ui.pages.case_stages import ChooseStage, FormStage, Stage
from ui.parts.card import Card
from ui.parts.picker import Choice
from ui.parts.stack import Stack
from ui.parts.text import Button, Label
from ui.parts.trail import Trail
from ui.tasks import Scope

NEW = N_("A new case: what happened?")
PAIR = (("person_id", "firearm_id", case_reads.held_firearm), ("firearm_id", "person_id", case_reads.holder_of))
"""The two fields of a discharge of which one may tell the other, and what finds it."""


class CaseGuide(Card):
    """`saved` tells the case that stands, `left` that nothing shall be entered."""

    saved = Signal(int)
    left = Signal()

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        super().__init__(margin=20, spacing=12)
        self.jobs, self.desk = jobs, desk
        self.way, self.case, self.kind, self.at, self.entry_id = "", 0, "", 0, ""
        self.stages: dict[str, Stage] = {}
        self._kept: dict[str, Any] = {}
        self.entering = Entering(self)
        self.choose, self.trail, self.pages = ChooseStage(tuple(WAYS)), Trail(), Stack()
        self.title = Label(NEW, "h2")
        self.back, self.next = Button(N_("Step back"), "arrow-left"), Button(N_("Go on"), "arrow-right", "primary")
        self.drop = Button(N_("Put away"))
        self._lay_out()
        self.choose.chosen.connect(self.begin)
        self.back.clicked.connect(self.step_back)
        self.next.clicked.connect(self.go_on)
        self.drop.clicked.connect(self.put_away)

    def _lay_out(self) -> None:
        head, foot = QHBoxLayout(), QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(24)
        head.addWidget(self.title)
        head.addWidget(self.trail, 1)
        head.addWidget(self.drop, 0, Qt.AlignmentFlag.AlignRight)
        line.addWidget(self.back)
        line.addWidget(self.next)
        line.addStretch()
        self.pages.addWidget(self.choose)
        self.inside.addLayout(head)
        self.inside.addWidget(self.pages, 1)
        self.inside.addWidget(foot)
        keys = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), foot)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.go_on)
        self._show_step()

    def begin(self, way: str = "", *, case: int = 0, kind: str = "", kept: Mapping[str, Any] | None = None) -> None:
        """Begin anew, with what happened where that is known; or add to the open `case` of a `kind` (`way` MORE)."""
        self._clear()
        self.way, self.case, self.kind = way, case, kind
        self._kept, self.entry_id = dict(kept or {}), str((kept or {}).get("entry") or ledger.new_id())
        if way:
            self.jobs.latest("start").read(case_reads.start).then(partial(self._build, way))
        self._show_step()
        self.enter()

    def _clear(self) -> None:
        for stage in self.stages.values():
            self.pages.removeWidget(stage)
            stage.deleteLater()
        self.stages, self.at, self.way, self.entry_id = {}, 0, "", ""

    @property
    def _told(self) -> Way:
        return ADDED if self.way == MORE else WAYS[self.way]

    def _build(self, way: str, start: Start) -> None:
        """The steps of the way, with what is likely filled in, and what was kept put back."""
        if way != self.way or self.stages:
            return
        self.stages = {step: self._stage(step, start) for step in self._told.steps}
        for stage in self.stages.values():
            self.pages.addWidget(stage)
            stage.next_asked.connect(self.go_on)
        self._put_forward(start)
        kept, self._kept = self._kept, {}
        for step, typed in kept.get("typed", {}).items():
            if step in self.stages:
                self.stages[step].take_up(typed)
        self.trail.show_steps([STEPS[step] for step in self.stages])
        last = list(self.stages).index("rounds") if "rounds" in self.stages else len(self.stages) - 1
        self._go_to(min(int(kept.get("at", 0)), last))  # rounds are looked for again before anybody signs for them

    def _stage(self, step: str, start: Start) -> Stage:
        if step == "items":
            return ItemsStage(self.jobs)
        if step == "rounds":
            return RoundsStage(self.jobs, start.zone)
        if step != "check":
            return FormStage(self.jobs, fields_of_step(self.way, step))
        needs_witness, actor = self.way != PAPERS, self.desk.worker.actor
        found = case_reads.witnesses(start.accounts, actor, needs_director=self.way == SHOT)
        stage = CheckStage(is_shot=self.way == SHOT, needs_witness=needs_witness, accounts=found)
        stage.changed.connect(self.entering.judge)
        return stage

    def _put_forward(self, start: Start) -> None:
        """The minute that it is now, the usual reason, and the authority that the company reports to."""
        reason = next(iter(self._told.reasons), "")
        minute = "happened_at" if self.way == SHOT else "discovered_at"
        for step in ("where", "shot", "told"):
            if isinstance(stage := self.stages.get(step), FormStage):
                stage.put_forward({} if step == "told" else {"reason": reason, minute: start.minute})
        shot = self.stages.get("shot")
        if isinstance(shot, FormStage):
            for field, other, read in PAIR:
                row = shot.form.rows[field]
                row.editor.changed.connect(partial(self._ask_other, shot, field, other, read))  # type: ignore[attr-defined]

    def _ask_other(self, shot: FormStage, field: str, other: str, read: Callable[..., Choice | None]) -> None:
        """The firearm that who fired has, where it is one; or who has the firearm."""
        if (record := shot.text(field)).isdigit():
            self.jobs.latest(other).read(read, int(record)).then(partial(shot.choose, other))

    def _show_step(self) -> None:
        is_asking, step = bool(self.stages), next(iter(list(self.stages)[self.at : self.at + 1]), "")
        self.title.say(self._told.title if self.way else NEW)
        self.trail.setVisible(is_asking)
        self.trail.go_to(self.at)
        self.back.setVisible(is_asking and self.way != MORE)
        self.next.setVisible(is_asking)
        self.next.say(N_("Enter the case") if step == "check" else N_("Go on"))
        self.next.show_icon("check" if step == "check" else "arrow-right")
        self.pages.setCurrentWidget(self.stages[step] if step else self.choose)
        self.suit()

    def suit(self) -> None:
        """Let one go on, or not."""
        stage = self._stage_here()
        is_free = not self.entering.is_under_way and (not isinstance(stage, CheckStage) or stage.may_go_on())
        self.next.setEnabled(is_free)

    def _stage_here(self) -> Stage | None:
        return list(self.stages.values())[self.at] if self.stages else None

    def _go_to(self, at: int) -> None:
        self.at = at
        steps = list(self.stages)
        if steps[at] == "where":
            self._take_source()
        elif steps[at] == "rounds":
            values = self.stages["shot"].values()
            rounds = self.stages["rounds"]
            if isinstance(rounds, RoundsStage) and values:
                rounds.ask(int(values["person_id"] or 0), int(values["firearm_id"] or 0))
        elif steps[at] == "check":
            self.entering.summarise()
        self._show_step()
        self.enter()

    def _take_source(self) -> None:
        """Who had what is gone, and where, from the items that were named."""
        items, where = self.stages.get("items"), self.stages["where"]
        if isinstance(items, ItemsStage) and isinstance(where, FormStage):
            person, place = items.source()
            where.choose("person_id", person)
            where.choose("place_id", place)

    def enter(self) -> None:
        """The cursor goes where it goes on."""
        if self.isVisible():
            (self._stage_here() or self.choose).enter()

    def go_on(self) -> None:
        """The next step, where this one is done; at the end everything is entered."""
        stage = self._stage_here()
        if stage is None or not self.next.isEnabled() or not stage.is_ready():
            return
        if isinstance(stage, CheckStage):
            self.entering.confirm(stage)
        else:
            self._go_to(self.at + 1)

    def step_back(self) -> None:
        """The step before; from the first one to what happened."""
        if self.at and not self.entering.is_under_way:
            self._go_to(self.at - 1)
        else:
            self._leave(self.begin)

    def leave(self) -> None:
        """Esc: the step before, or away from a case that was not begun."""
        if self.stages and (self.at or self.way != MORE):
            self.step_back()
        else:
            self._leave(self._give_up)

    def put_away(self) -> None:
        """Enter nothing."""
        self._leave(self._give_up)

    def _give_up(self) -> None:
        self._clear()
        self._kept = {}
        self._show_step()
        self.left.emit()

    def _leave(self, go: Callable[[], None]) -> None:
        """What was typed is given up only by somebody who says so, and not while it is entered."""
        giving_up.leave(self, go, is_typed=self.is_dirty, is_under_way=self.entering.is_under_way)

    def stand(self, case: int) -> None:
        """The case stands: nothing is in hand any more."""
        self._clear()
        self._show_step()
        self.saved.emit(case)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not entered."""
        return bool(self._kept) or any(stage.is_dirty for stage in self.stages.values())

    def scanned(self, scan: Scan) -> bool:
        """Whether the scan was for the step in hand."""
        return case_scans.take(self, self._stage_here(), scan)

    def draft(self) -> dict[str, Any]:
        """What was typed; empty when nothing was."""
        if self._kept or not self.is_dirty:
            return self._kept
        typed = {step: stage.draft() for step, stage in self.stages.items()}
        return {"way": self.way, "case": self.case, "kind": self.kind, "at": self.at, "entry": self.entry_id,
                "typed": typed}  # fmt: skip

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Take in hand again what was there before the window was locked."""
        self.begin(str(draft["way"]), case=int(draft["case"]), kind=str(draft["kind"]), kept=draft)

    def forget(self) -> None:
        """No passphrase stays."""
        if isinstance(check := self.stages.get("check"), CheckStage):
            check.forget()

    def retranslate(self) -> None:
        """Say the choices, and what will be entered, again."""
        self.choose.say()
        if isinstance(self._stage_here(), CheckStage):
            self.entering.summarise()
