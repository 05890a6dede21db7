"""A file is wholly old or wholly new."""

import os
import signal
from pathlib import Path

from registry_app.persistence import atomic
from tests.persistence.trouble import no_file_beyond, process, refused, said, unwritable

WRITER = """
import sys
from pathlib import Path
from registry_app.persistence import atomic
path = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    atomic.write(path, bytes([number % 256]) * 50_000)
"""


def test_content_and_permissions(tmp_path: Path) -> None:
    path = tmp_path / "file"
    tmp_path.chmod(0o750)
    atomic.write(path, b"one")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"one", 0o640)
    path.chmod(0o600)
    atomic.write(path, b"two")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"two", 0o600)


def test_a_full_disk_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with no_file_beyond(1_000), refused("disk_full"):
        atomic.write(path, bytes(2_000))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == {"file": b"old"}


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    with unwritable(tmp_path), refused("folder_read_only"):
        atomic.write(tmp_path / "file", b"new")
    with refused("cannot_write"):
        atomic.write(tmp_path / "nowhere" / "file", b"new")


def test_a_killed_writer_leaves_a_whole_file_and_the_next_one_sweeps(tmp_path: Path) -> None:
    path = tmp_path / "file"
    (tmp_path / ".file.left.part").write_bytes(b"a slot that was revoked")
    with process(WRITER, path) as writer:
        assert said(writer) == "ready"
        while not path.exists() or path.stat().st_mtime_ns == 0:
            os.sched_yield()
        writer.send_signal(signal.SIGKILL)
    content = path.read_bytes()
    assert (len(content), len(set(content))) == (50_000, 1)
    atomic.write(path, b"next")
    assert [p.name for p in tmp_path.iterdir()] == ["file"]
