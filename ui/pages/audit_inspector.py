"""Where an inspector remarks, says that there are no findings, and notes what was shown: signed with the own key.

The register of an inspector cannot write; `services.inspection` opens for each of these entries the one connection that
may append it.
"""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from registry_app.domain.audit import REMARK_KINDS
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.domain.scan import Scan, problem
from registry_app.i18n import N_, _
from registry_app.services import inspection, ledger
from registry_app.services.audit_views import Whole
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import audit_reads as reads
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.picker import Choice
from ui.parts.segments import Segments
from ui.parts.text import Button, Label, told
from ui.tasks import Scope

TALL = 110
PLACE = Field("place_id", N_("Place where it was shown"), "reference", required=True, refers_to="place")
PACKS = Field("packs", N_("Sealed packs"), "integer", most=1_000_000)
QUANTITY = Field("quantity", N_("Loose rounds or pieces"), "integer", most=10_000_000)
WRITE, SHOWN = N_("Remark"), N_("What was shown to you")
LINE = N_("Scan, or type a serial and press Enter")
HELP = N_("No names of people. Once it is entered it stays.")
REMARKED = N_("Your remark is entered and signed. Entry {entry}.")
NOTED = N_("{text} was shown to you. Entry {entry}.")
WITHOUT = "sighting_without_number"


class InspectorDesk(QWidget):
    """Two cards below each other; what is entered is told to all pages as everything written is."""

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self.whole: Whole | None = None
        self._entry, self._text = ledger.new_id(), ""
        self.kinds, self.text = Segments(N_("What it is"), REMARK_KINDS), QPlainTextEdit()
        self.sign = Button(N_("Sign and enter (Ctrl+Enter)"), "check", "primary")
        search = lambda text: jobs.latest("shown place").read(reads.choices, "place", text)  # noqa: E731
        self.form = Form([PLACE, PACKS, QUANTITY], {"place_id": search})
        self.line = QLineEdit()
        self._problems = {each: Label(role="problem", is_wrapping=True) for each in (self.text, self.line)}
        self._lay_out()
        self._connect()
        self._ask_numbers(is_asked=False)

    def _lay_out(self) -> None:
        whole, self._shown = QVBoxLayout(self), Card(SHOWN, margin=18, spacing=10)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(14)
        write = Card(WRITE, margin=18, spacing=10)
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(TALL)
        for widget in (
            self.kinds, self.text, Label(HELP, "hint", is_wrapping=True), self._problems[self.text], self.sign,
        ):  # fmt: skip
            write.inside.addWidget(widget)
        for widget in (self.form, self.line, self._problems[self.line]):
            self._shown.inside.addWidget(widget)
        for label in self._problems.values():
            label.hide()
        whole.addWidget(write)
        whole.addWidget(self._shown)

    def _connect(self) -> None:
        on = QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return), self.text, self.confirm)
        on.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.sign.clicked.connect(self.confirm)
        self.kinds.chosen.connect(lambda _code: self.text.setFocus())
        self.line.returnPressed.connect(self._typed)
        self.form.save_asked.connect(self._typed)

    def show_audit(self, whole: Whole) -> None:
        """Remark about this audit; what is shown is noted while it is open."""
        is_same = self.whole is not None and self.whole.row.number == whole.row.number
        self.whole = whole
        self._shown.setVisible(not whole.is_closed)
        if not is_same:
            self.text.clear()
            self.form.show_values({})
            if whole.place_kind != "company":
                place = Choice(whole.row.place, whole.row.place_name)
                self.form.rows["place_id"].editor.show_choice(place)  # type: ignore[attr-defined]
        self.retranslate()

    def enter(self) -> None:
        """The cursor goes to where the remark is written."""
        self.text.setFocus(Qt.FocusReason.TabFocusReason)

    def confirm(self) -> None:
        """Sign what was written and enter it."""
        if self.whole is None or not self.sign.isEnabled():
            return
        self.sign.setEnabled(False)
        text = " ".join(self.text.toPlainText().split())
        facts = {"text": text, "kind": self.kinds.code(), "audit": self.whole.row.number, "entry_id": self._entry}
        job = self._jobs.labour(inspection.remark, **facts).ended(lambda: self.sign.setEnabled(True))
        job.then(self._remarked).otherwise(lambda error: self._tell(self.text, error.findings), Refused)

    def _remarked(self, posted: Posted) -> None:
        self._entry = ledger.new_id()
        self.text.clear()
        self.kinds.take("remark")
        self._tell(self.text, ())
        self._desk.strip.say(REMARKED, entry=posted.seq)
        self.enter()

    def scanned(self, scan: Scan) -> None:
        """A scan is what was shown."""
        if finding := problem(scan):
            self._desk.reception.tell(Refused(finding))
        elif self._shown.isVisible():
            self._show(scan.text)

    def _typed(self) -> None:
        if text := self.line.text().strip() or self._text:
            self._show(text)

    def _show(self, text: str) -> None:
        values = self.form.values()
        if values is None or self.whole is None:
            return
        self._text = text
        facts = {"audit": self.whole.row.number, "text": text, "place": values["place_id"], "entry_id": ledger.new_id()}
        numbers = {name: values[name] for name in ("packs", "quantity")}
        job = self._jobs.labour(inspection.shown_by_name, **facts, **numbers)
        job.then(self._noted).otherwise(self._not_noted, Refused)

    def _noted(self, posted: Posted) -> None:
        self._desk.strip.say(NOTED, text=self._text, entry=posted.seq)
        self._desk.reception.done()
        self._text = ""
        self.line.clear()
        self._tell(self.line, ())
        self._ask_numbers(is_asked=False)
        self.line.setFocus()

    def _not_noted(self, error: Refused) -> None:
        """Of a lot it is asked how many there are; anything else is told."""
        if any(each.code == WITHOUT for each in error.findings):
            self.line.setText(self._text)
            self._ask_numbers(is_asked=True)
            self.form.rows["packs"].editor.setFocus()
        self._tell(self.line, error.findings)
        self._desk.reception.hear_refused(error)

    def _ask_numbers(self, *, is_asked: bool) -> None:
        for name in ("packs", "quantity"):
            self.form.show_row(name, is_shown=is_asked)
            if not is_asked:
                self.form.rows[name].show_value(None)

    def _tell(self, about: QWidget, findings: Iterable[Finding]) -> None:
        label = self._problems[about]  # type: ignore[index]
        label.quote("\n".join(told(each) for each in findings))
        label.setVisible(bool(label.text()))

    def draft(self) -> dict[str, Any]:
        """What was written and not entered."""
        if self.whole is None or not self.text.toPlainText().strip():
            return {}
        return {"audit": self.whole.row.number, "kind": self.kinds.code(), "text": self.text.toPlainText()}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft` gave."""
        self.kinds.take(draft["kind"])
        self.text.setPlainText(draft["text"])

    def retranslate(self) -> None:
        """Name the lines again."""
        self.text.setAccessibleName(_(WRITE))
        self.line.setPlaceholderText(_(LINE))
        self.line.setAccessibleName(_(LINE))
