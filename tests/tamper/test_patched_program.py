"""A program that leaves the judge out: everything is signed and hangs together, but the rules were broken."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position
from registry_app.domain.fields import Value
from registry_app.services import checks, drafting, ledger, records
from registry_app.services.ledger import Pen, Posted
from tests.make import Make
from tests.tamper.conftest import Victim

Forge = Callable[[Make], Draft]


def _issue_of_a_gun_that_is_out(make: Make) -> Draft:
    gun, guard, home = make.firearm(), make.person(), make.place()
    make.issued(gun, to=guard)
    return Draft("issue", (Line(gun, 1, Position(home), Position(home, make.person())),))


def _rounds_out_of_nothing(make: Make) -> Draft:
    lot, home = make.lot(rounds=10), make.place()
    return Draft("expend", (Line(lot, 11, Position(home), Position(make.outside("expended"))),), reason_code="test")


def _loss_that_nobody_witnessed(make: Make) -> Draft:
    line = Line(make.firearm(), 1, Position(make.place()), Position(make.outside("lost")))
    return Draft("lose", (line,), reason_code="loss")


def _issue_on_an_expired_licence(make: Make) -> Draft:
    gun, guard, home = make.firearm(), make.person(licence="2020-01-01"), make.place()
    return Draft("issue", (Line(gun, 1, Position(home), Position(home, guard)),))


def _act_of_tomorrow(make: Make) -> Draft:
    gun, home = make.firearm(), make.place()
    line = Line(gun, 1, Position(home), Position(home, make.person()))
    return Draft("issue", (line,), occurred_at=make.clock.now + 86_400_000)


def _director_by_own_hand(make: Make) -> Draft:
    assert make.witness
    person = make.register.actor.person_id
    values: dict[str, Value] = {
        "name": "ghost", "person_id": person, "roles": "director", "public_key": "ab" * 32, "is_active": 1
    }  # fmt: skip
    return Draft("user", wishes=(Wish("user", values),), reason_code="appointment")


FORGED: dict[str, tuple[Forge, str]] = {
    "out already": (_issue_of_a_gun_that_is_out, "item_not_there"),
    "below zero": (_rounds_out_of_nothing, "below_zero"),
    "no witness": (_loss_that_nobody_witnessed, "witness_missing"),
    "licence expired": (_issue_on_an_expired_licence, "licence_expired"),
    "future": (_act_of_tomorrow, "future_date"),
    "new user alone": (_director_by_own_hand, "witness_missing"),
}


@pytest.mark.parametrize("what", FORGED)
def test_the_replay_judges_again(make: Make, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    forge, code = FORGED[what]
    draft = forge(make)
    with monkeypatch.context() as patched:
        patched.setattr(drafting, "judge", lambda _entry, _facts: [])
        posted = make.do(ledger.post, draft=draft)
    verdict = checks.check(make.register, processes=1)
    (told,) = [finding.facts for finding in verdict.findings if finding.severity == "refusal"]
    assert (verdict.verdict, told["entry"]) == ("tampered", posted.seq)
    assert code in told["codes"]  # type: ignore[operator]


WITHOUT_UNIQUE = (
    "PRAGMA writable_schema = ON",
    "UPDATE sqlite_master SET sql = replace(sql, 'CONSTRAINT uq_entry_id UNIQUE (id)', 'CHECK (1)')",
    "DELETE FROM sqlite_master WHERE name = 'sqlite_autoindex_entry_1'",
    "PRAGMA writable_schema = RESET",
    "VACUUM",
)


def _enter_again(session: Session, *, entry_id: str, gun: int, by: Actor) -> Posted:
    """What a program does that does not ask whether the entry stands already."""
    pen = Pen(session, by=by)
    posted = pen.enter(Draft("amend", wishes=(Wish("firearm", {"year": 2020}, gun),), id=entry_id))
    pen.write()
    return posted


def test_an_act_that_stands_twice_is_found(make: Make) -> None:
    gun = make.firearm()
    first = make.do(records.amend, kind="firearm", record=gun, values={"year": 2019})
    make.register.close()
    Victim(make.folder, make.register.database_key.reveal()).change(*WITHOUT_UNIQUE)
    with make.unlocked() as register:
        again = register.write(_enter_again, entry_id=first.id, gun=gun)
        verdict = checks.check(register, processes=1)
    assert ("id_twice", again.seq) in {(f.code, f.facts.get("entry")) for f in verdict.findings}
