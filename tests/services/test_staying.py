"""What somebody keeps: now, right after an entry, and beside what comes back."""

from registry_app.services import custody, staying
from tests.make import Make


def test_right_after_an_entry_it_is_what_it_was_then(make: Make) -> None:
    guard, gun, lot = make.person(), make.firearm(), make.lot()
    issued = make.issued(gun, to=guard, rounds={lot: 30}).seq
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 25}).seq
    make.do(custody.take_back, person=guard, rounds={lot: 5})
    assert make.register.read(staying.after, guard, issued) == {gun: 1, lot: 30}
    assert make.register.read(staying.after, guard, back) == {lot: 5}
    assert make.register.read(staying.with_person, guard) == {}


def test_a_relief_takes_it_from_one_and_gives_it_to_the_other(make: Make) -> None:
    guard, relief, gun = make.person(), make.person(), make.firearm()
    issued = make.issued(gun, to=guard).seq
    make.do(custody.relieve, firearms=[gun], to=relief)
    assert make.register.read(staying.after, guard, issued) == {gun: 1}
    assert make.register.read(staying.after, relief, issued) == {}


def test_what_comes_back_is_not_kept(make: Make) -> None:
    guard, gun, lot = make.person(), make.firearm(), make.lot()
    make.issued(gun, to=guard, rounds={lot: 30})
    assert make.register.read(staying.beside, guard, {gun: 1, lot: 12}) == {lot: 18}
    assert make.register.read(staying.beside, guard, {gun: 1, lot: 30}) == {}
