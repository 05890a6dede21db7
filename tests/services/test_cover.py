"""For how long the rounds last."""

from registry_app.services import corrections, custody
from registry_app.services.cover import Cover, covers
from tests.make import Make


def _used(make: Make, lot: int, rounds: int) -> int:
    firearm = make.firearm()
    make.do(custody.issue, firearms=[firearm], rounds={lot: rounds}, to=make.person())
    return int(make.do(custody.take_back, firearms=[firearm], expended={lot: rounds}, reason="training").seq)


def test_rounds_last_by_the_use_of_the_last_quarter(make: Make) -> None:
    make.lot(rounds=400, calibre=".38 Special")
    _used(make, make.lot(rounds=500, calibre="9x19"), 90)
    found = make.register.read(covers)
    assert [(each.ready, each.used, each.days) for each in found] == [(410, 90, 410), (400, 0, None)]


def test_what_was_used_long_ago_says_nothing(make: Make) -> None:
    _used(make, make.lot(rounds=500), 90)
    make.clock.pass_(days=91)
    (found,) = make.register.read(covers)
    assert (found.used, found.days) == (0, None)


def test_what_was_corrected_was_not_used(make: Make) -> None:
    seq = _used(make, make.lot(rounds=500), 90)
    make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    (found,) = make.register.read(covers)
    assert found.used == 0


def test_a_calibre_that_is_used_up_stays_on_the_list(make: Make) -> None:
    _used(make, make.lot(rounds=50), 50)
    (found,) = make.register.read(covers)
    assert found == Cover(found.calibre, 0, 50)
    assert found.days == 0
