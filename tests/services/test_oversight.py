"""What every return tells of how the register was kept."""

from typing import Any

from registry_app.services import corrections, custody, filings, frame, holds, ledger, oversight
from registry_app.services.frame import Asked, Content
from tests.make import DAY, Make


def _told(make: Make, **asked: Any) -> Content:
    def gather(session: Any) -> Content:
        given = Asked(make.register.actor, **asked)
        is_period = "from_on" in asked
        taken = (
            frame.of_a_period(session, given, report="movements") if is_period else frame.of_a_moment(session, given)
        )
        return oversight.gather(taken)

    return make.register.read(gather)


def test_entries_made_late_are_told_with_how_late(make: Make) -> None:
    lot = make.lot(rounds=100)
    make.clock.pass_(days=5)
    at = make.clock.now - 3 * DAY
    late = make.do(holds.write_off, kind="expend", item=lot, quantity=3, reason="test", occurred_at=at).seq
    make.do(holds.write_off, kind="expend", item=lot, quantity=3, reason="test")
    (row,) = _told(make)["late"]
    assert (row["entry"], row["hours"], row["kind"], row["user"]) == (late, 72, "expend", "first")
    assert (row["occurred_at"][:10], row["recorded_at"][:10]) == ("2026-01-03", "2026-01-06")


def test_corrections_name_what_they_undo(make: Make) -> None:
    wrong = make.issued(make.firearm(), to=make.person()).seq
    by = make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness).seq
    (row,) = _told(make)["corrections"]
    assert (row["entry"], row["corrects"], row["corrected_kind"], row["witness"]) == (by, wrong, "issue", "second")


def test_what_a_superior_let_through(make: Make) -> None:
    what = {"overrides": ["licence_expired"], "witness": make.witness, "note": "At the ministry"}
    guard = make.person(licence="2025-12-31")
    seq = make.do(custody.issue, firearms=[make.firearm()], to=guard, **what).seq
    (row,) = _told(make)["overrides"]
    assert (row["entry"], row["overrides"], row["witness"]) == (seq, "licence_expired", "second")


def test_users_with_what_they_made_and_witnessed(make: Make) -> None:
    make.firearm()
    assert make.witness
    before = {row["user"]: row["entries"] for row in _told(make)["users"]}
    lot = make.lot(rounds=10)
    make.do(holds.write_off, kind="lose", item=lot, quantity=3, reason="loss", witness=make.witness)
    after = {row["user"]: (row["entries"], row["witnessed"]) for row in _told(make)["users"]}
    assert after["first"][0] == before["first"] + 2
    assert after["second"] == (before["second"], 1)


def test_lists_that_are_empty_are_left_out(make: Make) -> None:
    assert set(_told(make)) == {"users", "indicators"}


def test_a_period_tells_what_was_recorded_in_it(make: Make) -> None:
    wrong = make.issued(make.firearm(), to=make.person()).seq
    make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness)
    make.clock.pass_(days=40)
    assert "corrections" not in _told(make, from_on="2026-02-01")
    assert len(_told(make, from_on="2026-01-01")["corrections"]) == 1


def test_as_of_a_moment_it_goes_back_to_the_last_return_to_the_same_authority(make: Make) -> None:
    wrong = make.issued(make.firearm(), to=make.person()).seq
    make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness)
    facts = {"addressee": make.outside("authority"), "report": "inventory", "until_on": "2026-01-01"}
    make.do(filings.file, **facts, head=make.register.read(ledger.head), content=b"%PDF-1.7")
    assert "corrections" not in _told(make, addressee="AUTHORITY")
    assert len(_told(make)["corrections"]) == 1
