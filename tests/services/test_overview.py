"""The register at a glance."""

from registry_app.services import corrections, custody, holds
from registry_app.services.overview import DAYS, overview
from tests.make import Make


def test_days_tell_what_was_handed_over_and_who_was_out(make: Make) -> None:
    first, second, guard = make.firearm(), make.firearm(), make.person()
    make.clock.pass_(days=3)
    make.issued(first, second, to=guard)
    make.clock.pass_(days=1)
    make.do(custody.take_back, firearms=[first])
    days = make.register.read(overview).days
    assert len(days) == DAYS
    assert [(d.issued, d.taken_back, d.out) for d in days[-3:]] == [(0, 0, 0), (2, 0, 2), (0, 1, 1)]
    assert days[-1].day == "2026-01-05"


def test_what_was_corrected_was_never_issued(make: Make) -> None:
    posted = make.issued(make.firearm(), to=make.person())
    make.do(corrections.correct, seq=posted.seq, reason="typing_error", witness=make.witness)
    assert [(d.issued, d.out) for d in make.register.read(overview).days][-1] == (0, 0)


def test_nothing_waits_in_an_orderly_register(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    assert make.register.read(overview).waiting == ()


def test_what_waits_is_counted_and_named(make: Make) -> None:
    first, second = make.firearm("HELD-1"), make.firearm("HELD-2")
    for item in (second, first):
        make.do(holds.hold, item=item, state="held:evidence", reason="evidence", document="D-9")
    (found,) = make.register.read(overview).waiting
    assert (found.code, found.count, found.name, found.firearm) == ("held", 2, "Taurus G3 HELD-1", first)


def test_every_clock_that_shows_something_names_one_thing(make: Make) -> None:
    make.firearm("OLD-1", permit="2025-06-30")
    make.firearm("OLD-2", permit="2025-12-31")
    make.person("G-1", licence="2026-01-02")
    board = make.register.read(overview).board
    assert set(board.counts) == {each.code for each in board.items}
    assert board.counts["permit"].overdue == 2
