"""The checklist of a case: each step done right there by keys, to the end."""

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QImage
from sqlalchemy import select

from registry_app.domain.entry import Position
from registry_app.domain.records import Company
from registry_app.services import discharges, documents, records
from tests.ui.casework import Casework
from tests.ui.hands import Hands
from ui.problems import ProblemDialog


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def test_each_step_is_done_right_there_to_the_end(work: Casework) -> None:
    work.stolen()
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
    work.stolen()
    work.make.firearm("SLX-2", tag="TAG-1002")
    work.step("add")
    work.hands.scan("TAG-1002")
    work.go_on()
    work.vouch()
    assert [each.lost for each in work.missing()] == [1, 1]
    assert work.case.record == work.row().number


def test_a_step_that_is_refused_says_why_and_stays(work: Casework) -> None:
    work.stolen()
    work.step("close")
    work.pick("outcome", "recovered")
    work.go_on()
    assert "still missing" in work.case.steps._problem.text()
    work.press(Qt.Key.Key_Escape)
    (dialog,) = work.page.findChildren(ProblemDialog)
    assert work.case.steps.is_asking
    dialog.accept()
    assert (work.case.steps.is_asking, work.row().closed_on) == (False, "")


def test_a_report_is_attached_and_then_its_step_is_done(work: Casework) -> None:
    work.stolen()
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
    work.fired()
    work.guide.stages["check"].take_up("absent")
    work.guide.stages["check"].witness.passphrase.setFocus()
    work.vouch()
    assert [each.key for each in work.case.steps.list.points()] == ["police", "notify", "paper", "owner", "close"]
    work.step("close")
    work.go_on()
    assert work.make.register.read(discharges.discharges, open_only=True) == []


def test_the_authority_that_the_company_reports_to_is_put_forward(work: Casework) -> None:
    make = work.make
    office = make.described("place", code="AUT-1", name="Arms registry", kind="authority")
    number = make.register.read(lambda session: session.scalars(select(Company.id)).one())
    make.do(records.amend, kind="company", record=number, values={"arms_registry_id": office})
    work.stolen()
    work.step("notify")
    assert work.form().rows["authority_id"].editor.text() == "Arms registry"
