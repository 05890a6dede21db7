"""Bad input of every sort: a clear word, and nothing lost."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import text

from registry_app.domain.errors import Damaged, Refused, Unavailable
from registry_app.domain.wording import say
from registry_app.persistence import key_file, keys
from registry_app.services import ledger
from registry_app.services import register as registers
from tests.make import CHEAP, PASSPHRASE, Clock, Make, empty_register
from tests.persistence import trouble
from tests.persistence.trouble import no_file_beyond, refused, unwritable

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 64


@pytest.fixture
def closed(make: Make) -> Path:
    """A register with a few entries that nobody has open."""
    make.firearm("AB1234", at=make.place())
    make.register.close()
    return make.folder


def _unlock(folder: Path, passphrase: str = PASSPHRASE) -> None:
    registers.unlock(folder, user="first", passphrase=passphrase, clock=Clock()).close()


def _spoil(name: str, change: Callable[[bytes], bytes]) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        (folder / name).write_bytes(change((folder / name).read_bytes()))

    return spoil


def _drop(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def _plain(folder: Path) -> None:
    (folder / "register.db").unlink()
    raw = sqlcipher.connect(str(folder / "register.db"))
    raw.execute("CREATE TABLE entry (seq)")
    raw.close()


def _of_another_key(folder: Path) -> None:
    other = folder.with_name("other.armarium")
    empty_register(other, Clock()).close()
    shutil.copy(other / "register.db", folder / "register.db")


BAD = {
    "no file": (_drop("register.db"), "not_a_register"),
    "no keys": (_drop("keys.json"), "not_a_register"),
    "file empty": (_spoil("register.db", lambda _b: b""), "file_cut"),
    "file a picture": (_spoil("register.db", lambda _b: PICTURE), "not_our_file"),
    "file plain SQLite": (_plain, "not_our_file"),
    "file of another register": (_of_another_key, "not_our_file"),
    "file cut within a page": (_spoil("register.db", lambda b: b[: len(b) // 2 - 100]), "file_malformed"),
    "file cut between pages": (_spoil("register.db", lambda b: b[: 8 * trouble.PAGE]), "file_malformed"),
    "first page flipped": (lambda f: trouble.flip_bit(f / "register.db", 1_000), "not_our_file"),
    "pages swapped": (lambda f: trouble.swap_pages(f / "register.db", 0, 3), "not_our_file"),
    "keys empty": (_spoil("keys.json", lambda _b: b""), "keys_damaged"),
    "keys a picture": (_spoil("keys.json", lambda _b: PICTURE), "keys_damaged"),
    "keys cut": (_spoil("keys.json", lambda b: b[:-40]), "keys_damaged"),
    "keys flipped": (lambda f: trouble.flip_bit(f / "keys.json", 400), "keys_damaged"),
    "keys huge": (_spoil("keys.json", lambda b: b + b" " * 2_000_000), "keys_damaged"),
    "keys nested": (_spoil("keys.json", lambda _b: b"[" * 100_000), "keys_damaged"),
    "keys of something else": (_spoil("keys.json", lambda _b: b'{"slots": []}'), "keys_damaged"),
}  # fmt: skip


@pytest.mark.parametrize("which", BAD)
def test_bad_input_is_refused_in_words_and_left_as_it_is(closed: Path, which: str) -> None:
    spoil, code = BAD[which]
    spoil(closed)
    before = trouble.content(closed)
    with pytest.raises((Refused, Damaged, Unavailable)) as caught:
        _unlock(closed)
    error = caught.value
    (finding,) = trouble.findings(error)
    assert finding.code == code
    assert "…" not in say(finding).replace("…/", "")
    assert trouble.content(closed) == before


def test_an_emptied_file_does_not_cost_the_journal(make: Make, tmp_path: Path) -> None:
    make.place()
    copied = Path(shutil.copytree(make.folder, tmp_path / "copied.armarium"))
    (copied / "register.db").write_bytes(b"")
    journal = (copied / "register.db-wal").read_bytes()
    with refused("file_cut"):
        _unlock(copied)
    assert (copied / "register.db-wal").read_bytes() == journal != b""


def test_a_wrong_passphrase_and_a_strange_name(closed: Path) -> None:
    with refused("wrong_passphrase"):
        _unlock(closed, "battery staple horse correct")
    with refused("unknown_user"):
        registers.unlock(closed, user="nobody", passphrase=PASSPHRASE)
    with refused("wrong_passphrase"):
        registers.first_user(closed, "battery staple horse correct")


def test_keys_of_another_register_do_not_fit(closed: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.armarium"
    empty_register(other, Clock()).close()
    shutil.copy(other / "keys.json", closed / "keys.json")
    with refused("not_our_file"):
        _unlock(closed)


@pytest.mark.parametrize("path", ["nowhere.armarium", "keys.json", "", "\0"])
def test_what_is_no_folder_of_ours_is_no_register(closed: Path, path: str) -> None:
    with refused("not_a_register"):
        _unlock(closed / path if path == "keys.json" else closed.parent / path)


def test_a_folder_that_may_not_be_looked_into(closed: Path) -> None:
    closed.chmod(0)
    try:
        with trouble.as_ordinary_user(), refused("cannot_read"):
            _unlock(closed)
    finally:
        closed.chmod(0o700)


def test_names_are_judged_and_nothing_is_overwritten(tmp_path: Path) -> None:
    for name, code in (("x.txt", "folder_name"), (".armarium", "folder_name"), ("taken.armarium", "folder_exists")):
        (tmp_path / "taken.armarium").mkdir(exist_ok=True)
        with refused(code):
            empty_register(tmp_path / name, Clock())
    (tmp_path / "link.armarium").symlink_to(tmp_path / "nowhere")
    with refused("folder_exists"):
        empty_register(tmp_path / "link.armarium", Clock())
    with refused("cannot_write"):
        empty_register(tmp_path / ("x" * 300 + ".armarium"), Clock())


def test_nothing_is_left_of_a_register_that_could_not_be_made(tmp_path: Path) -> None:
    with no_file_beyond(40_000), pytest.raises(Unavailable) as caught:
        empty_register(tmp_path / "new.armarium", Clock())
    assert str(caught.value) in {"disk_full", "disk_error"}
    with unwritable(tmp_path), refused("folder_read_only"):
        empty_register(tmp_path / "new.armarium", Clock())
    assert list(tmp_path.iterdir()) == []


def test_a_weak_passphrase_makes_nothing(tmp_path: Path) -> None:
    with refused("passphrase_short"):
        registers.create(tmp_path / "x.armarium", company="X", user="a", passphrase="short", cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_a_register_is_closed_to_strangers(tmp_path: Path) -> None:
    empty_register(tmp_path / "x.armarium", Clock()).close()
    for path in (tmp_path / "x.armarium", *(tmp_path / "x.armarium").iterdir()):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_read_only_folder_is_read_and_never_written(closed: Path) -> None:
    with unwritable(closed):
        before = sorted(closed.iterdir())
        with registers.unlock(closed, user="first", passphrase=PASSPHRASE) as register:
            assert (register.read(ledger.head).size, register.is_read_only) == (3, True)
            with refused("read_only"):
                Make(register, Clock()).place("ARM-2")
            with refused("folder_read_only"):
                registers.change_passphrase(register, old=PASSPHRASE, new=PASSPHRASE + "!", cost=CHEAP)
        assert sorted(closed.iterdir()) == before


def test_a_file_that_alone_is_read_only_is_read_too(closed: Path) -> None:
    (closed / "register.db").chmod(0o400)
    with trouble.as_ordinary_user(), registers.unlock(closed, user="first", passphrase=PASSPHRASE) as register:
        assert (register.read(ledger.head).size, register.is_read_only) == (3, True)


def test_a_copy_with_entries_in_its_journal_is_not_shown_without_them(make: Make, tmp_path: Path) -> None:
    make.place()
    copied = Path(shutil.copytree(make.folder, tmp_path / "copied.armarium"))
    with unwritable(copied), refused("journal_left"):
        _unlock(copied)
    with registers.unlock(copied, user="first", passphrase=PASSPHRASE) as register:
        assert register.read(ledger.head) == make.register.read(ledger.head)


def test_a_full_disk_refuses_the_entry_whole_and_later_ones_succeed(make: Make) -> None:
    make.place()
    stand = make.register.read(ledger.head)
    with no_file_beyond((make.folder / "register.db-wal").stat().st_size + 100_000):
        kept = _fill(make)
    assert kept
    assert make.register.read(ledger.head).size == stand.size + kept
    make.place("LATER")
    assert make.register.read(ledger.head).size == stand.size + kept + 1
    assert make.register.read(lambda s: s.execute(text("PRAGMA integrity_check")).scalar()) == "ok"


def _fill(make: Make) -> int:
    """Make places until the disk takes no more; answers how many it took."""
    for number in range(50):
        try:
            make.place(f"P-{number}")
        except Unavailable:
            return number
    raise AssertionError("the disk was never full")


def test_a_full_disk_keeps_the_old_keys(make: Make) -> None:
    before = (make.folder / keys.FILE).read_bytes()
    with no_file_beyond(100), refused("disk_full"):
        registers.change_passphrase(make.register, old=PASSPHRASE, new=PASSPHRASE + "!", cost=CHEAP)
    assert (make.folder / keys.FILE).read_bytes() == before
    assert not list(make.folder.glob("*.part"))


def test_a_newer_key_file_is_no_damage(closed: Path) -> None:
    (closed / "keys.json").write_bytes(_reformatted(closed, "armarium-keys/2"))
    with refused("register_newer"):
        _unlock(closed)
    (closed / "keys.json").write_bytes(_reformatted(closed, "armarium-keys/0"))
    with refused("keys_damaged"):
        _unlock(closed)


def _reformatted(folder: Path, name: str) -> bytes:
    read = json.loads((folder / "keys.json").read_text())
    read["format"] = name
    read["sum"] = sha256(key_file.canonical({k: v for k, v in read.items() if k != "sum"})).hexdigest()
    return json.dumps(read).encode()
