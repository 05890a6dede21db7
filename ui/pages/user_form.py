"""The form for all that is done with users: it shows the lines of one act, and the witness where one is needed."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QWidget

from registry_app.domain.errors import Finding, refuse
from registry_app.i18n import N_, _
from registry_app.services.users import Account
from ui.pages.user_acts import ADD, LEAVE, OWN, RENEW, RETURN, ROLES, Wish
from ui.pages.user_lines import FormLine, NewPassphrase, Roles, secret
from ui.pages.user_words import BUTTONS, NOBODY, TITLES, TOLD
from ui.pages.witness import VOUCH
from ui.parts.card import Card
from ui.parts.folding import BELOW, BESIDE
from ui.parts.picker import Choice, Picker, Search
from ui.parts.problem import Problem
from ui.parts.text import Button, Label

SHOWN: dict[str, tuple[str, ...]] = {
    ADD: ("name", "person", "passphrase", "again", "roles"),
    ROLES: ("roles",),
    LEAVE: (),
    RENEW: ("passphrase", "again"),
    RETURN: ("passphrase", "again"),
    OWN: ("old", "passphrase", "again"),
}
WITNESS = ("witness", "witness_passphrase")
FIELD_OF = {
    "code": "name", "person_id": "person", "user_exists": "name", "passphrase_short": "passphrase",
    "second_user": "roles", "user_own_rights": "roles", "witness_missing": "witness", "witness_unknown": "witness",
    "witness_may_not": "witness", "witness_same_person": "witness",
}  # fmt: skip
"""Fields of records and codes of findings, by the line that they are about."""
NARROW = 820
"""Below this width the roles stand under the rest."""


class UserForm(QScrollArea):
    """`asked` carries the `Wish`, `left` tells that nothing shall be done."""

    asked = Signal(object)
    left = Signal()

    def __init__(self, find_people: Search) -> None:
        super().__init__()
        self.act, self.user = ADD, ""
        self._is_dirty = self._needs_witness = False
        self.name, self.person, self.roles = QLineEdit(), Picker(find_people, N_("Name or code")), Roles()
        self.old, self.again = secret(), secret()
        self.witness, self.witness_passphrase = QComboBox(), secret()
        passphrase = NewPassphrase()
        self.passphrase = passphrase.line
        self.lines = {
            "name": FormLine(N_("User name"), self.name, N_("Short, for signing in.")),
            "person": FormLine(N_("Full name"), self.person, N_("Somebody new, or a person of the register.")),
            "old": FormLine(N_("Passphrase until now"), self.old),
            "passphrase": passphrase,
            "again": FormLine(N_("The new passphrase again"), self.again),
            "roles": FormLine(N_("Roles"), self.roles),
            "witness": FormLine(N_("Witness"), self.witness),
            "witness_passphrase": FormLine(N_("Passphrase of the witness"), self.witness_passphrase),
        }
        self.title, self._told = Label(role="h2"), Label(role="muted", is_wrapping=True)
        self._vouch = Label(VOUCH, "muted", is_wrapping=True)
        self._problem = Problem()
        self.button, self.back = Button("", "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self._order()
        self._connect()

    def _order(self) -> None:
        """Tab goes through the roles before the witness, who vouches for all of it."""
        first = [self.name, self.person, self.old, self.passphrase, self.again]
        for before, after in pairwise([*first, *self.roles.boxes.values(), self.witness, self.witness_passphrase,
                                       self.button, self.back]):  # fmt: skip
            QWidget.setTabOrder(before, after)

    def _lay_out(self) -> None:
        self._body, self._main, self._side = QWidget(), Card(margin=20, spacing=12), Card(margin=20, spacing=8)
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._body)
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(14)
        self._main.inside.addWidget(self.title)
        self._main.inside.addWidget(self._told)
        self._main.inside.addLayout(self._pairs(("name", "person"), ("old",), ("passphrase", "again")))
        self._main.inside.addWidget(self._vouch)
        self._main.inside.addLayout(self._pairs(WITNESS))
        self._main.inside.addWidget(self._problem)
        self._main.inside.addLayout(self._foot())
        self._main.inside.addStretch(1)
        self._side.inside.addWidget(self.lines["roles"])
        self._side.inside.addStretch(1)
        for card in (self._main, self._side):
            card.setMaximumWidth(680)
            self._across.addWidget(card, 1)
        self._across.addStretch()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._body)

    def _pairs(self, *rows: Sequence[str]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        for i, row in enumerate(rows):
            for j, name in enumerate(row):
                grid.addWidget(self.lines[name], i, j)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.addWidget(self.back)
        line.addStretch()
        line.addWidget(self.button)
        return line

    def _connect(self) -> None:
        for editor in (self.name, self.person):
            editor.textEdited.connect(self._edited)
            editor.returnPressed.connect(self.focusNextChild)
        self.person.picked.connect(lambda _person: self.focusNextChild())
        for secret_line in (self.old, self.passphrase):
            secret_line.returnPressed.connect(self.focusNextChild)
        self.again.returnPressed.connect(self._go_on)
        self.witness_passphrase.returnPressed.connect(self.confirm)
        self.roles.changed.connect(self._edited)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.left)
        self.again.editingFinished.connect(self._compare)
        save = QShortcut(QKeySequence("Ctrl+Return"), self, self.confirm)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _edited(self) -> None:
        self._is_dirty = True

    def _go_on(self) -> None:
        """The passphrase typed twice is all that is needed where nobody witnesses and there is no role to give."""
        self.confirm() if self.act == OWN else self.focusNextChild()

    def add_remark(self, remark: QWidget) -> None:
        """Put a sentence of the page below what is told of the act."""
        self._main.inside.insertWidget(2, remark)

    def begin(self, act: str, account: Account | None, witnesses: Iterable[Account], *, needs_witness: bool) -> None:
        """Ask what `act` needs; `account` is whom it is about, nobody for a new user."""
        self.forget()
        self.act, self.user = act, account.name if account else ""
        self._needs_witness = needs_witness
        for each in witnesses:
            self.witness.addItem(f"{each.name} · {each.person}", each.name)
        self.witness.setCurrentIndex(0 if self.witness.count() == 1 else -1)
        self.roles.tick(account.roles if account else "")
        wanted = self._names()
        for name, line in self.lines.items():
            line.setVisible(name in wanted)
        self._say_who_vouches()
        self._side.setVisible("roles" in wanted)
        self.title.say(TITLES[act], user=self.user)
        self._told.say(TOLD[act], user=self.user)
        self.button.say(BUTTONS[act])
        self.verticalScrollBar().setValue(0)

    def _say_who_vouches(self) -> None:
        """Without anybody to witness nothing can be done, which is said before anything is typed."""
        is_possible = not self._needs_witness or self.witness.count() > 0
        self._vouch.say(VOUCH if is_possible else NOBODY, user=self.user)
        self._vouch.set_tone("" if is_possible else "red")
        self._vouch.setVisible(self._needs_witness)
        self.button.setEnabled(is_possible)

    def _names(self) -> tuple[str, ...]:
        return SHOWN[self.act] + (WITNESS if self._needs_witness else ())

    def enter(self) -> None:
        """The cursor goes to the first line."""
        name = next(iter(self._names()), "")
        self.lines[name].enter() if name else self.button.setFocus()

    def forget(self) -> None:
        """Nothing is typed, least of all a passphrase."""
        for editor in (self.name, self.old, self.passphrase, self.again, self.witness_passphrase):
            editor.clear()
        self.person.show_choice(None)
        self.witness.clear()
        self.roles.tick("")
        self._is_dirty = False
        self.show_findings(())

    def typed(self) -> dict[str, Any]:
        """What would be lost, but for passphrases, which are never kept."""
        if not self._is_dirty:
            return {}
        return {"act": self.act, "user": self.user, "name": self.name.text(), "person": self.person.text(),
                "person_id": self.person.id(), "roles": self.roles.codes()}  # fmt: skip

    def take_up(self, typed: dict[str, Any]) -> None:
        """Put back what `typed()` gave."""
        self.name.setText(typed["name"])
        self.person.show_choice(Choice(typed["person_id"], typed["person"]) if typed["person"] else None)
        self.roles.tick(typed["roles"])
        self._is_dirty = True

    def work(self, is_working: bool) -> None:
        """While working the form takes no input."""
        self._body.setEnabled(not is_working)

    def confirm(self) -> None:
        """Ask for it, when nothing is missing."""
        if not (self._body.isEnabled() and self.button.isEnabled()):
            return
        missing = [refuse("field_required", field=name, label=self.lines[name].label) for name in self._missing()]
        self.show_findings(missing)
        if self._compare() and not missing:
            self.asked.emit(self._wish())

    def _missing(self) -> list[str]:
        texts = {
            "name": self.name.text(), "person": self.person.text(), "old": self.old.text(),
            "passphrase": self.passphrase.text(), "again": self.again.text(), "roles": self.roles.codes(),
            "witness": self.witness.currentText(), "witness_passphrase": self.witness_passphrase.text(),
        }  # fmt: skip
        return [name for name in self._names() if not texts[name].strip()]

    def _compare(self) -> bool:
        """Whether the new passphrase was typed twice alike; told as soon as the second line is left."""
        is_same = self.passphrase.text() == self.again.text()
        if "again" in self._names() and (self.again.text() or is_same):
            self.lines["again"].tell(None if is_same else refuse("passphrases_differ"))
        return is_same

    def _wish(self) -> Wish:
        is_new = self.act == ADD
        witness = str(self.witness.currentData()) if self._needs_witness else ""
        return Wish(
            self.act, self.name.text().strip() if is_new else self.user,
            person=self.person.id() or self.person.text().strip(), roles=self.roles.codes(),
            passphrase=self.passphrase.text(), old=self.old.text(), witness=witness,
            witness_passphrase=self.witness_passphrase.text(),
        )  # fmt: skip

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell each beside the line it is about, the others above the buttons; the cursor goes to the first."""
        by_line: dict[str, Finding] = {}
        left = []
        for finding in findings:
            about = FIELD_OF.get(finding.code) or str(finding.facts.get("field", ""))
            name = FIELD_OF.get(about, about)
            by_line.setdefault(name, finding) if name in self._names() else left.append(finding)
        for name, line in self.lines.items():
            line.tell(by_line.get(name))
        self._problem.tell(left)
        if first := next((name for name in self._names() if name in by_line), ""):
            self.lines[first].enter()
            self.ensureWidgetVisible(self.lines[first])

    def retranslate(self) -> None:
        """Say again what no line says by itself."""
        self.setAccessibleName(_(TITLES[self.act]).format(user=self.user))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape and self._body.isEnabled():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the roles stand below."""
        is_narrow = self.width() < NARROW
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        super().resizeEvent(event)
