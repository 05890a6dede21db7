"""report audit and report differences, as a person runs them."""

import json
from pathlib import Path

import openpyxl
import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE, Make
from tests.reports import papers
from tests.services.test_audits import Team


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def counted(make: Make) -> Make:
    """An audit 2026-001 that misses a pistol."""
    make.firearm("G-77")
    team = Team(make)
    team.differs(team.begin(make.place()))
    return make


@pytest.mark.parametrize(
    ("name", "said"), [("audit", "Audit report"), ("differences", "Audit 2026-001"), ("differences", "Difference list")]
)
def test_papers_of_an_audit(counted: Make, name: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    asked = ["report", name, "--audit", "2026-001", "-r", str(counted.folder), "-o", str(file), "--paper", "letter"]
    assert run(asked) == 0
    page = papers.whole(file.read_bytes())
    assert said in page
    assert "G-77" in page


def test_the_open_differences_of_all_audits_as_data(counted: Make, tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    assert run(["report", "differences", "-r", str(counted.folder), "-o", str(file)]) == 0
    assert [each["audit"] for each in json.loads(file.read_bytes())["differences"]] == ["2026-001"]


def test_the_differences_of_an_audit_as_a_workbook(counted: Make, tmp_path: Path) -> None:
    file, asked = tmp_path / "d.xlsx", ["--audit", "2026-001", "-r", str(counted.folder)]
    assert run(["report", "differences", *asked, "-o", str(file)]) == 0
    assert openpyxl.load_workbook(file)["Differences"]["C2"].value == "G-77"
    assert run(["report", "audit", *asked, "-o", str(tmp_path / "a.xlsx")]) == 2


def test_an_audit_must_be_named_and_be_one(
    counted: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    asked = ["report", "audit", "-r", str(counted.folder), "-o", str(tmp_path / "a.pdf")]
    assert run(asked) == 2
    assert "--audit" in capsys.readouterr().err
    assert run([*asked, "--audit", "2019-001"]) == 2
    assert not (tmp_path / "a.pdf").exists()


def test_they_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "--list"]) == 0
    assert "differences" in capsys.readouterr().out


def test_sheets_are_printed_and_typed_back(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    make.firearm("G-77")
    make.lot("CB-1", rounds=60)
    team = Team(make)
    team.begin(make.place())
    register = ["-r", str(make.folder)]
    asked = ["report", "count-sheet", "--audit", "2026-001", *register, "-o", str(tmp_path / "s.pdf")]
    assert run(asked) == 0
    one, other = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text("text,quantity\nG-77,\nCB-1,60\n", "utf-8")
    other.write_text("text,quantity\nG-77,\nCB-1,50\n", "utf-8")
    typed = ["--user", "ines", "--audit", "2026-001", "--sheet", "1", "--place", "ARM-1", "--json", *register]
    capsys.readouterr()
    assert run(["count", str(one), str(other), *typed]) == 2
    assert json.loads(capsys.readouterr().out)["findings"][0]["facts"]["line"] == 2
    assert run(["count", str(one), str(one), *typed]) == 0
    assert len(json.loads(capsys.readouterr().out)["records"]) == 2
