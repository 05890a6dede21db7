"""The user that the list stands on: who it is, what the roles may, what happened, and what a director can do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from registry_app.i18n import N_, _
from registry_app.services.history import Event
from registry_app.services.users import Account
from ui.pages.life import happening
from ui.pages.user_acts import LEAVE, OWN, RENEW, RETURN, ROLES
from ui.pages.user_rows import FIELDS, roles_text, status_text, status_tone
from ui.parts.card import Card, Chip, Tile, rule
from ui.parts.facts import Fact, Facts
from ui.parts.text import Button, Label
from ui.parts.timeline import Timeline

WIDE = 330
FACTS: tuple[Fact, ...] = (
    ("person", "user", N_("Person")),
    ("roles", "shield-check", N_("Roles")),
    ("witness", "users", N_("May witness")),
)
BUTTONS = {
    ROLES: (N_("Other roles…"), "pencil", ""),
    RENEW: (N_("New passphrase…"), "key-round", ""),
    RETURN: (N_("Take back on…"), "key-round", ""),
    OWN: (N_("Change my passphrase…"), "key-round", ""),
    LEAVE: (N_("Let go…"), "log-out", "danger"),
}


class UserCard(Card):
    """`asked` tells the act that was asked for, one of `user_acts`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(margin=18, spacing=10)
        self._account: Account | None = None
        self._events: Sequence[Event] = ()
        self.title, self._below, self._chip = Label(role="h2"), Label(role="hint", is_wrapping=True), Chip()
        self.facts = Facts(FACTS)
        self.life = Timeline(N_("What happened last"))
        self.buttons = {act: Button(*words) for act, words in BUTTONS.items()}
        for act, button in self.buttons.items():
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on, act=act: self.asked.emit(act))
        self._lay_out()

    def _lay_out(self) -> None:
        top, words = QHBoxLayout(), QVBoxLayout()
        top.setSpacing(12)
        words.setSpacing(1)
        words.addWidget(self.title)
        words.addWidget(self._below)
        top.addWidget(Tile("user", size=40))
        top.addLayout(words, 1)
        self.inside.addLayout(top)
        self.inside.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignLeft)
        self.inside.addWidget(self.facts)
        self.inside.addWidget(rule())
        self.inside.addWidget(Label(N_("What happened last"), "muted"))
        self.inside.addWidget(self.life, 1)
        for button in self.buttons.values():
            self.inside.addWidget(button)

    def show_user(self, account: Account, *, is_own: bool, may_change: bool) -> None:
        """Show a user; `may_change` is whether whoever works here may change users at all."""
        if self._account is None or self._account.id != account.id:
            self._events = ()
        self._account = account
        self._below.say(N_("You work under this name now.") if is_own else N_("User of this register"))
        offered = {
            ROLES: may_change and account.is_active,
            RENEW: may_change and account.is_active and not is_own,
            RETURN: may_change and not account.is_active,
            OWN: is_own,
            LEAVE: may_change and account.is_active and not is_own,
        }
        for act, is_offered in offered.items():
            self.buttons[act].setVisible(is_offered)
        self.retranslate()

    def enter(self) -> None:
        """The cursor goes to the first thing that can be done."""
        for button in self.buttons.values():
            if button.isVisible():
                button.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def show_events(self, events: Sequence[Event]) -> None:
        """Show the entries about the user."""
        self._events = events
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        if self._account is None:
            return
        self.title.quote(self._account.name)
        self._chip.show_state(status_text(self._account.is_active), status_tone(self._account.is_active))
        self.facts.show_fact("person", self._account.person)
        self.facts.show_fact("roles", roles_text(self._account.roles))
        self.facts.show_fact("witness", _("Yes") if self._account.may_witness else _("No"))
        self.life.show_happenings([happening(event, FIELDS) for event in self._events])
