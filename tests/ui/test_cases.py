"""The list of cases with its clocks, the ways to it, and what a lock or a crash does not lose."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import history, losses, policies
from registry_app.services.losses import Missing
from tests.ui.casework import CTRL, Casework
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.kept import packed, unpacked
from ui.palette import Palette
from ui.problems import ProblemDialog


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def _notice(work: Casework) -> str:
    page = work.page
    column = [each.key for each in page.table.rows.columns].index("notice")
    return str(page.table.rows.index(0, column).data())


def test_the_list_tells_how_much_time_is_left_and_how_late_it_is(work: Casework) -> None:
    work.make.do(policies.change, values={"loss_hours": 24}, witness=work.make.witness)
    work.stolen()
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
    work.stolen()
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


def test_a_case_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
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
    assert work.missing() == [Missing(work.gun, 1, 0)]


def _through_the_register(draft: dict[str, Any]) -> dict[str, Any]:
    return unpacked(packed(draft))


def test_a_step_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    work.stolen()
    work.step("police")
    work.type("D-9")
    kept = _through_the_register(work.hands.shell.drafts()["cases"])
    work.case.steps.close_form()
    work.page.take_up(kept)
    work.hands.settle()
    assert work.form().texts()["police_number"] == "D-9"


def test_a_step_that_comes_back_is_the_entry_that_it_was(work: Casework) -> None:
    work.stolen()
    work.step("police")
    work.type("D-9")
    kept = _through_the_register(work.hands.shell.drafts()["cases"])
    work.case.steps.close_form()
    work.page.take_up(kept)
    work.hands.settle()
    work.go_on()
    assert work.last().id == kept["loss"]["entry"]


def test_a_step_belongs_to_the_case_that_it_was_typed_for(work: Casework) -> None:
    other = work.make.do(losses.report_documents, values={"documents_lost": "P-1"}).records[0]
    work.stolen()
    case = work.case.record
    work.step("police")
    work.type("D-9")
    work.case.open_record(other)
    kept = _through_the_register(work.hands.shell.drafts()["cases"])
    assert kept["loss"]["record"] == case
    work.hands.settle()
    work.page.take_up(kept)
    work.case.open_record(other)
    work.hands.settle()
    assert (work.case.steps.whole.record, work.case.steps.is_asking) == (other, False)


def test_a_discharge_that_is_half_filled_in_survives_a_lock(work: Casework) -> None:
    work.fired()
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


def test_a_half_filled_case_is_gone_on_with_and_not_overwritten(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("TAG-1001")
    work.page.take_act("shot")
    assert (work.guide.way, work.hands.said()[:26]) == ("stolen", "A case is half filled in: ")


def _half_typed_step(work: Casework) -> int:
    """The number of a case whose report to the police is half typed."""
    work.stolen()
    work.step("police")
    work.type("D-9")
    return int(work.case.record)


def test_ctrl_n_tells_which_step_of_which_case_would_be_lost(work: Casework) -> None:
    case = _half_typed_step(work)
    work.press(Qt.Key.Key_N, CTRL)
    (dialog,) = work.page.findChildren(ProblemDialog)
    said = f"What was typed into “Report it to the police” of case {case} is not entered, and will be gone."
    assert dialog.explanation.text() == said
    dialog.reject()
    assert (work.form().texts()["police_number"], work.page.sheet.is_guiding()) == ("D-9", False)


def test_what_is_given_up_for_a_new_case_is_gone_as_it_was_said(work: Casework) -> None:
    _half_typed_step(work)
    work.page.take_act("shot")
    work.page.findChildren(ProblemDialog)[0].accept()
    work.hands.settle()
    assert (work.guide.way, "cases" in work.hands.shell.drafts()) == ("shot", False)


def test_a_new_case_that_is_gone_on_with_takes_nothing_away(work: Casework) -> None:
    work.stolen()
    case = work.case.record
    work.make.firearm("SLX-2", tag="TAG-1002")
    work.begin("missing")
    work.hands.scan("TAG-1002")
    work.page.open_record(case)
    work.hands.settle()
    work.step("police")
    work.type("D-9")
    work.press(Qt.Key.Key_N, CTRL)
    assert (work.page.findChildren(ProblemDialog), work.page.sheet.is_guiding()) == ([], True)
    work.page.open_record(case)
    assert work.form().texts()["police_number"] == "D-9"
    before = work.size()
    work.press(Qt.Key.Key_N, CTRL)
    work.go_on(3)
    work.vouch()
    assert (work.size(), work.form().texts()["police_number"]) == (before + 1, "D-9")


def test_a_lock_makes_no_sheet(work: Casework) -> None:
    work.hands.shell.leave()
    assert work.page.sheet_made() is None


def test_a_case_is_edited_from_the_list(work: Casework) -> None:
    case = work.make.do(losses.report_documents, values={"documents_lost": "P-1"}).records[0]
    work.page.reload()
    work.hands.settle()
    work.press(Qt.Key.Key_E, CTRL)
    form = work.page.sheet.cases["loss"].form.form
    form.rows["spot"].editor.setText("Archive")
    work.go_on()
    assert work.make.register.read(history.detail, kind="loss", record=case)["spot"] == "Archive"


def test_the_number_of_a_case_filters_and_stays_without_separators(work: Casework) -> None:
    case = work.make.do(losses.report_documents, values={"documents_lost": "P-1"}).records[0]
    work.make.do(losses.report_documents, values={"documents_lost": "P-2"})
    work.page.filter.show_texts({"number": f"={case}"})
    work.page.ask()
    work.hands.settle()
    assert work.page.table.rows.ids().tolist() == [case]
    assert work.page.table.rows.index(0, 0).data() == str(case)


def test_the_overview_leads_to_the_cases(work: Casework) -> None:
    for paper in ("P-1", "P-2"):
        work.make.do(losses.report_documents, values={"documents_lost": paper})
    overview = work.hands.page("overview")
    overview.reload()
    work.hands.settle()
    overview.attention.opened.emit("loss_notice")
    assert work.hands.shell.current_key() == "cases"
