"""Records by what people call them."""

from collections.abc import Callable
from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import naming, receiving
from tests.make import Make


def _refused(make: Make, code: str, work: Callable[..., Any], *words: Any, **facts: Any) -> Any:
    with pytest.raises(Refused) as caught:
        make.register.read(work, *words, **facts)
    (found,) = caught.value.findings
    assert found.code == code
    return found.facts


@pytest.fixture
def things(make: Make) -> dict[str, int]:
    vests = make.described("article", code="V-1", name="Vest", kind="vest", is_single=0)
    make.do(receiving.receive, item=vests, quantity=5, to=make.place())
    return {"gun": make.firearm("AB-12", tag="T-9"), "lot": make.lot("L-7"), "vests": vests}


@pytest.mark.parametrize(("text", "which", "many"), [
    ("AB-12", "gun", 1), ("ab12", "gun", 1), ("t-9", "gun", 1), ("l-7", "lot", 0), ("L-7=24", "lot", 24),
    ("v-1", "vests", 0), ("V-1=2", "vests", 2),
])  # fmt: skip
def test_items_by_serial_tag_lot_number_and_code(
    make: Make, things: dict[str, int], text: str, which: str, many: int
) -> None:
    assert make.register.read(naming.items, [text]) == {things[which]: many}


def test_what_is_called_exactly_so_comes_first(make: Make, things: dict[str, int]) -> None:
    lot = make.lot("AB12")
    assert make.register.read(naming.item, "ab12") == lot
    assert make.register.read(naming.item, "AB-12") == things["gun"]


def test_an_equals_sign_may_be_part_of_a_serial(make: Make) -> None:
    gun = make.firearm("X=5")
    assert make.register.read(naming.items, ["X=5"]) == {gun: 1}


def test_several_of_a_name_are_told_apart_by_their_numbers(make: Make) -> None:
    one, other = make.lot("TWICE", maker="CBC"), make.lot("TWICE", maker="FAMAE")
    facts = _refused(make, "several_so_called", naming.item, "TWICE")
    assert facts["choices"] == (f"#{one} TWICE CBC 9x19", f"#{other} TWICE FAMAE 9x19")
    assert make.register.read(naming.items, [f"#{other}=5"]) == {other: 5}


def test_a_number_is_one_of_the_kind(make: Make, things: dict[str, int]) -> None:
    guard = make.person("G-1")
    assert make.register.read(naming.one, "person", f"#{guard}") == guard
    for kind, record in (("place", guard), ("person", things["gun"]), ("person", 4_711)):
        _refused(make, "nothing_of_that_name", naming.one, kind, f"#{record}")
    _refused(make, "nothing_of_that_name", naming.item, f"#{guard}")


@pytest.mark.parametrize("text", ["G-1", "g-1", "Rosa Quispe", "CARD-77"])
def test_people_by_code_name_and_card(make: Make, text: str) -> None:
    guard = make.person("G-1", name="Rosa Quispe", card="CARD-77")
    assert make.register.read(naming.one, "person", text) == guard


def test_kinds_without_names_are_found_by_number_alone(make: Make) -> None:
    _refused(make, "nothing_of_that_name", naming.one, "loss", "theft")
    assert make.register.read(naming.kind_of, 4_711) == ""


def test_rounds_are_counted_where_all_of_them_would_be_too_much(make: Make, things: dict[str, int]) -> None:
    assert make.register.read(naming.items, ["AB-12", "L-7=3"], counted=True) == {things["gun"]: 1, things["lot"]: 3}
    assert _refused(make, "quantity_missing", naming.items, ["L-7"], counted=True)["value"] == "L-7"
    _refused(make, "named_twice", naming.items, ["AB-12", "ab12"])
    _refused(make, "quantity_below_one", naming.items, ["L-7=0"])
