"""PINs are set in presence, tried a few times, and never told."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.pin import SECRET
from registry_app.domain.rows import PersonalRow
from registry_app.services import erasing, ledger_files, pins
from registry_app.services.books import names
from registry_app.services.closure_packs import BOOKS
from registry_app.services.history import life
from tests.make import Make, enter

PIN = "4711"


@pytest.fixture
def guard(make: Make) -> int:
    number = make.person("G-1")
    make.do(pins.set_pin, person=number, pin=PIN)
    return number


def tried(make: Make, person: int, pin: str = PIN) -> Finding | None:
    """What a try at the hatch, which only reads, is told."""
    try:
        make.register.read(pins.check, person, pin)
    except Refused as refused:
        return refused.findings[0]
    return None


@pytest.mark.parametrize("pin", ["123", "123456789", "12a4", "", "१२३५", " 471"])
def test_a_pin_is_a_few_digits(make: Make, pin: str) -> None:
    assert make.refused("pin_malformed", pins.set_pin, person=make.person(), pin=pin).facts["least"] == 4


@pytest.mark.parametrize("pin", ["0000", "1234", "987654"])
def test_not_one_of_those_that_everybody_has(make: Make, pin: str) -> None:
    make.refused("pin_too_simple", pins.set_pin, person=make.person(), pin=pin)


def test_the_person_acknowledges_that_it_is_set(make: Make) -> None:
    guard = make.person()
    assert not make.register.read(pins.has_pin, guard)
    posted = make.do(pins.set_pin, person=guard, pin=PIN)
    assert make.entry(posted.seq).acknowledged_by == guard
    assert make.register.read(pins.has_pin, guard)


def test_a_changed_one_ends_the_old(make: Make, guard: int) -> None:
    assert make.entry(make.do(pins.set_pin, person=guard, pin="8462").seq).kind == "amend"
    found = tried(make, guard)
    assert found
    assert (found.code, found.facts["left"], tried(make, guard, "8462")) == ("pin_wrong", 4, None)


def test_who_has_none_cannot_use_one(make: Make) -> None:
    found = tried(make, make.person())
    assert found
    assert found.code == "pin_missing"


def test_five_wrong_tries_lock_it_for_five_minutes(make: Make, guard: int) -> None:
    codes = [found.code for _one in range(5) if (found := tried(make, guard, "0815"))]
    assert codes == ["pin_wrong"] * 4 + ["pin_locked"]
    locked = tried(make, guard)
    assert locked
    make.clock.now = int(str(locked.facts["at"])) - 2_000
    assert tried(make, guard) == locked
    assert tried(make, guard) is None


def test_a_right_one_forgives_the_wrong_ones_before(make: Make, guard: int) -> None:
    for _round in range(3):
        for _one in range(4):
            tried(make, guard, "0815")
        assert tried(make, guard) is None


def test_nobody_else_is_locked_with_it(make: Make, guard: int) -> None:
    other = make.person()
    make.do(pins.set_pin, person=other, pin=PIN)
    for _one in range(5):
        tried(make, guard, "0815")
    assert tried(make, other) is None


def test_a_new_one_unlocks(make: Make, guard: int) -> None:
    for _one in range(5):
        tried(make, guard, "0815")
    make.do(pins.set_pin, person=guard, pin="8462")
    assert tried(make, guard, "8462") is None


def test_it_is_erased_with_the_person(make: Make, guard: int) -> None:
    make.do(erasing.values, record=guard, witness=make.witness)
    assert not make.register.read(pins.has_pin, guard)


def _kept(session: Session) -> str:
    return session.execute(select(PersonalRow.value).where(PersonalRow.subject == SECRET)).scalar_one()


def _told(session: Session, person: int, pin: int) -> str:
    """All that is handed out of the register: books, personal values, the lives of both records."""
    known = names(session)
    told = [str(list(book.rows(session, known))) for book in BOOKS]
    told += [str(list(ledger_files.personal(session)))]
    told += [str(life(session, record=record)) for record in (person, pin)]
    return "".join(told)


def test_only_a_verifier_is_kept_and_nothing_tells_it(make: Make) -> None:
    guard = make.person("G-1")
    number = make.do(pins.set_pin, person=guard, pin=PIN).records[0]
    kept = make.register.read(_kept)
    told = make.register.read(_told, guard, number)
    assert kept.startswith("$argon2id$")
    assert "Guard G-1" in told
    assert "argon2id" not in told


def test_it_never_becomes_anothers(make: Make) -> None:
    guard, other = make.person(), make.person()
    number = make.do(pins.set_pin, person=guard, pin=PIN).records[0]
    wish = Wish("pin", {"person_id": other}, number)
    make.refused("pin_of_another", enter, draft=Draft("amend", wishes=(wish,), acknowledged_by=other))
