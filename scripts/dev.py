"""Two commands on a fresh machine: `python3 scripts/dev.py run` and `python3 scripts/dev.py test`.

Standard library only, Python 3.11 to 3.13. Makes `.venv`, installs requirements.lock by its hashes, and brings the
shared libraries that Qt needs where they are missing. Nothing is fetched on a second start.
"""

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed"
IS_WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
OLDEST, NEWEST = (3, 11), (3, 13)
DEMO = ROOT / "demo"

OFFSCREEN = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What Qt loads in any case: shared library to Debian package."""

SCREEN = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
"""What it needs besides for a window on X11."""


class CannotGoOn(Exception):
    """Something is missing that this program may not bring itself; the message says what to do."""


def say(text: str) -> None:
    """One line on standard error, which belongs to us; standard output is the program's."""
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], **more: object) -> int:
    """Run a program in the project's folder; answers its exit status."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, check=False, **more).returncode  # type: ignore[call-overload, no-any-return]


def must(command: Sequence[str | Path], remedy: str) -> None:
    """Run a program that has to succeed."""
    if run(command, stdout=sys.stderr):
        raise CannotGoOn(remedy)


# What the system must have


def elevated() -> list[str] | None:
    """How to run a program as root: nothing in front, sudo without a question, or not at all (`None`)."""
    if IS_WINDOWS or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    can_sudo = shutil.which("sudo") and run(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0
    return ["sudo", "-n"] if can_sudo else None


def bring(packages: Iterable[str]) -> None:
    """Install Debian packages, or say which ones are to be installed."""
    wanted, front = sorted(packages), elevated()
    remedy = f"Please install: {' '.join(wanted)}"
    if front is None:
        raise CannotGoOn(remedy)
    say(f"Installing {' '.join(wanted)}")
    quiet: list[str | Path] = [
        *front,
        "env",
        "DEBIAN_FRONTEND=noninteractive",
        "apt-get",
        "-qq",
        "-o",
        "Dpkg::Use-Pty=0",
    ]
    must([*quiet, "update"], remedy)
    must([*quiet, "install", "-y", "--no-install-recommends", *wanted], remedy)


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Whether a window can be shown."""
    is_linux = sys.platform.startswith("linux")
    return not is_linux or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def bring_libraries() -> None:
    """Bring what Qt needs and the system lacks; Windows and macOS lack nothing."""
    if not sys.platform.startswith("linux"):
        return
    needed = {**OFFSCREEN, **(SCREEN if has_display() else {})}
    missing = {package for library, package in needed.items() if not is_loadable(library)}
    if missing:
        bring(missing)


# The environment


def fingerprint() -> str:
    """What the environment was made from: this Python and this lock."""
    return f"{sys.version_info[:3]} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"


def is_set_up() -> bool:
    """Whether the environment stands as the lock wants it."""
    return PYTHON.exists() and STAMP.exists() and STAMP.read_text("utf-8") == fingerprint()


def make_environment() -> None:
    """Make `.venv` and install the lock by its hashes, unless both are there."""
    if is_set_up():
        return
    if not _has_venv():
        bring(["python3-venv"])
    say("Making .venv")
    must([sys.executable, "-m", "venv", "--clear", VENV], "Please install Python with its module venv.")
    install: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
    ]
    say("Installing what requirements.lock names (a few minutes the first time)")
    must([*install, "--only-binary", ":all:", "-r", LOCK], "The libraries could not be installed; is there a network?")
    STAMP.write_text(fingerprint(), "utf-8")


def _has_venv() -> bool:
    """Debian leaves `ensurepip` out of plain Python."""
    return run([sys.executable, "-c", "import venv, ensurepip"], stderr=subprocess.DEVNULL) == 0


def set_up() -> None:
    """Everything that `run` and `test` need; quick when it is there."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        raise CannotGoOn("Armarium needs Python 3.11, 3.12 or 3.13; start this with one of them.")
    bring_libraries()
    make_environment()


# The commands


def start(arguments: Sequence[str]) -> int:
    """Run the program: a verb as given, else the window on the demo company, else the main job without a display."""
    if arguments:
        return run([PYTHON, "main.py", *arguments])
    folder = _demo()
    if has_display():
        return run([PYTHON, "main.py"], env={**os.environ, "ARMARIUM_OPEN": str(folder)})
    say("There is no display, so no window: making, checking and reporting the demo company instead.")
    return _main_job(folder)


def _demo() -> Path:
    """The demo company's register, made the first time."""
    folder = DEMO / "demo.armarium"
    if not (DEMO / "demo.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        DEMO.mkdir(exist_ok=True)
        must([PYTHON, "main.py", "demo", DEMO], "The demo company could not be made.")
    return folder


def _main_job(folder: Path) -> int:
    """Check the register and write its inventory return."""
    passphrase = json.loads((DEMO / "demo.json").read_text("utf-8"))["passphrase"]
    known = {**os.environ, "ARMARIUM_PASSPHRASE": passphrase}
    paper = DEMO / "inventory.pdf"
    status = run([PYTHON, "main.py", "check", "-r", folder], env=known)
    status = status or run([PYTHON, "main.py", "report", "inventory", "-r", folder, "-o", paper], env=known)
    if not status:
        say(f"The register is in {folder}, its inventory return is {paper}")
    return status


CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("import-linter", "lint"),
)


def test(arguments: Sequence[str], *, is_long: bool) -> int:
    """Lint, types, layers, then the tests; with arguments of pytest the tests alone."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    failed = [] if arguments else [" ".join(c) for c in CHECKS if run(_module(c), env=environment)]
    spread = arguments or ["-n", str(min(os.cpu_count() or 1, 4)), "--dist", "worksteal"]
    tests: list[str | Path] = [PYTHON, "-m", "pytest", *spread, *(["--long"] if is_long else [])]
    status = run(tests, env=environment)
    if failed:
        say(f"Failed before the tests: {', '.join(failed)}")
    return status or int(bool(failed))


def _module(check: Sequence[str]) -> list[str | Path]:
    if check[0] == "import-linter":
        return [VENV / ("Scripts" if IS_WINDOWS else "bin") / "lint-imports", "--no-cache"]
    return [PYTHON, "-m", *check]


def main() -> int:
    """Read the command line and do it; a missing thing is one sentence, not a traceback."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("run", "test", "setup"))
    parser.add_argument("--long", action="store_true", help="test: also what takes minutes")
    given, rest = parser.parse_known_args()
    try:
        set_up()
        if given.command == "run":
            return start(rest)
        return test(rest, is_long=given.long) if given.command == "test" else 0
    except CannotGoOn as problem:
        say(str(problem))
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
