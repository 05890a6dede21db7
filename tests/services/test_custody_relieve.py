"""What one guard has goes to the next in one entry."""

from registry_app.domain.entry import Position
from registry_app.services import custody
from registry_app.services.ledger import new_id
from tests.make import DAY, START, Make


def test_one_guard_relieves_another_with_all_that_he_has(make: Make) -> None:
    gun, lot, vest, one, other = make.firearm(), make.lot(), make.article(), make.person(), make.person()
    make.issued(gun, to=one, rounds={lot: 20}, articles={vest: 1})
    posted = make.do(
        custody.relieve, firearms=[gun], to=other, rounds={lot: 20}, articles={vest: 1}, due_at=START + DAY
    )
    entry, here = make.entry(posted.seq), Position(make.place(), other)
    assert (entry.kind, entry.due_at(), len(entry.lines)) == ("relieve", START + DAY, 3)
    assert [make.positions(item)[here] for item in (gun, lot, vest)] == [1, 20, 1]


def test_a_relief_may_leave_some_rounds_behind_and_lead_to_another_post(make: Make) -> None:
    gun, lot, one, other = make.firearm(), make.lot(), make.person(), make.person()
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    make.issued(gun, to=one, rounds={lot: 20})
    make.do(custody.relieve, firearms=[gun], to=other, rounds={lot: 15}, post=post)
    assert make.positions(lot)[Position(post, other)] == 15
    assert make.positions(lot)[Position(make.place(), one)] == 5


def test_nobody_hands_over_what_he_has_not(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.refused("item_not_issued", custody.relieve, firearms=[gun], to=guard)
    make.issued(gun, to=guard, rounds={lot: 5})
    make.refused("more_than_issued", custody.relieve, firearms=[gun], to=make.person(), rounds={lot: 6})


def test_what_was_passed_on_goes_home_to_where_it_was_issued_from(make: Make) -> None:
    here, there = make.place("ARM-1"), make.place("ARM-2")
    gun, lot, people = make.firearm(at=there), make.lot(at=there), [make.person() for _one in range(3)]
    make.issued(gun, to=people[0], rounds={lot: 20}, post=make.place("C-1", "client"))
    for guard in people[1:]:
        make.do(custody.relieve, firearms=[gun], to=guard, rounds={lot: 20})
    make.do(custody.take_back, firearms=[gun], rounds={lot: 20})
    assert make.positions(gun)[Position(there)] == 1
    assert make.positions(lot)[Position(there)] == 500
    assert here


def test_a_repeated_id_relieves_once(make: Make) -> None:
    gun, one, other, entry_id = make.firearm(), make.person(), make.person(), new_id()
    make.issued(gun, to=one)
    first = make.do(custody.relieve, firearms=[gun], to=other, entry_id=entry_id)
    assert make.do(custody.relieve, firearms=[gun], to=other, entry_id=entry_id).seq == first.seq
