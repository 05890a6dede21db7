"""Certificates in the window: founding with a witness, certifying whoever is chosen, a provider's file, the papers."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.records import COMPANY
from registry_app.reports import certificates as papers
from registry_app.services import certificates, records
from registry_app.services.certificates import Held
from tests.make import PASSPHRASE
from tests.reports import papers as pages
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.pages.certificate_acts import CERTIFY, EXPORT, FOUND, IMPORT, SHEET, WITHDRAW


@pytest.fixture
def company(empty_window: Hands) -> Hands:
    """A register with a director, who is at the page of users, and an armorer."""
    make = empty_window.make
    make.user("eva", "armorer", person="Eva Prado")
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    hands = opened(empty_window)
    hands.page("users")
    return hands


def _part(hands: Hands) -> Any:
    return hands.shell.page("users").certificates


def _offered(hands: Hands) -> set[str]:
    return {act for act, button in _part(hands).card.buttons.items() if button.isVisible()}


def _held(hands: Hands) -> list[Held]:
    return [each for each in hands.make.register.read(certificates.listed) if not each.withdrawn_on]


def _found(hands: Hands, passphrase: str = PASSPHRASE) -> None:
    part = _part(hands)
    part.card.buttons[FOUND].click()
    part.form.witness.witness.setCurrentIndex(part.form.witness.witness.findData("second"))
    part.form.witness.passphrase.setText(passphrase)
    part.form.confirm()
    hands.settle()


def test_founding_certifying_and_what_the_card_says(company: Hands) -> None:
    assert _offered(company) == {FOUND, IMPORT}
    assert "no authority of its own" in _part(company).card.text()
    _found(company)
    assert _offered(company) == {CERTIFY, IMPORT, EXPORT, SHEET, WITHDRAW}
    assert "founded by first" in _part(company).card.text()
    page = company.shell.page("users")
    page.table.go_to(next(each.id for each in page.accounts if each.name == "eva"))
    _part(company).card.buttons[CERTIFY].click()
    form = _part(company).form
    assert form.isVisible()
    company.type(PASSPHRASE)
    form.confirm()
    company.settle()
    assert [(each.kind, each.user) for each in _held(company)] == [("authority", "first"), ("signer", "eva")]
    assert not form.isVisible()
    assert form.secrets[CERTIFY].text() == ""


def test_oneself_is_certified_without_a_question(company: Hands) -> None:
    _found(company)
    page = company.shell.page("users")
    page.table.go_to(next(each.id for each in page.accounts if each.name == "first"))
    _part(company).card.buttons[CERTIFY].click()
    company.settle()
    assert _held(company)[-1].user == "first"
    assert "You sign papers by your certificate" in _part(company).card.text()


def test_a_wrong_passphrase_is_told_beside_its_line(company: Hands) -> None:
    _found(company, "not the one of second")
    form = _part(company).form
    assert form.witness.lines["witness_passphrase"].finding.code == "wrong_passphrase"
    form.witness.passphrase.setText(PASSPHRASE)
    form.confirm()
    company.settle()
    page = company.shell.page("users")
    page.table.go_to(next(each.id for each in page.accounts if each.name == "eva"))
    _part(company).card.buttons[CERTIFY].click()
    form.confirm()
    assert form.lines[CERTIFY].finding.code == "field_required"
    form.secrets[CERTIFY].setText("not the one of eva")
    form.confirm()
    company.settle()
    assert form.lines[CERTIFY].finding.code == "wrong_passphrase"


def test_a_refusal_is_told_above_the_buttons(company: Hands) -> None:
    company.make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": None})
    _found(company)
    assert "licence" in _part(company).form._problem.text()


def test_a_providers_file_is_taken_in(company: Hands, tmp_path: Path) -> None:
    now = dt.datetime.fromtimestamp(company.make.clock.now // 1000, dt.UTC)
    above = papers.found(company="Prestador S.A.", licence="", moment=now)
    file = tmp_path / "ana.p12"
    file.write_bytes(papers.save(papers.certify(above, name="Ana Ruiz", user="", company="", moment=now), "abc"))
    part = _part(company)
    part.take(file)
    for passphrase, code in (("abd", "pkcs12_passphrase"), ("abc", "")):
        part.form.secrets[IMPORT].setText(passphrase)
        part.form.confirm()
        company.settle()
        finding = part.form.lines[IMPORT].finding
        assert (finding.code if finding else "") == code
    assert [(each.kind, each.subject) for each in _held(company)] == [("imported", "Ana Ruiz")]


def test_authority_and_sheet_are_written(company: Hands, tmp_path: Path) -> None:
    _found(company)
    for act, name in ((EXPORT, "root.pem"), (SHEET, "sheet.pdf")):
        _part(company).write(act, tmp_path / name)
        company.settle()
    (content,) = papers.from_pem((tmp_path / "root.pem").read_bytes())
    assert papers.fingerprint(content) == _held(company)[0].fingerprint
    assert "Fingerprint sheet" in pages.whole((tmp_path / "sheet.pdf").read_bytes())
    _part(company).write(EXPORT, tmp_path / "root.doc")
    company.settle()
    assert ".pem" in company.said()


def test_esc_leads_back_and_leaves_no_passphrase(company: Hands) -> None:
    part = _part(company)
    part.take(Path("mine.p12"))
    part.form.secrets[IMPORT].setText("abc")
    part.form.left.emit()
    assert not part.form.isVisible()
    assert part.form.secrets[IMPORT].text() == ""


def test_a_director_withdraws_anybodys_certificate_and_says_why(company: Hands) -> None:
    _found(company)
    company.make.do(certificates.certify, witness=company.make.register.witness("eva", PASSPHRASE))
    part = _part(company)
    part.reload()
    company.settle()
    page = company.shell.page("users")
    page.table.go_to(next(each.id for each in page.accounts if each.name == "eva"))
    part.card.buttons[WITHDRAW].click()
    assert "Eva Prado" in part.form.which.currentText()
    part.form.confirm()
    assert "Reason" in part.form._problem.text()
    part.form.reason.setCurrentIndex(part.form.reason.findData("loss"))
    part.form.confirm()
    company.settle()
    assert [each.user for each in _held(company)] == ["first"]
    assert "nobody" not in _part(company).card.text()


def test_others_withdraw_their_own_only(empty_window: Hands) -> None:
    make = empty_window.make
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    for name in ("eva", "leo"):
        make.do(certificates.certify, witness=make.actor(name, "armorer"))
    hers = opened(empty_window, "eva")
    hers.page("users")
    assert [each.user for each in _part(hers).card.withdrawable()] == ["eva"]
    assert _offered(hers) == {IMPORT, EXPORT, SHEET, WITHDRAW}
