"""One firearm whole: its fields, marks, documents and permits, and beside them its life from the ledger."""

from typing import Any

from PySide6.QtCore import Signal

from registry_app.i18n import N_
from registry_app.services import receiving
from registry_app.services.cuts import Cut
from ui.desk import Desk
from ui.job import Job
from ui.pages.dossier import Dossier, dossier_of
from ui.pages.firearm_facts import FirearmFacts
from ui.pages.marks_tab import MarksTab
from ui.pages.permits_tab import PermitsTab
from ui.pages.positions import IN_STORE, ISSUED, drawing_of, status_text, status_tone
from ui.pages.record_form import RECEIVED, Edited
from ui.pages.record_sheet import About, RecordSheet
from ui.pages.whole import Whole
from ui.parts.text import Button
from ui.tasks import Scope

ABOUT = About(
    "firearm", "pistol", N_("Firearms"), lambda values: f"{values['maker']} {values['model']}",
    lambda values: " · ".join(str(each) for each in (values["serial"], values["tag"]) if each),
)  # fmt: skip
EDITED = Edited(
    "firearm", N_("A new firearm"), N_("Change the record of the firearm"), make=receiving.receive,
    only_new=RECEIVED, twice=("serial",),
)  # fmt: skip


class FirearmSheet(RecordSheet):
    """`act_asked` asks for handing the firearm over; as of `cut`, where one is set, nothing can be entered."""

    act_asked = Signal(int)

    def __init__(self, jobs: Scope, desk: Desk) -> None:
        self.cut: Cut | None = None
        self.act = Button(N_("Issue…"), "arrow-up-right", "primary")
        self.marks, self.permits = MarksTab(jobs, desk.strip), PermitsTab(jobs, desk.strip)
        tabs = {"marks": (N_("Marks"), self.marks), "permits": (N_("Permits"), self.permits)}
        super().__init__(jobs, desk, ABOUT, FirearmFacts(), EDITED, tabs)
        self.act.clicked.connect(lambda: self.act_asked.emit(self.record))
        self.marks.photo_asked.connect(self.documents.look)

    def acts(self) -> tuple[Button, ...]:
        """Issue or take back."""
        return (self.act,)

    def may_edit(self) -> bool:
        """What was is not changed."""
        return self.cut is None and super().may_edit()

    def open_record(self, record_id: int) -> None:
        """Show this firearm, as of the cut where one is set."""
        self.tabs.setEnabled(self.cut is None)
        self.edit.setVisible(self.may_edit())
        super().open_record(record_id)

    def read(self) -> Job[Any]:
        """All of the firearm, as of the cut where one is set."""
        return self.jobs.latest("sheet").read(dossier_of, self.record, self.cut)

    def fill(self, whole: Whole) -> None:
        """Marks and permits."""
        if isinstance(whole, Dossier):
            self.marks.show_marks(self.record, whole.marks, may_add=self.desk.may("describe"))
            may_renew = self.desk.may("renew")
            self.permits.show_permits(self.record, whole.permits, whole.zone, may_renew=may_renew)
            self.show_many("marks", len(whole.marks))
            self.show_many("permits", len(whole.permits))

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        for part in (self.marks, self.permits):
            part.retranslate()
        super().retranslate()

    def tell_head(self, whole: Whole) -> None:
        """Which firearm it is, where it stands, and what can be done with it."""
        super().tell_head(whole)
        if not isinstance(whole, Dossier) or whole.row is None:
            return
        _number, _tag, _name, _serial, _calibre, status, _holder, _place, kind, _permit, _until = whole.row
        self.tile.show_icon(drawing_of(kind), "accent_text", "accent_tint")
        self.chip.show_state(status_text(status), status_tone(status))
        self.chip.show()
        self.act.say(N_("Take back…") if status == ISSUED else N_("Issue…"))
        self.act.show_icon("arrow-down-left" if status == ISSUED else "arrow-up-right")
        self.act.setVisible(status in (IN_STORE, ISSUED) and self.cut is None)
