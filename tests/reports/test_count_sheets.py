"""Count sheets on paper: a page each, whatever is printed on them."""

from typing import Any

import pytest

from registry_app.domain.entry import canonical
from registry_app.reports import count_sheets
from tests.reports import given, given_audits, papers


def content(*items: dict[str, Any], method: str = "guided", order: str = "rack") -> dict[str, Any]:
    kept = given_audits.differences()
    code = "A7SHEET KBB 2026-004 1"
    sheet = {"place": "R-1", "place_name": "Armerillo 1", "code": code, "items": list(items)}
    return {
        **{name: kept[name] for name in ("number", "as_of", "made", "company", "head")}, "order": order, "lines": 20,
        "format": "armarium-count-sheets/1", "audit": {**given_audits.AUDIT, "method": method},
        "sheets": [{**sheet, "sheet": 1}, {**sheet, "sheet": 2, "code": "A7SHEET KBB 2026-004 2"}],
    }  # fmt: skip


def test_each_sheet_is_a_page_that_says_which_it_is() -> None:
    file = count_sheets.write(content(given_audits.GUN))
    one, two = papers.texts(file)
    assert "Sheet 1 of 2" in one
    assert "A7SHEET KBB 2026-004 2" in two
    assert "SN00001" in one
    assert papers.attachments(file) == {"count-sheets.json": canonical(content(given_audits.GUN))}


def test_a_blind_sheet_has_lines_and_no_names() -> None:
    page = papers.texts(count_sheets.write(content(method="blind")))[0]
    assert "Serial, tag or lot" in page
    assert "20" in page
    assert "Description" not in page


def test_in_order_of_serials_the_place_stands_beside() -> None:
    item = {**given_audits.GUN, "place": "R-9", "place_name": "Armerillo 9"}
    assert "Armerillo 9" in papers.texts(count_sheets.write(content(item, order="serial")))[0]


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_full_sheet_stays_on_its_page(paper: str) -> None:
    items = [{**given_audits.GUN, "model": "Modelo de nombre largo, de lujo"}] * 20
    assert len(papers.opened(count_sheets.write(content(*items), paper=paper, language="pt"))) == 2


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("order", ["rack", "serial"])
def test_descriptions_that_are_all_long_are_cut_and_the_serials_are_not(paper: str, order: str) -> None:
    serial, model = "SERIE-LARGA-DE-CUARENTA-LETRAS-000000004", " ".join(["Centenario"] * 12)[:125]
    item = {**given_audits.GUN, "item": serial, "maker": "M" * 60, "model": model, "place_name": "Armerillo " * 10}
    file = count_sheets.write(content(*[item] * 20, order=order), paper=paper, language="fr")
    one, _two = papers.texts(file)
    assert "…" in one
    assert one.count("000000004") == one.count("SERIE-LARGA") == 20
    assert list(papers.overlapping(papers.boxes(file, 0))) == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_whatever_the_names_are_nothing_overlaps(paper: str) -> None:
    items = [{**given_audits.GUN, "item": text[:40], "model": text} for text in given.HOSTILE]
    file = count_sheets.write(content(*items), paper=paper)
    for page in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, page))) == []
