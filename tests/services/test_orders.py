"""The order that a list kept is that of now or none: a search in it answers as if nothing had been kept."""

from typing import Any

from registry_app.domain.criterion import read
from registry_app.services import listing, orders
from registry_app.services.listing_firearms import FIREARMS
from tests.make import Make


def _serials(make: Make, **asked: Any) -> list[str]:
    def found(session: Any) -> list[str]:
        ids = listing.ids(session, FIREARMS, **asked)
        return [str(row[1]) for row in listing.all_rows(session, FIREARMS, ids, keys=["serial"])]

    return make.register.read(found)


def test_a_search_stands_in_the_order_of_the_whole_list(make: Make) -> None:
    for serial in ("B2", "A1", "C3", "A2"):
        make.firearm(serial)
    for descending in (False, True):
        whole = _serials(make, sort="serial", descending=descending)
        assert whole == sorted(whole, reverse=descending)
        assert _serials(make, text="a", sort="serial", descending=descending) == [s for s in whole if "A" in s]


def test_what_was_entered_since_is_found_and_in_its_place(make: Make) -> None:
    for serial in ("B2", "A1"):
        make.firearm(serial)
    _serials(make)
    make.firearm("A0")
    assert _serials(make, text="a") == ["A0", "A1"]
    assert _serials(make, criteria={"serial": read(FIREARMS.fields["serial"], "<>B2")}) == ["A0", "A1"]


def test_another_place_or_segment_has_an_order_of_its_own(make: Make) -> None:
    north = make.place("ARM-2")
    make.firearm("A1")
    make.firearm("A2", at=north)
    _serials(make)
    assert _serials(make, text="a", place=north) == ["A2"]
    assert _serials(make, text="a", state="issued") == []


def test_an_order_is_kept_for_a_minute(make: Make) -> None:
    make.firearm("A1")
    make.register.read(lambda session: orders.Order(session, "key").keep(listing.ids(session, FIREARMS)))
    make.clock.pass_(hours=1)
    assert not make.register.read(lambda session: orders.Order(session, "key").is_known())
