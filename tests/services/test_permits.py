"""The permits of a firearm, one after the other."""

from registry_app.services import corrections, permits, records
from tests.make import Make


def _renew(make: Make, gun: int, **values: str) -> int:
    return int(make.do(records.amend, kind="firearm", record=gun, values=values, reason="renewal").seq)


def _numbers(make: Make, gun: int) -> list[tuple[str, str]]:
    return [(term.number, term.expires_on) for term in make.register.read(permits.history_of, firearm=gun)]


def test_each_renewal_is_a_term_and_the_newest_comes_first(make: Make) -> None:
    gun = make.firearm(permit="2026-06-30")
    seq = _renew(make, gun, permit_number="P-2", permit_expires_on="2028-06-30")
    assert _numbers(make, gun) == [("P-2", "2028-06-30"), ("P-1", "2026-06-30")]
    newest = make.register.read(permits.history_of, firearm=gun)[0]
    assert (newest.seq, newest.actor, newest.act) == (seq, "first", "amend")


def test_what_a_renewal_leaves_stays(make: Make) -> None:
    gun = make.firearm(permit="2026-06-30", permit_kind="carry")
    _renew(make, gun, permit_expires_on="2028-06-30")
    newest = make.register.read(permits.history_of, firearm=gun)[0]
    assert (newest.number, newest.kind) == ("P-1", "carry")


def test_a_renewal_that_was_corrected_never_counted(make: Make) -> None:
    gun = make.firearm(permit="2026-06-30")
    wrong = _renew(make, gun, permit_expires_on="2038-06-30")
    make.do(corrections.correct, seq=wrong, reason="typing_error", witness=make.witness)
    assert _numbers(make, gun) == [("P-1", "2026-06-30")]


def test_a_firearm_without_a_permit_has_none(make: Make) -> None:
    assert _numbers(make, make.firearm(permit="", permit_number=None)) == []


def test_other_changes_are_no_permits(make: Make) -> None:
    gun = make.firearm(permit="2026-06-30")
    make.do(records.amend, kind="firearm", record=gun, values={"condition": "worn"})
    assert _numbers(make, gun) == [("P-1", "2026-06-30")]
