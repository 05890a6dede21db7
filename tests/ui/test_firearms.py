"""The firearms: listed, searched, filtered, sorted, shown whole with their lives."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import holds, records
from tests.ui.hands import Hands


def _shown(hands: Hands) -> list[str]:
    page = hands.shell.page("firearms")
    hands.settle()
    return [str(page.table.rows.index(row, 2).data()) for row in range(page.table.rows.rowCount())]


@pytest.fixture
def stock(hands: Hands) -> Hands:
    """Three firearms: one in store, one with somebody, one held."""
    make = hands.make
    make.firearm("AAA-1", maker="Rossi", model="27", kind="revolver", calibre="38spl")
    make.issued(make.firearm("BBB-2", tag="T-2"), to=make.person("G-7"))
    make.do(holds.hold, item=make.firearm("CCC-3", kind="shotgun", calibre="12ga"), state="held:evidence",
            reason="evidence", document="D-9")  # fmt: skip
    hands.shell.page("firearms").reload()
    hands.page("firearms")
    return hands


@pytest.mark.parametrize(
    ("code", "serials"),
    [
        ("", ["AAA-1", "BBB-2", "CCC-3"]),
        ("in_store", ["AAA-1"]),
        ("issued", ["BBB-2"]),
        ("held", ["CCC-3"]),
        ("gone", []),
    ],
)
def test_filters_show_their_own(stock: Hands, code: str, serials: list[str]) -> None:
    page = stock.shell.page("firearms")
    page.list.segments.choose(code)
    assert _shown(stock) == serials
    assert page.list._empty.isHidden() == bool(serials)
    assert page.list.count.text() == ("1 firearm" if len(serials) == 1 else f"{len(serials)} firearms")


def test_typing_searches_and_escape_shows_all_again(stock: Hands) -> None:
    search = stock.shell.header.search
    QTest.keyClicks(search, "ccc")
    stock.until(lambda: _shown(stock) == ["CCC-3"])
    QTest.keyClick(search, Qt.Key.Key_Escape)
    stock.until(lambda: len(_shown(stock)) == 3)


def test_a_scan_leads_here_from_any_page(stock: Hands) -> None:
    stock.page("returns")
    stock.search("T-2")
    assert stock.shell.current_key() == "firearms"
    assert _shown(stock) == ["BBB-2"]


def test_what_matches_nothing_offers_a_way_back(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    stock.search("nothing like this")
    assert page.list._empty.title.text() == "Nothing matches"
    page.list.all.click()
    assert len(_shown(stock)) == 3
    assert stock.shell.header.search.text() == ""


def test_a_place_filters(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    stock.make.firearm("ELSE-9", at=stock.make.place("ARM-9"))
    QTest.keyClicks(page.list.place, "ARM-9")
    QTest.keyClick(page.list.place, Qt.Key.Key_Return)
    stock.until(lambda: _shown(stock) == ["ELSE-9"])


def test_headings_sort(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    page.table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert _shown(stock) == ["CCC-3", "BBB-2", "AAA-1"]


def test_the_card_tells_of_the_row_under_the_cursor(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    page.table.selectRow(1)
    stock.settle()
    assert page.card.title.text() == "Taurus G3"
    assert page.card.facts.text_of("holder") == "Guard G-7"
    assert page.card.act.text().strip() == "Take back…"
    assert page.card.life.happenings()[0].headline == "Issued to Arm-1, Guard G-7"


def test_an_expired_permit_is_told_in_words_and_red(stock: Hands) -> None:
    stock.make.firearm("OLD-1", permit="2020-05-01")
    stock.search("OLD-1")
    permit = stock.shell.page("firearms").card.facts._values["permit"]
    assert (permit.text(), permit.property("tone")) == ("P-1, expired on May 1, 2020", "red")


def test_enter_shows_one_firearm_whole_and_escape_leads_back(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    page.table.setFocus()
    page.table.selectRow(0)
    stock.key(page.table, Qt.Key.Key_Return)
    stock.settle()
    assert page.sheet.isVisible()
    assert (page.sheet.facts.text_of("calibre"), page.sheet.facts.text_of("maker")) == (".38 Special", "Rossi")
    assert [each.headline for each in page.sheet.life.happenings()] == ["Received into Arm-1"]
    stock.press(Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert page.table.current_id() == page.sheet.record


def test_a_changed_field_stands_in_the_life(stock: Hands) -> None:
    page = stock.shell.page("firearms")
    gun = page.table.rows.id_at(0)
    stock.make.do(
        records.amend, kind="firearm", record=gun, values={"country": "BR", "permit_number": "P-2"}, reason="renewal"
    )
    page.open_record(gun)
    stock.settle()
    lines = page.sheet.life.happenings()[0].lines
    assert "Permit number: P-1 → P-2" in lines
    assert page.sheet.facts.text_of("country") == "Brazil"


def test_a_write_elsewhere_on_the_window_refreshes_the_list(stock: Hands) -> None:
    stock.shell.desk.tasks.write(_nothing)
    stock.make.firearm("ZZZ-9")
    stock.settle()
    stock.shell.desk.tasks.write(_nothing)
    assert _shown(stock)[-1] == "ZZZ-9"


def _nothing(session: object, *, by: object) -> None:
    """A write that writes nothing, after which lists look again."""
