"""The slip on paper: all of it, nothing over anything else, the drawing as it was drawn."""

import json
from typing import Any

import pytest

from registry_app.i18n import LANGUAGES
from registry_app.reports import slip
from tests.reports import given, papers

STROKES = [[[10, 20, 0], [60, 70, 16], [110, 20, 33]], [[40, 95, 250]]]


def content(**changes: Any) -> dict[str, Any]:
    """A pistol, rounds and a vest for a guard who signed."""
    made = {
        "format": "armarium-slip/1", "number": "SLIP-311-9F3A61C2",
        "company": {"name": "Vigilancia Andina S.A.", "tax_id": "900.000.000-0"}, "head": given.HEAD,
        "entry": {
            "seq": 311, "kind": "issue", "occurred": "2026-06-30T19:00:00.000-05:00", "user": "Marta Cano",
            "recorded": "2026-06-30T19:00:04.000-05:00", "build": "armarium 0.1.0", "post": "Puesto Norte",
            "due": "2026-07-01T07:00:00.000-05:00", "witness": "Eva Mora", "overrides": ["licence_expired"],
        },
        "firearms": [{"serial": "SN1", "kind": "pistol", "maker": "Taurus", "model": "G3", "calibre": "9x19",
                      "permit_number": "PT-1", "tag": "T-1"}],
        "rounds": [{"lot_number": "CB24-1", "maker": "CBC", "calibre": "9x19", "quantity": 30, "used_up": 0}],
        "articles": [{"code": "V-1", "name": "Chaleco", "quantity": 1}],
        "receiver": {"code": "G-1", "name": "Rosa Vera"},
        "acknowledgement": {"method": "drawing", "text": "Rosa Vera receives:\n– SN1", "strokes": STROKES},
    }  # fmt: skip
    return made | changes


def test_everything_is_on_it() -> None:
    page = papers.whole(slip.write(content()))
    for said in ("SN1", "CB24-1", "30 rounds", "V-1", "Rosa Vera (G-1)", "Puesto Norte", "Marta Cano", "Eva Mora",
                 "Licence expired", "Acknowledged by signature", "Rosa Vera receives:", "311"):  # fmt: skip
        assert said in page, said


def test_the_data_lies_inside() -> None:
    assert json.loads(papers.attachments(slip.write(content()))["slip.json"]) == content()


def test_where_nobody_acknowledged_there_is_room_to_sign() -> None:
    told = content()
    del told["acknowledgement"]
    page = papers.whole(slip.write(told))
    assert "Signature of who received" in page
    assert "Acknowledged" not in page


@pytest.mark.parametrize(("method", "said"), [("pin", "by PIN"), ("erased", "the text was erased")])
def test_how_it_was_acknowledged(method: str, said: str) -> None:
    assert said in papers.whole(slip.write(content(acknowledgement={"method": method})))


@pytest.mark.parametrize("paper", slip.PAPERS)
@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_nothing_overlaps_and_nothing_leaves_the_paper(paper: str, language: str) -> None:
    file = slip.write(content(firearms=content()["firearms"] * 20), paper=paper, language=language)
    for page in range(len(papers.opened(file))):
        found = papers.boxes(file, page)
        assert list(papers.overlapping(found)) == []
        assert max(box.right for box in found) <= slip.PAPERS[paper][0] - 40


def test_a_drawing_fills_its_room_and_keeps_its_shape() -> None:
    path = slip.drawing(STROKES, 100, 50, 240, 72)
    assert path == (
        "100.00 122.00 m 148.00 74.00 l 196.00 122.00 l 128.80 50.00 m 128.80 50.00 l"
    )  # fmt: skip


def test_a_dot_alone_is_drawn() -> None:
    assert slip.drawing([[[5, 5, 0]]], 0, 0, 10, 10) == "0.00 10.00 m 0.00 10.00 l"
