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
