"""A paper that was saved: where it lies, its hash, who signs it, and that it was sent."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QBoxLayout

from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _, number
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from ui.desk import Desk
from ui.pages import return_reads as reads
from ui.pages import return_sign
from ui.pages.return_reads import Saved
from ui.pages.return_sign import SignPart, Standing, Wish
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.text import Button, Label, breakable
from ui.tasks import Scope

FILED_ON = Field("filed_on", N_("Sent on"), "date", help=N_("Empty: today."))


class ReturnSaved(Card):
    """`entered` tells that the paper was entered as sent."""

    entered = Signal()

    def __init__(self, desk: Desk, jobs: Scope) -> None:
        super().__init__(N_("Saved"), margin=14)
        self._desk, self._jobs = desk, jobs
        self.saved: Saved | None = None
        self._entry = ""
        self.where, self._digest = Label(is_wrapping=True), Label(role="hint", is_wrapping=True)
        self.open, self.show_folder = Button(N_("Open"), "eye"), Button(N_("Folder"), "folder-open")
        self.signing = SignPart()
        self.form = Form([FILED_ON])
        self.enter = Button(N_("Enter as sent"), "check", "primary", key="F9")
        self._done = Label(role="strong", is_wrapping=True)
        self._lay_out()
        self.open.clicked.connect(lambda: self._show_outside(is_folder=False))
        self.show_folder.clicked.connect(lambda: self._show_outside(is_folder=True))
        self.signing.asked.connect(self._sign)
        self.enter.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self.hide()

    def _lay_out(self) -> None:
        self.sending = sending = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        sending.setSpacing(12)
        sending.addWidget(self.form, 1)
        sending.addStretch()
        sending.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.open, self.show_folder):
            self.head.addWidget(button)
        for widget in (self.where, self._digest, self.signing):
            self.inside.addWidget(widget)
        self.inside.addLayout(sending)
        self.inside.addWidget(self._done)

    def show_saved(self, saved: Saved) -> None:
        """Show a file that was written; of a PDF who has signed it, and of a return that it can be entered as sent."""
        self.saved, self._entry = saved, ledger.new_id()
        self.form.show_values({})
        self._done.hide()
        self.signing.hide()
        is_paper = saved.path.suffix == ".pdf"
        self._offer(is_paper and bool(saved.order.addressee) and self._desk.may("describe"))
        self.retranslate()
        self.show()
        if is_paper:
            self._jobs.latest("signing").read(return_sign.standing, saved.path).then(self._show_signing)
        self._desk.strip.say(N_("Saved in {file}"), file=breakable(str(saved.path)))
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _offer(self, is_offered: bool) -> None:
        for widget in (self.form, self.enter):
            widget.setVisible(is_offered)

    # Signing.

    def _show_signing(self, found: Standing) -> None:
        self.signing.show_standing(found, self._desk.worker.actor.name if self._desk.worker.actor else "")
        self.signing.show()

    def _sign(self, field: str, user: str, passphrase: str) -> None:
        if self.saved is not None:
            self.signing.work(True)
            job = self._jobs.labour(return_sign.sign, Wish(self.saved.path, field, user, passphrase))
            job.ended(lambda: self.signing.work(False)).then(self._show_signed)
            job.otherwise(lambda error: self.signing.show_findings(error.findings), Refused)

    def _show_signed(self, found: Standing) -> None:
        assert self.saved is not None
        self.saved = reads.saved(self.saved.order, self.saved.path, found.content)
        self.retranslate()
        self._show_signing(found)
        self._desk.strip.say(N_("The return was signed."))

    # Sending.

    def confirm(self) -> None:
        """Enter that the file was sent, as it lies there."""
        values = self.form.values()
        if self.saved is None or values is None or not (self.enter.isVisible() and self.enter.isEnabled()):
            return
        self.enter.setEnabled(False)
        facts = {"saved": self.saved, "filed_on": str(values["filed_on"] or ""), "entry_id": self._entry}
        job = self._jobs.write(reads.enter, **facts).ended(lambda: self.enter.setEnabled(True))
        job.then(self._show_entered).otherwise(self._refused)

    def _show_entered(self, posted: Posted) -> None:
        self._offer(False)
        self.signing.hide()
        self._done.say(N_("Entered as sent by entry {entry}."), entry=number(posted.seq))
        self._done.show()
        self._desk.strip.say(N_("Entered as sent by entry {entry}."), entry=number(posted.seq))
        self.entered.emit()

    def _refused(self, error: Refused) -> None:
        if left := self.form.show_findings(error.findings):
            self._desk.strip.tell(tuple(left))

    def forget(self) -> None:
        """No passphrase stays behind."""
        self.signing.forget()

    def _show_outside(self, *, is_folder: bool) -> None:
        if self.saved is not None:
            path: Path = self.saved.path.parent if is_folder else self.saved.path
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

    def retranslate(self) -> None:
        """Say again where it lies."""
        if self.saved is not None:
            self.where.quote(breakable(str(self.saved.path)))
            digest, size = self.saved.digest, number(self.saved.size)
            told = _("{n} bytes · SHA-256 {digest}…").format(n=size, digest=f"{digest[:8]} {digest[8:16]}")
            self._digest.quote(f"{_(REPORT_NAMES[self.saved.order.name])} · {told}")
            self._digest.setToolTip(digest)
        self.signing.retranslate()
