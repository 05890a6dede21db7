"""How values are told."""

from itertools import combinations

import pytest

from registry_app.i18n import speaking
from registry_app.reports import told
from tests.reports.given import Content


@pytest.mark.parametrize(
    ("zone", "state", "expected"),
    [
        ("store", "ready", "In store"), ("person", "ready", "Issued"), ("store", "loaded", "In store, loaded"),
        ("person", "held:evidence", "Held as evidence"), ("transit", "sealed", "In transit, sealed"),
    ],
)  # fmt: skip
def test_status(zone: str, state: str, expected: str) -> None:
    assert told.status(zone, state) == expected


def test_a_moment_is_told_by_its_own_clock() -> None:
    assert told.moment("2026-06-30T23:59:59.999-05:00") == "Jun 30, 2026, 23:59 (UTC−05:00)"
    with speaking("es"):
        assert told.moment("2026-06-30T23:59:59.999+00:00").startswith("30 jun 2026")


def test_items_are_described_together_as_one_by_one() -> None:
    parts = [("maker", "Taurus"), ("model", "G3"), ("calibre", "9x19"), ("serial", "A-1")]
    items = [dict(some) for size in range(5) for some in combinations(parts, size)] * 2
    assert told.all_described(items) == [told.described(item) for item in items]


@pytest.mark.parametrize(
    ("firearm", "expected"),
    [
        ({"country": "BR", "year": 2019}, "BR 2019"), ({"year": 2019}, "2019"), ({}, "–"),
        ({"country": "AT", "importer": "Sur"}, "AT, importer Sur"), ({"importer": "Sur"}, "importer Sur"),
    ],
)  # fmt: skip
def test_origin(firearm: Content, expected: str) -> None:
    assert told.origin(firearm) == expected


def test_codes_of_a_later_release_are_told_as_they_are() -> None:
    assert [told.kind("ray_gun"), told.act("teleport"), told.reason("whim"), told.roles("king")] == [
        "ray_gun", "teleport", "whim", "king",
    ]  # fmt: skip


def test_a_holder_whose_name_was_erased_is_told_by_code() -> None:
    assert told.holder({"person": "G-1"}) == "G-1"
