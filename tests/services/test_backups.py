"""Backup and restore as the verbs and the window ask for them."""

from pathlib import Path

import pytest

from registry_app.services import backups, ledger
from registry_app.services import register as registers
from tests.make import PASSPHRASE, Make
from tests.persistence.trouble import flip_bit, no_file_beyond, refused


def test_there_and_back(make: Make, tmp_path: Path) -> None:
    guard = make.person()
    make.issued(make.firearm("AB1234"), to=guard)
    kept = backups.backup(make.register, tmp_path / "usb" / "deep")
    manifest = backups.restore(kept, tmp_path / "again.armarium")
    head = make.register.read(ledger.head)
    assert (manifest.entries, manifest.root) == (head.size, head.root)
    with registers.unlock(tmp_path / "again.armarium", user="first", passphrase=PASSPHRASE) as again:
        assert (again.read(ledger.head), again.is_read_only) == (head, True)


def test_a_reader_and_whoever_has_the_code_may_back_up(make: Make, tmp_path: Path) -> None:
    make.witness  # noqa: B018
    make.user("rui", "inspector")
    with make.unlocked("rui") as register:
        assert backups.backup(register, tmp_path / "usb").is_dir()


def test_a_backup_unlocks_with_the_passphrases_of_its_day(make: Make, tmp_path: Path) -> None:
    kept = backups.backup(make.register, tmp_path / "usb")
    registers.change_passphrase(make.register, old=PASSPHRASE, new="a newer passphrase")
    registers.unlock(kept, user="first", passphrase=PASSPHRASE).close()
    with refused("wrong_passphrase"):
        registers.unlock(kept, user="first", passphrase="a newer passphrase")


def test_a_rotten_backup_is_not_restored(make: Make, tmp_path: Path) -> None:
    kept = backups.backup(make.register, tmp_path / "usb")
    flip_bit(kept / "register.db", 9_000)
    with refused("backup_damaged"):
        backups.restore(kept, tmp_path / "again.armarium")


def test_a_full_disk_costs_nothing(make: Make, tmp_path: Path) -> None:
    head = make.register.read(ledger.head)
    with no_file_beyond(50_000), pytest.raises(Exception, match="disk_"):
        backups.backup(make.register, tmp_path / "usb")
    assert make.register.read(ledger.head) == head
    assert backups.backup(make.register, tmp_path / "usb").is_dir()
