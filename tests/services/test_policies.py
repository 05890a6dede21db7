"""A policy takes over from its entry on."""

from registry_app.services import checks, custody, policies
from tests.make import Make


def test_a_stricter_policy_binds_what_comes_and_condemns_nothing(make: Make) -> None:
    make.do(policies.change, values={"licence_checked": 0}, witness=make.witness)
    expired, gun = make.person(licence="2025-01-01"), make.firearm()
    make.issued(gun, to=expired)
    make.do(policies.change, values={"licence_checked": 1}, witness=make.witness)
    make.refused("licence_expired", custody.issue, firearms=[make.firearm()], to=expired)
    assert checks.check(make.register, processes=1).verdict == "intact"


def test_the_policy_in_force_is_the_newest(make: Make) -> None:
    before = make.register.read(policies.in_force)
    make.do(policies.change, values={"late_after_hours": 72}, witness=make.witness)
    assert make.register.read(policies.in_force) == {**before, "late_after_hours": 72}


def test_a_policy_needs_a_witness(make: Make) -> None:
    make.refused("witness_missing", policies.change, values={"late_after_hours": 72})


def test_a_jurisdiction_takes_over_with_the_limits_of_its_file(make: Make) -> None:
    make.do(policies.change, values={"firearms_authorised": 40}, witness=make.witness)
    make.do(policies.adopt, jurisdiction="co", values={"rounds_authorised": 9_000}, witness=make.witness)
    stands = make.register.read(policies.in_force)
    told = ("jurisdiction", "guards_per_firearm", "change_day", "firearms_authorised", "rounds_authorised")
    assert [stands[name] for name in told] == ["co", 3, 5, 40, 9_000]


def test_a_policy_never_goes_back_to_an_earlier_edition(make: Make) -> None:
    make.refused("edition_falls_back", policies.change, values={"edition": 1}, witness=make.witness)


def test_a_jurisdiction_without_a_file_is_refused_in_words(make: Make) -> None:
    make.refused("jurisdiction_unknown", policies.adopt, jurisdiction="atlantis", witness=make.witness)
