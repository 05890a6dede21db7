"""A new case of loss, theft or lost papers: what happened, then step by step to the signature, by keys."""

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.entry import Position
from registry_app.services import policies
from registry_app.services.losses import Missing
from registry_app.services.lying import MOST, Lying
from tests.make import PASSPHRASE
from tests.ui.casework import Casework
from tests.ui.hands import Hands
from ui.pages.case_reads import Hit
from ui.problems import ProblemDialog


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def test_a_theft_is_entered_by_keys_from_what_happened_to_the_signature(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on()
    work.into("circumstances", "Taken on the way")
    work.go_on()
    work.type("D-7741")
    work.go_on()
    work.vouch()
    row = work.row()
    assert (row.kind, row.police_number, row.lost) == ("theft", "D-7741", {"firearm": 1})
    assert work.last().lines[0].source == Position(work.make.place(), work.guard)
    assert work.hands.said() == f"Case {row.number} is on record: entry {work.last().seq}."


def test_all_that_a_guard_has_is_taken_by_one_key(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("G-7")
    work.press(Qt.Key.Key_F9)
    work.hands.until(lambda: work.guide.stages["items"].parts)
    work.go_on(3)
    work.vouch()
    assert work.missing() == [Missing(work.gun, 1, 0), Missing(work.lot, 30, 0)]


@pytest.mark.parametrize(("many", "is_all"), [(MOST - 1, True), (MOST, False)])
def test_no_part_of_a_large_place_is_taken_for_all_of_it(work: Casework, many: int, is_all: bool) -> None:
    work.begin("stolen")
    there = [Lying(n, "firearm", f"A-{n}", "Taurus", 1, Position(1), "Arm-1", "") for n in range(many)]
    stage = work.guide.stages["items"]
    stage._show_there(Hit(1, "Arm-1", "", "place"), there)
    assert stage.all.isEnabled() == is_all
    assert stage._from.text() == ("Arm-1" if is_all else "Arm-1: the first 200; search for the others")


def test_who_had_it_and_where_is_known_from_what_is_gone(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on()
    assert [work.form().rows[name].editor.text() for name in ("person_id", "place_id")] == ["Guard G-7", "Arm-1"]


def test_of_rounds_in_a_place_somebody_says_how_many(work: Casework) -> None:
    work.make.lot("LOT-2", rounds=80)
    work.begin("missing")
    work.type("LOT-2")
    work.go_on()
    assert "LOT-2" in work.guide.stages["items"]._problem.text()
    work.hands.type("12")
    work.go_on()
    work.pick("reason", "counted")
    work.go_on(2)
    work.vouch()
    assert (work.row().kind, [each.lost for each in work.missing()]) == ("not_found", [12])


def test_nothing_gone_is_told_on_the_line(work: Casework) -> None:
    work.begin("missing")
    work.go_on()
    assert (work.guide.at, work.guide.stages["items"]._problem.isVisible()) == (0, True)


def test_a_lot_at_two_positions_is_never_chosen_silently(work: Casework) -> None:
    work.begin("missing")
    work.hands.scan("LOT-1")
    assert work.guide.stages["items"].parts == {}
    assert [choice.detail for choice in work.guide.stages["items"].line.choices()] == [
        "30 · 9 × 19 mm · Guard G-7", "470 · 9 × 19 mm · Arm-1",
    ]  # fmt: skip


def test_a_line_is_taken_off_again(work: Casework) -> None:
    work.begin("missing")
    work.hands.scan("TAG-1001")
    stage = work.guide.stages["items"]
    stage.remove(next(iter(stage.parts)))
    assert (stage.parts, stage._nothing.isVisible()) == ({}, True)


def test_lost_papers_need_no_witness(work: Casework) -> None:
    work.begin("documents")
    work.into("documents_lost", "Permit P-7")
    work.go_on(3)
    row = work.row()
    assert (row.documents_lost, row.kind, row.lost) == ("Permit P-7", "loss", {})


def test_the_last_step_shows_what_will_be_entered_and_which_clock_starts(work: Casework) -> None:
    work.make.do(policies.adopt, jurisdiction="pe", witness=work.make.witness)
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on(3)
    told = {point.title: (point.value, point.lines) for point in work.guide.stages["check"].points.points()}
    assert told["SLX-1"] == ("1 lost", ("Taurus G3 · from Guard G-7",))
    assert told["Who had it"][0] == "Guard G-7"
    (clock,) = (title for title in told if title.startswith("The authority is to be told within 48 hours"))
    assert told[clock] == ("47 h 59 min left", ("Ley 30299 art. 70.1",))


def test_what_the_judge_refuses_is_told_before_anybody_signs(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on()
    work.into("happened_at", "2030-01-01 10:00")
    work.go_on(2)
    check = work.guide.stages["check"]
    assert {each.code for each in check.findings.findings()} >= {"happened_after_discovery"}
    assert not work.guide.next.isEnabled()


def test_enter_twice_makes_one_case(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on(3)
    before = work.size()
    work.hands.type(PASSPHRASE)
    for _twice in range(2):
        work.hands.press(Qt.Key.Key_Return)
    work.hands.settle()
    assert work.size() == before + 1


def test_a_wrong_passphrase_is_told_beside_it_and_nothing_is_entered(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on(3)
    before = work.size()
    work.hands.type("not the passphrase")
    work.press(Qt.Key.Key_Return)
    assert work.guide.stages["check"].witness.lines["witness_passphrase"].finding.code == "wrong_passphrase"
    assert (work.size(), work.guide.next.isEnabled()) == (before, True)


def test_esc_goes_a_step_back_and_asks_before_all_is_gone(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.go_on()
    work.press(Qt.Key.Key_Escape)
    assert work.guide.at == 0
    work.press(Qt.Key.Key_Escape)
    work.hands.window.findChildren(ProblemDialog)[-1].accept()
    work.hands.window.activateWindow()
    work.hands.until(work.guide.choose.list.hasFocus)
    work.press(Qt.Key.Key_Escape)
    assert not work.page.is_open()
