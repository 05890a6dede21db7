"""An inspector signs a return in the window with a key file of the own, though nothing can be written there."""

import datetime as dt
from pathlib import Path

import pytest

from registry_app.reports import certificates as papers
from registry_app.services import certificates
from tests.ui.fixtures import opened
from tests.ui.hands import Hands


@pytest.fixture
def inspection(empty_window: Hands) -> Hands:
    """A window in which an inspector is at work."""
    empty_window.make.user("vera", "inspector")
    return opened(empty_window, "vera")


def _key_file(hands: Hands, file: Path) -> Path:
    now = dt.datetime.fromtimestamp(hands.make.clock.now // 1000, dt.UTC)
    above = papers.found(company="Autoridad", licence="", moment=now)
    file.write_bytes(papers.save(papers.certify(above, name="Vera Paz", user="", company="", moment=now), "abc"))
    return file


def test_an_inspector_signs_by_the_own_key_file_and_nothing_of_it_stays(inspection: Hands, tmp_path: Path) -> None:
    page = inspection.page("returns")
    page.save(tmp_path / "return.pdf")
    inspection.settle()
    signing = page.saved.signing
    assert signing.button.isVisible()
    signing.take(_key_file(inspection, tmp_path / "vera.p12"))
    assert signing.fields.currentData() == "inspector"
    for passphrase, code in (("abd", "pkcs12_passphrase"), ("abc", "")):
        signing.passphrase.setText(passphrase)
        signing.confirm()
        inspection.settle()
        finding = signing.lines["passphrase"].finding
        assert (finding.code if finding else "") == code
    assert "Inspector: Vera Paz" in signing.state.text()
    assert signing.passphrase.text() == ""
    assert inspection.make.register.read(certificates.listed) == []
