"""From the month's movements to the authority's receipt: made, signed, entered as sent, receipted, and given back."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.records import COMPANY
from registry_app.domain.trust import Trusted
from registry_app.services import certificates, checks, company, desk_reception, filings, ledger, records
from registry_app.services.filings import Filed
from tests.make import Make
from tests.services import sent
from tests.ui.fixtures import opened
from tests.ui.hands import Hands, drop


@pytest.fixture
def office(empty_window: Hands) -> Hands:
    """A company that addresses an authority and certified who works, after a month with a handover."""
    make = empty_window.make
    arms = make.described("place", code="SV", name=sent.NAME, kind="authority")
    make.do(company.complete, values={"arms_registry_id": arms})
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    make.do(certificates.certify)
    make.issued(make.firearm("SLX-1"), to=make.person("G-1"))
    make.clock.pass_(days=40)
    return opened(empty_window)


def _movements(hands: Hands) -> Any:
    """The book chosen on the page, for the authority."""
    page = hands.page("returns")
    hands.key(page.options.rows["report"].editor, Qt.Key.Key_M)
    page.options.rows["addressee"].editor.setCurrentIndex(1)
    hands.until(lambda: page.preview.order and page.preview.order.name == "movements")
    return page


def _received(folder: Path, file: Path, make: Make) -> Path:
    """What an authority answers with that trusts the company's certificates."""
    desk, origin = sent.desk(folder, make.clock), make.register.read(ledger.head).origin
    prints = tuple(each.fingerprint for each in make.register.read(certificates.listed) if each.kind == "authority")
    key = desk.key(sent.PASSPHRASE)
    desk.trust_company(Trusted("L-1", "Test", origin, prints), key=key)
    arrived = desk_reception.receive(desk, file)
    assert arrived.verdict in desk_reception.KEPT, arrived.findings
    receipt = folder / "receipt.json"
    receipt.write_bytes(desk.receipt(arrived.sha256, key=key))
    return receipt


def _filed(hands: Hands) -> Filed:
    (filed,) = hands.make.register.read(filings.filed)
    return filed


def _signed_and_sent(hands: Hands, page: Any, file: Path) -> None:
    page.save(file)
    hands.settle()
    page.saved.signing.button.click()
    hands.settle()
    hands.press(Qt.Key.Key_F9)
    hands.until(lambda: hands.make.register.read(filings.filed))
    hands.settle()


def test_a_months_book_goes_out_and_comes_back(office: Hands, tmp_path: Path) -> None:
    page, file = _movements(office), tmp_path / "book.pdf"
    _signed_and_sent(office, page, file)
    filed = _filed(office)
    assert (filed.report, filed.from_on, filed.until_on) == ("movements", "2026-01-01", "2026-01-31")
    assert filed.content_hash == sha256(file.read_bytes()).hexdigest()
    drop(page, str(_received(tmp_path, file, office.make)))
    office.settle()
    assert _filed(office).receipt_number.startswith("1-")
    page.sent.keep(page.sent.chosen(), tmp_path / "again.pdf")
    office.settle()
    assert (tmp_path / "again.pdf").read_bytes() == file.read_bytes()
    assert filed.content_hash[:16] in office.said()
    assert checks.check(office.make.register, processes=1).verdict == "intact"
