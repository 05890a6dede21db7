"""A relief is between two people, and the receiver is judged as if the things were issued."""

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.services import company, custody, holds, policies
from tests.make import Make, enter


def test_what_two_people_have_takes_two_reliefs(make: Make) -> None:
    one, other, third = make.person(), make.person(), make.person()
    guns, place = [make.firearm(), make.firearm()], make.place()
    for gun, guard in zip(guns, (one, other), strict=True):
        make.issued(gun, to=guard)
    lines = [Line(g, 1, Position(place, p), Position(place, third)) for g, p in zip(guns, (one, other), strict=True)]
    make.refused("relief_of_many", enter, draft=Draft("relieve", tuple(lines)))


def test_nobody_relieves_himself(make: Make) -> None:
    gun, guard, post = make.firearm(), make.person(), make.place("P-1", "post", parent=make.place("C-1", "client"))
    make.issued(gun, to=guard)
    make.refused("relief_of_oneself", custody.relieve, firearms=[gun], to=guard, post=post)


@pytest.mark.parametrize("paper", ["licence", "course"])
def test_the_papers_of_the_receiver_are_looked_at(make: Make, paper: str) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.refused(f"{paper}_expired", custody.relieve, firearms=[gun], to=make.person(**{paper: "2025-12-31"}))


def test_so_are_his_fitness_and_whether_he_has_left(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.do(policies.change, values={"fitness_checked": 1}, witness=make.witness)
    unfit, gone = make.person(fitness_expires_on="2025-12-31"), make.person(left_on="2026-01-01")
    make.refused("fitness_expired", custody.relieve, firearms=[gun], to=unfit)
    make.refused("person_left", custody.relieve, firearms=[gun], to=gone)


def test_the_permit_of_the_firearm_is_looked_at_again(make: Make) -> None:
    gun = make.firearm(permit="2026-01-02")
    make.issued(gun, to=make.person())
    make.clock.pass_(days=3)
    make.refused("permit_expired", custody.relieve, firearms=[gun], to=make.person())


def test_nobody_takes_over_more_rounds_than_he_may_carry(make: Make) -> None:
    gun, lot, one, other = make.firearm(), make.lot(), make.person(), make.person()
    make.do(policies.change, values={"rounds_carried": 30}, witness=make.witness)
    for guard in (one, other):
        make.issued(gun if guard == one else make.firearm(), to=guard, rounds={lot: 20})
    make.refused("carries_too_much", custody.relieve, firearms=[gun], to=other, rounds={lot: 11})
    make.do(custody.relieve, firearms=[gun], to=other, rounds={lot: 10})


def test_rounds_alone_fit_what_the_receiver_has(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 20})
    make.refused("calibre_does_not_fit", custody.relieve, person=guard, rounds={lot: 20}, to=make.person())


def test_evidence_stays_with_who_has_it(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.issued(gun, to=guard)
    make.do(holds.hold, item=gun, state="blocked", reason="inspection")
    make.refused("item_blocked", custody.relieve, firearms=[gun], to=make.person())


def test_a_company_that_ceased_relieves_nobody(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person())
    make.do(company.complete, values={"closing_on": "2026-01-01"})
    make.refused("company_ceased", custody.relieve, firearms=[gun], to=make.person())
