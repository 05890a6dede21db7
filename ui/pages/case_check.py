"""The last step of a new case: what exactly will be entered, which clock starts, what the judge says, who vouches."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QSizePolicy, QVBoxLayout, QWidget

from registry_app.domain.choices import UNSIGNED
from registry_app.domain.errors import Finding
from registry_app.i18n import N_, _
from registry_app.services.users import Account
from ui.pages.case_stages import Stage
from ui.pages.user_lines import FormLine
from ui.pages.witness import WitnessLines
from ui.parts.findings import FindingsList
from ui.parts.folding import BELOW, BESIDE
from ui.parts.points import Point, Points
from ui.theme import is_narrower

SIGNS = N_("Signs now, by PIN or on the screen")
ASIDE, NARROW, LOWEST = 480, 860, 180
FOR_SIGNERS = ("witness_missing", "acknowledgement_missing")
"""What a rehearsal lacks because nobody has signed yet."""


class CheckStage(Stage):
    """`points` tell all that will be entered; `unsigned()` says why who fired does not sign, where that is so."""

    def __init__(self, *, is_shot: bool, needs_witness: bool, accounts: Sequence[Account]) -> None:
        super().__init__()
        self.needs_witness, self._is_shot = needs_witness, is_shot
        self.points, self.findings = Points(N_("What will be entered")), FindingsList(N_("Findings"))
        self.witness, self.signing = WitnessLines(), QComboBox()
        self._signs = FormLine(N_("Who fired"), self.signing, N_("Who cannot sign is excused; it stays on record why."))
        for code in ("", *UNSIGNED):
            self.signing.addItem("", code)
        self.witness.offer(accounts)
        self._lay_out()
        self._say()
        self.signing.activated.connect(lambda _row: self.changed.emit())
        self.witness.done.connect(self.next_asked)
        self.take_key()

    def _lay_out(self) -> None:
        self._across, right = QBoxLayout(BESIDE, self), QVBoxLayout()
        self._across.setContentsMargins(0, 0, 0, 0)
        self._across.setSpacing(18)
        self._aside = QWidget()
        self._aside.setLayout(right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        for widget in (self._signs, self.witness):
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            right.addWidget(widget)
        right.addWidget(self.findings, 1)
        right.addStretch()
        self._across.addWidget(self.points, 1)
        self._across.addWidget(self._aside)
        self._signs.setVisible(self._is_shot)
        self.witness.setVisible(self.needs_witness)
        self.findings.hide()

    def enter(self) -> None:
        """Where somebody signs; else on what will be entered."""
        if self._is_shot:
            self.signing.setFocus()
        elif self.needs_witness and self.witness.is_possible:
            is_chosen = bool(self.witness.name())
            (self.witness.passphrase if is_chosen else self.witness.witness).setFocus()
        else:
            self.points.setFocus()

    def show_points(self, points: Sequence[Point]) -> None:
        """Tell what will be entered."""
        self.points.show_points(points)

    def show_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Tell what the judge says: of the witness beside the lines, of all else below them."""
        left = [each for each in findings if each.code not in FOR_SIGNERS]
        if self.needs_witness:
            left = self.witness.show_findings(left)
        self.findings.show_findings(left)
        self.findings.setVisible(bool(left))
        return []

    def unsigned(self) -> str:
        """The code why who fired does not sign, empty where he does."""
        return str(self.signing.currentData() or "") if self._is_shot else ""

    def is_ready(self) -> bool:
        """Whether the witness is named, with a passphrase."""
        missing = self.witness.missing() if self.needs_witness else []
        self.witness.show_findings(missing)
        return not missing

    def may_go_on(self) -> bool:
        """Whether the judge refuses nothing, and somebody can witness."""
        is_refused = any(each.severity == "refusal" for each in self.findings.findings())
        return not is_refused and (self.witness.is_possible or not self.needs_witness)

    def forget(self) -> None:
        """No passphrase stays."""
        self.witness.forget()

    def draft(self) -> str:
        """Why who fired does not sign; never a passphrase."""
        return self.unsigned()

    def take_up(self, draft: object) -> None:
        """Choose it again."""
        self.signing.setCurrentIndex(max(self.signing.findData(draft), 0))

    def _say(self) -> None:
        for row, msgid in enumerate((SIGNS, *UNSIGNED.values())):
            said = _(msgid) if row == 0 else _("Does not sign: {reason}").format(reason=_(msgid))
            self.signing.setItemText(row, said)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page who signs stands below."""
        is_narrow = is_narrower(self, NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        self._aside.setMaximumWidth(16_777_215 if is_narrow else ASIDE)
        self._aside.setMinimumWidth(0 if is_narrow else ASIDE)
        self.points.setMinimumHeight(LOWEST if is_narrow else 0)
        super().resizeEvent(event)


def pairs(told: Iterable[tuple[str, str]]) -> list[Point]:
    """Labels and values as points."""
    return [Point(label, value=value) for label, value in told]
