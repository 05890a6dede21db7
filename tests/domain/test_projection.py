"""What follows from a change of a record."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.entry import Change, Entry, Line, Position, Ref
from registry_app.domain.projection import after, derived, mentions, personal

names = st.sampled_from(["serial", "maker", "model", "year"])
values = st.sampled_from(["", "Taurus", "82", 1999])
standing = st.dictionaries(names, values.filter(lambda value: value != ""))


def _change(before: dict[str, Any], new: dict[str, Any]) -> Change:
    return Change(7, "firearm", {name: before.get(name, "") for name in new}, new)


@given(standing, st.dictionaries(names, values, min_size=1))
def test_undoing_a_change_brings_back_what_stood(before: dict[str, Any], new: dict[str, Any]) -> None:
    change = _change(before, new)
    assert after(after(before, change), change.reversed()) == before


@given(standing.filter(bool))
def test_undoing_a_description_leaves_no_record(new: dict[str, Any]) -> None:
    change = Change(7, "firearm", {}, new)
    assert after(after({}, change), change.reversed()) == {}
    assert change.reversed().reversed() == change


@given(standing, st.dictionaries(names, values, min_size=1))
def test_a_value_that_is_taken_away_is_absent(before: dict[str, Any], new: dict[str, Any]) -> None:
    made = after(before, _change(before, new))
    assert made == {n: v for n, v in {**before, **new}.items() if v != ""}


def test_the_serial_three_ways() -> None:
    assert derived("firearm", {"serial": "bo-1"}) == {"serial_normal": "BO1", "serial_key": "801"}
    assert derived("lot", {"lot_number": "bo-1"}) == {}


def test_commitments_of_personal_fields() -> None:
    commit = {"commit": "ab" * 32}
    assert personal("person", {"code": "G-1", "name": commit, "licence_class": "B"}) == {"name": "ab" * 32}


def test_an_entry_is_about_all_that_it_names() -> None:
    entry = Entry(
        "o", 0, "", "", "send", 0, 0, "", 1, "armorer", witness=2, acknowledged_by=3,
        refs=(Ref("destination", "4"), Ref("entry", "99")), lines=(Line(5, 1, Position(6), Position(7, 8)),),
        records=(Change(9, "place", {"parent_id": 10, "name": "x"}, {"parent_id": 11}), Change(12, "strange", {}, {})),
    )  # fmt: skip
    assert mentions(entry) == {3, 4, 5, 6, 7, 8, 9, 10, 11, 12}
