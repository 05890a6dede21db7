"""What was sent: entered once as it lies there, listed with its hash, shown again, and receipted."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.services import filings, ledger
from tests.ui.fixtures import opened
from tests.ui.hands import Hands, drop
from tests.ui.office import addressed, choose
from ui.parts.pictures import Viewer


@pytest.fixture
def office(empty_window: Hands) -> Hands:
    """A company that addresses two authorities."""
    addressed(empty_window.make)
    return opened(empty_window)


def _saved_return(desk: Hands, file: Path) -> Any:
    page = choose(desk, report="people", addressee="ARMS")
    page.save(file)
    desk.settle()
    return page


def _enter(desk: Hands, page: Any) -> None:
    page.saved.enter.click()
    desk.settle()


def test_a_file_that_changed_since_is_not_entered(office: Hands, tmp_path: Path) -> None:
    file = tmp_path / "people.pdf"
    page = _saved_return(office, file)
    file.write_bytes(file.read_bytes() + b"\n")
    _enter(office, page)
    assert "somebody changed the file since" in office.said()
    assert office.make.register.read(filings.filed) == []


def test_it_is_entered_once_with_its_day(office: Hands, tmp_path: Path) -> None:
    page = _saved_return(office, tmp_path / "people.pdf")
    page.saved.form.rows["filed_on"].show_value("2026-02-09")
    for _time in range(2):
        page.saved.confirm()
    office.settle()
    page.saved.confirm()
    office.settle()
    assert [each.filed_on for each in office.make.register.read(filings.filed)] == ["2026-02-09"]
    assert not page.saved.enter.isVisible()
    assert not page.saved.signing.isVisible()


@pytest.fixture
def went_out(office: Hands, tmp_path: Path) -> Hands:
    """People with arms were told of to the registry."""
    _enter(office, _saved_return(office, tmp_path / "people.pdf"))
    office.press(Qt.Key.Key_F4)
    office.settle()
    return office


def test_what_was_sent_is_listed_with_its_hash(went_out: Hands, tmp_path: Path) -> None:
    sent = went_out.shell.page("returns").sent
    digest = sha256((tmp_path / "people.pdf").read_bytes()).hexdigest()
    assert sent.table.hasFocus()
    (row,) = sent._rows(sent.table.rows.ids())
    assert row[1:7] == ("Arms", 1, "people", "/2026-02-10", "2026-02-10", digest[:8])
    assert digest in sent.hash.text().replace(" ", "")
    assert sent.title.text() == "People with arms, no. 1 to Arms"


def test_enter_shows_what_was_sent(went_out: Hands) -> None:
    went_out.press(Qt.Key.Key_Return)
    went_out.until(lambda: went_out.window.findChildren(Viewer))
    went_out.settle()
    (viewer,) = went_out.window.findChildren(Viewer)
    assert viewer.paper.page()[1] >= 1
    viewer.reject()


def test_a_receipt_on_paper_is_typed(went_out: Hands) -> None:
    sent = went_out.shell.page("returns").sent
    sent.type.click()
    sent.typing.confirm()
    assert sent.typing.form.rows["number"].editor.hasFocus()
    went_out.type("R-17")
    went_out.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    went_out.settle()
    (filed,) = went_out.make.register.read(filings.filed)
    assert (filed.receipt_number, filed.receipted_on) == ("R-17", "2026-02-10")
    assert not sent.type.isVisible()
    assert not sent.typing.isVisible()


def test_esc_leaves_the_receipt(went_out: Hands) -> None:
    sent = went_out.shell.page("returns").sent
    sent.begin()
    went_out.press(Qt.Key.Key_Escape)
    assert sent.table.hasFocus()
    assert not sent.typing.isVisible()


def test_only_receipts_are_welcome(went_out: Hands, tmp_path: Path) -> None:
    page = went_out.shell.page("returns")
    for name, text in (("r.json", "{}"), ("r.pdf", "%PDF")):
        (tmp_path / name).write_text(text)
    drop(page, str(tmp_path / "r.json"))
    went_out.settle()
    assert "not signed by the key" in went_out.said()


def test_before_anything_was_sent_it_is_said_how(office: Hands) -> None:
    page = office.page("returns")
    page.take_act("sent")
    office.settle()
    assert page.sent.first.hasFocus()
    page.sent.first.click()
    assert page.views.code() == "make"


def test_of_what_is_kept_by_its_hash_alone_nothing_is_opened(office: Hands) -> None:
    facts = {"addressee": office.make.register.read(filings.authorities)[0].place, "report": "inventory"}
    head = office.make.register.read(ledger.head)
    office.make.do(filings.file, **facts, until_on="2026-01-31", head=head, content=b"PK\3\4 a workbook")
    page = office.page("returns")
    page.take_act("sent")
    office.settle()
    assert "keeps the hash of this file, not the file" in page.sent.hash.text()
    assert not page.sent.open.isEnabled()
    assert not page.sent.again.isEnabled()
    page.sent.look()
    assert office.window.findChildren(Viewer) == []
