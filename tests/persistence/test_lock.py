"""The lock, held by real second processes."""

import os
import signal
from pathlib import Path

import pytest

from registry_app.domain.errors import Unavailable
from registry_app.domain.wording import say
from registry_app.persistence import lock
from tests.persistence.trouble import as_ordinary_user, process, refused, said, unwritable

HOLDER = """
import sys
from pathlib import Path
from registry_app.persistence.lock import hold
held = hold(Path(sys.argv[1]), exclusive=sys.argv[2] == "alone")
print("held", flush=True)
sys.stdin.readline()
held.release()
print("left", flush=True)
sys.stdin.readline()
"""


def _now(folder: Path, *, exclusive: bool = False) -> lock.Lock:
    return lock.hold(folder, exclusive=exclusive, patience=0.0)


def test_many_share_and_one_alone_waits_for_all(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "shared") as other:
        assert said(other) == "held"
        _now(tmp_path).release()
        with refused("register_locked"):
            _now(tmp_path, exclusive=True)
        other.communicate("\n\n")
    _now(tmp_path, exclusive=True).release()


def test_who_has_it_alone_is_named(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "alone") as other:
        assert said(other) == "held"
        with pytest.raises(Unavailable) as caught:
            _now(tmp_path)
        facts = caught.value.finding.facts
        assert (facts["pid"], facts["host"], facts["user"]) == (other.pid, lock.me().host, lock.me().user)
        assert facts["holders"] == (f"{lock.me().user}@{lock.me().host} ({other.pid})",)
        other.communicate("\n\n")


def test_every_sharer_is_named(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "shared") as other, _now(tmp_path):
        assert said(other) == "held"
        with pytest.raises(Unavailable) as caught:
            _now(tmp_path, exclusive=True)
        assert {h.pid for h in lock.holders(tmp_path)} == {os.getpid(), other.pid}
        assert len(caught.value.finding.facts["holders"]) == 2  # type: ignore[arg-type]
        other.communicate("\n\n")


def test_a_killed_process_keeps_nobody_out_and_is_not_named(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "alone") as other:
        assert said(other) == "held"
        other.send_signal(signal.SIGKILL)
    assert lock.holders(tmp_path) == []
    _now(tmp_path, exclusive=True).release()
    assert (tmp_path / lock.FILE).read_bytes() == b""


def test_a_process_that_let_go_and_lives_on_is_not_named(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "shared") as other, _now(tmp_path):
        assert said(other) == "held"
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
        assert said(other) == "left"
        assert [h.pid for h in lock.holders(tmp_path)] == [os.getpid()]
        other.communicate("\n")


def test_whoever_is_patient_gets_it(tmp_path: Path) -> None:
    with process(HOLDER, tmp_path, "alone") as other:
        assert said(other) == "held"
        assert other.stdin
        other.stdin.write("\n")
        other.stdin.flush()
        lock.hold(tmp_path, patience=20.0).release()
        other.communicate("\n")


def test_a_medium_that_cannot_be_written_is_shared_and_never_held_alone(tmp_path: Path) -> None:
    _now(tmp_path).release()
    with unwritable(tmp_path):
        with _now(tmp_path) as held:
            assert (held.is_writable, held.file is not None) == (False, True)
        with refused("folder_read_only"):
            _now(tmp_path, exclusive=True)


def test_without_a_lock_file_there_is_nothing_to_hold(tmp_path: Path) -> None:
    with unwritable(tmp_path), _now(tmp_path) as held:
        assert (held.is_writable, held.file) == (False, None)
    with refused("cannot_write"):
        _now(tmp_path / "nowhere")


def test_strange_lines_in_the_file_stop_nobody(tmp_path: Path) -> None:
    (tmp_path / lock.FILE).write_bytes(b'\xff\x00{"id": 1}\n[]\nnull\n{"id":"x","pid":"y"}\n' + b"a" * 100_000)
    with _now(tmp_path):
        assert lock.holders(tmp_path) == []
    with as_ordinary_user():
        assert lock.holders(tmp_path / "nowhere") == []


def test_the_message_names_the_holder() -> None:
    error = Unavailable("register_locked", path="/x", holders=("ana@hatch (7)",), user="ana", host="hatch", pid=7)
    assert "/x" in say(error.finding)
