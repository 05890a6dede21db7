"""The company: its record, its end, and the rules in force with the source of each; other rules are adopted here."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.fields import Value
from registry_app.domain.rules import NEWEST
from registry_app.i18n import N_, number
from registry_app.services import company, records
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.job import Job
from ui.pages import company_reads
from ui.pages.adopt_form import AdoptForm
from ui.pages.closing_card import ClosingCard
from ui.pages.company_form import CompanyForm, beside
from ui.pages.company_reads import Adoption, Standing
from ui.pages.page import Page
from ui.pages.rule_words import country
from ui.pages.rules_card import RulesCard
from ui.pages.witness import candidates
from ui.parts.folding import BELOW, BESIDE
from ui.parts.notice import Notice
from ui.parts.picker import Choice
from ui.parts.stack import Stack
from ui.parts.text import Button

OLDER = N_("This register follows edition {edition} of the rules. Edition {newest} knows packs, holds, cases and more.")
LOOKS = N_("You can look at the company and its rules; others in your company change them.")
NARROW = 980
"""Below this width of the page the rules stand under the record."""


Editing = CompanyForm | ClosingCard


class Company(Page):
    """The page and the form for other rules lie behind each other; Esc leads from the form back."""

    SHORTCUTS = (
        ("Ctrl+Return", N_("In a form: save")),
        ("Esc", N_("In a form: undo what was typed, or go back")),
        ("Ctrl+R", N_("Adopt other rules")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.standing: Standing | None = None
        self._draft: dict[str, Any] = {}
        self._cursor_waits = False
        self.older, self._pages = Notice(OLDER, "amber", edition="", newest=""), Stack()
        self.record, self.closing, self.rules = CompanyForm(self._find_authorities), ClosingCard(), RulesCard()
        self.closing.form.stand_beside(self.record.form, self.record.new)
        self.adopting = AdoptForm()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole, left = QWidget(), QWidget()
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        below = QVBoxLayout(left)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(14)
        for card in (self.record, self.closing):
            below.addWidget(card)
        below.addStretch()
        self._across.addWidget(left, 11)
        self._across.addWidget(self.rules, 10)
        self._pages.addWidget(whole)
        self._pages.addWidget(self.adopting)
        newer = Button(N_("Adopt the newer rules…"))
        newer.clicked.connect(self.begin)
        self.older.add(newer)
        self.older.hide()
        if not self.desk.may("amend"):
            self.inside.addWidget(Notice(LOOKS, "gray"))
        self.inside.addWidget(self.older)
        self.inside.addWidget(self._pages, 1)

    def _connect(self) -> None:
        may_amend, may_adopt = self.desk.may("amend"), self.desk.may("policy")
        for card in (self.record, self.closing):
            card.setEnabled(may_amend)
            card.saved.connect(lambda values, before, card=card: self._save(card, values, before))
        self.rules.adopt.setVisible(may_adopt)
        self.rules.adopt_asked.connect(self.begin)
        self.record.authority_wanted.connect(self._make_authority)
        self.record.nothing_changed.connect(lambda: self.desk.strip.say(N_("Nothing was changed."), "note"))
        self.rules.list.left_upwards.connect(self.desk.focus_search)
        self.adopting.left.connect(self.show_page)
        self.adopting.previewed.connect(self._preview)
        self.adopting.asked.connect(self._adopt)

    def _find_authorities(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("authorities").read(company_reads.authorities, text)

    def reload(self) -> None:
        """Fetch company and rules; what is being typed stays."""
        self.jobs.latest("standing").read(company_reads.standing).then(self._show)

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        self.record.show_company(standing)
        self.closing.show_company(standing)
        self.rules.show_rules(standing.book)
        self.older.setVisible(not standing.book.is_newest and self.desk.may("policy"))
        self.older.words.say(OLDER, edition=number(standing.book.edition), newest=number(NEWEST))
        if self._cursor_waits:
            self._cursor_waits = False
            self.enter_list()
        if self._draft:
            draft, self._draft = self._draft, {}
            self.record.form.take_up(draft)

    def _save(self, card: Editing, values: Mapping[str, Value], before: Mapping[str, Value]) -> None:
        self.setEnabled(False)
        job = self.jobs.write(company.complete, values=values)
        job.ended(lambda: self.setEnabled(True)).then(lambda _posted: self._saved(card, before))
        job.otherwise(lambda error: self._refused(card, error), Refused)

    def _saved(self, card: Editing, before: Mapping[str, Value]) -> None:
        card.form.is_dirty = False
        self.reload()
        self.desk.strip.say(N_("The company's record was changed."))
        self.desk.strip.offer(N_("Undo the change"), lambda: self._put_back(before))

    def _put_back(self, before: Mapping[str, Value]) -> None:
        job = self.jobs.write(company.complete, values=before)
        job.then(lambda _posted: self.desk.strip.say(N_("The company's record is as it was before.")))

    def _refused(self, card: Editing, error: Refused) -> None:
        if left := card.form.show_findings(map(beside, error.findings)):
            self.desk.strip.tell(tuple(left))

    def _make_authority(self, values: dict[str, Value]) -> None:
        job = self.jobs.write(records.describe, kind="place", values=values)
        job.then(lambda posted: self._made(posted, values)).otherwise(self._not_made, Refused)

    def _made(self, posted: Posted, values: Mapping[str, Value]) -> None:
        self.record.take_authority(posted.records[0], values)
        self.desk.strip.say(N_("{name} is a place of this register now."), name=values["name"])

    def _not_made(self, error: Refused) -> None:
        if left := self.record.new.show_findings(error.findings):
            self.desk.strip.tell(tuple(left))

    def begin(self) -> None:
        """Open the form by which other rules take over."""
        if self.standing is None:
            return
        own = self.desk.worker.actor.person_id if self.desk.worker.actor else 0
        book = self.standing.book
        witnesses = candidates(self.standing.accounts, own)
        self.adopting.begin(book.jurisdiction, (each for each in book.limits if each.is_own), witnesses)
        self._pages.setCurrentWidget(self.adopting)
        self.older.hide()
        self.adopting.enter()

    def _preview(self, jurisdiction: str) -> None:
        if not jurisdiction:
            self.adopting.show_preview(())
            return
        job = self.jobs.latest("preview").read(company_reads.preview, jurisdiction)
        job.then(self.adopting.show_preview)
        job.otherwise(lambda error: self.adopting.show_findings(error.findings), Refused)

    def _adopt(self, wish: Adoption) -> None:
        self.adopting.work(True)
        job = self.jobs.labour(company_reads.adopt, wish)
        job.ended(lambda: self.adopting.work(False)).then(self._adopted)
        job.otherwise(lambda error: self.adopting.show_findings(error.findings), Refused)

    def _adopted(self, wish: Adoption) -> None:
        self.show_page()
        self.desk.strip.say(N_("The rules of {country} are in force from now on."), country=country(wish.jurisdiction))

    def show_page(self) -> None:
        """Back from the form; no passphrase stays."""
        self.adopting.forget()
        self._pages.setCurrentIndex(0)
        if self.standing is not None:
            self._show(self.standing)
        self.rules.adopt.setFocus()

    def enter_list(self) -> None:
        """The cursor goes to the first empty field of the record, once that is known, or to the form that is open."""
        self._cursor_waits = self.standing is None
        if self._pages.currentIndex():
            self.adopting.enter()
        elif self._cursor_waits:
            self.setFocus()
        elif self.record.isEnabled():
            self.record.enter()
        else:
            self.rules.list.setFocus()

    def draft(self) -> dict[str, Any]:
        """What was typed into the record and not saved."""
        return self._draft or (self.record.form.draft() if self.record.form.is_dirty else {})

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put back what `draft()` gave, as soon as the record is known."""
        self._draft = draft

    def leave(self) -> None:
        """No passphrase stays behind."""
        self.adopting.forget()
        super().leave()

    def retranslate(self) -> None:
        """Say rules and closing again."""
        for part in (self.closing, self.rules, self.adopting):
            part.retranslate()

    def fit(self) -> None:
        """On a narrow page the rules stand below."""
        is_narrow = self.is_narrower(NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self.rules.list.setMinimumHeight(self.height() // 2 if is_narrow else 0)
