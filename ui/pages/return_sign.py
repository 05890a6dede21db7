"""Signing a return that was saved as PDF: in which field, by whom; somebody else than who works here by passphrase."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog

from registry_app.domain import disk
from registry_app.domain.certificate import LARGEST_KEY_FILE
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.received import LARGEST
from registry_app.i18n import N_, _
from ui import files
from ui.pages.user_lines import FormLine, secret
from ui.pages.witness import is_about_passphrase, vouched
from ui.parts.card import Card
from ui.parts.problem import Problem
from ui.parts.text import Button, Label

if TYPE_CHECKING:
    from registry_app.services.certificates import Held
    from registry_app.services.register import Register
    from registry_app.services.signatures import Field

NOBODY = N_("Nobody here has a certificate to sign with. The page Users shows how to get one.")
UNSIGNED = N_("not signed")
INSPECTOR = "inspector"
"""The field in which somebody of another house signs."""
KEY_FILE = "file:"
"""Stands before the path of a key file, in place of a user: no user is called so."""
OWN_KEY = N_("An inspector, with a key file…")


@dataclass(frozen=True)
class Wish:
    """Sign the file at `path` in the field named; `user` is somebody else than who works here, or `KEY_FILE` with the
    path of a file behind it, by whose key an inspector signs once."""

    path: Path
    in_field: str
    user: str = ""
    passphrase: str = field(default="", repr=False)

    @property
    def key_file(self) -> Path | None:
        """The file whose key signs, where it is not a user's."""
        return Path(self.user.removeprefix(KEY_FILE)) if self.user.startswith(KEY_FILE) else None


@dataclass(frozen=True)
class Standing:
    """The file with its fields, and the certificates by which people of this register can sign."""

    content: bytes = field(repr=False)
    fields: "Sequence[Field]"
    people: "Sequence[Held]"


def standing(session: Any, path: Path) -> Standing:
    """What has been signed so far, and who can sign."""
    from registry_app.domain.certificate import PERSONAL_KINDS
    from registry_app.services import certificates, signatures

    content = disk.content_of(path, LARGEST)
    people = [each for each in certificates.listed(session) if each.has_key and each.kind in PERSONAL_KINDS]
    return Standing(content, signatures.fields(content), people)


def sign(register: "Register", wish: Wish) -> Standing:
    """Sign the file where it lies. Raises `Refused`, beside the passphrase where that is wrong."""
    from registry_app.services import signatures

    content = disk.content_of(wish.path, LARGEST)
    if wish.key_file is not None:
        signed = register.read(
            signatures.sign_by_file, file=content, key_file=disk.content_of(wish.key_file, LARGEST_KEY_FILE),
            passphrase=wish.passphrase, field=wish.in_field,
        )  # fmt: skip
    else:
        by = vouched(register, wish.user, wish.passphrase) if wish.user else register.actor
        signed = register.read(signatures.sign, file=content, field=wish.in_field, by=by)
    files.write(wish.path, signed.file)
    return register.read(standing, wish.path)


class SignPart(Card):
    """`asked` carries the field, the user (nobody: who works here; see `Wish`) and the passphrase."""

    asked = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__(margin=16, spacing=8)
        self._standing: Standing | None = None
        self._own = ""
        self._key_file: Path | None = None
        self.state = Label(role="muted", is_wrapping=True)
        self.fields, self.people, self.passphrase = QComboBox(), QComboBox(), secret()
        self.lines = {
            "field": FormLine(N_("Field"), self.fields),
            "person": FormLine(N_("Who signs"), self.people),
            "passphrase": FormLine(N_("Passphrase of who signs"), self.passphrase),
        }
        self.button = Button(N_("Sign"), "file-badge", "primary")
        self._problem = Problem()
        self._lay_out()
        self.people.currentIndexChanged.connect(lambda _row: self._fit())
        self.people.activated.connect(self._chosen)
        self.passphrase.returnPressed.connect(self.confirm)
        self.button.clicked.connect(self.confirm)

    def _lay_out(self) -> None:
        self.across = across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        across.setSpacing(12)
        for line in self.lines.values():
            across.addWidget(line, 1)
        across.addStretch()
        self.inside.addWidget(self.state)
        self.inside.addLayout(across)
        self.inside.addWidget(self._problem)
        across.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_standing(self, found: Standing, own: str) -> None:
        """Show who has signed, and offer what is left; `own` is the user at work."""
        self._standing, self._own = found, own
        self.forget()
        self.fields.clear()
        for each in found.fields:
            if not each.signed_by:
                self.fields.addItem(each.label, each.name)
        self._offer_people(found.people)
        self.retranslate()
        self._fit()

    def _offer_people(self, people: "Sequence[Held]") -> None:
        self.people.clear()
        for each in sorted(people, key=lambda held: held.user != self._own):
            self.people.addItem(f"{each.user} · {each.subject}", each.user)
        if self.fields.findData(INSPECTOR) >= 0:
            self.people.addItem(_(OWN_KEY), KEY_FILE)

    def _chosen(self, _row: int) -> None:
        """An inspector brings the key."""
        if self.people.currentData() == KEY_FILE:
            dialog = QFileDialog(self, _("Choose the key file of the inspector"))
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            dialog.setNameFilters(["PKCS#12 (*.p12 *.pfx)", _("All files (*)")])
            dialog.fileSelected.connect(lambda file: self.take(Path(file)))
            dialog.open()

    def take(self, key_file: Path) -> None:
        """Let the key in a file sign, in the inspector's field."""
        self._key_file = key_file
        row = self.people.findData(KEY_FILE)
        self.people.setItemText(row, key_file.name)
        self.people.setCurrentIndex(row)
        self.fields.setCurrentIndex(self.fields.findData(INSPECTOR))
        self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        is_possible = self.fields.count() > 0 and self.people.count() > 0
        for widget in (self.lines["field"], self.lines["person"], self.button):
            widget.setVisible(is_possible)
        self.lines["passphrase"].setVisible(is_possible and self._user() != self._own)

    def _user(self) -> str:
        who = str(self.people.currentData() or "")
        return f"{KEY_FILE}{self._key_file or ''}" if who == KEY_FILE else who

    def retranslate(self) -> None:
        """Say in the reader's language who has signed."""
        if self._standing is None:
            return
        signed = [f"{each.label}: {each.signed_by or _(UNSIGNED)}" for each in self._standing.fields]
        told_ = "   ·   ".join(signed)
        self.state.quote(told_ if self._standing.people else f"{told_}\n{_(NOBODY)}")

    def confirm(self) -> None:
        """Ask for the signature, when nothing is missing."""
        is_another = self._user() != self._own
        if self._user() == KEY_FILE:
            self._chosen(0)
        elif is_another and not self.passphrase.text():
            self.show_findings([refuse("field_required", field="passphrase", label=self.lines["passphrase"].label)])
        elif self.button.isEnabled():
            self.asked.emit(self.fields.currentData(), self._user() if is_another else "", self.passphrase.text())

    def work(self, is_working: bool) -> None:
        """While working nothing else is asked for."""
        self.button.setEnabled(not is_working)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell what is wrong beside the passphrase, or above the button."""
        rest = list(findings)
        about = next((each for each in rest if is_about_passphrase(each)), None)
        self.lines["passphrase"].tell(about)
        self._problem.tell(each for each in rest if each is not about)
        if about is not None:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """No passphrase stays."""
        self.passphrase.clear()
        self._key_file = None
        self.show_findings(())
