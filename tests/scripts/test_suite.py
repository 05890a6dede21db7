"""What has to be green: all is run and told of, and what tests leave in memory goes with them."""

import shutil
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from scripts import suite

Disk = namedtuple("Disk", "total used free")


def _disk(monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Disk(free, 0, free))


def _ending(status: int) -> list[str]:
    return [sys.executable, "-c", f"print('here'); raise SystemExit({status})"]


def test_checks_are_those_of_the_house() -> None:
    assert list(suite.checks()) == ["ruff check", "ruff format", "mypy", "import-linter"]


@pytest.mark.parametrize(("status", "verdict", "text"), [(0, "clean", ""), (3, "FAILED", "here\n")])
def test_a_check_is_told_of_and_says_where_it_failed(status: int, verdict: str, text: str) -> None:
    said = suite.carried_out("mine", _ending(status))
    assert said.is_clean == (status == 0)
    assert str(said).startswith(f"{text}mine: {verdict}, ")


@pytest.mark.parametrize(
    ("checked", "asked", "status"),
    [(0, "--version", 0), (1, "--version", 1), (0, "--nonsense", 4), (1, "--nonsense", 4)],
)
def test_neither_a_check_nor_a_test_may_fail(
    capfd: pytest.CaptureFixture[str], checked: int, asked: str, status: int
) -> None:
    commands = {"a": _ending(checked), "b": _ending(0)}
    assert suite.whole(commands, [asked]) == status
    said = capfd.readouterr().err.splitlines()
    assert [line.split(",")[0] for line in said[-2:]] == [f"a: {'FAILED' if checked else 'clean'}", "b: clean"]


def test_what_passing_files_leave_in_memory_goes_with_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _disk(monkeypatch, suite.ENOUGH)
    with suite.own_room(tmp_path) as room:
        own = Path(room["TMPDIR"])
        (own / "left").mkdir()
        assert own.parent == tmp_path
    assert list(tmp_path.iterdir()) == []


def test_too_little_memory_is_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _disk(monkeypatch, suite.ENOUGH - 1)
    with suite.own_room(tmp_path) as room:
        assert room == {}
    with suite.own_room(tmp_path / "nowhere") as room:
        assert room == {}


def test_the_long_lane_is_the_whole_and_what_is_chosen_is_not() -> None:
    assert all(map(suite.is_whole, ((), ("--long",))))
    assert not any(map(suite.is_whole, (("tests/domain", "-k", "merkle"), ("tests/machine", "--long"))))
