"""sign, as people run it one after the other on the same file."""

import datetime as dt
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.domain.records import COMPANY
from registry_app.reports import certificates as papers
from registry_app.reports import signing
from registry_app.services import certificates, records
from tests.make import PASSPHRASE, Make
from tests.reports.test_stamping import key_file


@pytest.fixture
def company(make: Make, known_keys: None, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A company whose people `first` and `second` have certificates, and `marta` has none."""
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    make.do(certificates.certify)
    make.do(certificates.certify, witness=make.witness)
    make.user("marta", "armorer")
    return make


@pytest.fixture
def file(company: Make, tmp_path: Path) -> Path:
    file = tmp_path / "return.pdf"
    assert run(["report", "inventory", "-r", str(company.folder), "--user", "first", "-o", str(file)]) == 0
    return file


def _sign(company: Make, file: Path, user: str = "first", *more: str) -> int:
    return run(["sign", str(file), "-r", str(company.folder), "--user", user, *more])


def test_two_people_sign_one_after_the_other(
    company: Make, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    before = file.read_bytes()
    capsys.readouterr()
    assert _sign(company, file) == 0
    assert f"{file}: signed by Ana Ruiz as Armorer, certificate " in capsys.readouterr().out
    assert _sign(company, file, "second", "--field", "inspector") == 0
    assert "as Inspector" in capsys.readouterr().out
    after = file.read_bytes()
    assert after.startswith(before)
    assert [f.signed_by for f in signing.fields(after)] == ["Ana Ruiz", "", "Second"]


def _key_file(folder: Path) -> Path:
    """What a provider gave an inspector of the authority."""
    now = dt.datetime.now(dt.UTC)
    above = papers.found(company="Autoridad", licence="", moment=now)
    made = papers.certify(above, name="Vera Paz", user="", company="Autoridad", moment=now)
    (folder / "vera.p12").write_bytes(papers.save(made, "abc"))
    (folder / "vera.txt").write_text("abc\n", "utf-8")
    return folder / "vera.p12"


def test_an_inspector_signs_by_a_key_that_the_company_never_holds(company: Make, file: Path, tmp_path: Path) -> None:
    key = str(_key_file(tmp_path))
    company.user("vera", "inspector")
    held = company.register.read(certificates.listed)
    more = ("--key-file", key, "--key-file-passphrase-file", str(tmp_path / "vera.txt"))
    assert _sign(company, file, "vera", *more) == 0
    assert [f.signed_by for f in signing.fields(file.read_bytes())] == ["", "", "Vera Paz"]
    assert company.register.read(certificates.listed) == held
    signed = file.read_bytes()
    assert _sign(company, file, "vera", "--field", "witness", *more) == 2
    (tmp_path / "vera.txt").write_text("abd", "utf-8")
    assert _sign(company, file, "vera", *more) == 2
    assert file.read_bytes() == signed


def test_a_time_stamp_is_put_beside_and_verify_tells_it(
    company: Make, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tsa.p12").write_bytes(key_file(begun=dt.datetime.now(dt.UTC)))
    (tmp_path / "tsa.txt").write_text("abc", "utf-8")
    stamped = ("--timestamp-by", str(tmp_path / "tsa.p12"), "--timestamp-passphrase-file", str(tmp_path / "tsa.txt"))
    assert _sign(company, file, "first", *stamped) == 0
    capsys.readouterr()
    assert run(["verify", str(file)]) == 3
    assert "by Time stamps S.A." in capsys.readouterr().out


def test_without_a_time_stamp_nothing_is_signed(company: Make, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = file.read_bytes()
    for url, status in (("http://127.0.0.1:9/", 3), ("ftp://x", 2)):
        assert _sign(company, file, "first", "--timestamp", url) == status
        assert url in capsys.readouterr().err
    assert file.read_bytes() == before


@pytest.mark.parametrize(("user", "more", "said"), [
    ("marta", (), "has no certificate"),
    ("first", ("--field", "notary"), "armorer, witness, inspector"),
])  # fmt: skip
def test_what_cannot_be_signed_stays_as_it_is(
    company: Make, file: Path, capsys: pytest.CaptureFixture[str], user: str, more: tuple[str, ...], said: str
) -> None:
    before = file.read_bytes()
    assert _sign(company, file, user, *more) == 2
    assert said in capsys.readouterr().err
    assert file.read_bytes() == before


def test_neither_twice_nor_once_it_was_changed(
    company: Make, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    assert _sign(company, file) == 0
    assert _sign(company, file, "first", "--field", "witness") == 2
    assert "signed this report already" in capsys.readouterr().err
    file.write_bytes(file.read_bytes() + b"\n% more")
    assert _sign(company, file, "second") == 2
    assert "was changed" in capsys.readouterr().err


def test_a_report_of_another_register_is_not_signed_here(
    company: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from registry_app.reports import inventory_return
    from tests.reports import given

    file = tmp_path / "other.pdf"
    file.write_bytes(inventory_return.write(given.content(1)))
    assert _sign(company, file) == 2
    assert "armarium/11111111" in capsys.readouterr().err


def test_other_files_are_told_from_reports(
    company: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7")
    assert _sign(company, file) == 2
    assert "no report" in capsys.readouterr().err
    assert _sign(company, tmp_path / "none.pdf") == 2
