"""The account of rounds: every line in the columns that it belongs to, and no more."""

import pytest

from registry_app.services.round_flows import INTO, OUT_OF, booked


def _net(flows: list[tuple[str, int]]) -> int:
    return sum(sign if column in INTO else -sign for column, sign in flows)


@pytest.mark.parametrize(
    ("source", "target", "flows"),
    [
        ("supplier", "store", [("received", 1)]), ("lost", "store", [("found", 1)]),
        ("store", "person", [("issued", 1)]),
        ("person", "store", [("returned", 1)]), ("person", "expended", [("returned", 1), ("expended", 1)]),
        ("person", "lost", [("returned", 1), ("lost", 1)]), ("store", "expended", [("expended", 1)]),
        ("store", "transit", [("transferred", 1)]), ("transit", "store", [("transferred", -1)]),
        ("transit", "lost", [("transferred", -1), ("lost", 1)]), ("store", "destroyed", [("destroyed", 1)]),
        ("store", "authority", [("disposed", 1)]), ("supplier", "person", [("received", 1), ("issued", 1)]),
        ("authority", "destroyed", []), ("person", "person", []), ("store", "store", []), ("person", "field", []),
    ],
)  # fmt: skip
def test_a_line_goes_into_its_columns(source: str, target: str, flows: list[tuple[str, int]]) -> None:
    assert list(booked(source, target)) == flows


def test_what_was_there_from_the_beginning_is_opening() -> None:
    assert list(booked("supplier", "store", is_opening=True)) == [("opening", 1)]
    assert list(booked("person", "store", is_opening=True)) == [("returned", 1)]


def test_the_columns_lead_to_what_comes_into_store_and_leaves_it() -> None:
    zones = ("store", "person", "field", "transit", "workshop", "supplier", "authority", "buyer", "expended", "lost",
             "destroyed")  # fmt: skip
    assert not {*INTO} & {*OUT_OF}
    for source in zones:
        for target in zones:
            assert _net(list(booked(source, target))) == (target == "store") - (source == "store")
