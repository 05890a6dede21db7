"""The daily acts at the hatch."""

import pytest

from registry_app.domain.entry import Position
from registry_app.domain.errors import Refused
from registry_app.services import corrections, custody, holds, records
from registry_app.services.ledger import new_id
from registry_app.services.whereabouts import with_person
from tests.make import DAY, START, Make


def test_a_firearm_goes_out_with_rounds_and_comes_home(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(rounds=50), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training")
    assert make.positions(lot)[Position(make.place())] == 45
    with pytest.raises(Refused, match="more_than_issued"):
        make.register.read(with_person, lot, guard)


def test_used_rounds_need_a_reason(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    make.refused("reason_missing", custody.take_back, firearms=[gun], expended={lot: 5})


def test_no_more_rounds_come_back_than_went_out(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    found = make.refused(
        "more_than_issued", custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 6}, reason="training"
    )
    assert (found.facts["wanted"], found.facts["there"]) == (21, 20)


def test_rounds_of_a_stranger_do_not_come_back(make: Make) -> None:
    lot, guard = make.lot(), make.person()
    make.refused("more_than_issued", custody.take_back, person=guard, rounds={lot: 1})


def test_rounds_come_back_without_a_firearm_to_where_this_person_had_them_from(make: Make) -> None:
    here, there = make.place("ARM-1"), make.place("ARM-2")
    lot, one, other = make.lot(at=here), make.person(), make.person()
    make.issued(make.firearm(at=here), to=one, rounds={lot: 20})
    make.do(custody.take_back, person=one, rounds={lot: 20}, to=there)
    make.issued(make.firearm(at=here), to=other, rounds={lot: 20})
    make.issued(make.firearm(at=there), to=one, rounds={lot: 20})
    make.do(custody.take_back, person=other, rounds={lot: 20})
    assert make.positions(lot)[Position(here)] == 480


def test_it_must_be_clear_from_whom_rounds_come_back(make: Make) -> None:
    one, other, lot = make.firearm(), make.firearm(), make.lot()
    make.issued(one, to=make.person(), rounds={lot: 5})
    make.issued(other, to=make.person())
    make.refused("holder_unclear", custody.take_back, firearms=[one, other], rounds={lot: 5})
    make.refused("holder_unclear", custody.take_back, firearms=[one], person=make.person())


def test_a_firearm_that_is_out_is_not_issued_again(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    found = make.refused("item_out", custody.issue, firearms=[gun], to=make.person())
    assert found.facts["person_id"] == guard


def test_a_firearm_in_store_is_not_taken_back(make: Make) -> None:
    gun = make.firearm()
    assert make.refused("item_not_issued", custody.take_back, firearms=[gun]).facts["found"] == "Arm-1"


def test_a_firearm_that_was_never_received_is_nowhere(make: Make) -> None:
    gun = make.described("firearm", serial="A1", maker="Taurus", model="82", kind="revolver", calibre="38spl")
    make.refused("item_nowhere", custody.issue, firearms=[gun], to=make.person())


def test_an_item_that_does_not_exist(make: Make) -> None:
    make.refused("item_unknown", custody.issue, firearms=[999], to=make.person())
    make.refused("item_unknown", custody.issue, rounds={make.place(): 5}, to=make.person())


def test_nobody_else_than_a_person_gets_a_firearm(make: Make) -> None:
    make.refused("person_unknown", custody.issue, firearms=[make.firearm()], to=make.place())


def test_a_person_has_nothing_outside_the_company(make: Make) -> None:
    make.refused(
        "person_outside", custody.issue, firearms=[make.firearm()], to=make.person(), post=make.outside("buyer")
    )


@pytest.mark.parametrize("paper", ["licence", "course"])
def test_papers_that_expired_yesterday_are_refused(make: Make, paper: str) -> None:
    gun, guard = make.firearm(), make.person(**{paper: "2025-12-31"})
    found = make.refused(f"{paper}_expired", custody.issue, firearms=[gun], to=guard)
    assert (found.facts["until"], found.facts["day"]) == ("2025-12-31", "2026-01-01")


@pytest.mark.parametrize("paper", ["licence", "course"])
def test_papers_are_good_through_their_last_day(make: Make, paper: str) -> None:
    assert make.issued(make.firearm(), to=make.person(**{paper: "2026-01-01"})).findings == ()


def test_the_last_day_ends_where_the_company_is(make: Make) -> None:
    """At 23:30 in Bogotá it is the next day already in UTC."""
    make.clock.pass_(hours=15)
    make.issued(make.firearm(), to=make.person(licence="2026-01-01"))
    make.clock.pass_(hours=1)
    make.refused("licence_expired", custody.issue, firearms=[make.firearm()], to=make.person(licence="2026-01-01"))


@pytest.mark.parametrize("paper", ["licence", "course"])
def test_papers_that_nobody_knows_are_noted_only(make: Make, paper: str) -> None:
    posted = make.issued(make.firearm(), to=make.person(**{paper: ""}))
    assert [(f.code, f.severity) for f in posted.findings] == [(f"{paper}_unknown", "note")]


def test_the_permit_of_the_firearm(make: Make) -> None:
    old, unknown, guard = make.firearm(permit="2025-12-31"), make.firearm(permit=""), make.person()
    found = make.refused("permit_expired", custody.issue, firearms=[old], to=guard)
    assert found.facts["permit"] == "P-1"
    assert [f.code for f in make.issued(unknown, to=guard).findings] == ["permit_unknown"]


def test_a_permit_is_good_through_its_last_day(make: Make) -> None:
    assert make.issued(make.firearm(permit="2026-01-01"), to=make.person()).findings == ()


def test_an_expired_permit_does_not_keep_a_firearm_from_coming_back(make: Make) -> None:
    gun, guard = make.firearm(permit="2026-01-02"), make.person(licence="2026-01-02")
    make.issued(gun, to=guard)
    make.clock.pass_(days=30)
    assert make.do(custody.take_back, firearms=[gun]).findings == ()


def test_rounds_of_another_calibre_do_not_go_along(make: Make) -> None:
    gun, lot = make.firearm(calibre="9x19"), make.lot(calibre="380acp")
    found = make.refused("calibre_does_not_fit", custody.issue, firearms=[gun], rounds={lot: 5}, to=make.person())
    assert (found.facts["calibre"], found.facts["calibres"]) == ("380acp", ("9x19",))


def test_rounds_alone_go_to_whoever_has_the_firearm_already(make: Make) -> None:
    gun, lot, guard, other = make.firearm(), make.lot(), make.person(), make.person()
    make.issued(gun, to=guard)
    make.issued(to=guard, rounds={lot: 10})
    make.refused("calibre_does_not_fit", custody.issue, rounds={lot: 10}, to=other)


def test_more_rounds_than_there_are(make: Make) -> None:
    gun, lot = make.firearm(), make.lot(rounds=19)
    found = make.refused("below_zero", custody.issue, firearms=[gun], rounds={lot: 20}, to=make.person())
    assert (found.facts["wanted"], found.facts["there"], found.facts["place"]) == (20, 19, "Arm-1")


@pytest.mark.parametrize(("quantity", "code"), [(0, "quantity_below_one"), (-5, "quantity_below_one")])
def test_a_quantity_is_at_least_one(make: Make, quantity: int, code: str) -> None:
    make.refused(code, custody.issue, firearms=[make.firearm()], rounds={make.lot(): quantity}, to=make.person())


def test_a_bar_code_is_no_quantity(make: Make) -> None:
    lot = make.lot()
    make.refused("quantity_too_large", custody.issue, rounds={lot: 7_891_234_567_895}, to=make.person())


def test_the_rounds_come_from_the_armoury_of_the_firearm(make: Make) -> None:
    here, there = make.place("ARM-1"), make.place("ARM-2")
    safe = make.place("SAFE", "safe", parent=there)
    gun, far, near = make.firearm(at=there), make.lot(at=here), make.lot(at=safe)
    found = make.refused("item_elsewhere", custody.issue, firearms=[gun], rounds={far: 5}, to=make.person())
    assert found.facts["found"] == "Arm-1"
    make.issued(gun, to=make.person(), rounds={near: 5})
    assert make.positions(near)[Position(safe)] == 495


def test_held_items_do_not_go_out(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state="blocked", reason="inspection")
    assert make.refused("item_blocked", custody.issue, firearms=[gun], to=make.person()).facts["state"] == "blocked"


def test_nothing_happens_in_the_future(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.refused("future_date", custody.issue, firearms=[gun], to=guard, occurred_at=START + DAY)


def test_a_late_entry_is_noted(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(days=3)
    posted = make.issued(gun, to=guard, occurred_at=START + 3_600_000)
    assert [(f.code, f.facts["hours"]) for f in posted.findings] == [("late_entry", 71)]


def test_calling_it_an_opening_balance_does_not_make_an_issue_timely(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(days=3)
    posted = make.issued(gun, to=guard, occurred_at=START + 3_600_000, reason="opening")
    assert [f.code for f in posted.findings] == ["late_entry"]


def test_a_firearm_does_not_move_before_it_last_moved(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(hours=5)
    make.issued(gun, to=guard)
    make.clock.pass_(hours=1)
    found = make.refused("moved_since", custody.take_back, firearms=[gun], occurred_at=START + 3_600_000)
    assert found.facts["at"] == START + 3_600_000
    make.do(custody.take_back, firearms=[gun])


def test_within_a_minute_the_order_is_not_questioned(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(hours=5)
    last = make.entry(make.issued(gun, to=guard).seq).occurred_at
    make.refused("moved_since", custody.take_back, firearms=[gun], occurred_at=last - 60_001)
    make.do(custody.take_back, firearms=[gun], occurred_at=last - 60_000)


def test_a_permit_that_was_renewed_since_is_no_movement(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(hours=5)
    make.do(records.amend, kind="firearm", record=gun, values={"year": 1999})
    make.issued(gun, to=guard, occurred_at=START + 3_600_000)


def test_once_the_later_entry_is_corrected_both_may_be_entered_in_order(make: Make) -> None:
    gun, guard, early = make.firearm(), make.person(), START + 3_600_000
    make.clock.pass_(hours=5)
    wrong = make.issued(gun, to=guard)
    make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)
    make.issued(gun, to=guard, occurred_at=early)
    make.do(custody.take_back, firearms=[gun], occurred_at=early + 1)


def test_a_firearm_named_twice_goes_out_once(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    assert len(make.entry(make.issued(gun, gun, to=guard).seq).lines) == 1


def test_a_repeated_id_issues_once(make: Make) -> None:
    gun, guard, entry_id = make.firearm(), make.person(), new_id()
    first = make.issued(gun, to=guard, entry_id=entry_id)
    assert make.issued(gun, to=guard, entry_id=entry_id).seq == first.seq
    make.do(custody.take_back, firearms=[gun])
    assert make.issued(gun, to=guard, entry_id=entry_id).seq == first.seq


def test_the_id_of_another_act_is_not_taken_for_done(make: Make) -> None:
    gun, other, guard, entry_id = make.firearm(), make.firearm(), make.person(), new_id()
    make.issued(gun, to=guard, entry_id=entry_id)
    make.refused("id_used", custody.issue, firearms=[other], to=guard, entry_id=entry_id)


def test_a_repeated_id_uses_rounds_up_once_though_none_came_to_the_place_named(make: Make) -> None:
    guard, lot, entry_id = make.person(), make.lot(rounds=100), new_id()
    make.issued(make.firearm(), to=guard, rounds={lot: 30})
    facts = {"person": guard, "expended": {lot: 30}, "to": make.place("ARM-2"), "reason": "training"}
    first = make.do(custody.take_back, **facts, entry_id=entry_id)
    assert make.do(custody.take_back, **facts, entry_id=entry_id).seq == first.seq


def test_whoever_acknowledges_is_a_person(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.refused("person_unknown", custody.issue, firearms=[gun], to=guard, acknowledged_by=gun)
    posted = make.issued(gun, to=guard, acknowledged_by=guard)
    assert make.entry(posted.seq).acknowledged_by == guard


def test_a_permit_renewed_in_time_lets_the_firearm_go(make: Make) -> None:
    gun, guard = make.firearm(permit="2025-12-31"), make.person()
    make.do(records.amend, kind="firearm", record=gun, values={"permit_expires_on": "2029-12-31"}, reason="renewal")
    assert make.issued(gun, to=guard).findings == ()
