"""The cross-check: what returns of several companies say together, and the registry's own list held against them."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from registry_app.domain.errors import Refused, Unavailable
from registry_app.i18n import N_, _, n_, number
from ui import files
from ui.desk import Desk
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.findings import FindingsList
from ui.parts.text import Button, Label, breakable

SUFFIX = ".xlsx"


def read(desk: Any) -> Any:
    """What was found, the gravest first."""
    from registry_app.services import crosschecks

    return crosschecks.check(desk, today=crosschecks.today())


def compare(desk: Any, source: Path, target: Path) -> Mapping[str, int]:
    """Write how the registry's list differs from the returns; how often each kind of difference is there."""
    from registry_app.services import registry_lists

    found = registry_lists.differences(desk, registry_lists.read(source))
    files.write(target, registry_lists.workbook(found))
    return Counter(each.code for each in found)


class Crosses(Page):
    """The findings, each a sentence that names both sides; and the way to the registry's list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._many = 0
        self.list, self._said = FindingsList(N_("Cross-check")), Label(role="muted", is_wrapping=True)
        self.registry = Button(N_("Compare with the registry's list…"), "file-text")
        card, line = Card(margin=1), QHBoxLayout()
        card.inside.addWidget(self.list)
        line.addWidget(self._said, 1)
        line.addWidget(self.registry)
        self.inside.addLayout(line)
        self.inside.addWidget(card, 1)
        self.registry.clicked.connect(self._ask_list)

    def reload(self) -> None:
        """Check again."""
        self.jobs.latest("crosses").read(read).then(self.show_found)

    def show_found(self, found: Any) -> None:
        """Show what was found."""
        self._many = len(found.findings)
        self.list.show_findings(found.findings)
        self.retranslate()

    def retranslate(self) -> None:
        """Say how many there are."""
        said = n_("{n} question from the newest returns", "{n} questions from the newest returns", self._many)
        nothing = _("The newest returns agree with each other")
        self._said.quote(said.format(n=number(self._many)) if self._many else nothing)

    def enter_list(self) -> None:
        """The cursor goes to the findings."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_list(self) -> None:
        dialog = QFileDialog(self, _("The registry's list of firearms"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(["XLSX, XLS, ODS, CSV (*.xlsx *.xls *.ods *.csv)"])
        dialog.fileSelected.connect(lambda chosen: self.compare(Path(chosen)))
        dialog.open()

    def compare(self, source: Path) -> None:
        """Compare a list, and write the differences beside it."""
        target = source.with_name(_("{name}-differences").format(name=source.stem) + SUFFIX)
        job = self.jobs.read(compare, source, target)
        job.then(lambda counts: self._show_compared(counts, target)).otherwise(self._refused, Refused, Unavailable)

    def _show_compared(self, counts: Mapping[str, int], target: Path) -> None:
        many = sum(counts.values())
        said = n_("{n} difference, written to {file}", "{n} differences, written to {file}", many)
        self.desk.strip.say(said.format(n=number(many), file=breakable(str(target))))

    def _refused(self, error: Refused | Unavailable) -> None:
        self.desk.strip.tell(error.findings if isinstance(error, Refused) else (error.finding,))
