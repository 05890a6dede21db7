"""By which certificates the company signs, in few words, and what whoever works here can do about them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from registry_app.domain.certificate import AUTHORITY, PERSONAL_KINDS
from registry_app.i18n import N_, _, date, n_, number
from ui.pages.certificate_acts import CERTIFY, EXPORT, FOUND, IMPORT, SHEET, WITHDRAW
from ui.parts.card import Card
from ui.parts.text import Button, Label

if TYPE_CHECKING:
    from registry_app.services.certificates import Held

BUTTONS = {
    FOUND: (N_("Found the authority…"), "file-badge"),
    CERTIFY: (N_("Certify the user…"), "file-badge"),
    IMPORT: (N_("Import mine…"), "upload"),
    EXPORT: (N_("Export the authority…"), "download"),
    SHEET: (N_("Fingerprint sheet…"), "file-text"),
    WITHDRAW: (N_("Withdraw…"), "trash-2"),
}
NONE = N_("The company has no authority of its own yet. A director founds it; then it certifies who signs papers.")
SHOWN = 16
"""Digits of a fingerprint: the sheet has all of them."""


class CertificateCard(Card):
    """`asked` tells what was asked for, one of `certificate_acts`."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__(N_("Certificates"), margin=16, spacing=8)
        self._held: Sequence[Held] = ()
        self._own, self._is_director = 0, False
        self._told = Label(role="muted", is_wrapping=True)
        self.buttons = {act: Button(*words) for act, words in BUTTONS.items()}
        line = QHBoxLayout()
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _on, act=act: self.asked.emit(act))
            line.addWidget(button)
        line.addStretch()
        self.inside.addWidget(self._told)
        self.inside.addLayout(line)

    def show_held(self, held: "Sequence[Held]", *, own: int, may_found: bool, may_certify: bool) -> None:
        """Show the certificates; `own` is the user at work, whose roles may do this."""
        self._held, self._own = [each for each in held if not each.withdrawn_on], own
        self._is_director = may_found
        above = self.authority()
        offered = {
            FOUND: may_found and above is None,
            CERTIFY: may_certify and above is not None and above.user_id == own,
            IMPORT: may_certify,
            EXPORT: above is not None,
            SHEET: above is not None,
            WITHDRAW: may_certify and bool(self.withdrawable()),
        }
        for act, is_offered in offered.items():
            self.buttons[act].setVisible(is_offered)
        self.retranslate()

    def withdrawable(self) -> "list[Held]":
        """The certificates in force that whoever works here may withdraw: the own, a director's all."""
        return [each for each in self._held if self._is_director or each.user_id == self._own]

    def authority(self) -> "Held | None":
        """The company's authority in force."""
        return next((each for each in self._held if each.kind == AUTHORITY), None)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self._told.quote("\n".join([self._authority_told(), self._own_told()]))

    def text(self) -> str:
        """What is said."""
        return self._told.text()

    def _authority_told(self) -> str:
        above = self.authority()
        if above is None:
            return _(NONE)
        people = sum(each.kind in PERSONAL_KINDS for each in self._held)
        told = n_(
            "The authority of the company, founded by {user}, is valid until {day}; {n} person has a certificate. "
            "Fingerprint {digits}…",
            "The authority of the company, founded by {user}, is valid until {day}; {n} people have a certificate. "
            "Fingerprint {digits}…",
            people,
        )
        digits = " ".join(above.fingerprint[at : at + 4] for at in range(0, SHOWN, 4)).upper()
        return told.format(user=above.user, day=date(above.valid_until_on), n=number(people), digits=digits)

    def _own_told(self) -> str:
        mine = next((e for e in self._held if e.user_id == self._own and e.kind in PERSONAL_KINDS), None)
        if mine is None:
            return _("You have no certificate to sign papers with.")
        return _("You sign papers by your certificate, which is valid until {day}.").format(
            day=date(mine.valid_until_on)
        )
