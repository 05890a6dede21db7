"""A paper for an authority: seen as it will be printed, saved as PDF and as data, and signed."""

import json
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.records import COMPANY
from registry_app.services import certificates, records
from tests.make import PASSPHRASE
from tests.ui.hands import Hands
from ui.pages.return_sign import KEY_FILE
from ui.problems import ProblemDialog


@pytest.fixture
def desk(hands: Hands) -> Hands:
    hands.make.firearm("SLX-1")
    hands.page("returns")
    return hands


def test_the_preview_is_the_paper(desk: Hands) -> None:
    page = desk.shell.page("returns")
    assert page.preview.paper.page()[0] == 0
    assert page.preview.paper.accessibleName().startswith("Page 1 of ")
    assert not page.preview.paper.grab().isNull()


def test_pages_turn(desk: Hands) -> None:
    page = desk.shell.page("returns")
    desk.key(page.preview.paper, Qt.Key.Key_PageDown)
    desk.settle()
    shown, pages = page.preview.paper.page()
    assert shown == min(1, pages - 1)
    page.preview.paper.turn(-5)
    assert page.preview.paper.page()[0] == shown


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF-"), (".json", b"{")])
def test_saving_says_where(desk: Hands, tmp_path: Path, suffix: str, start: bytes) -> None:
    page = desk.shell.page("returns")
    file = tmp_path / f"return{suffix}"
    page.save(file)
    desk.settle()
    assert file.read_bytes().startswith(start)
    assert page.saved.where.text().replace("\u200b", "") == str(file)
    assert list(tmp_path.glob(".return*")) == []


def test_the_data_is_that_of_the_day(desk: Hands, tmp_path: Path) -> None:
    page = desk.shell.page("returns")
    page.options.rows["as_of"].show_value("2025-12-31")
    page.save(tmp_path / "return.json")
    desk.settle()
    said = json.loads((tmp_path / "return.json").read_text())
    assert said["as_of"]["day"] == "2025-12-31"


def test_a_day_to_come_is_refused_beside_the_field(desk: Hands) -> None:
    page = desk.shell.page("returns")
    page.options.rows["as_of"].show_value("2999-01-01")
    page.reload()
    desk.settle()
    assert "2999" in (page.options.rows["as_of"].editor.accessibleDescription() + desk.said())


def test_a_folder_that_cannot_be_written_is_told(desk: Hands, tmp_path: Path) -> None:
    page = desk.shell.page("returns")
    page.save(tmp_path / "gone" / "return.json")
    desk.until(lambda: desk.window.findChildren(ProblemDialog))
    dialog = desk.window.findChildren(ProblemDialog)[0]
    assert "cannot be written" in dialog.explanation.text()
    dialog.reject()
    assert page.options.pdf.isEnabled()


def test_the_file_is_proposed_by_its_day(desk: Hands) -> None:
    page = desk.shell.page("returns")
    page.options.rows["as_of"].show_value("2026-01-31")
    assert page.proposed(".pdf").name == "inventory-return-2026-01-31.pdf"


# Signing.


@pytest.fixture
def signers(desk: Hands, known_keys: None) -> Hands:
    """Whoever works here, and the witness, have certificates."""
    make = desk.make
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    make.do(certificates.certify)
    make.do(certificates.certify, witness=make.witness)
    return desk


def _saved(desk: Hands, file: Path) -> Any:
    page = desk.shell.page("returns")
    page.save(file)
    desk.settle()
    return page.saved.signing


def test_two_people_sign_what_was_saved(signers: Hands, tmp_path: Path) -> None:
    file = tmp_path / "return.pdf"
    signing = _saved(signers, file)
    unsigned = file.read_bytes()
    assert signing.isVisible()
    assert not signing.passphrase.isVisible()
    signing.button.click()
    signers.settle()
    assert "Armorer: Ana Ruiz" in signing.state.text()
    signing.people.setCurrentIndex(signing.people.findData("second"))
    assert signing.passphrase.isVisible()
    for passphrase, code in (("", "field_required"), ("not the one of second", "wrong_passphrase")):
        signing.passphrase.setText(passphrase)
        signing.confirm()
        signers.settle()
        assert signing.lines["passphrase"].finding.code == code
    signing.passphrase.setText(PASSPHRASE)
    signing.confirm()
    signers.settle()
    assert signing.state.text() == "Armorer: Ana Ruiz   ·   Witness: Second   ·   Inspector: not signed"
    assert file.read_bytes().startswith(unsigned)
    assert signing.passphrase.text() == ""


def test_nobody_signs_twice(signers: Hands, tmp_path: Path) -> None:
    signing = _saved(signers, tmp_path / "return.pdf")
    for _time in range(2):
        signing.button.click()
        signers.settle()
    assert "signed this report already" in signing._problem.text()


def test_without_a_certificate_it_is_said_where_one_comes_from(desk: Hands, tmp_path: Path) -> None:
    signing = _saved(desk, tmp_path / "return.pdf")
    assert "Nobody here has a certificate" in signing.state.text()
    assert [signing.people.itemData(row) for row in range(signing.people.count())] == [KEY_FILE]


def test_data_is_not_signed(signers: Hands, tmp_path: Path) -> None:
    assert not _saved(signers, tmp_path / "return.json").isVisible()
