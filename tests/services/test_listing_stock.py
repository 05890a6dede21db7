"""How much of a lot or article is where: whatever happened, the parts make the whole, and agree with the balances."""

from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select

from registry_app.domain.records import Lot
from registry_app.domain.rows import BalanceRow
from registry_app.services import custody, holds, listing, transfers
from registry_app.services.listing import Listing
from registry_app.services.listing_articles import ARTICLES, articles_in
from registry_app.services.listing_lots import LOTS, SUMMED, lots_in, sums
from registry_app.services.standing import standing
from tests.histories import History
from tests.make import Make

PARTS = ("on_hand", "out", "held", "away")


def told(make: Make, shown: Listing, *keys: str, **asked: Any) -> list[tuple[Any, ...]]:
    """The columns of what is listed, in order."""
    ids = make.register.read(listing.ids, shown, **asked)
    return [row[1:] for row in make.register.read(lambda s: list(listing.all_rows(s, shown, ids, keys=keys)))]


@pytest.fixture(params=range(6))
def history(make: Make, request: pytest.FixtureRequest) -> History:
    """A register in which somebody acted at random."""
    return History(make, Random(request.param)).begin().act(40)


def test_the_parts_make_the_whole(history: History) -> None:
    for row in told(history.make, LOTS, *PARTS, "total", "sealed", "loose", state="all"):
        *parts, total, sealed, loose = row
        assert sum(parts) == total
        assert sealed + loose == parts[0]


def test_what_is_inside_and_outside_is_what_ever_came(history: History) -> None:
    taken = select(BalanceRow.item_id, func.sum(BalanceRow.quantity)).where(BalanceRow.quantity > 0)
    wanted = history.make.register.read(lambda s: sorted(n for _i, n in s.execute(_of_lots(taken))))
    outside = ("expended", "lost", "destroyed", "handed_on")
    assert sorted(sum(row) for row in told(history.make, LOTS, "total", *outside, state="all")) == wanted


def _of_lots(query: Any) -> Any:
    return query.where(BalanceRow.item_id.in_(select(Lot.id))).group_by(BalanceRow.item_id)


def test_the_positions_of_a_sheet_are_the_balances(history: History) -> None:
    for lot in history.lots:
        positions = {s.position: s.quantity for s in history.make.register.read(standing, lot)}
        assert positions == {p: n for p, n in history.make.positions(lot).items() if n > 0}


def test_the_sums_of_calibres_are_those_of_the_lots(history: History) -> None:
    history.make.lot(rounds=70, calibre="38spl")
    ids = history.make.register.read(listing.ids, LOTS, state="all")
    found = history.make.register.read(sums, ids)
    rows = told(history.make, LOTS, "calibre", *SUMMED, state="all")
    for each in found:
        columns = [row[1:] for row in rows if row[0] == each.calibre]
        assert list(each.rounds.values()) == [sum(column) for column in zip(*columns, strict=True)]


def test_the_places_of_the_company_share_all_that_lies_in_it(history: History) -> None:
    here = [told(history.make, lots_in(place), "on_hand", state="all") for place in history.places]
    assert sum(row[0] for rows in here for row in rows) == sum(r[0] for r in told(history.make, LOTS, "on_hand"))


@pytest.fixture
def stock(make: Make) -> dict[str, int]:
    """A lot and magazines in two armouries, some with a guard, some held; a vest that is lost."""
    arm, other = make.place("ARM-1"), make.place("ARM-2")
    gun, guard = make.firearm(at=arm), make.person("G-7", name="Rosa Quispe")
    lot = make.lot("L-1", rounds=500, at=arm, pack_size=50, best_before="2030-01-01")
    magazines = make.article("MAG", "magazine", pieces=30, is_single=0, firearm_id=gun, at=arm)
    sent = make.do(transfers.send, items={lot: 100, magazines: 4}, destination=other)
    make.do(transfers.accept, sent=sent.seq, to=other)
    make.do(custody.issue, firearms=[gun], to=guard, rounds={lot: 30}, articles={magazines: 2})
    make.do(holds.hold, item=lot, quantity=20, state="blocked", reason="inspection", place=arm)
    vest = make.article("V-1", at=arm, number="NIJ-77")
    make.do(holds.write_off, kind="lose", item=vest, reason="loss", witness=make.witness)
    return {"arm": arm, "other": other, "lot": lot, "magazines": magazines, "vest": vest}


def test_in_a_place_only_what_is_there_is_counted(make: Make, stock: dict[str, int]) -> None:
    figures = (*PARTS, "total")
    assert told(make, LOTS, *figures) == [(450, 30, 20, 0, 500)]
    for place, wanted in ((stock["arm"], (350, 30, 20, 0, 400)), (stock["other"], (100, 0, 0, 0, 100))):
        assert told(make, lots_in(place), *figures, place=place) == [wanted]
    assert told(make, articles_in(stock["other"]), *figures, place=stock["other"]) == [(4, 0, 0, 0, 4)]


@pytest.mark.parametrize(
    ("state", "codes"), [("", ["MAG"]), ("in_store", ["MAG"]), ("out", ["MAG"]), ("held", []), ("gone", ["V-1"])]
)
def test_the_segments_of_articles(make: Make, stock: dict[str, int], state: str, codes: list[str]) -> None:
    assert [row[0] for row in told(make, ARTICLES, "code", state=state)] == codes


def test_places_and_holders_are_named_each_once(make: Make, stock: dict[str, int]) -> None:
    shown = told(make, ARTICLES, "where", "holder", "firearm")
    assert shown == [("Arm-1, Arm-2", "Rosa Quispe", "SN00001")]


@pytest.mark.parametrize("text", ["mag", "G-7", "magazine mag"])
def test_articles_are_found_by_words_and_by_who_has_them(make: Make, stock: dict[str, int], text: str) -> None:
    assert [row[0] for row in told(make, ARTICLES, "code", text=text)] == ["MAG"]
    assert told(make, ARTICLES, "code", text=f"{text} 100%") == []
