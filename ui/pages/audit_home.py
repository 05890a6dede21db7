"""What the page of audits begins with: the list of audits, the plan of counts, and how counts went over time."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_
from registry_app.services import audit_calendar, audit_trends
from ui.pages import audit_reads as reads
from ui.pages.audit_list import AuditList
from ui.pages.audit_plan import AuditPlan
from ui.pages.audit_trend import AuditTrend
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.tasks import Scope

LIST, PLAN, TREND = "list", "plan", "trend"
VIEWS = {LIST: N_("Audits"), PLAN: N_("Plan of counts"), TREND: N_("Results over time")}
PLACE_WIDTH = 300


class AuditHome(QWidget):
    """Three views, of which one is seen; each is fetched when it is."""

    opened = Signal(object)
    asked = Signal(object, object)

    def __init__(self, jobs: Scope, *, may_begin: bool) -> None:
        super().__init__()
        self._jobs = jobs
        self.list, self.plan = AuditList(jobs.run, may_begin=may_begin), AuditPlan(may_begin=may_begin)
        self.trend = AuditTrend(jobs.run, lambda text: jobs.latest("of").read(reads.everywhere, text))
        self.views, self.pages = Segments(N_("Which view"), VIEWS), Stack()
        self._all: dict[str, Any] = {LIST: self.list, PLAN: self.plan, TREND: self.trend}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        self.trend.place.setMaximumWidth(PLACE_WIDTH)
        line = QHBoxLayout()
        line.addWidget(self.views)
        line.addStretch()
        line.addWidget(self.trend.place, 1)
        inside.addLayout(line)
        inside.addWidget(self.pages, 1)
        for view in self._all.values():
            self.pages.addWidget(view)
            view.opened.connect(self.opened)
        self.plan.asked.connect(self.asked)
        self.trend.asked.connect(self.reload)
        self.views.chosen.connect(self._show)
        self.trend.place.hide()

    def show_view(self, code: str) -> None:
        """Show one of the three, with the cursor in it."""
        self.views.take(code)
        self._show(code)
        self.enter()

    def _show(self, code: str) -> None:
        self.pages.setCurrentWidget(self._all[code])
        self.trend.place.setVisible(code == TREND)
        self.reload()

    def reload(self) -> None:
        """Fetch what is seen."""
        if self.views.code() == PLAN:
            self._jobs.latest("plan").read(audit_calendar.calendar).then(self.plan.show_calendar)
        elif self.views.code() == TREND:
            place = self.trend.place.id()
            self._jobs.latest("trend").read(audit_trends.trend, place=place).then(self.trend.show_trend)
        else:
            self._jobs.latest("list").read(reads.listed).then(self.list.show_rows)

    def show_plan(self, armoury: int) -> None:
        """Show the plan at an armoury."""
        self.plan.go_to(armoury)
        self.show_view(PLAN)

    def enter(self) -> None:
        """The cursor goes into what is seen."""
        self._all[self.views.code()].enter()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        for view in self._all.values():
            view.retranslate()

    def fit(self, *, is_narrow: bool) -> None:
        """Arrange what is seen for the room there is."""
        self.plan.fit(is_narrow=is_narrow)
