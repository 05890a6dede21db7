"""certificates, as a person runs it: from the founding to the sheet that the authority gets."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.domain.records import COMPANY
from registry_app.reports import certificates as papers
from registry_app.services import certificates, records
from tests.make import PASSPHRASE, Make
from tests.reports import papers as pages
from tests.reports import prints


class Terminal:
    """Runs a deed of `certificates` on the test's register."""

    def __init__(self, make: Make, capsys: pytest.CaptureFixture[str]) -> None:
        self.make, self._capsys = make, capsys

    def __call__(self, deed: str, *words: object, status: int = 0, user: str = "first") -> str:
        arguments = ["certificates", deed, *map(str, words), "-r", str(self.make.folder), "--user", user]
        assert run(arguments) == status
        printed = self._capsys.readouterr()
        return printed.err if status else printed.out


@pytest.fixture
def deed(make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    for variable in ("ARMARIUM_PASSPHRASE", "ARMARIUM_WITNESS_PASSPHRASE"):
        monkeypatch.setenv(variable, PASSPHRASE)
    assert make.witness, "who witnesses is there before the clock of the machine takes over"
    make.user("marta", "armorer")
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    return Terminal(make, capsys)


def _founded(deed: Terminal) -> str:
    return deed("found", "--witness", "second").split()[-1]


def test_founding_prints_the_fingerprint_to_be_compared(deed: Terminal, tmp_path: Path) -> None:
    fingerprint = _founded(deed)
    for name in ("root.pem", "root.der"):
        assert deed("export", "-o", tmp_path / name).strip() == str(tmp_path / name)
    (content,) = papers.from_pem((tmp_path / "root.pem").read_bytes())
    assert papers.fingerprint(content) == fingerprint
    assert (tmp_path / "root.der").read_bytes() == content


def test_founding_needs_a_witness(deed: Terminal) -> None:
    assert "witness" in deed("found", status=2)


def test_a_user_is_certified_by_the_own_passphrase(deed: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    _founded(deed)
    assert "Marta" in deed("certify", "marta")
    assert "Ana Ruiz" in deed("certify", "first")
    monkeypatch.setenv("ARMARIUM_WITNESS_PASSPHRASE", "not the one of marta")
    assert "passphrase is not right" in deed("certify", "marta", status=3)


def test_a_providers_file_is_taken_in(deed: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import datetime as dt

    now = dt.datetime.now(dt.UTC)
    above = papers.found(company="Prestador S.A.", licence="", moment=now)
    file = tmp_path / "eva.p12"
    file.write_bytes(papers.save(papers.certify(above, name="Eva", user="eva", company="", moment=now), "abc"))
    monkeypatch.setenv("ARMARIUM_PKCS12_PASSPHRASE", "wrong")
    assert "provider" in deed("import", file, status=2)
    monkeypatch.setenv("ARMARIUM_PKCS12_PASSPHRASE", "abc")
    assert "Eva, until" in deed("import", file)
    assert "cannot be read" in deed("import", tmp_path / "none.p12", status=2)
    big = tmp_path / "big.p12"
    big.write_bytes(bytes(1_000_001))
    assert "too large" in deed("import", big, status=2)


def test_the_sheet_names_everybody_who_signs(deed: Terminal, tmp_path: Path) -> None:
    fingerprint = _founded(deed)
    deed("certify", "marta")
    file = tmp_path / "sheet.pdf"
    deed("sheet", "-o", file, "--paper", "letter")
    content = file.read_bytes()
    assert "Marta" in pages.whole(content)
    read = {code.text for code in prints.read(content, 150)}
    assert any(fingerprint.upper() in text for text in read)
    told = json.loads(pages.attachments(content)["fingerprint-sheet.json"])
    assert told["authority"]["fingerprint"] == fingerprint


def test_certificates_are_listed_and_withdrawn(deed: Terminal) -> None:
    fingerprint = _founded(deed)
    deed("certify", "marta")
    listed = deed("list")
    assert f"{fingerprint[:16]}  first" in listed
    held = json.loads(deed("list", "--json"))
    assert [each["user"] for each in held] == ["first", "marta"]
    deed("withdraw", papers.grouped(held[1]["fingerprint"]), "--reason", "loss")
    assert "withdrawn on" in deed("list")
    assert "nothing called" in deed("withdraw", "ffff00", status=2)
    deed("withdraw", f"#{held[0]['id']}")
    assert deed.make.register.read(certificates.authority) is None
    assert "certificates found" in deed("sheet", "-o", "sheet.pdf", status=2)


def test_digits_that_fit_several_certificates_are_too_few(make: Make) -> None:
    from registry_app.domain.errors import Refused

    for digits in ("", "a", "abc"):
        with pytest.raises(Refused, match="nothing_of_that_name"):
            make.register.read(certificates.called, digits)
