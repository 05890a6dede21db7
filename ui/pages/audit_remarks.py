"""What inspectors remark about an audit, and the desk at which an inspector remarks and notes what was shown."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.audit import REMARK_KINDS
from registry_app.domain.days import minute_at
from registry_app.domain.scan import Scan
from registry_app.i18n import N_, _, minute
from registry_app.services import inspection
from registry_app.services.audit_views import Whole
from registry_app.services.inspection import Remarked
from ui.desk import Desk
from ui.pages.audit_inspector import InspectorDesk
from ui.parts.card import Card
from ui.parts.empty import Empty
from ui.parts.folding import BELOW, BESIDE
from ui.parts.points import Point, Points
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.tasks import Scope

ICONS = {"remark": ("file-text", "blue"), "no_findings": ("circle-check", "green"), "shown": ("eye", "gray")}
WIDE, WIDEST, LIST_TALL = 430, 16_777_215, 110


class RemarksPart(QWidget):
    """`told` carries how many remarks there are."""

    told = Signal(int)

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._jobs = jobs
        self.whole: Whole | None = None
        self._found: Sequence[Remarked] = ()
        self.points = Points(N_("Remarks of inspectors"))
        self.inspector = InspectorDesk(desk, jobs)
        self._pages = Stack()
        self._lay_out()
        self.inspector.setVisible(inspection.ROLE in desk.worker.roles.split())

    def _lay_out(self) -> None:
        self._across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        card, side = Card(margin=1, spacing=6), QVBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        advice = N_("Whoever has the role of an inspector writes them here, signed with the own key.")
        self._pages.addWidget(self.points)
        self._pages.addWidget(Empty("file-text", N_("No inspector has remarked anything"), advice))
        self.points.setSizePolicy(*AS_TALL_AS_ROOM)
        card.inside.addWidget(self._pages, 1)
        self._pages.setMinimumHeight(LIST_TALL)
        side.addWidget(self.inspector)
        side.addStretch()
        across.addWidget(card, 1)
        across.addLayout(side)

    def look(self, whole: Whole) -> None:
        """Read what was remarked about this audit, to tell how much there is."""
        self.whole = whole
        self.inspector.show_audit(whole)
        self._jobs.latest("remarks").read(inspection.remarks, audit=whole.row.number).then(self._show)

    def show_audit(self, whole: Whole) -> None:
        """Show what was remarked about this audit."""
        self.look(whole)

    def _show(self, found: Sequence[Remarked]) -> None:
        self._found = found
        self._pages.setCurrentIndex(0 if found else 1)
        self.told.emit(len(found))
        self.retranslate()

    def scanned(self, scan: Scan) -> None:
        """What is scanned was shown."""
        self.inspector.scanned(scan)

    def draft(self) -> dict[str, Any]:
        """What an inspector wrote and did not enter."""
        return self.inspector.draft()

    def fit(self, *, is_narrow: bool) -> None:
        """On a narrow window the inspector writes below the list."""
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self.inspector.setMinimumWidth(0 if is_narrow else WIDE)
        self.inspector.setMaximumWidth(WIDEST if is_narrow else WIDE)

    def enter(self) -> None:
        """The cursor goes to where an inspector writes, else into the list."""
        self.points.setFocus() if self.inspector.isHidden() else self.inspector.enter()

    def retranslate(self) -> None:
        """Say the remarks again."""
        zone = self.whole.zone if self.whole else "UTC"
        self.points.show_points([_point(each, zone) for each in self._found])
        self.inspector.retranslate()


def _point(each: Remarked, zone: str) -> Point:
    icon, tone = ICONS[each.kind]
    said = _("{user}, entry {entry}").format(user=each.user, entry=each.seq)
    title = each.text or _(REMARK_KINDS[each.kind])
    return Point(
        title, (said,), minute(minute_at(each.at, zone)), chip=_(REMARK_KINDS[each.kind]), chip_tone=tone, icon=icon
    )
