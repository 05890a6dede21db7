"""The plan of counts in the window: what is late is said in word and colour, who may count, and Enter begins it."""

import pytest
from PySide6.QtCore import Qt

from registry_app.services import audits, custodians, policies
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    return Armoury(empty_window)


def _plan(armoury: Armoury) -> Armoury:
    armoury.open().hands.page("audits").take_act("plan")
    armoury.hands.settle()
    return armoury


def _closed(armoury: Armoury) -> None:
    audit = armoury.begin()
    armoury.make.as_(armoury.team.one).do(audits.conclude, audit=audit, witness=armoury.team.head)


def test_what_is_late_stands_first_in_word_and_colour(armoury: Armoury) -> None:
    armoury.make.place("ARM-2")
    armoury.make.clock.pass_(days=80)
    _closed(armoury)
    armoury.make.clock.pass_(days=20)
    _plan(armoury)
    plan = armoury.page.home.plan
    heading, late, _other, later = plan.list.points()
    assert (heading.title, late.title, late.value, late.tone) == ("Overdue", "Arm-2", "10 days late", "red")
    assert (late.chip, late.chip_tone, late.icon) == ("Overdue", "red", "triangle-alert")
    assert late.lines == ("Full count · again every 90 days", "Never counted in full")
    assert later.lines[1] == "Counted last on Mar 22, 2026, audit 2026-001: No differences"
    assert plan.name.text() == "Arm-2"


def test_it_says_who_may_count_and_why_others_may_not(armoury: Armoury) -> None:
    armoury.make.do(
        custodians.hand_over, armoury=armoury.place, to=armoury.team.people[0], witness=armoury.make.witness
    )
    _closed(armoury)
    _plan(armoury)
    plan = armoury.page.home.plan
    assert plan.bound.text().split("\n") == ["Guard C-1: answers for it", "Guard C-2: counted it last"]
    assert "Guard C-1" not in plan.free.text()
    assert "Guard S-1" in plan.free.text()


def test_enter_begins_the_count_with_kind_and_place_filled_in(armoury: Armoury) -> None:
    _plan(armoury)
    assert armoury.hands.window.focusWidget() is armoury.page.home.plan.list
    armoury.press(Qt.Key.Key_Return)
    form = armoury.page.form
    assert form.isVisible()
    assert (form.form.rows["kind"].text(), form.form.rows["place_id"].text()) == ("full", str(armoury.place))
    assert form.form.rows["place_id"].editor.text() == "Arm-1"
    assert not form.form.is_dirty
    armoury.press(Qt.Key.Key_Escape)
    assert armoury.page.home.plan.isVisible()


def test_a_change_of_custodian_asks_for_a_hand_over_count_with_the_new_one(armoury: Armoury) -> None:
    for person in armoury.team.people:
        armoury.make.do(custodians.hand_over, armoury=armoury.place, to=person, witness=armoury.make.witness)
        armoury.make.clock.pass_(days=1)
    _plan(armoury)
    (line, _round) = (point for point in armoury.page.home.plan.list.points() if not point.is_heading)
    assert line.lines[0] == "Hand-over count · somebody else answers for it since Jan 2, 2026"
    armoury.press(Qt.Key.Key_Return)
    rows = armoury.page.form.form.rows
    assert (rows["kind"].text(), rows["incoming_id"].text()) == ("hand_over", str(armoury.team.people[1]))
    assert rows["incoming_id"].editor.text() == "Guard C-2"


def test_what_is_being_counted_is_gone_on_with(armoury: Armoury) -> None:
    audit = armoury.begin()
    _plan(armoury)
    plan = armoury.page.home.plan
    assert [point.chip for point in plan.list.points() if not point.is_heading] == ["In progress"]
    assert plan.begin.text().strip() == "Go on with audit 2026-001"
    plan.begin.click()
    armoury.hands.settle()
    assert armoury.page.whole.whole.row.number == audit


def test_without_a_rule_an_armoury_is_told_and_can_be_counted(armoury: Armoury) -> None:
    armoury.make.do(policies.change, values={"audit_days": None}, witness=armoury.make.witness)
    _plan(armoury)
    heading, point = armoury.page.home.plan.list.points()
    assert (heading.title, point.value, point.chip) == ("No rule asks for a count", "", "")
    assert armoury.page.home.plan.begin.isVisible()


def test_whoever_may_only_read_sees_the_plan_without_the_button(armoury: Armoury) -> None:
    armoury.make.user("rita", "reader")
    armoury.open("rita").hands.page("audits").take_act("plan")
    armoury.hands.settle()
    plan = armoury.page.home.plan
    assert not plan.begin.isVisible()
    plan.confirm()
    assert plan.isVisible()


def test_the_board_leads_to_the_armoury_in_the_plan(armoury: Armoury) -> None:
    armoury.make.place("ARM-0")
    armoury.open().hands.shell.go("audits", armoury.place)
    armoury.hands.settle()
    plan = armoury.page.home.plan
    assert (armoury.page.home.views.code(), plan.name.text()) == ("plan", "Arm-1")


def test_the_board_leads_to_the_differences_of_an_audit(armoury: Armoury) -> None:
    armoury.make.firearm("GONE")
    armoury.begin()
    (gone,) = armoury.team.differs(armoury.audit)
    armoury.open().hands.shell.go("audits", gone.id)
    armoury.hands.settle()
    assert armoury.page.whole.parts.code() == "differences"
