"""Which paper: only what the report asks is shown, a period is proposed, and what is due comes filled in."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.due import Due
from registry_app.services import company, filings, ledger, policies
from registry_app.services.report_table import REPORTS
from tests.make import SCAN
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.office import addressed, choose
from ui.pages import returns
from ui.parts.picker import Choice

CLOSURE = Due(
    code="closure", kind="company", record=1, name="Company", key="", due_on="2026-03-01", severity="overdue",
)  # fmt: skip


@pytest.fixture
def office(empty_window: Hands) -> Hands:
    """A company that addresses two authorities."""
    addressed(empty_window.make)
    return opened(empty_window)


def _asked(options: Any) -> set[str]:
    return {name for name, row in options.rows.items() if name not in options.sheet.rows and not row.isHidden()}


def test_only_what_a_report_asks_is_shown(office: Hands) -> None:
    options = office.page("returns").options
    for name, report in REPORTS.items():
        options.rows["report"].show_value(name)
        options.form.changed.emit()
        assert _asked(options) == {"report", "addressee", *report.asks}
    options.rows["addressee"].show_value("ARMS")
    options.form.changed.emit()
    assert "has_entries" in _asked(options)


def test_last_month_is_proposed_and_what_was_typed_stays(office: Hands) -> None:
    page = choose(office, report="movements")
    rows = page.options.rows
    assert (rows["from_on"].text(), rows["until_on"].text()) == ("2026-01-01", "2026-01-31")
    choose(office, from_on="2026-01-05", report="handovers")
    assert (rows["from_on"].text(), page.preview.order.name) == ("2026-01-05", "handovers")


def test_the_number_and_what_they_have_are_told(office: Hands) -> None:
    page = choose(office, report="movements", addressee="SECURITY")
    assert page.options.told.text() == "Number 1\nThey have none yet."
    facts = {"addressee": office.make.register.read(filings.authorities)[1].place, "report": "movements"}
    head = office.make.register.read(ledger.head)
    filed = {**facts, "until_on": "2026-02-03", "head": head, "content": SCAN}
    office.make.do(filings.file, **filed)
    page.reload()
    office.settle()
    assert page.options.told.text().startswith("Number 2\nThe last one that they have: no. 1 of Feb 10, 2026, head ")
    assert page.options.told.text().endswith("entries, no receipt")


def test_to_nobody_it_is_no_return(office: Hands, tmp_path: Path) -> None:
    page = choose(office, report="people")
    page.save(tmp_path / "people.pdf")
    office.settle()
    assert "for nobody" in page.options.told.text()
    assert not page.saved.enter.isVisible()
    assert page.proposed(".xlsx").name.startswith("people-with-arms-")


def test_where_the_company_has_no_authority_it_is_said_where_to_enter_one(hands: Hands) -> None:
    page = choose(hands, report="people")
    assert page.options.told.text().endswith("enter it on the page Company.")


def test_a_change_notice_is_for_an_authority(office: Hands) -> None:
    page = choose(office, report="changes")
    assert (page.options.addressee, page.preview.order.addressee) == ("ARMS", "ARMS")


def test_what_is_missing_is_named_until_it_is_chosen(office: Hands) -> None:
    page = choose(office, report="trace")
    assert page.preview.order is None
    assert page.preview._empty.advice.text() == "Choose first: Firearm"
    picker = page.options.rows["firearm"].editor
    picker.setFocus()
    office.press(Qt.Key.Key_Down)
    office.until(picker.choices)
    office.press(Qt.Key.Key_Down)
    office.press(Qt.Key.Key_Return)
    office.until(lambda: page.preview.order)
    assert page.preview.order.arguments["record"] == picker.id() > 0


def test_a_workbook_is_saved_too(office: Hands, tmp_path: Path) -> None:
    page = choose(office, report="expiry", within="60")
    page.save(tmp_path / "expiry.xlsx")
    office.settle()
    assert (tmp_path / "expiry.xlsx").read_bytes().startswith(b"PK")
    assert page.saved.saved.order.arguments["within"] == 60


def test_a_period_to_come_is_refused_beside_the_field(office: Hands) -> None:
    page = choose(office, report="movements", until_on="2999-01-01")
    assert "2999" in office.said() + page.options.rows["until_on"].editor.accessibleDescription()


def test_what_takes_long_is_told_and_can_be_stopped(office: Hands, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returns, "PATIENCE_MS", 0)
    page = office.page("returns")
    page.reload()
    office.until(lambda: office.said() == "Making: Inventory return…")
    office.shell.strip._act.click()
    office.settle()
    assert page.preview.order is None
    assert page.preview._empty.advice.text().startswith("Stopped.")


# What is due.


def test_what_is_due_leads_to_the_paper_filled_in(empty_window: Hands) -> None:
    make = empty_window.make
    make.do(policies.adopt, jurisdiction="pe", witness=make.witness)
    arms = make.described("place", code="ARMS", name="Registry of Arms", kind="authority")
    make.do(company.complete, values={"arms_registry_id": arms})
    make.clock.pass_(days=40)
    desk = opened(empty_window)
    board = desk.page("due")
    at = next(n for n, item in enumerate(board._seen.topic.items) if item.code == "return")
    board._lead(at)
    desk.settle()
    page = desk.shell.page("returns")
    told = (page.options.report, page.options.addressee, page.preview.order.due_on)
    assert told == ("ammunition", "ARMS", "2026-01-31")
    assert page.preview.order.arguments["from_on"] == "2026-01-01"
    assert page.preview.order.arguments["until_on"] == "2026-01-31"


def test_what_is_made_elsewhere_is_said_and_where(office: Hands) -> None:
    page = choose(office, report="people")
    office.shell.settle("returns", CLOSURE)
    office.settle()
    said = page.preview._empty.advice.text()
    assert ("Closure pack" in said, "armarium closure" in said, page.preview.order) == (True, True, None)
    choose(office, report="movements")
    assert page.preview.order.name == "movements"


# What is kept.


def _unlocked_again(office: Hands) -> Any:
    office.window.lock()
    office.window._closing.wait_closed()  # type: ignore[union-attr]
    opened(office)
    return office.page("returns")


def test_options_come_back_after_a_lock(office: Hands) -> None:
    days = {"from_on": "2026-01-05", "until_on": "2026-01-20"}
    choose(office, report="movements", addressee="SECURITY", paper="letter", **days)
    page = _unlocked_again(office)
    office.until(lambda: page.preview.order)
    order = page.preview.order
    assert (order.name, order.addressee, order.arguments["paper"]) == ("movements", "SECURITY", "letter")
    assert {name: order.arguments[name] for name in days} == days


def test_a_chosen_record_comes_back_by_its_name(office: Hands) -> None:
    page = choose(office, report="trace")
    picker = page.options.rows["firearm"].editor
    office.until(picker.isVisible)
    picker.show_choice(Choice(77, "SLX-1", "Taurus"))
    shown = picker.text()
    back = _unlocked_again(office).options.rows["firearm"].editor
    assert (back.id(), back.text()) == (77, shown)


def test_what_was_not_chosen_or_was_saved_is_no_draft(office: Hands, tmp_path: Path) -> None:
    page = office.page("returns")
    office.settle()
    assert office.shell.drafts() == {}
    choose(office, report="people")
    assert "returns" in office.shell.drafts()
    page.save(tmp_path / "people.pdf")
    office.settle()
    assert office.shell.drafts() == {}
