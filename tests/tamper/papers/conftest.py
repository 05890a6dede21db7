"""The bench, made once: registers that share their beginning, and the returns that they make."""

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.domain.records import COMPANY
from registry_app.domain.trust import TrustList
from registry_app.persistence.folder import RESTORED
from registry_app.services import backups, desk_reception, drafting, ledger, records, restorations, verifying
from registry_app.services.desk import Desk
from registry_app.services.register import unlock, unlock_to_declare
from registry_app.services.report_table import REPORTS
from tests import eventful, signed_papers
from tests.make import CHEAP, PASSPHRASE, Clock, Make, again, copied
from tests.signed_papers import Drawn
from tests.tamper.papers.bench import Bench, take

Act = Callable[[Make], object]


def _beginning(template: Path, folder: Path) -> Make:
    make = signed_papers.lived_in(copied(template, folder / "base.armarium"))
    make.register.close()
    return make


def _gone_on(base: Make, folder: Path, name: str, *acts: Act, days: int = 0, since: int = 0) -> tuple[Make, Drawn]:
    """A copy of the register that went on with these acts, and the return that it makes then."""
    make = again(base, folder / f"{name}.armarium")
    make.clock.pass_(days=days)
    for act in acts:
        act(make)
    return make, signed_papers.inventory(make, since=since)


def _firearm(serial: str) -> Act:
    return lambda make: make.firearm(serial)


def _unlawful(make: Make) -> None:
    """Rounds out of nothing, by a program that asks no judge."""
    lot, home = make.lot(rounds=10), make.place()
    line = Line(lot, 11, Position(home), Position(make.outside("expended")))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(drafting, "judge", lambda _entry, _facts: [])
        make.do(ledger.post, draft=Draft("expend", (line,), reason_code="test"))
        make.do(ledger.post, draft=Draft("expend", (line.reversed(),), reason_code="test"))


def _rename(make: Make) -> None:
    make.do(records.amend, kind="company", record=COMPANY, values={"name": "Vigilancia Andina y Cía. S.A."})


def _reports(template: Path, folder: Path) -> dict[str, Drawn]:
    """All reports of a register in which a little of everything happened."""
    lived = eventful.of(copied(template, folder / "eventful.armarium"))
    drawn = {name: lived.drawn(name) for name in REPORTS}
    lived.make.register.close()
    return drawn


def _restored(base: Make, folder: Path, name: str, *acts: Act, declared: str = "") -> Drawn:
    """The return of the register `base` once it came out of a backup and went on with these acts, `declared` first or
    last or not at all."""
    lived, path = again(base, folder / f"{name}-lost.armarium"), folder / f"{name}.armarium"
    backup = backups.backup(lived.register, folder / f"{name}-usb")
    lived.register.close()
    backups.restore(backup, path)
    lived.clock.pass_(days=5)
    mark = (path / RESTORED).read_bytes()
    if declared == "first":
        _declare(path, lived.clock)
    (path / RESTORED).unlink(missing_ok=True)
    made = Make(unlock(path, user="first", passphrase=PASSPHRASE, clock=lived.clock), lived.clock)
    made._places = dict(base._places)
    for act in acts:
        act(made)
    if declared == "last":
        made.register.close()
        (path / RESTORED).write_bytes(mark)
        _declare(path, lived.clock)
        made.register = unlock(path, user="first", passphrase=PASSPHRASE, clock=lived.clock)
    drawn = signed_papers.inventory(made)
    made.register.close()
    return drawn


def _declare(folder: Path, clock: Clock) -> None:
    with unlock_to_declare(folder, user="first", passphrase=PASSPHRASE, clock=clock) as register:
        restorations.declare(register, witness=register.witness("second", PASSPHRASE), reason="disk_failed")


def _after(desk: Desk, trust: TrustList, file: bytes, folder: Path) -> Desk:
    """A desk that has received a declared restoration as well."""
    shutil.copytree(desk.folder, folder / "after.authority")
    (folder / "declared.pdf").write_bytes(file)
    after = Desk.open(folder / "after.authority", clock=desk._clock)
    assert desk_reception.receive(after, folder / "declared.pdf", trust=trust).taken
    return after


@pytest.fixture(scope="session")
def bench(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """See `Bench`."""
    folder = tmp_path_factory.mktemp("papers")
    base = _beginning(template, folder)
    old, old_paper = _gone_on(base, folder, "old")
    make, first = _gone_on(base, folder, "main", _firearm("LAST-1"), days=1)
    size = int(first.content["head"]["size"])
    make.clock.pass_(days=1)
    taken_at = make.clock.now
    make.clock.pass_(days=1)
    for act in (_firearm("NEW-1"), _firearm("NEW-2"), lambda made: made.lot("NEW-L", rounds=50)):
        act(make)
    later, lines = signed_papers.inventory(make, since=size), signed_papers.lines(make)
    make.register.close()
    fork, fork_paper = _gone_on(base, folder, "fork", _firearm("FORK-1"), days=2)
    fork.register.close()
    longer, longer_paper = _gone_on(fork, folder, "longer", _firearm("FORK-2"), _firearm("FORK-3"), days=3)
    short, short_paper = _gone_on(base, folder, "short", days=5)
    lawless, lawless_paper = _gone_on(make, folder, "lawless", _unlawful, since=size)
    more = [_firearm(f"R-{number}") for number in range(4)]
    restored = (
        _restored(base, folder, "declared", *more, declared="first"), _restored(base, folder, "undeclared", *more),
        _restored(base, folder, "silent"), _restored(base, folder, "late", *more, declared="last"),
    )  # fmt: skip
    renamed, renamed_paper = _gone_on(make, folder, "renamed", _rename, since=size)
    for each in (old, longer, short, lawless, renamed):
        each.register.close()
    clock = Clock(taken_at)
    desk = Desk.create(
        folder / "desk.authority", name="Authority", passphrase="a desk has one too", cost=CHEAP, clock=clock
    )
    trust = signed_papers.trust(str(first.content["head"]["origin"]))
    made = Bench(
        lines, first, later, fork_paper, longer_paper, short_paper, old_paper, lawless_paper, desk, trust,
        _reports(template, folder), *restored, renamed_paper, desk,
    )  # fmt: skip
    take(desk, verifying.verify(made.received, trust=trust), made.received)
    clock.now = int((signed_papers.SIGNED_AT + dt.timedelta(days=30)).timestamp() * 1000)
    made.after = _after(desk, trust, signed_papers.signed(made.declared.file, "armorer"), folder)
    return made
