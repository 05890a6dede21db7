"""Backups: verified, whole or not at all, read as they lie, and restored over nothing."""

import contextlib
import json
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import backup, connection, copying
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Store
from registry_app.services import ledger
from registry_app.services import register as registers
from tests.make import PASSPHRASE, Make
from tests.persistence import trouble
from tests.persistence.trouble import no_file_beyond, process, refused, said, unwritable


def _backup(make: Make, target: Path, **more: Any) -> Path:
    return backup.backup(make.register.opened, make.register.database_key, target, **more)


def _open(folder: Path) -> registers.Register:
    return registers.unlock(folder, user="first", passphrase=PASSPHRASE)


@pytest.fixture
def kept(make: Make, tmp_path: Path) -> Path:
    """A backup of a register with a few entries."""
    make.firearm("AB1234", at=make.place())
    return _backup(make, tmp_path / "usb")


def test_a_backup_is_the_register_as_it_stood(make: Make, kept: Path) -> None:
    head = make.register.read(ledger.head)
    make.place("LATER")
    assert re.fullmatch(r"test-\d{8}T\d{6}Z\.armarium", kept.name)
    assert {p.name for p in kept.iterdir()} == {"register.db", "keys.json", "backup.json"}
    with _open(kept) as copied:
        assert (copied.read(ledger.head), copied.is_read_only) == (head, True)
        assert copied.read(lambda s: s.execute(text("PRAGMA journal_mode")).scalar()) == "delete"
    manifest = backup.read_manifest(kept)
    assert (manifest.entries, manifest.root, manifest.origin) == (head.size, head.root, head.origin)


def test_a_second_one_in_the_same_second_takes_another_name(make: Make, tmp_path: Path) -> None:
    make.register.opened.store.clock = lambda: 1_767_272_400_999
    made = [_backup(make, tmp_path / "usb").name for _ in range(2)]
    assert made == ["test-20260101T130000Z.armarium", "test-20260101T130001Z.armarium"]


def test_a_backup_on_a_medium_that_cannot_be_written_opens(make: Make, kept: Path) -> None:
    with unwritable(kept), _open(kept) as copied:
        assert copied.read(ledger.head) == make.register.read(ledger.head)
        with refused("read_only"):
            Make(copied, make.clock).place("ARM-2")


def test_a_backup_is_not_changed_by_being_read(kept: Path) -> None:
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    _open(kept).close()
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == before


def test_a_backup_beside_a_busy_writer_is_one_moment(make: Make, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            make.place(f"P-{(number := number + 1)}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [_backup(make, tmp_path / "usb") for _ in range(3)]
    finally:
        stop.set()
        writer.join()
    sizes = [backup.read_manifest(each).entries for each in made]
    assert sizes == sorted(sizes)
    assert make.register.read(ledger.head, size=sizes[1]).root == backup.read_manifest(made[1]).root


@pytest.mark.parametrize("limit", [100, 40_000, 120_000])
def test_a_full_disk_leaves_no_half_copy(make: Make, tmp_path: Path, limit: int) -> None:
    make.place()
    with no_file_beyond(limit), pytest.raises(Unavailable) as caught:
        _backup(make, tmp_path / "usb")
    assert str(caught.value) in {"disk_full", "disk_error"}
    assert list((tmp_path / "usb").iterdir()) == []
    assert make.place("LATER")


def test_a_folder_that_cannot_be_written(make: Make, tmp_path: Path) -> None:
    (tmp_path / "usb").mkdir()
    with unwritable(tmp_path / "usb"), refused("folder_read_only"):
        _backup(make, tmp_path / "usb")
    (tmp_path / "file").write_text("x")
    with refused("cannot_write"):
        _backup(make, tmp_path / "file")
    for inside in (make.folder, make.folder / "backups"):
        with refused("backup_inside"):
            _backup(make, inside)


def test_what_the_proof_does_not_accept_is_removed(make: Make, tmp_path: Path) -> None:
    def prove(path: Path, key: Secret) -> tuple[int, bytes]:
        assert copying.verify(path, key)[0] == make.register.read(ledger.head).size
        raise Damaged(refuse("balances_differ"))

    with refused("balances_differ"):
        _backup(make, tmp_path / "usb", prove=prove)
    assert list((tmp_path / "usb").iterdir()) == []


@contextlib.contextmanager
def _unsealed(make: Make) -> Any:
    path = make.folder / "register.db"
    with contextlib.closing(connection.make(path, make.register.database_key.reveal())) as raw:
        raw.execute("DROP TRIGGER seal_entry_update")
        yield raw


@pytest.mark.parametrize(
    ("sql", "code"),
    [
        ("UPDATE entry SET body = CAST(replace(body, 'TEST', 'REST') AS BLOB) || x'20' WHERE seq = 1", "leaf_differs"),
        ("UPDATE entry SET signatures = '' WHERE seq = 1", "leaf_differs"),
        ("UPDATE entry SET leaf_hash = zeroblob(32) WHERE seq = 1", "leaf_differs"),
        ("UPDATE entry SET leaf_hash = 7 WHERE seq = 1", "leaf_differs"),
        ("UPDATE entry SET peaks = 'x' WHERE seq = 2", "leaf_differs"),
        ("UPDATE entry SET peaks = zeroblob(length(peaks)) WHERE seq = 2", "leaf_differs"),
        ("UPDATE entry SET seq = 7 WHERE seq = 2", "leaf_differs"),
    ],
)
def test_a_register_that_was_tampered_with_gives_no_backup(make: Make, tmp_path: Path, sql: str, code: str) -> None:
    make.firearm("AB1234", at=make.place())
    with _unsealed(make) as raw:
        raw.execute(sql)
    with refused(code):
        _backup(make, tmp_path / "usb")
    assert list((tmp_path / "usb").iterdir()) == []


def test_a_damaged_page_gives_no_backup(make: Make, tmp_path: Path) -> None:
    make.firearm("AB1234", at=make.place())
    key = make.register.database_key
    make.register.close()
    pages = (make.folder / "register.db").stat().st_size // trouble.PAGE
    trouble.swap_pages(make.folder / "register.db", pages - 1, pages - 2)
    store = Store(make.folder / "register.db", key.reveal(), read_only=True)
    with refused("file_malformed"):
        copying.copy(store, key, tmp_path / "copy.db")
    store.close()


@pytest.mark.parametrize("page", range(1, 40, 5))
def test_every_page_of_a_copy_is_looked_at(make: Make, kept: Path, page: int) -> None:
    trouble.flip_bit(kept / "register.db", page * trouble.PAGE + 1_234)
    with pytest.raises(Damaged):
        copying.verify(kept / "register.db", make.register.database_key)


BACK_UP = """
import sys
from pathlib import Path
from registry_app.persistence import backup
from registry_app.services import register
from tests.make import PASSPHRASE
opened = register.unlock(Path(sys.argv[1]), user="first", passphrase=PASSPHRASE)
def prove(path, key):
    print("copied", flush=True)
    sys.stdin.readline()
backup.backup(opened.opened, opened.database_key, Path(sys.argv[2]), prove=prove)
"""


def test_a_killed_backup_leaves_nothing_that_looks_like_one(make: Make, tmp_path: Path) -> None:
    make.place()
    with process(BACK_UP, make.folder, tmp_path / "usb") as other:
        assert said(other) == "copied"
        other.send_signal(signal.SIGKILL)
    assert list((tmp_path / "usb").glob("*.armarium")) == []
    (left,) = (tmp_path / "usb").iterdir()
    _backup(make, tmp_path / "usb")
    assert left.is_dir()
    os.utime(left, (0, 0))
    _backup(make, tmp_path / "usb")
    assert not left.exists()


def test_a_restored_register_is_the_backup_and_reads_only(make: Make, kept: Path, tmp_path: Path) -> None:
    head = make.register.read(ledger.head)
    manifest = backup.restore(kept, tmp_path / "again.armarium")
    assert (manifest.entries, manifest.root) == (head.size, head.root)
    with _open(tmp_path / "again.armarium") as again:
        assert (again.read(ledger.head), again.is_read_only) == (head, True)
        with refused("read_only"):
            Make(again, make.clock).place("ARM-2")
    with _open(tmp_path / "again.armarium") as again:
        second = backup.backup(again.opened, again.database_key, tmp_path / "usb")
    assert backup.read_manifest(second).root == head.root


def test_a_restore_from_a_medium_that_cannot_be_written(kept: Path, tmp_path: Path) -> None:
    with unwritable(kept):
        backup.restore(kept, tmp_path / "again.armarium")
    _open(tmp_path / "again.armarium").close()


def test_a_restore_never_overwrites(make: Make, kept: Path, tmp_path: Path) -> None:
    before = trouble.content(make.folder)
    (tmp_path / "empty.armarium").mkdir()
    for taken in (make.folder, kept, tmp_path / "empty.armarium"):
        with refused("folder_exists"):
            backup.restore(kept, taken)
    with refused("folder_name"):
        backup.restore(kept, tmp_path / "again")
    assert trouble.content(make.folder) == before


def test_a_restore_on_a_full_or_read_only_disk_leaves_nothing(kept: Path, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    with no_file_beyond(60_000), refused("disk_full"):
        backup.restore(kept, tmp_path / "disk" / "again.armarium")
    with unwritable(tmp_path / "disk"), refused("folder_read_only"):
        backup.restore(kept, tmp_path / "disk" / "again.armarium")
    assert list((tmp_path / "disk").iterdir()) == []


def _edit(change: Callable[[dict[str, Any]], object]) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        read = json.loads((folder / "backup.json").read_text())
        change(read)
        (folder / "backup.json").write_text(json.dumps(read))

    return edit


SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "rotten file": (lambda f: trouble.flip_bit(f / "register.db", -1), "backup_damaged"),
    "cut file": (lambda f: (f / "register.db").write_bytes(b"x" * 5_000), "backup_damaged"),
    "rotten keys": (lambda f: trouble.flip_bit(f / "keys.json", 60), "keys_damaged"),
    "no keys": (lambda f: (f / "keys.json").unlink(), "not_a_register"),
    "no list": (lambda f: (f / "backup.json").unlink(), "not_a_backup"),
    "torn list": (lambda f: (f / "backup.json").write_text("{"), "backup_damaged"),
    "list of nothing": (_edit(lambda r: r.pop("root")), "backup_damaged"),
    "list of other files": (_edit(lambda r: r["files"].update({"../x": "0"})), "backup_damaged"),
    "newer list": (_edit(lambda r: r.update(format="armarium-backup/2")), "register_newer"),
    "a picture": (lambda f: (f / "backup.json").write_bytes(b"\x89PNG" * 9_000), "backup_damaged"),
}  # fmt: skip


@pytest.mark.parametrize("which", SPOILT)
def test_a_spoilt_backup_is_refused_and_nothing_is_made(kept: Path, tmp_path: Path, which: str) -> None:
    spoil, code = SPOILT[which]
    spoil(kept)
    with refused(code):
        backup.restore(kept, tmp_path / "again.armarium")
    assert not [p for p in tmp_path.iterdir() if "again" in p.name]


def test_a_folder_copied_by_hand_is_no_backup(make: Make, tmp_path: Path) -> None:
    make.register.close()
    shutil.copytree(make.folder, tmp_path / "copied.armarium")
    with refused("not_a_backup"):
        backup.restore(tmp_path / "copied.armarium", tmp_path / "again.armarium")
    with refused("not_a_register"):
        backup.restore(tmp_path / "nowhere.armarium", tmp_path / "again.armarium")
