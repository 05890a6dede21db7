"""How counts went over time in the window: charts that screen readers are told, the same as a table, by place."""

import pytest

from registry_app.services import audits
from registry_app.services.sightings import Sight
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    """Two closed audits: one place agrees, of the other a firearm is gone and another with a guard."""
    made = Armoury(empty_window)
    other = made.make.place("ARM-2")
    here = made.make.firearm("A-1")
    made.make.firearm("GONE")
    made.make.issued(made.make.firearm("OUT"), to=made.make.person())
    for place in (other, made.place):
        audit = made.begin(place=place, kind="spot")
        if place == made.place:
            made.team.sees(audit, Sight(place, here))
            made.team.differs(audit)
        made.make.as_(made.team.one).do(audits.conclude, audit=audit, witness=made.team.head)
    return made


def _trend(armoury: Armoury) -> Armoury:
    armoury.open().hands.page("audits").take_act("trend")
    armoury.hands.settle()
    return armoury


def test_charts_tell_differences_and_what_nobody_saw(armoury: Armoury) -> None:
    trend = _trend(armoury).page.home.trend
    assert trend.differed.accessibleName() == "Differences of each audit, and how many are settled"
    assert trend.differed.accessibleDescription() == (
        "2026-001: Differences 0, Settled 0; 2026-002: Differences 1, Settled 0"
    )
    assert trend.unseen.accessibleDescription().endswith("2026-002: Missing 1, Not seen 1")


def test_the_table_holds_the_same_the_newest_first_and_leads_to_the_audit(armoury: Armoury) -> None:
    trend = _trend(armoury).page.home.trend
    rows = [trend.table.rows.row(at) for at in range(trend.table.rows.rowCount())]
    assert [row[1] for row in rows] == ["2026-002", "2026-001"]
    keys = ("code", "closed", "place", "kind", "outcome", "expected", "seen", "not_seen", "missing", "differences")
    told = dict(zip(keys, rows[0][1:], strict=False))
    assert (told["expected"], told["seen"], told["not_seen"], told["missing"], told["differences"]) == (3, 1, 1, 1, 1)
    assert trend.table.accessibleName() == "Results over audits"
    trend.table.opened.emit(rows[0][0])
    armoury.hands.settle()
    assert armoury.page.whole.whole.row.code == "2026-002"
    armoury.page.show_list()
    assert trend.isVisible()


def test_one_place_alone_can_be_asked_for(armoury: Armoury) -> None:
    home = _trend(armoury).page.home
    home.trend.place.setFocus()
    armoury.hands.type("ARM-2")
    armoury.hands.settle()
    armoury.hands.until(home.trend.place.choices)
    home.trend.place._take(home.trend.place.choices()[0])
    armoury.hands.settle()
    assert home.trend.table.rows.rowCount() == 1
    home.trend.place.clear()
    home.trend.place._typed()
    armoury.hands.settle()
    assert home.trend.table.rows.rowCount() == 2


def test_before_the_first_one_is_closed_it_says_so(empty_window: Hands) -> None:
    trend = _trend(Armoury(empty_window)).page.home.trend
    assert trend.currentIndex() == 1
    assert not trend.table.isVisible()
