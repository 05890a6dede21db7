"""Backup and restore as the verbs and the window ask for them."""

import contextlib
from pathlib import Path

import pytest

from registry_app.domain.errors import Damaged
from registry_app.persistence import connection
from registry_app.services import backups, checks, ledger
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


def test_what_a_check_would_find_gives_no_backup(make: Make, tmp_path: Path) -> None:
    make.lot(rounds=500)
    with contextlib.closing(connection.make(make.folder / "register.db", make.register.database_key.reveal())) as raw:
        raw.execute("UPDATE balance SET quantity = 499 WHERE quantity = 500")
    with pytest.raises(Damaged) as caught:
        backups.backup(make.register, tmp_path / "usb")
    assert caught.value.findings
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_restored_register_is_intact(make: Make, tmp_path: Path) -> None:
    make.issued(make.firearm("AB1234"), to=make.person())
    backups.restore(backups.backup(make.register, tmp_path / "usb"), tmp_path / "again.armarium")
    with registers.unlock(tmp_path / "again.armarium", user="first", passphrase=PASSPHRASE) as again:
        assert checks.check(again).verdict == "intact"


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


def test_the_register_knows_how_old_its_last_backup_is(make: Make, tmp_path: Path) -> None:
    assert make.register.read(backups.days_since) is None
    backups.backup(make.register, tmp_path / "copies")
    make.clock.pass_(days=9)
    assert make.register.read(backups.days_since) == 9
