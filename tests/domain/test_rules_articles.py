"""Articles, packs and rotation: each refusal once, and what just passes."""

from dataclasses import replace
from typing import Any

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.services import receiving, records
from tests.make import Make, enter

MAGAZINE = {"code": "M-1", "name": "Magazine", "kind": "magazine", "is_single": 0}


def _received(make: Make, item: int, many: int, state: str = "ready") -> int:
    make.do(receiving.receive, item=item, quantity=many, to=make.place(), state=state)
    return item


def test_a_stock_stays_a_stock_once_it_was_received(make: Make) -> None:
    article = make.described("article", **MAGAZINE)
    amended: dict[str, Any] = {"kind": "article", "record": article}
    make.do(records.amend, **amended, values={"is_single": 1})
    make.do(records.amend, **amended, values={"is_single": 0})
    _received(make, article, 10)
    make.refused("article_is_settled", records.amend, **amended, values={"is_single": 1})
    make.do(records.amend, **amended, values={"name": "Magazine of 17", "is_single": 0})


def test_one_piece_is_one_piece(make: Make) -> None:
    piece = make.described("article", **{**MAGAZINE, "is_single": 1})
    make.refused("firearm_is_one", receiving.receive, item=piece, quantity=2, to=make.place())
    _received(make, piece, 1)
    make.refused("item_not_there", receiving.receive, item=piece, to=make.place())


@pytest.mark.parametrize(("kind", "code"), [("lost", "key_opens_nothing"), ("company", "")])
def test_a_key_opens_a_place_of_the_company(make: Make, kind: str, code: str) -> None:
    key = {"code": "K-1", "name": "Key", "kind": "key", "is_single": 1, "opens_id": make.outside(kind)}
    if code:
        make.refused(code, records.describe, kind="article", values=key)
    else:
        make.described("article", **key)


@pytest.mark.parametrize(("size", "rounds", "code"), [
    (50, 49, "pack_not_whole"), (50, 150, ""), (None, 49, ""), (1, 49, ""),
])  # fmt: skip
def test_packs_are_opened_whole(make: Make, size: int | None, rounds: int, code: str) -> None:
    lot = _received(
        make, make.described("lot", lot_number="L", calibre="9x19", maker="CBC", pack_size=size), 500, "sealed"
    )
    here = Position(make.place(), 0, "sealed")
    draft = Draft("open_pack", (Line(lot, rounds, here, here._replace(state="ready")),))
    if code:
        make.refused(code, enter, draft=draft)
    else:
        make.do(enter, draft=draft)


@pytest.fixture
def swap(make: Make) -> Draft:
    """A guard hands in twenty rounds and is handed as many of another lot."""
    guard, old, new = make.person(), make.lot(), make.lot()
    make.issued(make.firearm(), to=guard, rounds={old: 30})
    store, hand = Position(make.place()), Position(make.place(), guard)
    return Draft("rotate", (Line(old, 20, hand, store), Line(new, 20, store, hand)), reason_code="rotation")


def test_a_rotation_as_it_should_be(make: Make, swap: Draft) -> None:
    make.do(enter, draft=swap)


def test_as_many_rounds_are_handed_out_as_taken_in(make: Make, swap: Draft) -> None:
    back, out = swap.lines
    for lines in ((back,), (back, out._replace(quantity=21)), (back._replace(quantity=21), out)):
        make.refused("rotation_uneven", enter, draft=replace(swap, lines=lines))


def test_rounds_are_not_exchanged_for_another_calibre(make: Make, swap: Draft) -> None:
    back, out = swap.lines
    other = make.lot(calibre="38spl")
    make.refused("rotation_uneven", enter, draft=replace(swap, lines=(back, out._replace(item=other))))


def test_each_person_gets_what_he_hands_in(make: Make, swap: Draft) -> None:
    back, out = swap.lines
    elsewhere = out._replace(target=out.target._replace(person=make.person()))
    make.refused("rotation_uneven", enter, draft=replace(swap, lines=(back, elsewhere)))


def test_a_rotation_leads_between_store_and_person(make: Make, swap: Draft) -> None:
    back, out = swap.lines
    other = Position(make.place("ARM-2"))
    for strange in (
        Line(back.item, 5, out.source, other),
        Line(back.item, 5, back.source, other._replace(person=make.person())),
    ):
        make.refused("rotation_between_same", enter, draft=replace(swap, lines=(*swap.lines, strange)))


def test_no_sealed_or_held_rounds_are_handed_out(make: Make, swap: Draft) -> None:
    back, out = swap.lines
    _received(make, out.item, 20, "sealed")
    sealed = Line(out.item, 20, out.source._replace(state="sealed"), out.target._replace(state="sealed"))
    make.refused("item_not_usable", enter, draft=replace(swap, lines=(back, sealed)))
