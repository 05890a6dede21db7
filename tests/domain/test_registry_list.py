"""The registry's list against returns: every difference once, and none where they agree."""

from typing import Any

import pytest

from registry_app.domain import crossing
from registry_app.domain.registry_list import Difference, Row, compare
from tests.domain.test_crossing import arm, company, event

A = company("A", arm("SN1", permit="P1"), arm("SN2"), events=(event("lose", "SN9"),))
B = company("B", arm("TO1"))


def row(number: int = 2, serial: str = "SN1", maker: str = "Taurus", **more: str) -> Row:
    return Row(number, serial, maker, **more)


def differences(*rows: Row, told: tuple[dict[str, Any], ...] = (A, B)) -> list[Difference]:
    return compare(rows, [crossing.standing([each]) for each in told])


def codes(*rows: Row) -> list[tuple[str, str]]:
    return [(each.code, each.arm.serial if each.arm else each.row.serial if each.row else "") for each in
            differences(*rows)]  # fmt: skip


REST = [row(3, "SN2"), row(4, "TO1")]


def test_lists_that_agree_differ_in_nothing() -> None:
    told = row(model="g3", kind="pistol", calibre="9x19", permit_number="p1", company="a")
    assert codes(told, *REST) == []
    assert codes(row(maker=""), *REST) == []


@pytest.mark.parametrize(
    ("changed", "fields"),
    [
        ({"model": "TX22"}, ("model",)),
        ({"calibre": "38spl", "kind": "revolver"}, ("kind", "calibre")),
        ({"permit_number": "P2"}, ("permit_number",)),
    ],
)
def test_what_is_told_differently_is_named(changed: dict[str, str], fields: tuple[str, ...]) -> None:
    (found,) = differences(row(**changed), *REST)
    assert (found.code, found.company, found.fields) == ("differs", "A", fields)


def test_whose_it_is_goes_by_licence_and_else_by_name() -> None:
    assert codes(row(company="B"), *REST) == [("other_company", "SN1")]
    licensed = A | {"company": {"name": "A", "licence_number": "L-1"}}
    rows = [row(licence="l-1", company="Another spelling"), *REST]
    assert differences(*rows, told=(licensed, B)) == []
    assert [each.code for each in differences(row(licence="L-2"), *REST, told=(licensed, B))] == ["other_company"]


def test_what_is_in_one_of_them_only_is_told() -> None:
    assert codes(row(), row(3, "SN2")) == [("only_return", "TO1")]
    assert codes(row(), *REST, row(5, "XX1")) == [("only_registry", "XX1")]


def test_what_a_company_lost_is_told_with_how_and_when() -> None:
    (found,) = differences(row(), *REST, row(5, "SN9", company="A"))
    assert (found.code, found.company) == ("gone", "A")
    assert found.gone is not None
    assert (found.gone.how, found.gone.day) == ("lost", "2026-01-05")


def test_a_serial_that_looks_like_a_registered_one_is_a_question() -> None:
    found = codes(row(), row(3, "SN2"), row(4, "T01"))
    assert found == [("only_registry", "T01"), ("look_alike", "TO1")]
    assert ("only_return", "TO1") in codes(row(), row(3, "SN2"), row(4, "T01", maker="Glock"))


def test_cyrillic_letters_in_the_list_look_like_latin_ones() -> None:
    alike, other = "\u0422\u041e1", "\u04161"
    assert codes(row(), row(3, "SN2"), row(4, alike)) == [("only_registry", alike), ("look_alike", "TO1")]
    assert codes(row(), row(3, "SN2"), row(4, other)) == [("only_registry", other), ("only_return", "TO1")]


def test_a_firearm_that_stands_twice_in_the_list_is_told_once() -> None:
    assert codes(row(), row(9), *REST) == [("twice", "SN1")]
