"""An import killed by SIGKILL at any moment: what is in is whole, and it goes on or is taken back."""

import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import merkle, signing
from registry_app.domain.entry import parse
from registry_app.domain.replay import Replay
from registry_app.domain.rows import BalanceRow, EntryRow
from registry_app.domain.rules import judge
from registry_app.services import batches, checks, imports, ledger, listing
from registry_app.services import register as registers
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.register import Register
from tests.crash.importing import ROWS_AT_ONCE
from tests.lists import csv_file, listed
from tests.make import PASSPHRASE, Make

ROWS = 10 * ROWS_AT_ONCE
ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")


@pytest.fixture
def armed(make: Make, tmp_path: Path) -> tuple[Path, Path]:
    """A closed register with an armoury and a witness, and a list for it."""
    make.place("ARM-1")
    assert make.witness
    make.register.close()
    rows = [{"Serial number": f"K{number:05}"} for number in range(ROWS)]
    return make.folder, csv_file(tmp_path / "list.csv", listed("firearms", *rows))


def killed(steps: int, delay_s: float, *arguments: object) -> None:
    """Start the work, let it tell `steps` steps, and kill it a little later, in the middle of whatever it does."""
    command = [sys.executable, "-m", "tests.crash.importing", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        assert child.stdout
        for _step in range(steps + 1):
            assert child.stdout.readline()
        with suppress(subprocess.TimeoutExpired):
            child.wait(delay_s)
        child.send_signal(signal.SIGKILL)


@contextmanager
def opened(folder: Path) -> Iterator[Register]:
    register = registers.unlock(folder, user="first", passphrase=PASSPHRASE)
    try:
        yield register
    finally:
        register.close()


def is_whole(session: Session) -> bool:
    """Whether leaves, root, judgement and balances of the ledger agree with its bodies."""
    replay, peaks = Replay(), tuple[bytes, ...]()
    for row in session.execute(select(EntryRow).order_by(EntryRow.seq)).scalars():
        entry = parse(row.body)
        assert entry.prior_root == merkle.root_of_peaks(peaks).hex()
        assert not [f for f in judge(entry, replay) if f.severity == "refusal"]
        assert row.leaf_hash == merkle.leaf_hash(signing.leaf(row.body, row.signatures))
        peaks = merkle.append(peaks, row.seq, row.leaf_hash)
        replay.apply(entry)
    assert ledger.head(session).root == merkle.root_of_peaks(peaks).hex()
    kept = {
        (r.item_id, r.place_id, r.person_id, r.state): r.quantity for r in session.execute(select(BalanceRow)).scalars()
    }
    return kept == {(item, *at): n for item, positions in replay.balances.items() for at, n in positions.items()}


def is_intact(register: Register) -> bool:
    """Whether our own walk over the ledger finds nothing, and `check` neither."""
    return register.read(is_whole) and checks.check(register, processes=1).verdict == "intact"


def resumed(register: Register, path: Path) -> imports.Outcome:
    table = imports.read(path, "firearms")
    return imports.run(register, register.read(imports.plan, table, by=register.actor))


MOMENTS = [(steps, random.Random(steps).random() / 25) for steps in (0, 1, 4, 8)]


@pytest.mark.parametrize(("steps", "delay_s"), MOMENTS)
def test_a_killed_import_is_whole_and_goes_on_exactly_once(
    armed: tuple[Path, Path], steps: int, delay_s: float
) -> None:
    folder, path = armed
    killed(steps, delay_s, folder, path)
    with opened(folder) as register:
        assert is_intact(register)
        there = len(register.read(listing.ids, FIREARMS))
        assert there >= steps * ROWS_AT_ONCE
        begun = {batch.id for batch in register.read(batches.unfinished)}
        done = resumed(register, path)
        assert (done.count("unchanged"), done.count("created")) == (there, ROWS - there)
        assert begun <= {done.batch}
        assert len(register.read(listing.ids, FIREARMS)) == ROWS
        assert is_intact(register)
        assert register.read(batches.unfinished) == []


def test_a_killed_import_can_be_taken_back_and_so_can_a_killed_taking_back(armed: tuple[Path, Path]) -> None:
    folder, path = armed
    killed(5, 0.01, folder, path)
    with opened(folder) as register:
        (batch,) = register.read(batches.unfinished)
        assert batch.entries >= 5 * ROWS_AT_ONCE
    killed(2, 0.01, folder, "drop", batch.id)
    with opened(folder) as register:
        assert is_intact(register)
        left = len(register.read(listing.ids, FIREARMS))
        assert left < batch.entries, "nothing was taken back before the kill"
        dropped = batches.drop(register, batch.id, witness=register.witness("second", PASSPHRASE))
        assert (dropped.corrected, dropped.kept, len(register.read(listing.ids, FIREARMS))) == (left, (), 0)
        assert is_intact(register)


@pytest.mark.long
@pytest.mark.timeout(600)
def test_fifty_kills_leave_a_whole_ledger(armed: tuple[Path, Path]) -> None:
    folder, path = armed
    chance = random.Random(7)
    for _round in range(50):
        killed(chance.randrange(2), chance.random() / 20, folder, path)
        with opened(folder) as register:
            assert is_intact(register)
            for batch in register.read(batches.unfinished) or register.read(batches.every)[-1:]:
                if batch.state != "dropped" and len(register.read(listing.ids, FIREARMS)) > ROWS // 2:
                    batches.drop(register, batch.id, witness=register.witness("second", PASSPHRASE))
