"""What is searched in a list stands in the order of the whole list, as if it had been sorted by itself."""

from typing import Any

import pytest

from registry_app.domain.criterion import read
from registry_app.services import listing, orders, records
from registry_app.services.listing_firearms import FIREARMS
from tests.make import Make

GUNS = (("B-2", "Taurus"), ("A-1", "Rossi"), ("C-3", "Glock"), ("A-9", "Taurus"), ("D-4", "Taurus"))


@pytest.fixture
def armoury(make: Make) -> Make:
    for serial, maker in GUNS:
        make.firearm(serial, maker=maker)
    return make


def _ids(make: Make, **asked: Any) -> list[int]:
    return make.register.read(listing.ids, FIREARMS, **asked).tolist()


def _kept(make: Make) -> dict[Any, Any]:
    kept: dict[Any, Any] = make.register.opened.store._info["orders"]  # type: ignore[assignment]
    return kept


def _sorted_anew(make: Make, **asked: Any) -> list[int]:
    _kept(make).clear()
    return _ids(make, **asked)


TAURUS = {"maker": read(FIREARMS.fields["maker"], "taurus")}


@pytest.mark.parametrize("sort", ["", "maker", "serial", "tag", "status"])
@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sought", [{"criteria": TAURUS}, {"text": "a"}, {"text": "rossi"}, {"text": "nothing"}])
def test_a_search_in_a_known_order_is_what_sorting_would_say(
    armoury: Make, sort: str, descending: bool, sought: dict[str, Any]
) -> None:
    asked = {"sort": sort, "descending": descending}
    _ids(armoury, **asked)
    assert _ids(armoury, **asked, **sought) == _sorted_anew(armoury, **asked, **sought)


def test_an_order_is_not_trusted_after_an_entry(armoury: Make) -> None:
    first = _ids(armoury)[0]
    armoury.do(records.amend, kind="firearm", record=first, values={"serial": "Z-9"}, reason="other")
    everything = {"criteria": {"kind": read(FIREARMS.fields["kind"], "pistol")}}
    assert _ids(armoury, **everything)[-1] == first


def test_what_was_not_in_it_is_not_lost(armoury: Make) -> None:
    """Whatever came in without an entry, as by the clock."""
    every = _ids(armoury)
    for key, (state, order) in _kept(armoury).items():
        _kept(armoury)[key] = state, order[:-1]
    assert _ids(armoury, criteria=TAURUS)[-1] == every[-1]


def test_few_are_kept(armoury: Make) -> None:
    for sort in FIREARMS.columns:
        _ids(armoury, sort=sort)
    assert len(_kept(armoury)) == orders.KEPT


def test_an_earlier_state_has_orders_of_its_own(armoury: Make) -> None:
    _ids(armoury)
    with armoury.register.opened.store.shadowed(now=armoury.clock.now) as session:
        assert session.info["orders"] == {}


def test_another_place_or_segment_has_an_order_of_its_own(make: Make) -> None:
    north = make.place("ARM-2")
    make.firearm("A1")
    away = make.firearm("A2", at=north)
    _ids(make)
    assert _ids(make, text="a", place=north) == [away]
    assert _ids(make, text="a", state="issued") == []


def test_an_order_is_kept_for_a_minute(make: Make) -> None:
    make.firearm("A1")
    make.register.read(lambda session: orders.Order(session, "key").keep(listing.ids(session, FIREARMS)))
    make.clock.pass_(hours=1)
    assert not make.register.read(lambda session: orders.Order(session, "key").is_known())
