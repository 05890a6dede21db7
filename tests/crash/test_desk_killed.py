"""A desk killed by SIGKILL while it receives and signs: nothing confirmed is lost, and no return gets two receipts."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from registry_app.services import desk_check
from registry_app.services.desk import Desk
from tests.make import Make
from tests.services import sent

ROOT = Path(__file__).parents[2]
RETURNS = 3
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture
def returns(make: Make, tmp_path: Path) -> list[Path]:
    """Returns of a company, one after the other, each with the entries since the one before."""
    files, since = [], 0
    for number in range(RETURNS):
        make.firearm()
        made = sent.inventory(make, since=since)
        files.append(tmp_path / f"{number}.json")
        files[-1].write_bytes(made.file)
        files[-1].with_suffix(".entries").write_bytes(b"".join(made.entries))
        since = made.head.size
    return files


def _received(folder: Path, files: list[Path], dies_at: int = 0) -> list[int]:
    """The receipts that were confirmed before the end, or before the kill."""
    command = [sys.executable, "-m", "tests.crash.receiving", str(folder), str(dies_at), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr
    return [int(line) for line in done.stdout.splitlines() if line.isdecimal()]


@pytest.mark.parametrize("dies_at", [*range(1, 16, 2), 22, 36])
def test_a_killed_desk_goes_on_where_it_was(tmp_path: Path, returns: list[Path], dies_at: int) -> None:
    folder = sent.desk(tmp_path).folder
    confirmed = _received(folder, returns, dies_at)
    assert len(confirmed) < RETURNS, "it was not killed"
    desk = Desk.open(folder)
    given = {each.number: each.file_sha256 for each in desk.receipts()}
    assert set(confirmed) <= set(given)
    assert desk_check.check(desk) == []
    assert _received(folder, returns) == list(range(1, RETURNS + 1))
    assert desk_check.check(desk) == []
    again = {each.number: each.file_sha256 for each in desk.receipts()}
    assert given.items() <= again.items()
    (known,) = desk.all()
    assert (known.entries, len(known.returns), len(known.forks)) == (known.head.size, RETURNS, 0)
