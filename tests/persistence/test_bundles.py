"""Many files are there whole or not at all, and the lists tell what each holds."""

import hashlib
import json
import subprocess
import zipfile
from pathlib import Path

import pytest

from registry_app.persistence import bundles
from tests.persistence.trouble import no_file_beyond, process, refused, said, unwritable

FILES = {"a.txt": b"one", "deep/b.bin": bytes(range(256)) * 40, "empty": b""}
MADE_AT = 1_767_272_400_000
WRITER = """
import sys
from pathlib import Path
from registry_app.persistence import bundles
with bundles.whole(Path(sys.argv[1]), made_at=0, top="t") as bundle:
    bundle.add("one", [b"1"])
    print("ready", flush=True)
    sys.stdin.readline()
"""


def written(target: Path, made_at: int = MADE_AT) -> Path:
    with bundles.whole(target, made_at=made_at, top="pack") as bundle:
        for path, content in FILES.items():
            bundle.add(path, [content[:1], content[1:]])
        bundle.enlist({"format": "test/1"})
    return target


def test_a_folder_holds_the_files_and_the_lists(tmp_path: Path) -> None:
    folder = written(tmp_path / "out")
    assert {p: (folder / p).read_bytes() for p in FILES} == FILES
    told = json.loads((folder / "manifest.json").read_text())
    assert told["format"] == "test/1"
    assert [(f["path"], f["size"], f["sha256"]) for f in told["files"]] == [
        (path, len(content), hashlib.sha256(content).hexdigest()) for path, content in FILES.items()
    ]


def test_others_on_the_machine_read_none_of_it(tmp_path: Path) -> None:
    written(tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as packed:
        assert {info.external_attr >> 16 & 0o007 for info in packed.infolist()} == {0}
    paths = [path for path in written(tmp_path / "out").rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o007 for path in paths} == {0}


def test_anybody_can_check_the_sums(tmp_path: Path) -> None:
    folder = written(tmp_path / "out")
    command = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["a.txt: OK", "deep/b.bin: OK", "empty: OK", "manifest.json: OK"]


def test_a_zip_holds_the_same_and_is_the_same_each_time(tmp_path: Path) -> None:
    one, other = written(tmp_path / "a.zip"), written(tmp_path / "b.ZIP")
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as packed:
        assert {p: packed.read(f"pack/{p}") for p in FILES} == FILES
        assert packed.testzip() is None
        assert packed.getinfo("pack/a.txt").date_time == (2026, 1, 1, 13, 0, 0)


def test_a_moment_before_zip_files_were_invented(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path / "a.zip", made_at=0)) as packed:
        assert packed.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_is_left_of_what_did_not_come_to_its_end(tmp_path: Path, name: str) -> None:
    with pytest.raises(ZeroDivisionError), bundles.whole(tmp_path / name, made_at=0, top="t") as bundle:
        bundle.add("one", (b"%d" % (1 // n) for n in (1, 0)))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_nothing_is_ever_overwritten(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"mine")
    with refused("folder_exists"):
        written(tmp_path / name)
    assert (tmp_path / name).read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_what_came_meanwhile_is_not_overwritten_either(tmp_path: Path, name: str) -> None:
    with refused("folder_exists"), bundles.whole(tmp_path / name, made_at=0, top="t"):
        (tmp_path / name).write_bytes(b"mine")
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["out", "out.zip"])
def test_a_full_or_closed_disk_is_told(tmp_path: Path, name: str) -> None:
    with no_file_beyond(500), refused("disk_full"), bundles.whole(tmp_path / name, made_at=0, top="t") as bundle:
        bundle.add("one", [hashlib.sha256(bytes([n])).digest() for n in range(200)])
    with unwritable(tmp_path), refused("folder_read_only"):
        written(tmp_path / name)
    with refused("cannot_write"):
        written(tmp_path / "nowhere" / name)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_writer_leaves_no_bundle_and_the_next_one_sweeps(tmp_path: Path) -> None:
    for name in ("out", "out.zip"):
        with process(WRITER, tmp_path / name) as writer:
            assert said(writer) == "ready"
            writer.kill()
        assert not (tmp_path / name).exists()
        written(tmp_path / name)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "out.zip"]
