"""A register that release 0.1 made and left: it opens, is upgraded, and goes on under its own rules until newer
ones are adopted.

`release-0.1` holds an issue with a due day, amendments, a loss without a case (the first edition knew none), a
delivery, evidence, a correction, and a checkpoint. Its passphrases are those of `tests/make.py`.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import ACTS, ACTS_1
from registry_app.domain.draft import Draft
from registry_app.domain.entry import NONE, Ref
from registry_app.domain.rows import EntryRow
from registry_app.persistence import upgrade
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import (
    checks,
    custody,
    documents,
    history,
    holds,
    ledger,
    lists,
    losses,
    policies,
    records,
    renewals,
)
from registry_app.services import register as registers
from tests.make import PASSPHRASE, PHOTO, Clock, Make, enter

ENTRIES = 25
ROOT = "314741380a8c28337df0abfafd3ba863cf2c45d8586d1f1286aa14007fce2e52"
"""Of the first 24 entries, as release 0.1 found it."""
LEFT_AT = 1_767_319_226_000


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Make]:
    folder = tmp_path / "old.armarium"
    shutil.copytree(Path(__file__).parent / "release-0.1", folder)
    clock = Clock(LEFT_AT)
    make = Make(registers.unlock(folder, user="first", passphrase=PASSPHRASE, clock=clock), clock)
    make._witness = make.register.witness("second", PASSPHRASE)
    yield make
    make.register.close()


def _one(make: Make, kind: str, name: str) -> int:
    return make.register.read(lists.one, kind, name)


def _adopt(make: Make) -> None:
    make.do(policies.change, values={"edition": 2}, witness=make.witness)


def test_it_is_upgraded_after_a_safety_copy_and_intact(old: Make) -> None:
    def revision(session: Session) -> str:
        return upgrade.revision_of(session.connection())

    assert old.register.read(revision) == upgrade.newest()
    assert (old.folder / f"before-{upgrade.newest()}.db").exists()
    verdict = checks.check(old.register, processes=1)
    assert (verdict.verdict, verdict.entries, verdict.findings) == ("intact", ENTRIES, ())
    checks.check_opening(old.register)


def test_its_history_is_the_one_that_it_had(old: Make) -> None:
    assert old.register.read(ledger.head, size=ENTRIES - 1).root == ROOT
    events = old.register.read(history.life, record=_one(old, "firearm", "SN-3"))
    assert [(event.kind, event.reason) for event in events] == [("lose", "theft"), ("receive", "opening")]


def _entries(session: Session) -> list[EntryRow]:
    return list(session.execute(select(EntryRow).order_by(EntryRow.seq)).scalars())


def test_due_days_and_amendments_are_read_from_the_bodies(old: Make) -> None:
    def told(session: Session) -> tuple[list[tuple[int, int]], int]:
        facts = RegisterFacts(session)
        found = [(row, facts.entry(row.seq)) for row in _entries(session)]
        assert all((row.due_at, row.amends) == (entry.due_at(), entry.amends()) for row, entry in found if entry)
        return [(row.seq, row.due_at) for row, _entry in found if row.due_at], sum(row.amends for row, _e in found)

    due, amended = old.register.read(told)
    assert [old.entry(seq).kind for seq, _at in due] == ["issue", "issue", "issue"]
    assert amended == 2


def test_its_own_edition_judges_on(old: Make) -> None:
    gun, guard = _one(old, "firearm", "SN-2"), _one(old, "person", "G-1")
    old.do(custody.issue, firearms=[gun], to=guard)
    lose = old.entry(next(e for e in range(ENTRIES) if old.entry(e).kind == "lose"))
    assert (lose.records, Ref("document", "DEN-1") in lose.refs, lose.corrects) == ((), True, NONE)
    assert checks.check(old.register, processes=1).verdict == "intact"


@pytest.mark.parametrize("kind", sorted(ACTS.keys() - ACTS_1.keys()))
def test_new_acts_wait_for_a_policy_of_the_new_edition(old: Make, kind: str) -> None:
    told = old.refused("act_of_later_edition", enter, draft=Draft(kind), witness=old.witness)
    assert told.facts["kind"] == kind


def test_once_adopted_the_second_edition_judges_what_comes_and_condemns_nothing(old: Make) -> None:
    gun = _one(old, "firearm", "SN-2")
    renewal = {"record": gun, "values": {"permit_expires_on": "2032-01-01"}, "document": "RES-1"}
    old.refused("act_of_later_edition", renewals.renew, **renewal)
    told = old.refused("act_of_later_edition", documents.attach, subject=gun, content=PHOTO, kind="photo")
    assert told.facts["kind"] == "document"
    _adopt(old)
    old.do(renewals.renew, **renewal)
    old.do(documents.attach, subject=gun, content=PHOTO, kind="photo")
    old.do(holds.write_off, kind="lose", item=gun, reason="theft", witness=old.witness)
    verdict = checks.check(old.register, processes=1)
    assert (verdict.verdict, verdict.entries) == ("intact", ENTRIES + 4)


def test_a_theft_is_entered_under_the_old_rules_too_and_what_is_told_of_it_under_the_new(old: Make) -> None:
    gun, other = (_one(old, "firearm", serial) for serial in ("SN-1", "SN-2"))
    posted = old.do(holds.write_off, kind="lose", item=gun, reason="theft", witness=old.witness)
    assert old.entry(posted.seq).records == ()
    told = {"items": {other: 1}, "values": {"spot": "Gate"}, "reason": "theft", "witness": old.witness}
    old.refused("act_of_later_edition", losses.report, **told)
    _adopt(old)
    old.do(losses.report, **told)
    assert checks.check(old.register, processes=1).verdict == "intact"


def test_there_is_no_way_back_to_the_first_edition(old: Make) -> None:
    _adopt(old)
    old.refused("edition_falls_back", policies.change, values={"edition": 1}, witness=old.witness)


def test_the_fields_that_came_later_may_be_filled_before(old: Make) -> None:
    gun = _one(old, "firearm", "SN-2")
    old.do(records.amend, kind="firearm", record=gun, values={"condition": "good", "barrel_mm": 102})
    assert checks.check(old.register, processes=1).verdict == "intact"
