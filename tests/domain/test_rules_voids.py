"""A handover is undone at once by who made it; whatever else is wrong is corrected with a witness."""

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.rules_voids import VOID_WITHIN
from registry_app.services import corrections, custody, holds
from tests.make import Make, enter


def test_it_is_undone_within_a_minute(make: Make) -> None:
    gun = make.firearm()
    first = make.entry(make.issued(gun, to=make.person()).seq)
    make.clock.now = first.recorded_at + VOID_WITHIN - 1_000
    make.do(corrections.void, seq=first.seq)
    assert make.entry(first.seq + 1).recorded_at == first.recorded_at + VOID_WITHIN


def test_a_moment_later_it_is_not(make: Make) -> None:
    gun = make.firearm()
    first = make.entry(make.issued(gun, to=make.person()).seq)
    make.clock.now = first.recorded_at + VOID_WITHIN - 999
    assert make.refused("void_too_late", corrections.void, seq=first.seq).facts["seconds"] == 60


def test_nobody_undoes_so_what_another_did(make: Make) -> None:
    gun, guard, other = make.firearm(), make.person(), make.actor("night", "armorer")
    seq = make.register.opened.store.write(custody.issue, firearms=[gun], to=guard, by=other).seq
    assert make.refused("void_of_another", corrections.void, seq=seq).facts["user"] == "night"


def test_only_handovers_are_undone_so(make: Make) -> None:
    held = make.do(holds.hold, item=make.firearm(), state="blocked", reason="other")
    assert make.refused("void_not_for", corrections.void, seq=held.seq).facts["kind"] == "hold"


def test_not_once_something_rests_on_it(make: Make) -> None:
    gun = make.firearm()
    seq = make.issued(gun, to=make.person()).seq
    make.do(custody.take_back, firearms=[gun])
    make.refused("correction_used_since", corrections.void, seq=seq)


def test_not_twice_and_never_a_void(make: Make) -> None:
    gun = make.firearm()
    seq = make.issued(gun, to=make.person()).seq
    make.do(corrections.void, seq=seq)
    make.refused("corrected_already", corrections.void, seq=seq)
    make.refused("correction_not_for", corrections.void, seq=seq + 1)
    make.refused("correction_not_for", corrections.correct, seq=seq + 1, reason="other", witness=make.witness)


@pytest.mark.parametrize(("reason", "code"), [("other", "void_reason"), ("", "reason_missing")])
def test_its_reason_is_always_the_same(make: Make, reason: str, code: str) -> None:
    gun = make.firearm()
    issued = make.entry(make.issued(gun, to=make.person()).seq)
    draft = Draft("void", issued.undoing(), reason_code=reason, corrects=issued.seq)
    make.refused(code, enter, draft=draft)
