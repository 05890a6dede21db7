"""A restored register at the gate: it may be read, and two persons lead it back to work."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.records import Restoration
from registry_app.persistence import anchor_files
from registry_app.services import backups, ledger
from registry_app.services import receipts as taken_in
from tests.make import PASSPHRASE
from tests.services import sent
from tests.ui.hands import Hands
from tests.ui.patience import wait
from ui.help import HelpSheet


@pytest.fixture
def restored(empty_window: Hands, tmp_path: Path) -> Path:
    """A register out of a backup that is behind a receipt."""
    make, again = empty_window.make, tmp_path / "again.armarium"
    assert make.witness
    backup = backups.backup(make.register, tmp_path / "usb")
    make.person("G-1")
    desk = sent.desk(tmp_path, make.clock)
    content = desk.receipt(desk.take(sent.inventory(make)).kept.sha256, key=desk.key(sent.PASSPHRASE))
    taken_in.accept(make.register, content, addressee="AUTHORITY")
    backups.restore(backup, again)
    return again


def _gate(hands: Hands, folder: Path) -> Any:
    hands.window.show_unlock(folder)
    hands.window.show()
    hands.settle()
    return hands.gate()


def _declaring(hands: Hands, folder: Path) -> Any:
    _gate(hands, folder).declare.click()
    gate = hands.gate()
    wait(gate.user.count)
    gate.passphrase.setText(PASSPHRASE)
    gate.go_on()
    wait(lambda: gate.button.isEnabled() and (gate._lost or gate._problem.isVisible()))
    return gate


def test_the_gate_of_a_restored_register_leads_to_declaring_it(empty_window: Hands, restored: Path) -> None:
    gate = _gate(empty_window, restored)
    assert gate.restored.isVisible()
    assert not _gate(empty_window, empty_window.make.folder).declare.isVisible()


def test_two_persons_lead_it_back_to_work(empty_window: Hands, restored: Path) -> None:
    gate = _declaring(empty_window, restored)
    assert "1 " in gate._told.words.text()
    assert sent.NAME in gate._told.words.text()
    gate.witness_passphrase.setText(PASSPHRASE)
    gate.reason.setCurrentIndex(gate.reason.findData("disk_failed"))
    gate.go_on()
    wait(lambda: empty_window.window.shell)
    assert not empty_window.window._tasks.register.is_read_only
    assert not (restored / "restored").exists()


@pytest.mark.parametrize(("field", "said"), [("reason", "Reason"), ("witness_passphrase", "passphrase")])
def test_what_is_missing_is_said_and_nothing_is_declared(
    empty_window: Hands, restored: Path, field: str, said: str
) -> None:
    gate = _declaring(empty_window, restored)
    gate.witness_passphrase.setText("" if field == "witness_passphrase" else PASSPHRASE)
    gate.reason.setCurrentIndex(-1 if field == "reason" else 0)
    gate.go_on()
    wait(gate._problem.isVisible)
    assert said in gate._problem.text()
    assert (restored / "restored").exists()


def test_one_person_twice_is_told(empty_window: Hands, restored: Path) -> None:
    gate = _declaring(empty_window, restored)
    gate.witness.setCurrentIndex(0)
    gate.witness_passphrase.setText(PASSPHRASE)
    gate.reason.setCurrentIndex(0)
    gate.go_on()
    wait(gate._problem.isVisible)
    assert (restored / "restored").exists()


def test_a_copy_that_is_too_old_is_offered_the_same_way_out(empty_window: Hands, restored: Path) -> None:
    (restored / "restored").unlink()
    gate = _gate(empty_window, restored)
    wait(lambda: gate._names)
    gate.passphrase.setText(PASSPHRASE)
    gate.unlock()
    wait(gate.declare.isVisible)
    assert not gate.restored.isVisible()
    assert gate._problem.isVisible()


# Receipts that lie elsewhere.


@pytest.fixture
def elsewhere(empty_window: Hands, restored: Path, tmp_path: Path) -> Path:
    """The receipt for what was lost, in a file; this computer has it no more."""
    origin = empty_window.make.register.read(ledger.head).origin
    (content,) = anchor_files.read(origin)
    shutil.rmtree(anchor_files.data_folder())
    file = tmp_path / "receipt.json"
    file.write_bytes(content)
    return file


def _seen(gate: Any) -> str:
    gate.passphrase.setText(PASSPHRASE)
    gate.go_on()
    wait(lambda: gate.button.isEnabled() and (gate._lost or gate._problem.isVisible()))
    return str(gate._told.words.text())


def test_a_receipt_in_a_file_tells_how_much_was_lost_and_is_declared(
    empty_window: Hands, restored: Path, elsewhere: Path
) -> None:
    gate = _declaring(empty_window, restored)
    assert "No receipt here" in gate._told.words.text()
    gate.take_receipts([elsewhere])
    assert (gate._lost, "receipt.json" in gate._files.text()) == (None, True)
    assert sent.NAME in _seen(gate)
    gate.witness_passphrase.setText(PASSPHRASE)
    gate.reason.setCurrentIndex(gate.reason.findData("disk_failed"))
    gate.go_on()
    wait(lambda: empty_window.window.shell)
    (row,) = empty_window.window._tasks.register.read(lambda session: session.query(Restoration).all())
    assert (row.authority, row.lost_size > row.head_size) == (sent.NAME, True)


def test_what_is_no_receipt_is_told_and_not_kept(empty_window: Hands, restored: Path, tmp_path: Path) -> None:
    gate = _declaring(empty_window, restored)
    (tmp_path / "x.json").write_bytes(b"{}")
    gate.take_receipts([tmp_path / "x.json"])
    _seen(gate)
    assert (gate._problem.isVisible(), gate.files, gate._lost) == (True, [], None)


def test_f1_helps(empty_window: Hands, restored: Path) -> None:
    _declaring(empty_window, restored)
    empty_window.press(Qt.Key.Key_F1)
    (sheet,) = empty_window.window.findChildren(HelpSheet)
    assert sheet.text.toPlainText().startswith("A register out of a backup")
