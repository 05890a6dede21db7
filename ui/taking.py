"""Taking in an authority's receipt from the window: the file is asked for, the entry made, the head kept outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from registry_app.domain import disk
from registry_app.domain.errors import Finding, Refused, Unavailable
from registry_app.i18n import N_, _
from ui.desk import Desk
from ui.parts.text import Button, told
from ui.problems import ProblemDialog


@dataclass(frozen=True)
class Taken:
    """A receipt that was taken in: its number, who gave it, and what somebody should look into."""

    number: str
    authority: str
    doubts: tuple[Finding, ...] = ()


def ask_receipt(desk: Desk) -> QFileDialog:
    """Ask which file the authority answered with."""
    dialog = QFileDialog(desk.strip.window(), _("The authority's receipt"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilters([_("Receipts") + " (*.json)", "* (*)"])
    dialog.fileSelected.connect(lambda chosen: take_receipt(desk, Path(chosen)))
    dialog.open()
    return dialog


def take_receipt(desk: Desk, path: Path) -> None:
    """Take the receipt in, and say what came of it."""

    def taken(found: Taken) -> None:
        desk.strip.say(N_("Receipt {number} of {authority} taken in"), number=found.number, authority=found.authority)
        if found.doubts:
            _ask_to_compare(desk, found.doubts)

    job = desk.tasks.labour(accept, path)
    job.then(taken).otherwise(
        lambda error: desk.strip.tell(error.findings if isinstance(error, Refused) else (error.finding,)),
        Refused, Unavailable,
    )  # fmt: skip


def _ask_to_compare(desk: Desk, doubts: Sequence[Finding]) -> None:
    """Nothing shows yet whose key it is: that is not to be overlooked, and the key is to be copied."""
    dialog = ProblemDialog(desk.strip.window(), "key-round", N_("Compare the key of the authority"))
    dialog.explanation.quote("\n".join(told(finding) for finding in doubts))
    dialog.explanation.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    dialog.add_button(Button(N_("Close"), kind="primary")).clicked.connect(dialog.accept)
    dialog.open()


def accept(register: Any, path: Path) -> Taken:
    """Enter the receipt; what is to be said of it. Raises as `receipts.accept`; what is no receipt is `Refused`."""
    from registry_app.domain import receipt
    from registry_app.domain.errors import Damaged
    from registry_app.services import receipts

    content = disk.content_of(path, receipt.LARGEST)
    try:
        accepted = receipts.accept(register, content)
    except Damaged as damaged:
        raise Refused(*damaged.findings) from None
    doubts = tuple(finding for finding in accepted.findings if finding.severity == "warning")
    return Taken(receipt.told(accepted.receipt), accepted.receipt.authority, doubts)
