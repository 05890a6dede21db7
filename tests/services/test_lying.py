"""What lies where, position by position."""

from registry_app.domain.entry import Position
from registry_app.services import holds, losses, lying
from tests.make import Make


def test_rounds_of_a_lot_are_told_at_each_position(make: Make) -> None:
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L-1", rounds=50)
    make.issued(gun, to=guard, rounds={lot: 20})
    found = make.register.read(lying.of_items, [lot, gun])
    assert [(each.title, each.quantity, each.person) for each in found] == [
        ("L-1", 20, "Guard G-1"), ("L-1", 30, ""), ("A-1", 1, "Guard G-1"),
    ]  # fmt: skip
    assert found[1].position == Position(make.place())


def test_a_person_has_firearms_first_then_rounds_then_articles(make: Make) -> None:
    gun, guard = make.firearm("A-1"), make.person()
    make.issued(gun, to=guard, rounds={make.lot("L-1"): 5}, articles={make.article("V-1"): 1})
    found = make.register.read(lying.with_person, guard)
    assert [(each.kind, each.is_piece) for each in found] == [("firearm", True), ("lot", False), ("article", True)]


def test_a_place_tells_what_lies_in_its_parts(make: Make) -> None:
    safe = make.place("SAFE-1", "safe", parent=make.place())
    make.firearm("A-1", at=safe)
    assert [each.place for each in make.register.read(lying.in_place, make.place())] == ["Safe-1"]


def test_what_is_lost_already_lies_nowhere(make: Make) -> None:
    gun = make.firearm("A-1")
    make.do(losses.report, items={gun: 1}, values={}, reason="loss", witness=make.witness)
    assert make.register.read(lying.of_items, [gun]) == []
    make.do(holds.find, item=gun, to=make.place(), witness=make.witness)
    assert [each.position.state for each in make.register.read(lying.of_items, [gun])] == ["held:quarantine"]
