"""A register that came out of a backup, at the authority's desk: declared it is a remark, else an accusation."""

import dataclasses
import shutil
from pathlib import Path
from typing import Any

import pytest

from registry_app.persistence import anchor_files, folder
from registry_app.services import backups, desk_reception, ledger, recomputed_reports, restorations, returns, verifying
from registry_app.services.desk import Desk
from registry_app.services.desk_reception import Arrived
from registry_app.services.frame import Asked
from registry_app.services.register import unlock, unlock_to_declare
from registry_app.services.verifying import Verified
from tests import signed_papers
from tests.make import CHEAP, PASSPHRASE, Clock, Make


@dataclasses.dataclass
class Stage:
    """An authority that knows a company's ledger up to a head which the company has lost since."""

    make: Make
    desk: Desk
    folder: Path
    lost: bytes
    kept: int
    """How many entries the backup has."""

    def declare(self) -> None:
        with unlock_to_declare(self.folder, user="first", passphrase=PASSPHRASE, clock=self.make.clock) as register:
            restorations.declare(register, witness=register.witness("second", PASSPHRASE), reason="disk_failed")

    def at_work(self) -> Make:
        """The restored register, unlocked; the fixture closes it."""
        self.make.register = unlock(self.folder, user="first", passphrase=PASSPHRASE, clock=self.make.clock)
        return Make(self.make.register, self.make.clock)

    def receive(self, file: bytes) -> Arrived:
        path = self.folder.parent / "return.pdf"
        path.write_bytes(file)
        return desk_reception.receive(self.desk, path)

    def verify(self, file: bytes) -> Verified:
        return verifying.verify(file, desk=self.desk)


def _return(make: Make, *, since: int = 0, has_entries: bool = True, **changed: Any) -> bytes:
    """The return as the company makes it, with all that it tells of restorations."""
    content = make.register.read(returns.content, Asked(make.register.actor))
    drawn = signed_papers.inventory(make, since=since, has_entries=has_entries)
    told = {name: rows for name, rows in content.items() if name in ("restorations", "late", "users")}
    return drawn.again({**told, **changed}).file


def _codes(found: Verified | Arrived) -> list[str]:
    return [each.code for each in found.findings if each.code not in ("unsigned", "received_before", "not_in_entries")]


@pytest.fixture
def stage(make: Make, tmp_path: Path) -> Stage:
    signed_papers.lived_in(make)
    desk = Desk.create(
        tmp_path / "x.authority", name="Authority", passphrase="a desk has one too", cost=CHEAP,
        clock=Clock(make.clock.now),
    )  # fmt: skip
    made = Stage(make, desk, tmp_path / "again.armarium", b"", 0)
    made.receive(_return(make))
    backup = backups.backup(make.register, tmp_path / "usb")
    made.kept = make.register.read(ledger.head).size
    make.firearm("LOST-1")
    make.firearm("LOST-2")
    made.lost = _return(make, since=made.kept)
    assert made.receive(made.lost).taken
    make.register.close()
    backups.restore(backup, made.folder)
    return made


def _undeclared(stage: Stage) -> Make:
    (stage.folder / folder.RESTORED).unlink()
    return stage.at_work()


def test_declared_it_is_a_remark_and_the_desk_keeps_both_heads(stage: Stage) -> None:
    (before,) = stage.desk.all()
    stage.declare()
    hers = stage.at_work()
    hers.person("N-1")
    arrived = stage.receive(_return(hers))
    assert (arrived.verdict, _codes(arrived)) == ("remarks", ["history_restored", "restoration_told"])
    (now,) = stage.desk.all()
    assert now.head == hers.register.read(ledger.head)
    (kept,) = now.restorations
    assert (kept.size, kept.lost_size, kept.lost_root) == (stage.kept, before.head.size, before.head.root)
    assert [each.size for each in now.given_up] == [before.head.size]
    assert len(list(now.lines())) == now.head.size
    assert len((now.path.parent / kept.lost_file).read_bytes().splitlines()) == before.head.size


def test_the_finding_says_which_entries_were_given_up(stage: Stage) -> None:
    lost = stage.desk.all()[0].head.size
    stage.declare()
    found = stage.verify(_return(stage.at_work()))
    (told,) = [each for each in found.findings if each.code == "history_restored"]
    assert (told.severity, told.facts["first"], told.facts["final"]) == ("warning", stage.kept, lost - 1)


def test_the_return_after_it_follows_on_the_new_history(stage: Stage) -> None:
    stage.declare()
    hers = stage.at_work()
    first = _return(hers)
    stage.receive(first)
    size = hers.register.read(ledger.head).size
    hers.person("N-1")
    found = stage.verify(_return(hers, since=size))
    assert (_codes(found), found.verdict) == (["restoration_told"], "remarks")
    assert [each.severity for each in found.findings if each.code == "restoration_told"] == ["note"]
    assert stage.desk.receipt(stage.desk.all()[0].returns[-1].sha256, key=stage.desk.key("a desk has one too"))


def test_undeclared_it_is_history_that_was_rewritten(stage: Stage) -> None:
    hers = _undeclared(stage)
    hers.person("N-1")
    hers.person("N-2")
    assert (found := stage.verify(_return(hers))).verdict == "altered"
    assert "history_forked" in _codes(found)


def test_a_restoration_that_only_the_paper_tells_explains_nothing(stage: Stage) -> None:
    hers = _undeclared(stage)
    row = {"entry": stage.kept, "occurred_at": "2026-07-01T10:00", "kind": "declare_restored", "restored": stage.kept}
    found = stage.verify(_return(hers, restorations=[row]))
    assert {"history_shortened", "restorations_differ"} & set(_codes(found))
    assert found.verdict == "altered"


def test_without_entries_nobody_can_tell(stage: Stage) -> None:
    stage.declare()
    found = stage.verify(_return(stage.at_work(), has_entries=False))
    assert (found.verdict, _codes(found)) == (
        "cannot tell", ["restoration_unproven", "entries_absent", "restoration_told"],
    )  # fmt: skip


def test_a_declaration_that_was_received_does_not_explain_a_later_rewriting(stage: Stage, tmp_path: Path) -> None:
    stage.declare()
    stage.at_work().register.close()
    twin = tmp_path / "twin.armarium"
    shutil.copytree(stage.folder, twin)
    hers = stage.at_work()
    hers.person("N-1")
    stage.receive(_return(hers))
    hers.register.close()
    shutil.rmtree(anchor_files.data_folder(), ignore_errors=True)
    stage.folder = twin
    rewritten = stage.at_work()
    for code in ("G-7", "G-8", "G-9"):
        rewritten.person(code)
    assert (found := stage.verify(_return(rewritten))).verdict == "altered"
    assert "history_forked" in _codes(found)


def test_a_paper_that_leaves_a_restoration_out_is_found(stage: Stage) -> None:
    stage.declare()
    hers = stage.at_work()
    told = hers.register.read(returns.content, Asked(hers.register.actor))["restorations"]
    file = _return(hers, restorations=[dict(told[0], restored=1)])
    assert "restorations_differ" in _codes(verifying.verify(file))


def test_a_restoration_told_otherwise_in_any_field_is_found_and_named_once(stage: Stage) -> None:
    stage.declare()
    hers = stage.at_work()
    (row,) = hers.register.read(returns.content, Asked(hers.register.actor))["restorations"]
    for changed in ({"user": "nobody"}, {"witness": "first"}, {"reason": "theft"}, {"occurred_at": "2026-07-01T10:00"}):
        found = verifying.verify(_return(hers, restorations=[{**row, **changed}]))
        assert [each.code for each in found.findings if each.severity == "refusal"] == ["restorations_differ"]


def test_no_release_may_leave_a_restoration_out(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.declare()
    hers = stage.at_work()
    (row,) = hers.register.read(returns.content, Asked(hers.register.actor))["restorations"]
    file = _return(hers, restorations=[{**row, "restored": 1}])
    monkeypatch.setattr(recomputed_reports, "BUILD", "armarium 0.9.0")
    found = verifying.verify(file)
    assert (found.verdict, "restorations_differ" in _codes(found)) == ("altered", True)


def test_what_was_given_up_is_neither_intact_nor_taken_in_again(stage: Stage) -> None:
    stage.declare()
    stage.receive(_return(stage.at_work()))
    arrived = stage.receive(stage.lost)
    assert (arrived.verdict, _codes(arrived), arrived.taken) == ("remarks", ["history_given_up"], None)
    assert desk_reception.received_before(stage.desk, stage.folder.parent / "return.pdf")
