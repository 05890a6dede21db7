"""One case whole: its checklist first, then its record, papers, and life from the ledger; a loss or a discharge."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal

from registry_app.domain.choices import DISCHARGE_KINDS, LOSS_KINDS
from registry_app.domain.fields import Value
from registry_app.i18n import N_, _, date, minute
from ui.desk import Desk
from ui.job import Job
from ui.pages import case_reads
from ui.pages.case_reads import CaseWhole
from ui.pages.case_steps import CaseSteps
from ui.pages.case_words import left_text, left_tone
from ui.pages.record_facts import Groups, RecordFacts
from ui.pages.record_form import Edited
from ui.pages.record_sheet import About, RecordSheet
from ui.pages.whole import Whole
from ui.tasks import Scope

CASES = N_("Cases")
_TOLD = ("police_number", "police_at", "authority_id", "notice_number", "notified_at")
_ENDS = ("owner_id", "outcome", "closed_on")
LOSS: Groups = {
    N_("What happened"): ("kind", "discovered_at", "happened_at", "place_id", "spot", "person_id", "circumstances",
                          "documents_lost"),
    N_("Police and authority"): _TOLD,
    N_("Follow-up"): _ENDS,
}  # fmt: skip
DISCHARGE: Groups = {
    N_("What happened"): ("kind", "happened_at", "firearm_id", "person_id", "rounds", "place_id", "spot", "harm",
                          "damage", "circumstances"),
    N_("Police and authority"): tuple(name for name in _TOLD if name != "police_at"),
    N_("Follow-up"): tuple(name for name in _ENDS if name != "outcome"),
}  # fmt: skip
KINDS = {**LOSS_KINDS, **DISCHARGE_KINDS}


def _title(values: Mapping[str, Value]) -> str:
    return _(KINDS.get(str(values.get("kind")), ""))


def _below(values: Mapping[str, Value]) -> str:
    return minute(str(values.get("discovered_at") or values.get("happened_at") or ""))


def _state(values: Mapping[str, Value]) -> tuple[str, str]:
    closed = str(values.get("closed_on") or "")
    return (_("Closed on {day}").format(day=date(closed)), "gray") if closed else (_("Open case"), "amber")


ABOUT = {
    "loss": About("loss", "search", CASES, _title, _below, _state),
    "discharge": About("discharge", "triangle-alert", CASES, _title, _below, _state),
}
EDITED = {
    "loss": Edited("loss", N_("A new case"), N_("Change what is known of the case")),
    "discharge": Edited(
        "discharge", N_("A new case"), N_("Change what is known of the discharge"),
        fixed=("firearm_id", "person_id", "rounds"),
    ),
}  # fmt: skip
GROUPS = {"loss": LOSS, "discharge": DISCHARGE}


class OneCase(RecordSheet):
    """`add_asked` asks for adding what else is gone, with the kind of the case."""

    add_asked = Signal(int, str)

    def __init__(self, jobs: Scope, desk: Desk, kind: str) -> None:
        self.kind = kind
        self.steps = CaseSteps(jobs, desk, kind)
        self._wanted: dict[str, Any] = {}
        tabs = {"steps": (N_("Steps"), self.steps)}
        super().__init__(jobs, desk, ABOUT[kind], RecordFacts(kind, GROUPS[kind]), EDITED[kind], tabs)
        self.steps.attach_asked.connect(self.attach)
        self.steps.add_asked.connect(self._add)

    def _add(self) -> None:
        if isinstance(self.whole, CaseWhole):
            self.add_asked.emit(self.record, str(self.whole.values.get("kind") or ""))

    def attach(self) -> None:
        """Ask for the file of the report."""
        self.tabs.choose("documents")
        self.documents.begin()

    def read(self) -> Job[Any]:
        """Start reading all of the case."""
        return self.jobs.latest("sheet").read(case_reads.whole_case, self.kind, self.record)

    def open_record(self, record_id: int) -> None:
        """Show this case, its checklist first; a step of another one that was to be taken up is not any more."""
        if self._wanted.get("record") != record_id:
            self._wanted = {}
        super().open_record(record_id)
        self.tabs.choose("steps")

    def fill(self, whole: Whole) -> None:
        """Show the checklist, and take up the step that was in hand."""
        if not isinstance(whole, CaseWhole):
            return
        if self._wanted.get("record") == whole.record:
            wanted, self._wanted = self._wanted, {}
            self.steps.take_up(whole, wanted)
        else:
            self.steps.show_case(whole)

    def tell_head(self, whole: Whole) -> None:
        """Say which case it is; the chip is its clock while the authority is to be told."""
        super().tell_head(whole)
        if isinstance(whole, CaseWhole):
            number = _("Case {case}").format(case=whole.record)
            self.below.quote(f"{number} · {_below(whole.values)}")
            left = whole.clock.left
            if left is not None and not (whole.values.get("notified_at") or whole.values.get("closed_on")):
                self.chip.show_state(left_text(left), left_tone(left))

    def tick(self) -> None:
        """Time has passed: tell the clock anew, and leave all else as it is."""
        if isinstance(self.whole, CaseWhole):
            self.jobs.latest("now").read(case_reads.now).then(self._show_now)

    def _show_now(self, now: int) -> None:
        if isinstance(self.whole, CaseWhole):
            self.whole = self.whole.at(now)
            self.steps.tick(self.whole)
            self.tell_head(self.whole)

    def enter(self) -> None:
        """The cursor goes to the step that is to be done."""
        if self.tabs.code() == "steps" and not self.is_editing():
            self.steps.enter()
        else:
            super().enter()

    def leave(self) -> None:
        """Leave the form of a step, else as every sheet."""
        if self.steps.is_asking and self.tabs.code() == "steps" and not self.is_editing():
            self.steps.leave()
        else:
            super().leave()

    def draft(self) -> dict[str, Any]:
        """What was typed into the form of a step, or of the record."""
        return self._wanted or self.steps.draft() or super().draft()

    def lost(self) -> str:
        """What would be lost, in the reader's language; nothing where nothing was typed."""
        if self.steps.draft():
            return self.steps.lost()
        said = _("What was typed into the record of case {case} is not entered, and will be gone.")
        return said.format(case=draft["record"]) if (draft := self.draft()) else ""

    def give_up(self) -> None:
        """What was typed is gone."""
        self._wanted = {}
        self.steps.close_form()
        self.tab_forms.forget()
        if self.form is not None and self.is_editing():
            self.form.forget()
            self._pages.setCurrentIndex(0)

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was."""
        if "step" in draft:
            self._wanted = dict(draft)
            self.open_record(int(draft["record"]))
        else:
            super().take_up(draft)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self.steps.retranslate()
        super().retranslate()
