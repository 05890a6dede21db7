"""The users: who may sign in, in which roles; a director adds, changes, lets go; all change the own passphrase."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, n_, number
from registry_app.services import users
from registry_app.services.users import Account
from ui.desk import Desk
from ui.job import Job
from ui.pages import user_rows
from ui.pages.certificate_part import CertificatePart
from ui.pages.page import Page
from ui.pages.user_acts import ADD, LEAVE, OWN, RENEW, RETURN, Wish, fulfil
from ui.pages.user_card import WIDE, UserCard
from ui.pages.user_form import UserForm
from ui.pages.user_rows import COLUMNS
from ui.pages.user_words import ALONE, DONE, LOOKS, SECOND
from ui.pages.witness import candidates
from ui.parts.card import Card
from ui.parts.folding import WithAside
from ui.parts.notice import Notice
from ui.parts.picker import Choice
from ui.parts.stack import Stack
from ui.parts.table import Table
from ui.parts.text import Button, Label


class Users(Page):
    """The list and the form lie behind each other; Esc leads from the form back to the list."""

    SHORTCUTS = (
        ("Ctrl+N", N_("Add a user")),
        ("Return", N_("What can be done with the user")),
        ("Ctrl+Return", N_("In the form: do it")),
        ("Esc", N_("In the form: back to the list")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.accounts: list[Account] = []
        self._sort, self._is_descending = "name", False
        self._wanted: dict[str, Any] = {}
        self._was_put_forward = False
        self._may = desk.may("user")
        self.table = Table(N_("Users"), COLUMNS, lambda ids: self.jobs.read(user_rows.rows, ids))
        self.card = UserCard()
        self.form = UserForm(self._find_people)
        self.certificates = CertificatePart(desk, self.jobs)
        self.add = Button(N_("Add a user…"), "plus", "primary", key="Ctrl+N")
        self.alone = Notice(ALONE, "amber")
        self._pages, self._count = Stack(), Label(role="muted")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        listed = QWidget()
        left = QVBoxLayout(listed)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(14)
        left.addWidget(self._list_card(), 1)
        left.addWidget(self.certificates)
        self._pages.addWidget(WithAside(listed, self.card, WIDE))
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.certificates.form)
        self.second = Label(SECOND, "muted", is_wrapping=True)
        if not self._may:
            self.inside.addWidget(Notice(LOOKS, "gray"))
        self.inside.addWidget(self.alone)
        self.inside.addWidget(self._pages, 1)
        self.form.add_remark(self.second)
        for widget in (self.alone, self.second, self.card):
            widget.hide()
        self.add.setVisible(self._may)

    def _list_card(self) -> Card:
        card, line = Card(margin=1, spacing=6), QHBoxLayout()
        line.setContentsMargins(14, 10, 12, 0)
        line.addWidget(self._count)
        line.addStretch()
        line.addWidget(self.add)
        card.inside.addLayout(line)
        card.inside.addWidget(self.table, 1)
        return card

    def _connect(self) -> None:
        self.table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.table.rows.sort_asked.connect(self._sort_by)
        self.table.chosen.connect(self._show_card)
        self.table.opened.connect(lambda _number: self.card.enter())
        self.table.left_upwards.connect(self.desk.focus_search)
        self.add.clicked.connect(lambda: self.begin(ADD))
        self.card.asked.connect(self.begin)
        self.form.asked.connect(self._do)
        self.form.left.connect(self.show_list)
        self.certificates.left.connect(self.show_list)
        self.certificates.opened.connect(lambda: self._pages.setCurrentWidget(self.certificates.form))
        QShortcut(QKeySequence("Esc"), self.card, self.table.setFocus,
                  context=Qt.ShortcutContext.WidgetWithChildrenShortcut)  # fmt: skip

    def _find_people(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("people").read(user_rows.people, text)

    def _is_own(self, account: Account) -> bool:
        return self.desk.worker.actor is not None and account.id == self.desk.worker.actor.user_id

    def reload(self) -> None:
        """Fetch the users; what is being typed into the form stays."""
        self.jobs.latest("users").read(users.accounts).then(self._show)
        self.certificates.reload()

    def _show(self, accounts: Sequence[Account]) -> None:
        self.accounts = list(accounts)
        is_alone = len(accounts) == 1
        self.alone.setVisible(is_alone)
        self.second.setVisible(is_alone)
        self._list_all()
        if self._wanted:
            self._take_up_again()
        elif is_alone and self._may and not self._was_put_forward:
            self._was_put_forward = True
            self.begin(ADD)

    def _list_all(self) -> None:
        self.retranslate()
        ids = user_rows.ordered(self.accounts, self._sort, is_descending=self._is_descending)
        self.table.show_ids(ids)
        if ids and not self.table.current_id():
            self.table.selectRow(0)
        self._show_card(self.table.current_id())

    def _sort_by(self, key: str, is_descending: bool) -> None:
        self._sort, self._is_descending = key, is_descending
        self._list_all()

    def _chosen(self) -> Account | None:
        return next((each for each in self.accounts if each.id == self.table.current_id()), None)

    def _show_card(self, _record: int) -> None:
        account = self._chosen()
        self.certificates.show_accounts(self.accounts, account)
        self.card.setVisible(account is not None)
        if account is not None:
            may_change = self._may and len(self.accounts) > 1
            self.card.show_user(account, is_own=self._is_own(account), may_change=may_change)
            self.jobs.latest("life").read(user_rows.life, account.id).then(self.card.show_events)

    def begin(self, act: str) -> None:
        """Open the form for an act, about the user that the list stands on."""
        account = None if act == ADD else self._chosen()
        needs_witness = act != OWN and len(self.accounts) > 1
        self.form.begin(act, account, self._witnesses(act) if needs_witness else [], needs_witness=needs_witness)
        self._pages.setCurrentWidget(self.form)
        if self.isVisible():
            self.form.enter()

    def _witnesses(self, act: str) -> list[Account]:
        """Who may vouch for it: not whoever works here, nor who is let go or has forgotten the passphrase."""
        own = self.desk.worker.actor.person_id if self.desk.worker.actor else 0
        about = self.table.current_id() if act in (LEAVE, RENEW, RETURN) else 0
        return candidates(self.accounts, own, about)

    def _do(self, wish: Wish) -> None:
        self.form.work(True)
        job = self.jobs.labour(fulfil, wish)
        job.ended(lambda: self.form.work(False)).then(self._done).otherwise(self._refused, Refused)

    def _refused(self, error: Refused) -> None:
        self.form.show_findings(error.findings)

    def _done(self, wish: Wish) -> None:
        self.show_list()
        self.desk.strip.say(DONE[wish.act], user=wish.name)

    def show_list(self) -> None:
        """Back to the list; nothing of what was typed is kept."""
        self.form.forget()
        self.certificates.form.forget()
        self._pages.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def enter_list(self) -> None:
        """The cursor goes into the list, or into the form that is open."""
        forms = (self.form, self.certificates.form)
        shown = next((form for form in forms if form is self._pages.currentWidget()), None)
        if shown is not None:
            shown.enter()
        else:
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def open_record(self, record_id: int) -> None:
        """Show this user."""
        self.show_list()
        self.table.go_to(record_id)

    def draft(self) -> dict[str, Any]:
        """What was typed into the form, but for passphrases."""
        return self._wanted or (self.form.typed() if self._pages.currentWidget() is self.form else {})

    def take_up(self, draft: dict[str, Any]) -> None:
        """Open the form again as it was, as soon as the users are known."""
        self._wanted = draft

    def _take_up_again(self) -> None:
        typed, self._wanted = self._wanted, {}
        self._was_put_forward = True
        about = next((each.id for each in self.accounts if each.name == typed["user"]), 0)
        self.table.go_to(about)
        self.begin(typed["act"])
        self.form.take_up(typed)

    def leave(self) -> None:
        """No passphrase stays behind."""
        self.form.forget()
        self.certificates.form.forget()
        super().leave()

    def retranslate(self) -> None:
        """Say the count, the card and the form again."""
        count = sum(each.is_active for each in self.accounts)
        self._count.quote(n_("{n} active user", "{n} active users", count).format(n=number(count)))
        self.card.retranslate()
        self.certificates.retranslate()
        self.form.retranslate()
