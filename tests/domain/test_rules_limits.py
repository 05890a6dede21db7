"""Limits of the policy: each refusal and warning once, and what just passes."""

from typing import Any

import pytest

from registry_app.services import company, custody, deposits, packs, policies, receiving, records
from tests.make import DAY, Make

GUN = {"serial": "N-1", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"}


def _limits(make: Make, **values: Any) -> None:
    make.do(policies.change, values=values, witness=make.witness)


def _bought(make: Make, lot: int, rounds: int, **facts: Any) -> list[str]:
    """What is said of rounds that come in for a reason."""
    given = {"to": make.place(), "reason": "purchase", **facts}
    return [f.code for f in make.do(receiving.receive, item=lot, quantity=rounds, **given).findings]


def _warned(make: Make, code: str, **facts: Any) -> None:
    """Refused without a reason, and entered with the warning when there is one."""
    make.refused("reason_needed", receiving.receive, to=make.place(), **{**facts, "reason": ""})
    posted = make.do(receiving.receive, to=make.place(), **{"reason": "purchase", **facts})
    assert code in [f.code for f in posted.findings]


@pytest.mark.parametrize(("left_on", "may"), [("2026-01-01", False), ("2026-01-02", True)])
def test_from_the_day_of_leaving_nothing_is_handed_over(make: Make, left_on: str, may: bool) -> None:
    gun, guard = make.firearm(), make.person(left_on=left_on)
    if may:
        make.issued(gun, to=guard)
    else:
        make.refused("person_left", custody.issue, firearms=[gun], to=guard)


def test_who_left_is_handed_no_article_either(make: Make) -> None:
    vest = make.described("article", code="V-1", name="Vest", kind="vest", is_single=1)
    make.do(receiving.receive, item=vest, to=make.place())
    make.refused("person_left", custody.issue, firearms=[vest], to=make.person(left_on="2025-12-31"))


@pytest.mark.parametrize(("until", "may"), [("2025-12-31", False), ("2026-01-01", True), (None, True)])
def test_who_is_not_fit_is_handed_no_arms(make: Make, until: str | None, may: bool) -> None:
    _limits(make, fitness_checked=1)
    gun, guard = make.firearm(), make.person(fitness_expires_on=until)
    if may:
        make.issued(gun, to=guard)
    else:
        make.refused("fitness_expired", custody.issue, firearms=[gun], to=guard)


def test_fitness_is_asked_for_where_the_policy_does(make: Make) -> None:
    _limits(make, fitness_checked=0)
    make.issued(make.firearm(), to=make.person(fitness_expires_on="2020-01-01"))


def test_an_unfit_guard_may_have_a_vest(make: Make) -> None:
    _limits(make, fitness_checked=1)
    vest = make.described("article", code="V-1", name="Vest", kind="vest", is_single=1)
    make.do(receiving.receive, item=vest, to=make.place())
    make.issued(vest, to=make.person(fitness_expires_on="2020-01-01"))


def test_nobody_carries_more_than_the_policy_allows(make: Make) -> None:
    _limits(make, rounds_carried=60)
    guard, lot, other = make.person(), make.lot(), make.lot()
    make.issued(make.firearm(), to=guard, rounds={lot: 40})
    found = make.refused("carries_too_much", custody.issue, to=guard, rounds={lot: 1, other: 20})
    assert (found.facts["wanted"], found.facts["most"]) == (61, 60)
    make.do(custody.issue, to=guard, rounds={lot: 1, other: 19})
    make.do(packs.rotate, person=guard, old={lot: 41}, new={other: 41})


def test_firearms_beyond_the_licence_need_a_reason(make: Make) -> None:
    _limits(make, firearms_authorised=2)
    make.firearm()
    assert make.do(receiving.receive, kind="firearm", values=GUN, to=make.place(), reason="").findings == ()
    _warned(make, "more_firearms_than_authorised", kind="firearm", values={**GUN, "serial": "N-2"})


def test_firearms_beyond_the_guards_need_a_reason(make: Make) -> None:
    _limits(make, guards_per_firearm=3)
    for _n in range(5):
        make.person()
    make.person(licence="2025-12-31")
    make.person(left_on="2026-01-01")
    make.firearm()
    _warned(make, "more_firearms_than_guards", kind="firearm", values=GUN)
    make.person()
    make.clock.pass_(days=1)
    assert [f.code for f in make.do(receiving.receive, kind="firearm", values={**GUN, "serial": "N-2"},
                                    to=make.place()).findings] == ["more_firearms_than_guards"]  # fmt: skip


def test_rounds_beyond_the_licence_need_a_reason(make: Make) -> None:
    _limits(make, rounds_authorised=500)
    lot = make.lot(rounds=400)
    assert _bought(make, lot, 100, reason="") == []
    _warned(make, "more_rounds_than_authorised", item=lot, quantity=1)


def test_rounds_beyond_the_month_need_a_reason(make: Make) -> None:
    _limits(make, rounds_per_firearm=100)
    lot = make.lot(rounds=1_000)
    make.firearm()
    assert _bought(make, lot, 99) == []
    assert _bought(make, lot, 1, reason="") == []
    _warned(make, "more_rounds_than_a_month", item=lot, quantity=1)
    make.clock.pass_(days=31)
    assert _bought(make, lot, 100) == []


def test_rounds_of_last_month_that_are_entered_today_count_for_last_month(make: Make) -> None:
    _limits(make, rounds_per_firearm=100)
    lot, bought_at = make.lot(), make.clock.now
    make.firearm()
    make.clock.pass_(days=31)
    assert _bought(make, lot, 100) == []
    assert "more_rounds_than_a_month" not in _bought(make, lot, 100, occurred_at=bought_at)


def test_what_the_authority_gives_back_was_not_bought(make: Make) -> None:
    _limits(make, rounds_per_firearm=100)
    lot = make.lot(rounds=500)
    make.firearm()
    make.do(deposits.deposit, items={lot: 300}, document="A-1", reason="suspension", witness=make.witness)
    assert make.do(deposits.returned, items={lot: 300}, to=make.place()).findings == ()
    assert _bought(make, lot, 100, reason="") == []


def test_a_calibre_that_is_not_allowed_needs_a_reason(make: Make) -> None:
    _limits(make, calibres_allowed="9x19 38spl")
    _warned(make, "calibre_not_allowed", kind="firearm", values={**GUN, "calibre": "45acp"})
    lot = {"lot_number": "L-9", "maker": "CBC", "calibre": "380acp"}
    _warned(make, "calibre_not_allowed", kind="lot", values=lot, quantity=50)
    assert make.do(receiving.receive, kind="firearm", values={**GUN, "serial": "N-3"}, to=make.place()).findings == ()


def test_every_calibre_is_allowed_where_none_is_named(make: Make) -> None:
    make.do(receiving.receive, kind="firearm", values={**GUN, "calibre": "45acp"}, to=make.place(), reason="")


def test_who_leaves_with_things_in_hand_leaves_for_a_reason(make: Make) -> None:
    guard, gun = make.person(), make.firearm()
    make.issued(gun, to=guard)
    leaving = {"kind": "person", "record": guard, "values": {"left_on": "2026-01-01"}}
    make.refused("leaves_with_items", records.amend, **leaving)
    make.do(custody.take_back, firearms=[gun])
    assert make.do(records.amend, **leaving).findings == ()


def test_the_limits_are_those_of_the_month_where_the_company_is(make: Make) -> None:
    """The last evening of January in Bogotá is the first of February in UTC already."""
    _limits(make, rounds_per_firearm=100)
    lot = make.lot()
    make.firearm()
    make.clock.now += 30 * DAY + 12 * 3_600_000
    assert _bought(make, lot, 100) == []
    assert _bought(make, lot, 1) == ["more_rounds_than_a_month"]
    make.clock.pass_(hours=6)
    assert _bought(make, lot, 100) == []


@pytest.mark.parametrize(("closing_on", "may"), [("2026-01-01", False), ("2026-01-02", True)])
def test_from_the_day_on_which_work_ceased_nobody_is_armed(make: Make, closing_on: str, may: bool) -> None:
    gun, lot, guard, other = make.firearm(), make.lot(), make.person(), make.person()
    make.issued(make.firearm(), to=other, rounds={lot: 10})
    make.do(company.complete, values={"closing_on": closing_on})
    if may:
        make.issued(gun, to=guard, rounds={lot: 10})
        return
    make.refused("company_ceased", custody.issue, firearms=[gun], to=guard)
    make.refused("company_ceased", custody.issue, firearms=[], rounds={lot: 5}, to=other)
    make.refused("company_ceased", packs.rotate, person=other, old={lot: 10}, new={make.lot(): 10})


def test_when_work_ceased_arms_still_come_back_and_leave_for_the_authority(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 10})
    vest = make.article()
    make.do(company.complete, values={"closing_on": "2026-01-01"})
    make.issued(to=guard, articles={vest: 1})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 10}, articles={vest: 1})
    make.do(deposits.deposit, items={gun: 0, lot: 0}, document="D-1", reason="closure", witness=make.witness)
    make.do(deposits.returned, items={gun: 1}, to=make.place())


def test_what_comes_in_after_work_ceased_needs_a_reason(make: Make) -> None:
    make.do(company.complete, values={"closing_on": "2026-01-01"})
    _warned(make, "comes_in_after_ceasing", kind="firearm", values=GUN)


def test_work_that_goes_on_arms_people_again(make: Make) -> None:
    gun = make.firearm()
    make.do(company.complete, values={"closing_on": "2026-01-01"})
    make.do(company.complete, values={"closing_on": None})
    make.issued(gun, to=make.person())
