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


def test_nothing_needs_attention_in_an_orderly_register(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    assert make.register.read(overview).concerns == ()


def test_concerns_come_by_urgency_and_name_the_gravest(make: Make) -> None:
    old = make.firearm("OLD-1", permit="2025-06-30")
    make.firearm("OLD-2", permit="2025-12-31")
    soon = make.firearm("SOON-1", permit="2026-01-20")
    held = make.firearm("HELD-1")
    make.issued(make.firearm(), to=make.person("G-1", licence="2026-01-02", name="Eva Ruiz"))
    make.clock.pass_(days=2)
    make.do(holds.hold, item=held, state="held:evidence", reason="evidence", document="D-9")
    found = [(c.code, c.count, c.name) for c in make.register.read(overview).concerns]
    assert found == [
        ("permit_expired", 2, "Taurus G3 OLD-1"), ("holder_expired", 1, "Eva Ruiz"),
        ("permit_expiring", 1, "Taurus G3 SOON-1"), ("held", 1, "Taurus G3 HELD-1"),
    ]  # fmt: skip
    assert [c.firearm for c in make.register.read(overview).concerns][:3:2] == [old, soon]
