"""The daily acts at the hatch."""

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import custody
from registry_app.services.whereabouts import with_person
from tests.make import Make


def test_a_firearm_goes_out_with_rounds_and_comes_home(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(rounds=50), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 5}, reason="training")
    with pytest.raises(Refused, match="more_than_issued"):
        make.register.read(with_person, lot, guard)


def test_used_rounds_need_a_reason(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    with pytest.raises(Refused, match="reason_missing"):
        make.do(custody.take_back, firearms=[gun], expended={lot: 5})


def test_no_more_rounds_come_back_than_went_out(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    with pytest.raises(Refused, match="more_than_issued"):
        make.do(custody.take_back, firearms=[gun], rounds={lot: 15}, expended={lot: 6}, reason="training")


def test_a_firearm_that_is_out_is_not_issued_again(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    with pytest.raises(Refused, match="item_not_in_store") as refused:
        make.issued(gun, to=make.person())
    assert refused.value.findings[0].facts["person_id"] == guard


def test_a_repeated_id_issues_once(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    first = make.issued(gun, to=guard, entry_id="018f0000-0000-7000-8000-000000000001")
    make.do(custody.take_back, firearms=[gun])
    assert make.issued(gun, to=guard, entry_id="018f0000-0000-7000-8000-000000000001").seq == first.seq
