"""The usual set of a post, and what of it lies in store."""

import pytest

from registry_app.services import custody, kits
from registry_app.services.kits import Fitting, Short
from tests.make import Make


@pytest.fixture
def post(make: Make) -> int:
    return make.place("P-1", "post", parent=make.place("K-1", "contract", parent=make.place("C-1", "client")))


def kit(make: Make, place: int, **lines: int) -> None:
    for kind, quantity in lines.items():
        make.do(kits.describe, post=place, kind=kind, quantity=quantity)


def fitted(make: Make, post: int, *firearms: int) -> Fitting:
    return make.register.read(kits.fitting, post, firearms)


def lines(make: Make, post: int) -> dict[str, int]:
    return {line.kind: line.quantity for line in make.register.read(kits.of_post, post)}


def test_what_was_said_last_counts(make: Make, post: int) -> None:
    kit(make, post, rounds=20, vest=1)
    kit(make, post, rounds=30)
    assert lines(make, post) == {"rounds": 30, "vest": 1}
    kit(make, post, vest=0)
    assert lines(make, post) == {"rounds": 30}


def test_a_post_has_what_its_client_has_unless_it_says_otherwise(make: Make, post: int) -> None:
    kit(make, make.place("C-1"), rounds=20, vest=1, magazine=2)
    kit(make, make.place("K-1"), magazine=3)
    kit(make, post, vest=0)
    assert lines(make, post) == {"magazine": 3, "rounds": 20}


@pytest.mark.parametrize("kind", ["armoury", "workshop"])
def test_only_places_of_work_have_kits(make: Make, kind: str) -> None:
    place = make.place("X-1", kind)
    make.refused("kit_not_of_post", kits.describe, post=place, kind="rounds", quantity=20)


def test_only_rounds_have_a_load(make: Make, post: int) -> None:
    make.refused("field_not_for_kind", kits.describe, post=post, kind="vest", quantity=1, load="service")


def test_rounds_that_are_best_before_the_earliest_day_go_first(make: Make, post: int) -> None:
    kit(make, post, rounds=30)
    late, soon = make.lot(best_before="2030-01-01"), make.lot(rounds=25, best_before="2027-01-01")
    make.lot(best_before="2025-12-31")
    make.lot(calibre="380acp")
    assert fitted(make, post, make.firearm()).rounds == {soon: 25, late: 5}


def test_a_load_is_asked_for(make: Make, post: int) -> None:
    make.do(kits.describe, post=post, kind="rounds", quantity=10, load="service")
    make.lot(load="training")
    service = make.lot(load="service")
    assert fitted(make, post, make.firearm()).rounds == {service: 10}


def test_each_firearm_has_its_own_card_and_magazines(make: Make, post: int) -> None:
    kit(make, post, permit_card=1, magazine=2, vest=1)
    gun, other = make.firearm(), make.firearm()
    own = [make.article(kind="permit_card", firearm_id=gun), make.article(kind="magazine", firearm_id=gun)]
    make.article(kind="permit_card", firearm_id=other)
    loose = make.article("M", "magazine", pieces=9, is_single=0, calibre="9x19")
    vest = make.article("V", "vest", pieces=5, is_single=0)
    assert fitted(make, post, gun).articles == {**dict.fromkeys(own, 1), loose: 1, vest: 1}


def test_two_firearms_do_not_get_the_same_piece(make: Make, post: int) -> None:
    kit(make, post, vest=1, rounds=20)
    first, second, lot = make.article("V1"), make.article("V2"), make.lot()
    found = fitted(make, post, make.firearm(), make.firearm())
    assert (found.articles, found.rounds) == ({first: 1, second: 1}, {lot: 40})


def test_what_is_missing_is_said(make: Make, post: int) -> None:
    kit(make, post, rounds=20, vest=1)
    make.lot(rounds=15)
    assert fitted(make, post, make.firearm()).short == (Short("rounds", "9x19", 5), Short("vest", "", 1))


def test_what_fits_is_issued_as_it_is(make: Make, post: int) -> None:
    kit(make, post, rounds=20, vest=1)
    gun, lot, vest = make.firearm(), make.lot(), make.article("V1")
    found = fitted(make, post, gun)
    make.do(custody.issue, firearms=[gun], to=make.person(), post=post, rounds=found.rounds, articles=found.articles)
    assert fitted(make, post, make.firearm()).articles == {}
    assert (found.rounds, found.articles) == ({lot: 20}, {vest: 1})


def test_no_kit_asks_for_nothing(make: Make, post: int) -> None:
    assert fitted(make, post, make.firearm()) == Fitting()
