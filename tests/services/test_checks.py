"""Verdicts, and the checkpoint that an intact check leaves behind."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry_app.domain import rules
from registry_app.domain.errors import Finding, note, refuse, warn
from registry_app.domain.rows import BatchRow, CheckpointRow
from registry_app.persistence.check import Checked
from registry_app.services import batches, checks, ledger
from tests.make import Make


def _sizes(session: Session) -> list[int]:
    return list(session.execute(select(CheckpointRow.size).order_by(CheckpointRow.size)).scalars())


def test_an_intact_register_gets_one_checkpoint_for_each_size(make: Make) -> None:
    first = checks.check(make.register)
    assert (first.verdict, checks.check(make.register)) == ("intact", first)
    make.firearm()
    second = checks.check(make.register)
    assert make.register.read(_sizes) == [first.entries, second.entries]


def test_a_quick_check_keeps_nothing_and_says_the_same(make: Make) -> None:
    checks.check(make.register)
    make.firearm()
    quick = checks.check(make.register, whole=False)
    assert len(make.register.read(_sizes)) == 1
    assert quick == checks.check(make.register)


def test_who_may_only_read_checks_and_keeps_nothing(make: Make) -> None:
    assert make.witness
    make.user("paula", "inspector")
    with make.unlocked("paula") as register:
        found = checks.check(register)
    assert (found.verdict, found.root) == ("intact", make.register.read(ledger.head).root)
    assert make.register.read(_sizes) == []


def test_an_import_that_did_not_end_is_noted(make: Make) -> None:
    make.do(batches.begin, batch=ledger.new_id(), kind="people", file_hash="0" * 64, rows=3)
    found = checks.check(make.register)
    assert (found.verdict, [f.code for f in found.findings]) == ("intact", ["batch_unfinished"])


def _spoil_the_notes(session: Session, *, values: dict[str, object], by: object) -> None:
    session.execute(update(BatchRow).values(**values))


@pytest.mark.parametrize("values", [{"state": "sleeping"}, {"rows": -5}, {"rows": "many"}, {"user_id": 999}])
def test_working_notes_that_make_no_sense_are_a_remark(make: Make, values: dict[str, object]) -> None:
    make.do(batches.begin, batch=ledger.new_id(), kind="people", file_hash="0" * 64, rows=3)
    make.do(_spoil_the_notes, values=values)
    found = checks.check(make.register)
    assert (found.verdict, [f.code for f in found.findings]) == ("remarks", ["row_strange"])


def test_rules_of_a_newer_release_are_not_called_broken(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    make.firearm()
    monkeypatch.delitem(rules.EDITIONS, rules.NEWEST)
    found = checks.check(make.register)
    assert (found.verdict, [f.code for f in found.findings]) == ("cannot_tell", ["edition_unknown"])


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ([], "intact"),
        ([note("personal_erased", values=1)], "intact"),
        ([warn("row_strange"), note("personal_erased")], "remarks"),
        ([refuse("column_differs"), refuse("search_differs"), warn("row_strange")], "tampered"),
        ([refuse("search_differs")], "damaged"),
        ([refuse("edition_unknown")], "cannot_tell"),
        ([refuse("edition_unknown"), refuse("search_differs")], "cannot_tell"),
        ([refuse("edition_unknown"), refuse("column_differs")], "tampered"),
    ],
)
def test_the_verdict(findings: list[Finding], verdict: str) -> None:
    assert checks.verdict_of(Checked(1, b"", "", tuple(findings))) == verdict
    assert checks.verdict_of(Checked(0, b"", "", tuple(findings), is_file_sound=False)) == "damaged"
