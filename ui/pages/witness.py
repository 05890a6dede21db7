"""A second person who vouches: who may be asked, the two lines to fill, and the passphrase that opens the key."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused, Unavailable, refuse
from registry_app.i18n import N_
from registry_app.services.users import Account
from ui.pages.user_lines import FormLine, secret
from ui.parts.text import Label

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor
    from registry_app.services.register import Register

ABOUT_A_PASSPHRASE = ("wrong_passphrase", "unknown_user", "user_inactive")
ABOUT_THE_WITNESS = ("witness_missing", "witness_unknown", "witness_may_not", "witness_same_person")
VOUCH = N_("A second person sees that this is right and types the own passphrase.")
ALONE = N_("Nobody can witness this yet: it takes a second person. Add one on the page Users.")


def candidates(accounts: Iterable[Account], own_person: int, about: int = 0) -> list[Account]:
    """Who may vouch: not the person who works here, nor the user that it is about."""
    return [each for each in accounts if each.may_witness and each.person_id != own_person and each.id != about]


def vouched(register: "Register", name: str, passphrase: str) -> "Actor":
    """The witness at work; `Refused` beside the passphrase when it is wrong."""
    with beside("witness_passphrase"):
        return register.witness(name, passphrase)


@contextmanager
def beside(name: str) -> Iterator[None]:
    """Whoever typed a passphrase wrongly is told so beside its field, not in a dialog."""
    try:
        yield
    except Unavailable as error:
        finding: Finding = error.finding
        if finding.code not in ABOUT_A_PASSPHRASE:
            raise
        raise Refused(refuse(finding.code, **{**finding.facts, "field": name})) from error


def is_about_passphrase(finding: Finding) -> bool:
    """Whether a finding belongs beside the one line where a passphrase was typed, of a person or of a key file."""
    return finding.code == "pkcs12_passphrase" or finding.facts.get("field") in ("passphrase", "witness_passphrase")


class WitnessLines(QWidget):
    """Who witnesses, and the passphrase; `done` tells that Enter was pressed in the last line."""

    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.witness, self.passphrase = QComboBox(), secret()
        self.lines = {
            "witness": FormLine(N_("Witness"), self.witness),
            "witness_passphrase": FormLine(N_("Passphrase of the witness"), self.passphrase),
        }
        self._told = Label(VOUCH, "muted", is_wrapping=True)
        inside, grid = QVBoxLayout(self), QGridLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(10)
        grid.setHorizontalSpacing(16)
        for column, line in enumerate(self.lines.values()):
            grid.addWidget(line, 0, column)
            grid.setColumnStretch(column, 1)
        inside.addWidget(self._told)
        inside.addLayout(grid)
        self.passphrase.returnPressed.connect(self.done)

    def offer(self, accounts: Sequence[Account]) -> None:
        """Offer these people; the only one is chosen already, and nobody is said plainly."""
        self.forget()
        self.witness.clear()
        for each in accounts:
            self.witness.addItem(f"{each.name} · {each.person}", each.name)
        self.witness.setCurrentIndex(0 if len(accounts) == 1 else -1)
        self._told.say(VOUCH if accounts else ALONE)
        self._told.set_tone("" if accounts else "red")

    @property
    def is_possible(self) -> bool:
        """Whether there is anybody to ask."""
        return self.witness.count() > 0

    def name(self) -> str:
        """The user name of the witness."""
        return str(self.witness.currentData() or "")

    def missing(self) -> list[Finding]:
        """What is still to be filled in."""
        texts = {"witness": self.name(), "witness_passphrase": self.passphrase.text()}
        return [
            refuse("field_required", field=name, label=self.lines[name].label)
            for name, text in texts.items() if not text.strip()
        ]  # fmt: skip

    def show_findings(self, findings: Iterable[Finding]) -> list[Finding]:
        """Tell each beside the line it is about; gives those that are about neither."""
        left: list[Finding] = []
        by_line: dict[str, Finding] = {}
        for finding in findings:
            name = "witness" if finding.code in ABOUT_THE_WITNESS else str(finding.facts.get("field", ""))
            by_line.setdefault(name, finding) if name in self.lines else left.append(finding)
        for name, line in self.lines.items():
            line.tell(by_line.get(name))
        if by_line:
            self.lines[next(name for name in self.lines if name in by_line)].enter()
        return left

    def forget(self) -> None:
        """No passphrase stays."""
        self.passphrase.clear()
        self.show_findings(())
