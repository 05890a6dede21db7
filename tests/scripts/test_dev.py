"""The two commands: what they ask of a machine, and what a second start does not do again."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts import dev

PROGRAM = "import os, sys; print(sys.argv[1:], os.environ.get('ARMARIUM_OPEN')); sys.exit(7 * ('fail' in sys.argv))"
Dev = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that needs no library, set up once."""
    root = tmp_path_factory.mktemp("checkout")
    (root / "scripts").mkdir()
    shutil.copy(dev.__file__, root / "scripts" / "dev.py")
    (root / "requirements.lock").write_text("# nothing\n", "utf-8")
    (root / "main.py").write_text(PROGRAM, "utf-8")
    first = _run(root, "run", "hello")
    assert "Making .venv" in first.stderr, first.stderr
    return root


def _run(root: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command: list[str | Path] = [sys.executable, root / "scripts" / "dev.py", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_a_verb_gets_its_arguments_as_they_are(checkout: Path) -> None:
    done = _run(checkout, "run", "check", "--help", "--long", "-r", "a b.armarium")
    assert done.stdout == "['check', '--help', '--long', '-r', 'a b.armarium'] None\n"


def test_the_programs_exit_status_is_ours(checkout: Path) -> None:
    assert _run(checkout, "run", "fail").returncode == 7


def test_a_second_start_says_and_makes_nothing(checkout: Path) -> None:
    _run(checkout, "run", "hello")
    stamp = checkout / ".venv" / "installed"
    before = stamp.stat().st_mtime_ns
    assert _run(checkout, "run", "hello").stderr == ""
    assert stamp.stat().st_mtime_ns == before


def test_a_changed_lock_is_installed_over_the_standing_environment(checkout: Path) -> None:
    (checkout / ".venv" / "kept").touch()
    (checkout / "requirements.lock").write_text("# nothing else\n", "utf-8")
    (checkout / ".venv" / "installed").write_text("of another lock", "utf-8")
    said = _run(checkout, "run", "hello").stderr
    assert "Installing" in said
    assert "Making .venv" not in said
    assert (checkout / ".venv" / "kept").exists()


def test_a_lock_without_hashes_is_refused(checkout: Path) -> None:
    (checkout / "requirements.lock").write_text("segno==1.6.6\n", "utf-8")
    done = _run(checkout, "run", "hello")
    assert done.returncode == dev.CANNOT
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv" / "installed").exists()
    (checkout / "requirements.lock").write_text("# nothing\n", "utf-8")


@pytest.mark.parametrize(("arguments", "status"), [((), 2), (("fly",), 2), (("--help",), 0)])
def test_without_a_command_it_explains_itself(
    arguments: tuple[str, ...], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert dev.main(arguments) == status
    assert "dev.py run" in capsys.readouterr().err


def test_another_python_is_told_which_ones_fit(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "NEWEST", (3, 10))
    assert dev.main(["setup"]) == dev.CANNOT
    assert "3.11" in capsys.readouterr().err


def test_what_may_not_be_installed_is_named_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(dev.CannotGoOn) as told:
        dev.bring({"libgl1", "libegl1"})
    assert str(told.value) == "Something of the system is missing. Please install: libegl1 libgl1"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Qt brings everything")
@pytest.mark.parametrize(
    ("display", "wayland", "more"),
    [("", "", {}), (":0", "", dev.X11), ("", "wayland-0", dev.WAYLAND), (":0", "wayland-0", dev.X11 | dev.WAYLAND)],
)
def test_libraries_are_those_of_the_display(
    monkeypatch: pytest.MonkeyPatch, display: str, wayland: str, more: dict[str, str]
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    assert dev.needed_libraries() == {**dev.QT, **more}
    assert dev.has_display() == bool(more)


def test_a_library_is_found_by_loading_it() -> None:
    assert not dev.is_loadable("libthatnobodyhas.so.9")


def test_ci_calls_the_same_command() -> None:
    script = (dev.ROOT / ".ci" / "run").read_text("utf-8")
    assert "python3 scripts/dev.py test" in script
    assert os.access(dev.ROOT / ".ci" / "run", os.X_OK)
