"""What is typed before a certificate is made: a witness, the passphrase of whom it is for, or that of a file."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.domain.certificate import CERTIFICATE_KINDS
from registry_app.domain.choices import REASONS
from registry_app.domain.errors import Finding, refuse
from registry_app.i18n import N_, _, date
from registry_app.services.certificates import Held
from registry_app.services.users import Account
from ui.pages.certificate_acts import CERTIFY, FOUND, IMPORT, WHY, WITHDRAW, Wish
from ui.pages.user_lines import FormLine, secret
from ui.pages.witness import WitnessLines, is_about_passphrase
from ui.parts.card import Card
from ui.parts.form import ENTER
from ui.parts.problem import Problem
from ui.parts.text import Button, Label, breakable

TITLES = {
    FOUND: N_("Found the company's authority"),
    CERTIFY: N_("Certify {user}"),
    IMPORT: N_("Import my certificate"),
    WITHDRAW: N_("Withdraw a certificate"),
}
TOLD = {
    FOUND: N_(
        "The authority is a certificate and a key of the company's own, made here. Only you can certify with it, and "
        "whoever is to trust the company's papers gets its fingerprint on paper."
    ),
    CERTIFY: N_("{user} gets a key of the own, and types the passphrase, so that nobody else can sign with it."),
    IMPORT: N_(
        "Your certificate and key in {file}, as a provider gave them to you. You sign papers by them from now on."
    ),
    WITHDRAW: N_(
        "Nobody signs with it any more, and its private key is erased. Papers that it signed stay signed. Tell whoever "
        "trusts it. An authority that is withdrawn certifies nobody more."
    ),
}
BUTTONS = {FOUND: N_("Found it"), CERTIFY: N_("Certify"), IMPORT: N_("Import it"), WITHDRAW: N_("Withdraw it")}
LABELS = {CERTIFY: N_("Passphrase of the user"), IMPORT: N_("Passphrase of the file")}
WIDE = 680


class CertificateForm(QWidget):
    """`asked` carries the `Wish`; `left`: nothing is done."""

    asked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.act, self._user, self._file = FOUND, "", Path()
        self.title, self._told = Label(role="h2"), Label(role="muted", is_wrapping=True)
        self.witness = WitnessLines()
        self.secrets = {act: secret() for act in LABELS}
        self.lines = {act: FormLine(label, self.secrets[act]) for act, label in LABELS.items()}
        self.which, self.reason = QComboBox(), QComboBox()
        self._choices = (FormLine(N_("Certificate"), self.which), FormLine(N_("Reason"), self.reason))
        self._problem = Problem()
        self.button, self.back = Button("", "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self.witness.done.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.left)

    def _lay_out(self) -> None:
        around, self._body, foot = QHBoxLayout(self), Card(margin=20, spacing=12), QHBoxLayout()
        column = QVBoxLayout()
        around.setContentsMargins(0, 0, 0, 0)
        self._body.setMaximumWidth(WIDE)
        for widget in (self.title, self._told, self.witness, *self.lines.values(), *self._choices, self._problem):
            self._body.inside.addWidget(widget)
        foot.addWidget(self.back)
        foot.addStretch()
        foot.addWidget(self.button)
        self._body.inside.addLayout(foot)
        column.addWidget(self._body)
        column.addStretch()
        around.addLayout(column, 1)
        around.addStretch()
        for editor in self.secrets.values():
            editor.returnPressed.connect(self.confirm)

    def begin(self, act: str, *, user: str = "", file: Path | None = None, witnesses: Sequence[Account] = ()) -> None:
        """Ask what `act` needs; `user` is whom it is for, `file` what is taken in."""
        self.forget()
        self.act, self._user, self._file = act, user, file or Path()
        self.title.say(TITLES[act], user=user)
        self._told.say(TOLD[act], user=user, file=breakable(self._file.name))
        self.button.say(BUTTONS[act])
        self.witness.setVisible(act == FOUND)
        self.witness.offer(witnesses)
        self.button.setEnabled(act != FOUND or self.witness.is_possible)
        for name, line in self.lines.items():
            line.setVisible(name == act)
        for each in self._choices:
            each.setVisible(act == WITHDRAW)

    def offer(self, held: "Sequence[Held]", user: int) -> None:
        """The certificates that may be withdrawn, that of a user chosen already; and why."""
        self.which.clear()
        self.reason.clear()
        for each in held:
            told_ = _("{kind}: {subject}, until {day}")
            kind, day = _(CERTIFICATE_KINDS[each.kind]), date(each.valid_until_on)
            self.which.addItem(told_.format(kind=kind, subject=each.subject, day=day), each.id)
        ours = [row for row, each in enumerate(held) if each.user_id == user]
        self.which.setCurrentIndex(ours[-1] if ours else -1)
        for code in WHY:
            self.reason.addItem(_(REASONS[code]), code)
        self.reason.setCurrentIndex(-1)

    def enter(self) -> None:
        """The cursor goes to the first line."""
        first: QWidget = self.secrets.get(self.act) or (self.which if self.act == WITHDRAW else self.witness.witness)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def work(self, is_working: bool) -> None:
        """While working the form takes no input."""
        self._body.setEnabled(not is_working)

    def _typed(self) -> str:
        return self.secrets.get(self.act, self.witness.passphrase).text()

    def confirm(self) -> None:
        """Ask for it, when nothing is missing."""
        if not (self._body.isEnabled() and self.button.isEnabled()):
            return
        missing = self._missing()
        self.show_findings(missing)
        if not missing:
            user = self.witness.name() if self.act == FOUND else self._user
            chosen = (self.which.currentData() or 0, self.reason.currentData() or "")
            self.asked.emit(Wish(self.act, user, self._typed(), self._file, *chosen))

    def _missing(self) -> list[Finding]:
        if self.act == CERTIFY and not self._typed():
            return [refuse("field_required", field="passphrase", label=LABELS[CERTIFY])]
        if self.act == WITHDRAW:
            boxes = zip(self._choices, (self.which, self.reason), strict=True)
            return [refuse("field_required", label=line.label) for line, box in boxes if box.currentIndex() < 0]
        return self.witness.missing() if self.act == FOUND else []

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Tell each beside the line it is about, the others above the buttons."""
        line, rest = self.lines.get(self.act), list(findings)
        if line is None:
            rest = self.witness.show_findings(rest)
        else:
            about = next((each for each in rest if is_about_passphrase(each)), None)
            line.tell(about)
            rest = [each for each in rest if each is not about]
            if about:
                line.enter()
        self._problem.tell(rest)

    def forget(self) -> None:
        """No passphrase stays."""
        self.witness.forget()
        for act, line in self.lines.items():
            self.secrets[act].clear()
            line.tell(None)
        self._problem.tell()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form, Ctrl+Enter does it from anywhere."""
        if event.key() == Qt.Key.Key_Escape and self._body.isEnabled():
            self.left.emit()
        elif event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm()
        else:
            super().keyPressEvent(event)
