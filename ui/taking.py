"""Taking in an authority's receipt from the window: the file is asked for, the entry made, the head kept outside."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from registry_app.domain import disk
from registry_app.domain.errors import Refused, Unavailable
from registry_app.i18n import N_, _
from ui.desk import Desk

LARGEST = 10_000
"""Bytes that a receipt never has."""


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

    def taken(told: tuple[str, str]) -> None:
        desk.strip.say(N_("Receipt {number} of {authority} taken in"), number=told[0], authority=told[1])

    job = desk.tasks.labour(accept, path)
    job.then(taken).otherwise(
        lambda error: desk.strip.tell(error.findings if isinstance(error, Refused) else (error.finding,)),
        Refused, Unavailable,
    )  # fmt: skip


def accept(register: Any, path: Path) -> tuple[str, str]:
    """Enter the receipt; its number and who gave it. Raises as `receipts.accept`; what is no receipt is `Refused`."""
    from registry_app.domain import receipt
    from registry_app.domain.errors import Damaged
    from registry_app.services import receipts

    with disk.reading(path):
        content = path.read_bytes()[: LARGEST + 1]
    try:
        accepted = receipts.accept(register, content)
    except Damaged as damaged:
        raise Refused(*damaged.findings) from None
    return receipt.told(accepted.receipt), accepted.receipt.authority
