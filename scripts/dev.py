"""Two commands on a fresh machine: `python3 scripts/dev.py run` and `python3 scripts/dev.py test`.

    run                the window on an invented company; without a display the main job on it, headless
    run VERB ...       the program itself: run check -r FOLDER
    test [--long]      linters, types, layers and all tests; --long adds those that take minutes
    test ARGS          pytest alone with these arguments: test tests/domain -k merkle
    setup              only what both need

Standard library only, Python 3.11 to 3.13, Linux, Windows, macOS. Makes `.venv`, installs requirements.lock by its
hashes, and brings the shared libraries that Qt needs where they are missing. A second start fetches nothing.
"""

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "installed"
IS_WINDOWS = os.name == "nt"
PROGRAMS = VENV / ("Scripts" if IS_WINDOWS else "bin")
PYTHON = PROGRAMS / ("python.exe" if IS_WINDOWS else "python")
OLDEST, NEWEST = (3, 11), (3, 13)
DEMO = ROOT / "demo"
SUITE = ROOT / "scripts" / "suite.py"
REMARKS, CANNOT, STOPPED = 1, 3, 130

QT = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",  # newer releases serve it by libglib2.0-0t64, under this name too
}
"""What Qt loads in any case: shared library to Debian package."""

X11 = {
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
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}


class CannotGoOn(Exception):
    """Something is missing that this program may not bring itself; the message says what to do."""


def say(text: str) -> None:
    """One line on standard error, which belongs to us; standard output is the program's."""
    print(text, file=sys.stderr, flush=True)


def run(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, is_ours: bool = False) -> int:
    """Run a program in the project's folder; answers its exit status. What is ours prints to standard error."""
    return subprocess.run(command, cwd=ROOT, check=False, env=env, stdout=sys.stderr if is_ours else None).returncode


def must(command: Sequence[str | Path], remedy: str) -> None:
    """Run a program that has to succeed. Raises `CannotGoOn` with the remedy."""
    if run(command, is_ours=True):
        raise CannotGoOn(remedy)


# What the system must have


def elevated() -> list[str] | None:
    """How to run a program as root: nothing in front, sudo without a question, or not at all (`None`)."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    asks = ["sudo", "-n", "true"]
    may = shutil.which("sudo") and subprocess.run(asks, check=False, capture_output=True).returncode == 0
    return ["sudo", "-n"] if may else None


def bring(packages: Iterable[str]) -> None:
    """Install Debian packages. Raises `CannotGoOn` with one line that names them where this program may not."""
    wanted, front = sorted(packages), elevated()
    remedy = f"Something of the system is missing. Please install: {' '.join(wanted)}"
    if front is None:
        raise CannotGoOn(remedy)
    say(f"Installing {' '.join(wanted)}")
    apt = [*front, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "Dpkg::Use-Pty=0",
           "-o", "DPkg::Lock::Timeout=300"]  # fmt: skip
    for step in (["update"], ["install", "-y", "--no-install-recommends", *wanted]):
        done = subprocess.run([*apt, *step], check=False, capture_output=True, text=True, errors="replace")
        if done.returncode and step != ["update"]:  # what was known before may be enough
            raise CannotGoOn(f"{done.stdout}{done.stderr}{remedy}")


def is_loadable(library: str) -> bool:
    """Whether the system's loader finds a shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_display() -> bool:
    """Whether a window can be shown."""
    return not sys.platform.startswith("linux") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))


def needed_libraries() -> dict[str, str]:
    """The shared libraries that Qt needs here, with the packages that hold them; Windows and macOS lack nothing."""
    if not sys.platform.startswith("linux"):
        return {}
    x11 = X11 if os.environ.get("DISPLAY") else {}
    wayland = WAYLAND if os.environ.get("WAYLAND_DISPLAY") else {}
    return {**QT, **x11, **wayland}


def missing_libraries() -> set[str]:
    """The packages of shared libraries that Qt needs and the system lacks."""
    return {package for library, package in needed_libraries().items() if not is_loadable(library)}


# The environment


def fingerprint() -> str:
    """What the environment is made from: this Python and this lock."""
    return f"{sys.version} {hashlib.sha256(LOCK.read_bytes()).hexdigest()}"


def is_set_up() -> bool:
    """Whether the environment stands as the lock wants it."""
    return STAMP.exists() and PYTHON.exists() and STAMP.read_text("utf-8") == fingerprint()


def is_of_this_python() -> bool:
    """Whether an environment of this very Python stands, complete or not."""
    asks: list[str | Path] = [PYTHON, "-c", "import sys, pip; sys.exit(sys.version != sys.argv[1])", sys.version]
    return PYTHON.exists() and subprocess.run(asks, check=False, capture_output=True).returncode == 0


def missing_modules() -> set[str]:
    """The package that Debian split from Python, when an environment is to be made and that is missing."""
    is_whole = find_spec("ensurepip") is not None and find_spec("venv") is not None
    return set() if is_set_up() or is_whole or is_of_this_python() else {f"python3.{sys.version_info.minor}-venv"}


def make_environment() -> None:
    """Make `.venv` where it is missing and install what the lock names and it lacks. Raises `CannotGoOn`."""
    if is_set_up():
        return
    STAMP.unlink(missing_ok=True)
    if not is_of_this_python():
        say("Making .venv")
        must([sys.executable, "-m", "venv", "--clear", VENV], "Please install Python whole, with its module venv.")
    say("Installing what requirements.lock names (some minutes the first time)")
    install = "-m pip install -qq --disable-pip-version-check --no-input --require-hashes -r".split()
    ready = ["--only-binary", ":all:"] if has_wheels() else []
    remedy = "The libraries could not be installed. Is there a network, and room on the disk? Then try again."
    must([PYTHON, *install, LOCK, *ready], remedy)
    STAMP.write_text(fingerprint(), "utf-8")


def has_wheels() -> bool:
    """Whether every library is there ready-made: not for Intel Macs, nor for Python built for Windows on ARM."""
    import platform

    return (sys.platform, platform.machine().lower()) not in {("darwin", "x86_64"), ("win32", "arm64")}


# The commands


def prepare(libraries: set[str], *, shows: bool = True) -> None:
    """Bring what is missing; `libraries` are no condition where nothing is shown. Raises `CannotGoOn`."""
    modules = missing_modules()
    try:
        if libraries or modules:
            bring(libraries | modules)
    except CannotGoOn as problem:
        if shows or modules:
            raise
        say(f"{problem} (Windows and tests need that. Going on without.)")
    make_environment()


def setup(_arguments: Sequence[str]) -> int:
    """Bring everything that `run` and `test` need; quick when it is there."""
    prepare(missing_libraries())
    return 0


def start(arguments: Sequence[str]) -> int:
    """Run the program: a verb as given, else the window on the demo company, else the main job without a display."""
    if arguments:  # verbs show nothing
        prepare(set())
        return run([PYTHON, "main.py", *arguments])
    prepare(missing_libraries(), shows=has_display())
    folder = demo()
    if has_display():
        return run([PYTHON, "main.py"], env={**os.environ, "ARMARIUM_OPEN": str(folder)})
    return main_job(folder)


def demo() -> Path:
    """The demo company's register, made the first time; `demo.json` beside it is written last."""
    folder = DEMO / "demo.armarium"
    if not (DEMO / "demo.json").exists():
        shutil.rmtree(folder, ignore_errors=True)
        must([PYTHON, "main.py", "demo", DEMO], "The demo company could not be made.")
    return folder


def main_job(folder: Path) -> int:
    """Check the demo register, write its inventory return, and print where both are."""
    import json

    say("There is no display, so there is no window. Checking the demo company and writing its return instead.")
    passphrase = json.loads((DEMO / "demo.json").read_text("utf-8"))["passphrase"]
    known = {**os.environ, "ARMARIUM_PASSPHRASE": passphrase}
    paper = DEMO / "inventory.pdf"
    checked = run([PYTHON, "main.py", "check", "-r", folder], env=known)
    written = run([PYTHON, "main.py", "report", "inventory", "-r", folder, "-o", paper], env=known)
    if max(checked, written) <= REMARKS:
        print(f"The register is {folder}\nIts inventory return is {paper}")
    return max(checked, written)


def test(arguments: Sequence[str]) -> int:
    """Linters, types, layers and all tests; with pytest's arguments it alone. How: `scripts/suite.py`."""
    prepare(missing_libraries())
    return run([PYTHON, SUITE, *arguments], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {"run": start, "test": test, "setup": setup}


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; what is missing is one sentence, not a traceback."""
    command = COMMANDS.get(arguments[0]) if arguments else None
    if command is None:
        say(__doc__ or "")
        return 0 if arguments and arguments[0] in {"-h", "--help"} else 2
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        say("Armarium needs Python 3.11, 3.12 or 3.13. Please start this with one of them.")
        return CANNOT
    try:
        return command(arguments[1:])
    except CannotGoOn as problem:
        say(str(problem))
        return CANNOT
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
