"""The foot tells how old the last backup is, and a backup is made from the window."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.ui.hands import Hands
from ui.copying import ask_backup, make_backup
from ui.foot import BACKUP_DAYS, Foot


@pytest.mark.parametrize(
    ("days", "said", "tone"),
    [(None, "No backup yet", "red"), (0, "Last backup: today", ""), (1, "Last backup: 1 day ago", ""),
     (BACKUP_DAYS + 1, "Last backup: 8 days ago", "red")],
)  # fmt: skip
def test_the_age_of_the_last_backup_is_told(days: int | None, said: str, tone: str, look: object) -> None:
    foot = Foot()
    foot.show_backup(days)
    assert (foot._backup.text(), foot._backup.property("tone")) == (said, tone)


def test_a_backup_is_made_from_the_window_and_its_age_follows(hands: Hands, tmp_path: Path) -> None:
    assert hands.shell.foot._backup.text() == "No backup yet"
    make_backup(hands.shell.desk, tmp_path / "copies")
    hands.settle()
    assert "Backup made and verified" in hands.said()
    assert hands.shell.foot._backup.text() == "Last backup: today"


def test_the_folder_of_a_backup_is_asked_for(hands: Hands) -> None:
    dialog = ask_backup(hands.shell.desk)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.reject()
