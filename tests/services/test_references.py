"""What a reference may point to, and what it is called."""

import pytest

from registry_app.domain.declare import ANY
from registry_app.services import references
from tests.make import Make


def test_places_are_found_among_kinds_by_name_and_code(make: Make) -> None:
    office = make.described("place", code="DCCA", name="Control de Armas", kind="authority")
    make.place("ARM-1")
    find = make.register.read
    for sought in ("armas", "dcca", ""):
        found = find(references.find, refers_to="place", text=sought, among=("authority",))
        assert (office, "Control de Armas", "DCCA") in found
        assert "ARM-1" not in [hint for _number, _name, hint in found]


@pytest.mark.parametrize(("kind", "sought"), [("firearm", "AB1234"), ("person", "G-7"), ("place", "ARM-9")])
def test_a_reference_to_anything_finds_every_kind(make: Make, kind: str, sought: str) -> None:
    numbers = {"firearm": make.firearm("AB1234"), "person": make.person("G-7"), "place": make.place("ARM-9")}
    for refers_to in (kind, ANY):
        found = make.register.read(references.find, refers_to=refers_to, text=sought)
        assert [number for number, _name, _hint in found] == [numbers[kind]]


def test_what_people_type_is_no_pattern(make: Make) -> None:
    make.described("place", code="DCCA", name="Control de Armas", kind="authority")
    assert make.register.read(references.find, refers_to="place", text="%", among=("authority",)) == []


def test_records_are_called_by_name_with_a_hint(make: Make) -> None:
    gun, guard, store = make.firearm("AB1234"), make.person("G-7"), make.place("ARM-9")
    called = make.register.read(references.named, [gun, guard, store, 0, 99_999])
    assert called == {gun: ("AB1234", "Taurus G3"), guard: ("Guard G-7", "G-7"), store: ("Arm-9", "ARM-9")}
