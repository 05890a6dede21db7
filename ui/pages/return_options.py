"""Which paper is wanted: the report, for whom, of which days or of which record, and on which sheet.

What a report asks is declared in one place, `report_table.REPORTS`; only those fields are shown.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.due import Due
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.i18n import LANGUAGES, N_, _, date, language, n_, number
from registry_app.services.filings import Filed
from registry_app.services.report_table import ARGUMENTS, REPORTS
from ui.pages.return_reads import Look, Order, subjects
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.picker import Picker
from ui.parts.text import Button, Label
from ui.tasks import Scope
from ui.when import today

FIRST, ADDRESSEE = "inventory", "addressee"
WIDE, ANY_WIDTH = 340, 16_777_215
"""Pixels; Qt knows no wider widget than the second."""
PAPERS = {"a4": N_("A4"), "letter": N_("Letter")}
TO_SEARCH = N_("Number or words; Down lists the newest.")
SUBJECTS = {
    "loss": N_("Case of loss or theft"), "discharge": N_("Discharge"), "delivery": N_("Delivery"),
    "firearm": N_("Firearm"),
}  # fmt: skip
LABELS = {name: report.label for name, report in REPORTS.items()}
WHICH = (
    Field("report", N_("Report"), "choice", required=True, choices=LABELS),
    Field(ADDRESSEE, N_("Addressee"), "choice"),
    Field("has_entries", N_("With the entries that prove it"), "boolean"),
    Field("as_of", N_("As of the end of the day"), "date", help=N_("Empty: as of now.")),
    *(
        Field(kind, label, "reference", required=True, refers_to=kind, help=TO_SEARCH)
        for kind, label in SUBJECTS.items()
    ),
    Field("within", N_("Days ahead"), "integer", least=0, help=N_("Empty: as many as the rules give notice.")),
)
PERIOD = (Field("from_on", N_("From day"), "date"), Field("until_on", N_("Up to day"), "date"))
SHEET = (
    Field("paper", N_("Paper"), "choice", required=True, choices=PAPERS),
    Field("language", N_("Language"), "choice", required=True, choices=LANGUAGES),
)
ALWAYS = ("report", ADDRESSEE)
NOBODY = N_("Empty: for nobody, and no return.")
NO_AUTHORITY = N_("A return is for an authority, and the company has none on record: enter it on the page Company.")


class ReturnOptions(Card):
    """`changed` tells that another paper is wanted, `asked` the ending of the file that it shall become."""

    changed = Signal()
    asked = Signal(str)

    def __init__(self, jobs: Scope) -> None:
        super().__init__(N_("Paper for an authority"), margin=18, spacing=10)
        self._jobs = jobs
        self._look: Look | None = None
        self._due: tuple[str, str, str] = ("", "", "")
        self._proposed_for, self._proposed = ("", ""), ("", "")
        self.form = Form(WHICH, {kind: self._search(kind) for kind in SUBJECTS})
        self.period, self.sheet = Form(PERIOD, columns=2), Form(SHEET, columns=2)
        self.period.stand_beside(self.form)
        self.sheet.stand_beside(self.form, self.period)
        self.forms = (self.form, self.period, self.sheet)
        self.rows = {name: row for form in self.forms for name, row in form.rows.items()}
        self.told = Label(role="hint", is_wrapping=True)
        self.pdf = Button(N_("Save as PDF…"), "save", "primary", key="Ctrl+S")
        self.workbook, self.data = Button(N_("Workbook…"), "file-spreadsheet"), Button(N_("JSON…"), "download")
        self._lay_out()
        spoken = language() if language() in LANGUAGES else "en"
        self.retranslate()
        self.form.show_values({"report": FIRST, "has_entries": True})
        self.sheet.show_values({"paper": "a4", "language": spoken})
        self._suit()
        self._at_first = self._shown()
        self._connect()

    def _search(self, kind: str) -> Any:
        return lambda text: self._jobs.latest("subject").read(subjects, kind, text)

    def fit(self, *, is_narrow: bool) -> None:
        """As wide as ever, or as there is room where nothing stands beside."""
        self.setMinimumWidth(0 if is_narrow else WIDE)
        self.setMaximumWidth(ANY_WIDTH if is_narrow else WIDE)

    def _lay_out(self) -> None:
        self.fit(is_narrow=False)
        for kind in SUBJECTS:
            picker = self.rows[kind].editor
            assert isinstance(picker, Picker)
            picker.lists_all = True
        row = self.rows[ADDRESSEE]
        row.inside.insertWidget(row.inside.count() - 1, self.told)
        others = QHBoxLayout()
        others.setSpacing(8)
        for button in (self.workbook, self.data):
            others.addWidget(button, 1)
        for widget in self.forms:
            self.inside.addWidget(widget)
        self.inside.addStretch()
        self.inside.addWidget(self.pdf)
        self.inside.addLayout(others)

    def _connect(self) -> None:
        for form in self.forms:
            form.changed.connect(self._edited)
            form.save_asked.connect(lambda: self.asked.emit(".pdf"))
        for button, suffix in ((self.pdf, ".pdf"), (self.workbook, ".xlsx"), (self.data, ".json")):
            button.clicked.connect(lambda _on, suffix=suffix: self.asked.emit(suffix))

    def _edited(self) -> None:
        self._suit()
        self.changed.emit()

    def _suit(self) -> None:
        """Show what the report asks; whoever it is for, and the entries where it is for somebody."""
        asked = {*ALWAYS, *self._asks(), *(("has_entries",) if self.addressee else ())}
        for form in (self.form, self.period):
            for name in form.rows:
                form.show_row(name, is_shown=name in asked)
        self.period.setVisible(not asked.isdisjoint(self.period.rows))

    def _asks(self) -> tuple[str, ...]:
        report = REPORTS.get(self.report)
        return tuple(report.asks) if report else ()

    @property
    def report(self) -> str:
        """The name of the report that is chosen."""
        return self.rows["report"].text()

    @property
    def addressee(self) -> str:
        """The code of the authority that is chosen, ``""`` for nobody."""
        return self.rows[ADDRESSEE].text()

    def missing(self) -> str:
        """The msgid of what must be chosen before there is a paper; ``""`` when nothing is missing."""
        rows = [self.rows[name] for name in ("report", *self._asks())]
        needed = [row for row in rows if row.field.required or row.field.name == ADDRESSEE]
        return next((row.field.label for row in needed if not row.text().strip()), "")

    def order(self) -> Order | None:
        """What is wanted, `None` while a field is unfit, which is told beside it."""
        told = [form.values() for form in self.forms]
        if None in told or self.missing():
            return None
        values = {name: value for each in told if each for name, value in each.items() if value is not None}
        arguments = {ARGUMENTS.get(name, name): value for name, value in values.items()}
        name = str(arguments.pop("report"))
        report, addressee, due_on = self._due
        return Order(name, arguments, due_on if (report, addressee) == (name, self.addressee) else "")

    def _shown(self) -> dict[str, str]:
        """What stands in the rows that are shown."""
        return {name: row.text() for name, row in self.rows.items() if not row.isHidden()}

    def draft(self) -> dict[str, Any]:
        """The options as they were chosen, and what was due; empty while they are as at first."""
        if self._shown() == self._at_first:
            return {}
        chosen = {name: each for form in self.forms for name, each in form.draft().items()}
        return {"chosen": chosen, "due": list(self._due)}

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft()` gave; its period is no longer proposed anew."""
        chosen = draft["chosen"]
        self.rows[ADDRESSEE].offer({chosen[ADDRESSEE]: chosen[ADDRESSEE]} if chosen[ADDRESSEE] else {})
        report, addressee, due_on = draft["due"]
        self._due, self._proposed_for = (report, addressee, due_on), (chosen["report"], chosen[ADDRESSEE])
        for form in self.forms:
            form.take_up({name: each for name, each in chosen.items() if name in form.rows})

    def show_look(self, found: Look) -> None:
        """Offer the authorities, tell what the paper would be to the one chosen, and propose a period."""
        self._look = found
        self._offer(found)
        self._propose(found)
        self.retranslate()

    def _offer(self, found: Look) -> None:
        row = self.rows[ADDRESSEE]
        row.offer(found.authorities)
        if ADDRESSEE in self._asks() and not self.addressee and found.authorities:
            row.show_value(next(iter(found.authorities)))
            self._suit()

    def _propose(self, found: Look) -> None:
        """Another report or addressee has another period, unless somebody typed one."""
        chosen = (self.report, self.addressee)
        if chosen == self._proposed_for:
            return
        is_typed = tuple(self.period.texts().values()) not in (("", ""), self._proposed)
        self._proposed_for = chosen
        if not is_typed:
            self._show_period(found.outlook.from_on, found.outlook.until_on)

    def _show_period(self, first: str, last: str) -> None:
        self._proposed = (first, last)
        for row, day in zip(self.period.rows.values(), self._proposed, strict=True):
            row.show_value(day)

    def take_due(self, due: Due, found: Look, addressee: str) -> None:
        """Fill in what is due: which report, to whom, of which days."""
        self._look = found
        self._offer(found)
        report, last = str(due.facts["report"]), str(due.facts["until"])
        self.rows["report"].show_value(report)
        self.rows[ADDRESSEE].show_value(addressee)
        self.rows["as_of"].show_value(last if "since" in due.facts else "")
        self._proposed_for, self._due = (report, addressee), (report, addressee, due.due_on)
        self._show_period(str(due.facts.get("since", "")), last)
        self._suit()
        self.retranslate()

    def file_name(self, suffix: str) -> str:
        """What a paper's file is proposed to be called: the report, and its days."""
        asked = [self.rows[name].text() for name in self._asks() if self.rows[name].field.kind == "date"]
        days = "-".join(day for day in asked if day) or today()
        called = _(LABELS[self.report]).lower().replace("/", "-").replace(" ", "-")
        return f"{called}-{days}{suffix}"

    def show_findings(self, error: Refused) -> list[Finding]:
        """Tell what is wrong beside the fields; gives what is about none of them."""
        return self.period.show_findings(self.form.show_findings(error.findings))

    def work(self, is_working: bool) -> None:
        """While a file is made no other one is asked for."""
        for button in (self.pdf, self.workbook, self.data):
            button.setEnabled(not is_working)

    def retranslate(self) -> None:
        """Tell the number of the paper, and what the authority has."""
        outlook = self._look.outlook if self._look and self.addressee else None
        if outlook is None:
            self.told.say(NO_AUTHORITY if self._look and not self._look.authorities else NOBODY)
        else:
            self.told.quote("\n".join((_("Number {number}").format(number=number(outlook.number)), had(outlook.last))))


def had(last: Filed | None) -> str:
    """What an authority has, in words."""
    if last is None:
        return _("They have none yet.")
    entries = n_("{n} entry", "{n} entries", last.head_size).format(n=number(last.head_size))
    receipt = _("receipt {number}").format(number=last.receipt_number) if last.receipt_number else _("no receipt")
    return _("The last one that they have: no. {number} of {day}, head {entries}, {receipt}").format(
        number=number(last.number), day=date(last.filed_on), entries=entries, receipt=receipt
    )
