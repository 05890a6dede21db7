"""A receipt is taken in from the window, by the palette, and the line at the foot begins anew."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from registry_app.domain.receipt import fingerprint
from registry_app.services import filings
from tests.services import sent
from tests.ui.hands import Hands
from ui.commands import commands
from ui.problems import ProblemDialog
from ui.taking import ask_receipt, take_receipt


def test_a_receipt_is_entered_and_the_exposure_follows(hands: Hands, tmp_path: Path) -> None:
    desk = sent.desk(tmp_path, hands.make.clock)
    content = desk.receipt(desk.take(sent.inventory(hands.make)).kept.sha256, key=desk.key(sent.PASSPHRASE))
    (tmp_path / "r.json").write_bytes(content)
    take_receipt(hands.shell.desk, tmp_path / "r.json")
    hands.settle()
    assert "of Superintendencia de Vigilancia taken in" in hands.said()
    assert hands.make.register.read(filings.filed)[0].receipt_number
    assert hands.shell.foot.exposure.text().startswith("1 entry not yet")


def test_the_first_receipt_asks_to_compare_the_key_and_the_next_does_not(hands: Hands, tmp_path: Path) -> None:
    desk = sent.desk(tmp_path, hands.make.clock)
    for name in ("1.json", "2.json"):
        content = desk.receipt(desk.take(sent.inventory(hands.make)).kept.sha256, key=desk.key(sent.PASSPHRASE))
        (tmp_path / name).write_bytes(content)
        take_receipt(hands.shell.desk, tmp_path / name)
        hands.settle()
        hands.make.firearm()
    (dialog,) = hands.window.findChildren(ProblemDialog)
    assert fingerprint(desk.public_key) in dialog.explanation.text().replace("\u200b", "")
    dialog.accept()


def test_what_is_no_receipt_is_told_and_nothing_is_entered(hands: Hands, tmp_path: Path) -> None:
    (tmp_path / "r.json").write_bytes(b"{}")
    take_receipt(hands.shell.desk, tmp_path / "r.json")
    hands.settle()
    assert "not signed by the key" in hands.said()
    take_receipt(hands.shell.desk, tmp_path / "nowhere.json")
    hands.settle()
    assert "cannot be read" in hands.said()
    assert hands.make.register.read(filings.filed) == []


def test_the_palette_offers_it_and_asks_for_the_file(hands: Hands) -> None:
    assert "Take in a receipt…" in [each.title for each in commands(hands.shell, hands.window.menus())]
    dialog = ask_receipt(hands.shell.desk)
    assert dialog.fileMode() == QFileDialog.FileMode.ExistingFile
    dialog.reject()
