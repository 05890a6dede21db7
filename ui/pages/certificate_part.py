"""Certificates on the page of users: the card below the list, the form behind it, and the files that are handed out."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from registry_app.domain.errors import Refused
from registry_app.i18n import N_, _
from registry_app.services.users import Account
from ui.desk import Desk
from ui.pages.certificate_acts import CERTIFY, EXPORT, FOUND, IMPORT, WITHDRAW, Wish, fulfil, held, write
from ui.pages.certificate_card import CertificateCard
from ui.pages.certificate_form import CertificateForm
from ui.pages.witness import candidates
from ui.parts.text import breakable
from ui.tasks import Scope

DONE = {
    FOUND: N_("The company has an authority now. Hand its fingerprint to whoever is to trust your papers."),
    CERTIFY: N_("A certificate was issued. Papers can be signed with it."),
    IMPORT: N_("Your certificate was taken in. You can sign papers with it."),
    WITHDRAW: N_("The certificate was withdrawn, and its key is gone. What was signed with it stays signed."),
}
FILES = {EXPORT: (N_("company-authority"), ".pem"), "sheet": (N_("fingerprint-sheet"), ".pdf")}


class CertificatePart(QWidget):
    """The card itself; `form` is to be laid behind the list, `opened` asks to show it, `left` to go back."""

    opened = Signal()
    left = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__()
        self._desk, self._jobs = desk, jobs
        self._accounts: Sequence[Account] = ()
        self._chosen: Account | None = None
        self.card, self.form = CertificateCard(), CertificateForm()
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        self.card.asked.connect(self.ask)
        self.form.asked.connect(self._do)
        self.form.left.connect(self.left)

    def reload(self) -> None:
        """Fetch the certificates."""
        self._jobs.latest("certificates").read(held).then(
            lambda found: self.card.show_held(
                found, own=self._own(), may_found=self._desk.may("found"), may_certify=self._desk.may("certify")
            )
        )

    def show_accounts(self, accounts: Sequence[Account], chosen: Account | None) -> None:
        """The users, and on whom the list stands: that is who is certified."""
        self._accounts, self._chosen = accounts, chosen

    def _own(self) -> int:
        return self._desk.worker.actor.user_id if self._desk.worker.actor else 0

    def ask(self, act: str) -> None:
        """Begin an act: open its form, ask where a file lies, or do at once what needs no question."""
        if act in FILES:
            self._ask_where(act)
        elif act == IMPORT:
            self._ask_which()
        elif act == WITHDRAW:
            self.form.offer(self.card.withdrawable(), self._chosen.id if self._chosen else self._own())
            self._open(WITHDRAW)
        elif act == FOUND:
            own = self._desk.worker.actor.person_id if self._desk.worker.actor else 0
            self._open(FOUND, witnesses=candidates(self._accounts, own))
        elif self._chosen is None or self._chosen.id == self._own():
            self._do(Wish(CERTIFY))
        else:
            self._open(CERTIFY, user=self._chosen.name)

    def take(self, file: Path) -> None:
        """Ask for the passphrase of a file that a provider gave."""
        self._open(IMPORT, file=file)

    def _open(self, act: str, *, user: str = "", file: Path | None = None, witnesses: Sequence[Account] = ()) -> None:
        self.form.begin(act, user=user, file=file, witnesses=witnesses)
        self.opened.emit()
        if self.form.isVisible():
            self.form.enter()

    def _do(self, wish: Wish) -> None:
        self.form.work(True)
        job = self._jobs.labour(fulfil, wish)
        job.ended(lambda: self.form.work(False)).then(self._done)
        job.otherwise(self._refused, Refused)

    def _done(self, wish: Wish) -> None:
        self.form.forget()
        self.left.emit()
        self.reload()
        self._desk.strip.say(DONE[wish.act])

    def _refused(self, error: Refused) -> None:
        if self.form.isVisible():
            self.form.show_findings(error.findings)
        else:
            self._desk.strip.tell(tuple(error.findings))

    def _ask_which(self) -> None:
        dialog = QFileDialog(self, _("Choose the file of your provider"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["PKCS#12 (*.p12 *.pfx)", _("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.take(Path(file)))
        dialog.open()

    def _ask_where(self, act: str) -> None:
        name, suffix = FILES[act]
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Save the file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.setNameFilters([f"{suffix[1:].upper()} (*{suffix})"])
        dialog.selectFile(str(Path(folder) / f"{_(name)}{suffix}"))
        dialog.fileSelected.connect(lambda file: self.write(act, Path(file)))
        dialog.open()

    def write(self, act: str, path: Path) -> None:
        """Write the authority's certificate or the sheet to `path`."""
        if self._desk.worker.actor is not None:
            job = self._jobs.latest("written").read(write, act, path, self._desk.worker.actor)
            job.then(lambda file: self._desk.strip.say(N_("Saved in {file}"), file=breakable(str(file))))
            job.otherwise(self._refused, Refused)

    def retranslate(self) -> None:
        """Say the card again."""
        self.card.retranslate()
