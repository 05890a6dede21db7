"""All that has to be green, run as fast as the machine allows: `dev.py test` starts this in the environment it made.

Linters, types and layers run beside the tests, for neither needs the other; all are told of, even when one fails. The
tests put their files in memory where the system lends enough of it: a register waits for the disk at every entry, and
tests make many of them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PROGRAMS = Path(sys.executable).parent
MEMORY = Path("/dev/shm")  # noqa: S108 - what lies there is in a folder of its own
ENOUGH = 2 << 30
"""Bytes that must be free in memory: part of a run that threw nothing away had kept 1.6 GB; here most goes at once."""
MOST_WORKERS = 4
STOPPED = 130


@dataclass(frozen=True)
class Told:
    """What a check said of the code, and how long it took in seconds."""

    name: str
    is_clean: bool
    text: str
    seconds: float

    def __str__(self) -> str:
        return f"{self.text}{self.name}: {'clean' if self.is_clean else 'FAILED'}, {self.seconds:.1f} s"


def say(text: str) -> None:
    """One line on standard error; standard output is pytest's."""
    print(text, file=sys.stderr, flush=True)


def checks() -> dict[str, list[str | Path]]:
    """What has to be clean before the tests count."""
    return {
        "ruff check": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
        "ruff format": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
        "mypy": [sys.executable, "-m", "mypy"],
        "import-linter": [PROGRAMS / "lint-imports", "--no-cache", "--no-logo"],
    }


def carried_out(name: str, command: Sequence[str | Path]) -> Told:
    """Run one check; what it says is kept, so that it does not come between the tests' lines."""
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    )
    is_clean = done.returncode == 0
    return Told(name, is_clean, "" if is_clean else done.stdout, time.monotonic() - began)


def told(commands: Mapping[str, Sequence[str | Path]]) -> list[Told]:
    """What some checks say, one after the other."""
    return [carried_out(name, command) for name, command in commands.items()]


def has_room(memory: Path) -> bool:
    """Whether a folder that lies in memory is there with enough of it free."""
    return memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= ENOUGH


@contextmanager
def own_room(memory: Path = MEMORY) -> Iterator[dict[str, str]]:
    """Where programs put their passing files, as variables of the environment: in memory, or where they always do."""
    if not has_room(memory):
        yield {}
        return
    with tempfile.TemporaryDirectory(prefix="armarium-", dir=memory, ignore_cleanup_errors=True) as folder:
        yield {"TMPDIR": folder}


def tests(arguments: Sequence[str]) -> int:
    """Run pytest; answers its exit status. Where room is scarce, what a test that passed has left goes at once."""
    with own_room() as room:
        passing = ["-o", "tmp_path_retention_policy=failed"] if room else []
        command = [sys.executable, "-m", "pytest", *passing, *arguments]
        return subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, **room}).returncode


def spread() -> list[str]:
    """Pytest's arguments for as many workers as there are cores, four at most."""
    return ["-n", str(min(max(os.cpu_count() or 2, 2), MOST_WORKERS)), "--dist", "worksteal"]


def whole(commands: Mapping[str, Sequence[str | Path]], arguments: Sequence[str]) -> int:
    """Checks and tests side by side; answers the tests' status, or 1 where a check alone failed."""
    with ThreadPoolExecutor(1) as beside:
        checking = beside.submit(told, commands)
        status = tests([*spread(), *arguments])
        verdicts = checking.result()
    for verdict in verdicts:
        say(str(verdict))
    return status or int(not all(verdict.is_clean for verdict in verdicts))


def is_whole(arguments: Sequence[str]) -> bool:
    """Whether all is meant: nothing was chosen but the lane."""
    return set(arguments) <= {"--long"}


def main(arguments: Sequence[str]) -> int:
    """Everything, or pytest alone with what was chosen."""
    try:
        return whole(checks(), arguments) if is_whole(arguments) else tests(arguments)
    except KeyboardInterrupt:
        return STOPPED


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
