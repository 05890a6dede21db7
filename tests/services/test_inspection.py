"""An inspector remarks and is shown things, on a connection that can do nothing else."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, Unavailable
from registry_app.services import audit_returns, backups, checks, counts, inspection, ledger
from registry_app.services import register as registers
from registry_app.services.register import Register
from registry_app.services.sightings import Sight
from tests.architecture.sources import sources
from tests.make import PASSPHRASE, Make
from tests.services.test_audits import Team


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


@pytest.fixture
def inspector(make: Make) -> Iterator[Register]:
    """The same register, opened by an inspector of the authority."""
    make.user("vera", "inspector", person="Vera Luna")
    with make.unlocked("vera") as register:
        yield register


def test_a_remark_is_signed_by_the_inspector_and_seen_by_all(make: Make, team: Team, inspector: Register) -> None:
    audit = team.begin(make.place())
    posted = inspection.remark(inspector, text="Falta la cerradura del armerillo 2.", audit=audit)
    assert make.entry(posted.seq).actor == inspector.actor.user_id
    (seen,) = make.register.read(inspection.remarks, audit=audit)
    assert (seen.seq, seen.kind, seen.user, seen.audit) == (posted.seq, "remark", "Vera Luna", "2026-001")
    told = make.register.read(audit_returns.report, audit=audit, by=make.register.actor)["remarks"]
    assert [each["text"] for each in told] == ["Falta la cerradura del armerillo 2."]
    assert checks.check(make.register).verdict == "intact"


def test_no_findings_needs_no_words_and_a_remark_does(make: Make, inspector: Register) -> None:
    inspection.remark(inspector, kind="no_findings", place=make.place())
    with pytest.raises(Refused, match="remark_empty"):
        inspection.remark(inspector)
    assert [each.place for each in inspector.read(inspection.remarks)] == ["Arm-1"]


def test_what_is_shown_counts_as_seen(make: Make, team: Team, inspector: Register) -> None:
    armoury, gun = make.place(), make.firearm()
    audit = team.begin(armoury)
    inspection.shown(inspector, audit=audit, seen=[Sight(armoury, gun, way="shown")])
    assert make.register.read(counts.standing, audit).tally["found"] == 1
    assert checks.check(make.register).verdict == "intact"


def test_what_is_shown_is_named_by_what_is_engraved(make: Make, team: Team, inspector: Register) -> None:
    armoury, lot = make.place(), make.lot("LOT-7", rounds=60)
    for maker in ("Taurus", "Llama"):
        make.firearm("A-1", maker=maker, reason="opening")
    make.firearm("B-1")
    audit = team.begin(armoury)
    given = {"audit": audit, "place": armoury}
    inspection.shown_by_name(inspector, text=" b-1 ", **given)
    inspection.shown_by_name(inspector, text="LOT-7", quantity=60, **given)
    inspection.shown_by_name(inspector, text="ZX-9", **given)
    with pytest.raises(Refused, match="shown_ambiguous"):
        inspection.shown_by_name(inspector, text="A-1", **given)
    with pytest.raises(Refused, match="sighting_without_number"):
        inspection.shown_by_name(inspector, text="LOT-7", **given)
    found = make.register.read(counts.standing, audit)
    assert {kind: n for kind, n in found.tally.items() if n} == {"found": 2, "missing": 2, "unknown": 1}
    assert {each.item for each in found.seen} >= {lot, 0}


def test_the_same_id_enters_nothing_twice(inspector: Register) -> None:
    given = {"text": "Todo en orden.", "entry_id": ledger.new_id()}
    one, other = (inspection.remark(inspector, **given) for _time in range(2))
    assert (one.seq, len(inspector.read(inspection.remarks))) == (other.seq, 1)


def test_the_screens_keep_the_connection_that_cannot_write(inspector: Register) -> None:
    inspection.remark(inspector, text="x")
    assert inspector.is_read_only
    with pytest.raises(Unavailable, match="read_only"):
        inspector.write(post_remark)


def post_remark(session: Session, *, by: Actor) -> object:
    return ledger.post(session, Draft("remark", wishes=(Wish("remark", {"kind": "no_findings"}),)), by=by)


def test_nobody_else_remarks(make: Make) -> None:
    with pytest.raises(Refused, match="inspector_only"):
        inspection.remark(make.register, text="x")


DRAFTS = {
    "describe": Draft("describe", wishes=(Wish("place", {"code": "X", "name": "X", "kind": "safe", "parent_id": 2}),)),
    "amend": Draft("amend", wishes=(Wish("company", {"name": "Other"}, 1),)),
    "remark": Draft("remark", wishes=(Wish("person", {"code": "X"}),)),
    "shown": Draft("shown", wishes=(Wish("remark", {"kind": "no_findings"}),)),
    "policy": Draft("policy", wishes=(Wish("policy", {"audit_days": 1}),)),
}


@pytest.mark.parametrize("kind", DRAFTS)
def test_no_other_entry_gets_through_the_second_connection(make: Make, inspector: Register, kind: str) -> None:
    def other(session: Session, *, by: Actor) -> Any:
        return ledger.post(session, DRAFTS[kind], by=by)

    before = make.register.read(ledger.head)
    with pytest.raises(Refused):
        inspection._appended(inspector, other)
    assert make.register.read(ledger.head) == before


STATEMENTS = (
    "UPDATE remark SET text = 'x'", "DELETE FROM remark", "DELETE FROM entry", "UPDATE entry SET kind = 'x'",
    "INSERT INTO person (id, code, described_seq, changed_seq) VALUES (9999, 'X', 1, 1)",
    "INSERT INTO balance VALUES (1, 1, 0, 'ready', 5)", "INSERT INTO line VALUES (1, 1, 1, 1, 1, 0, '', 1, 0, '')",
    "DROP TABLE remark", "ATTACH ':memory:' AS other", "PRAGMA recursive_triggers = OFF",
    "INSERT OR REPLACE INTO balance VALUES (1, 1, 0, 'ready', 5)",
)  # fmt: skip


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_other_statement_gets_through_either(inspector: Register, statement: str) -> None:
    inspection.remark(inspector, text="x")

    def sneak(session: Session, *, by: Actor) -> Any:
        return session.execute(text(statement)) and by

    with pytest.raises(Unavailable, match="read_only"):
        inspection._appended(inspector, sneak)


def test_a_backup_takes_no_remarks(inspector: Register, tmp_path: Path) -> None:
    kept = backups.backup(inspector, tmp_path / "usb")
    with registers.unlock(kept, user="vera", passphrase=PASSPHRASE) as register:
        assert register.actor.name == "vera"
        with pytest.raises(Unavailable, match="read_only"):
            inspection.remark(register, text="x")


def test_only_the_inspection_opens_a_second_connection() -> None:
    opening = {s.path for s in sources("registry_app", "ui", "main.py") if any("appending" in n for n, _c in s.calls())}
    assert opening == {"registry_app/services/inspection.py"}
