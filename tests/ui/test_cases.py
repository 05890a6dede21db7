"""The page of cases: what happened, then step by step to the signature; the checklist to the end; all by keys."""

from typing import Any

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from registry_app.domain.entry import Position
from registry_app.services import acknowledgements, custody, discharges, documents, history, losses, pins, policies
from registry_app.services.losses import Missing
from tests.make import PASSPHRASE
from tests.ui.casework import CTRL, Casework
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.kept import packed, unpacked
from ui.pages.handover_acknowledge import Acknowledge
from ui.palette import Palette
from ui.problems import ProblemDialog


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def _missing(work: Casework) -> list[Missing]:
    return work.make.register.read(losses.missing, case=work.row().number)


def _stolen(work: Casework) -> None:
    """The guard's firearm is stolen, and the case stands."""
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on(3)
    work.vouch()


# A new case.


def test_a_theft_is_entered_by_keys_from_what_happened_to_the_signature(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
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
    assert _missing(work) == [Missing(work.gun, 1, 0), Missing(work.lot, 30, 0)]


def test_who_had_it_and_where_is_known_from_what_is_gone(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
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
    assert (work.row().kind, [each.lost for each in _missing(work)]) == ("not_found", [12])


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
    work.hands.scan("T-1")
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
    work.hands.scan("T-1")
    work.go_on(3)
    told = {point.title: (point.value, point.lines) for point in work.guide.stages["check"].points.points()}
    assert told["SLX-1"] == ("Lost", ("Taurus G3 · from Guard G-7",))
    assert told["Who had it"][0] == "Guard G-7"
    (clock,) = (title for title in told if title.startswith("The authority is to be told within 48 hours"))
    assert told[clock] == ("47 h 59 min left", ("Ley 30299 art. 70.1",))


def test_what_the_judge_refuses_is_told_before_anybody_signs(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on()
    work.into("happened_at", "2030-01-01 10:00")
    work.go_on(2)
    check = work.guide.stages["check"]
    assert {each.code for each in check.findings.findings()} >= {"happened_after_discovery"}
    assert not work.guide.next.isEnabled()


def test_enter_twice_makes_one_case(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on(3)
    before = work.size()
    work.hands.type(PASSPHRASE)
    for _twice in range(2):
        work.hands.press(Qt.Key.Key_Return)
    work.hands.settle()
    assert work.size() == before + 1


def test_a_wrong_passphrase_is_told_beside_it_and_nothing_is_entered(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on(3)
    before = work.size()
    work.hands.type("not the passphrase")
    work.press(Qt.Key.Key_Return)
    assert work.guide.stages["check"].witness.lines["witness_passphrase"].finding.code == "wrong_passphrase"
    assert (work.size(), work.guide.next.isEnabled()) == (before, True)


def test_esc_goes_a_step_back_and_asks_before_all_is_gone(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on()
    work.press(Qt.Key.Key_Escape)
    assert work.guide.at == 0
    work.press(Qt.Key.Key_Escape)
    work.hands.window.findChildren(ProblemDialog)[-1].accept()
    work.hands.window.activateWindow()
    work.hands.until(work.guide.choose.list.hasFocus)
    work.press(Qt.Key.Key_Escape)
    assert not work.page.is_open()


# A discharge.


def _fired(work: Casework, rounds: str = "2") -> None:
    work.begin("shot")
    work.type("G-7")
    for name, code in (("kind", "warning_shot"), ("harm", "none"), ("damage", "minor")):
        work.pick(name, code)
    work.go_on()
    work.hands.type(rounds)
    work.go_on(2)


def _signing(work: Casework) -> Acknowledge:
    work.guide.stages["check"].witness.passphrase.setFocus()
    work.vouch()
    (dialog,) = work.guide.findChildren(Acknowledge)
    return dialog


def test_who_fired_acknowledges_the_exact_words_by_pin(work: Casework) -> None:
    work.make.do(pins.set_pin, person=work.guard, pin="4711")
    _fired(work)
    dialog = _signing(work)
    QTest.keyClicks(dialog.pin, "4711")
    work.hands.key(dialog.pin, Qt.Key.Key_Return)
    work.hands.settle()
    (row,) = work.make.register.read(discharges.discharges)
    kept = work.make.register.read(acknowledgements.acknowledged, row.seq)
    assert (row.serial, row.rounds, row.signed, kept.text) == ("SLX-1", 2, True, dialog.text)
    assert "2 rounds" in dialog.text


def test_a_guard_who_does_not_sign_now_leaves_nothing_entered(work: Casework) -> None:
    _fired(work)
    before = work.size()
    _signing(work).reject()
    assert (work.size(), work.guide.next.isEnabled()) == (before, True)


def test_who_cannot_sign_is_excused_and_it_is_said_why(work: Casework) -> None:
    _fired(work)
    signing = work.guide.stages["check"].signing
    signing.setCurrentIndex(signing.findData("injured"))
    work.guide.stages["check"].witness.passphrase.setFocus()
    work.vouch()
    (row,) = work.make.register.read(discharges.discharges)
    assert (row.signed, row.unsigned) == (False, "injured")


def test_rounds_that_came_in_as_used_are_put_forward(work: Casework) -> None:
    given = {"firearms": [work.gun], "rounds": {work.lot: 27}, "expended": {work.lot: 3}, "reason": "incident"}
    back = work.make.do(custody.take_back, **given)
    work.begin("shot")
    work.type("G-7")
    work.into("firearm_id", "SLX-1")
    for name, code in (("kind", "animal"), ("harm", "none"), ("damage", "none")):
        work.pick(name, code)
    work.go_on()
    work.guide.stages["rounds"].how.choose("before")
    assert work.guide.stages["rounds"].earlier() == (back.seq, 3)


def test_more_than_the_guard_has_was_not_fired(work: Casework) -> None:
    _fired(work, "31")
    assert work.guide.at == 1
    assert "30" in work.guide.stages["rounds"]._problem.text()


def test_an_armorer_needs_a_director_as_witness(empty_window: Hands) -> None:
    empty_window.make.user("olga", "armorer")
    work = Casework(opened(empty_window, "olga"))
    _fired(work)
    witness = work.guide.stages["check"].witness.witness
    assert [witness.itemData(row) for row in range(witness.count())] == ["first"]


# What is still to be done.


def test_each_step_is_done_right_there_to_the_end(work: Casework) -> None:
    _stolen(work)
    assert work.case.steps.list.key() == "police"
    work.press(Qt.Key.Key_Return)
    work.type("D-1")
    work.go_on()
    assert work.case.steps.list.key() == "notify"
    work.press(Qt.Key.Key_Return)
    work.into("notice_number", "N-1")
    work.go_on()
    work.step("find")
    work.into("to", "ARM-1")
    work.case.steps.witness.passphrase.setFocus()
    work.vouch()
    assert work.make.positions(work.gun)[Position(work.make.place(), 0, "held:quarantine")] == 1
    work.step("close")
    work.go_on()
    assert (work.row().outcome, work.row().closed_on[:4]) == ("recovered", "2026")


def test_more_is_added_to_an_open_case(work: Casework) -> None:
    _stolen(work)
    work.make.firearm("SLX-2", tag="T-2")
    work.step("add")
    work.hands.scan("T-2")
    work.go_on()
    work.vouch()
    assert [each.lost for each in _missing(work)] == [1, 1]
    assert work.case.record == work.row().number


def test_a_step_that_is_refused_says_why_and_stays(work: Casework) -> None:
    _stolen(work)
    work.step("close")
    work.pick("outcome", "recovered")
    work.go_on()
    assert "still missing" in work.case.steps._problem.text()
    work.press(Qt.Key.Key_Escape)
    assert (work.case.steps.is_asking, work.row().closed_on) == (False, "")


def test_a_report_is_attached_and_then_its_step_is_done(work: Casework) -> None:
    _stolen(work)
    case = work.row().number
    work.make.do(documents.attach, subject=case, kind="police_report", content=_photo())
    work.page.reload()
    work.hands.settle()
    (point,) = (each for each in work.case.steps.list.points() if each.key == "paper")
    assert (point.value, point.lines) == ("Done", ("1 report attached",))


def _photo() -> bytes:
    image, kept = QImage(40, 60, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0x884422)
    kept.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(kept, "PNG")
    return kept.data().data()


def test_a_discharge_is_closed_without_an_outcome(work: Casework) -> None:
    _fired(work)
    work.guide.stages["check"].take_up("absent")
    work.guide.stages["check"].witness.passphrase.setFocus()
    work.vouch()
    assert [each.key for each in work.case.steps.list.points()] == ["police", "notify", "paper", "owner", "close"]
    work.step("close")
    work.go_on()
    assert work.make.register.read(discharges.discharges, open_only=True) == []


# The list.


def _notice(work: Casework) -> str:
    page = work.page
    column = [each.key for each in page.table.rows.columns].index("notice")
    return str(page.table.rows.index(0, column).data())


def test_the_list_tells_how_much_time_is_left_and_how_late_it_is(work: Casework) -> None:
    work.make.do(policies.change, values={"loss_hours": 24}, witness=work.make.witness)
    _stolen(work)
    work.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    work.hands.until(lambda: not work.page.is_open())
    work.hands.settle()
    assert _notice(work) == "23 h 59 min left"
    work.make.clock.pass_(hours=26)
    work.page.tick()
    work.hands.settle()
    assert _notice(work) == "2 h 1 min late"
    work.page.list.segments.choose("late")
    work.hands.settle()
    assert work.page.list.count.text() == "1 case"


def test_the_sheet_tells_its_clock_at_the_head(work: Casework) -> None:
    work.make.do(policies.change, values={"loss_hours": 24}, witness=work.make.witness)
    _stolen(work)
    work.make.clock.pass_(hours=30)
    work.page.tick()
    work.hands.settle()
    assert work.case.chip.accessibleName() == "6 h 1 min late"


def test_what_is_due_leads_to_the_case(work: Casework) -> None:
    case = work.make.do(losses.report_documents, values={"documents_lost": "P-1"}).records[0]
    due = work.hands.page("due")
    at = next(at for at, each in enumerate(due._seen.topic.items) if each.code == "loss_notice")
    due.list.opened.emit(str(at))
    work.hands.settle()
    assert (work.hands.shell.current_key(), work.case.record) == ("cases", case)
    assert work.case.steps.list.hasFocus()


@pytest.mark.parametrize(
    ("typed", "way"), [("report a loss", "missing"), ("a theft", "stolen"), ("a discharge", "shot")]
)
def test_the_palette_reaches_each_way(work: Casework, typed: str, way: str) -> None:
    work.hands.page("overview")
    work.press(Qt.Key.Key_K, CTRL)
    palette = work.hands.shell.findChild(Palette)
    QTest.keyClicks(palette.line, typed)
    work.hands.settle()
    work.hands.key(palette.line, Qt.Key.Key_Return)
    work.hands.settle()
    assert (work.hands.shell.current_key(), work.guide.way) == ("cases", way)


# What is never lost.


def test_a_case_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on()
    work.into("spot", "Gate 3")
    kept = work.hands.shell.drafts()["cases"]
    work.guide._give_up()
    assert "cases" not in work.hands.shell.drafts()
    work.page.take_up(_through_the_register(kept))
    work.hands.settle()
    assert (work.guide.at, work.form().texts()["spot"]) == (1, "Gate 3")
    work.go_on(2)
    work.vouch()
    assert _missing(work) == [Missing(work.gun, 1, 0)]


def _through_the_register(draft: dict[str, Any]) -> dict[str, Any]:
    return unpacked(packed(draft))


def test_a_step_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    _stolen(work)
    work.step("police")
    work.type("D-9")
    kept = _through_the_register(work.hands.shell.drafts()["cases"])
    work.case.steps.close_form()
    work.page.take_up(kept)
    work.hands.settle()
    assert work.form().texts()["police_number"] == "D-9"


def test_a_discharge_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    _fired(work)
    kept = _through_the_register(work.hands.shell.drafts()["cases"])
    work.guide._give_up()
    work.page.take_up(kept)
    work.hands.settle()
    assert work.guide.at == 1
    assert work.guide.stages["rounds"].rounds() == {work.lot: 2}


def test_a_reader_looks_and_enters_nothing(empty_window: Hands) -> None:
    empty_window.make.user("rita", "reader")
    case = empty_window.make.do(losses.report_documents, values={"documents_lost": "P-1"}).records[0]
    hands = opened(empty_window, "rita")
    page = hands.page("cases")
    hands.press(Qt.Key.Key_N, CTRL)
    assert not page.is_open()
    page.open_record(case)
    hands.settle()
    hands.press(Qt.Key.Key_Return)
    assert not page.sheet.shown.steps.is_asking
    assert hands.make.register.read(history.life, record=case)
