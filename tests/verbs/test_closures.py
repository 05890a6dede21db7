"""closure, and the ledger as an export, as a script runs them."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.services import ledger
from tests.make import PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def closure(make: Make, *more: object) -> int:
    """The verb on the register; its clock is the machine's, so days are far from those of the other tests."""
    return run(["closure", "-r", str(make.folder), *map(str, more)])


def test_a_company_that_works_is_told_so(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.issued(make.firearm("007"), make.firearm(), to=make.person())
    make.firearm()
    assert closure(make) == 0
    said = capsys.readouterr().out
    assert "not yet: the company works" in said
    assert "3 (in store 1, with persons 2)" in said
    assert "30 working days; Practice, after the rule of Peru (unverified)" in said


def test_closing_begins_and_a_term_that_has_passed_is_a_remark(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("007")
    assert closure(make, "--begin", "2026-01-01", "--reason", "suspension", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["closing_on"], told["until_on"], told["is_late"], told["days_left"] < 0) == (
        "2026-01-01", "2026-02-12", True, True,
    )  # fmt: skip
    assert told["left"]["firearm"] == {"total": 1, "store": 1}
    assert [each["name"] for each in told["inside"]] == ["007"]
    assert closure(make) == 1
    assert "days over" in capsys.readouterr().out


def test_json_tells_cases_and_deposits(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    from registry_app.services import deposits, losses

    gun = make.firearm("A-1")
    make.do(losses.report, items={make.firearm("A-2"): 1}, values={}, reason="theft", witness=make.witness)
    make.do(deposits.deposit, items={gun: 1}, document="D-7", reason="closure", witness=make.witness)
    assert closure(make, "--json", "--user", "first") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["name"], each["document"]) for each in told["lying"]] == [("A-1", "D-7")]
    assert [each["lost"] for each in told["cases"]] == [{"firearm": 1}]
    assert closure(make, "--user", "first") == 0
    assert "1, D-7" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
def test_the_pack_is_written_and_its_path_printed(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    make.firearm("007")
    assert closure(make, "-o", tmp_path / name) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path / name)
    assert (tmp_path / name).exists()
    assert closure(make, "-o", tmp_path / name) == 2
    assert "nothing is ever overwritten" in capsys.readouterr().err


def test_json_tells_what_the_pack_holds(make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert closure(make, "-o", tmp_path / "pack", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["head"]["root"] == make.register.read(ledger.head).root
    assert told["files"] == sum(1 for p in (tmp_path / "pack").rglob("*") if p.is_file())


@pytest.mark.parametrize(
    ("suffix", "beginning"), [(".pdf", b"%PDF-1.7"), (".csv", b"\xef\xbb\xbfkind,"), (".json", b"{")]
)
def test_the_list_alone_is_written_by_its_suffix(make: Make, tmp_path: Path, suffix: str, beginning: bytes) -> None:
    assert closure(make, "-o", tmp_path / f"list{suffix}", "--paper", "letter") == 0
    assert (tmp_path / f"list{suffix}").read_bytes().startswith(beginning)


def test_what_is_wrong_is_refused_before_anything_is_entered(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    head = make.register.read(ledger.head)
    (tmp_path / "pack").mkdir()
    for more, said in (
        (("--begin", "soon"), "soon"), (("--begin", "2026-01-01", "--reason", "whim"), "no reason “whim”"),
        (("--begin", "2026-01-01", "-o", tmp_path / "pack"), "exists already"),
        (("-o", tmp_path / "other", "--addressee", "NOBODY"), "no authority"),
    ):  # fmt: skip
        assert closure(make, *more) == 2
        assert said in capsys.readouterr().err
    assert make.register.read(ledger.head) == head


def test_the_ledger_is_exported_as_it_is(make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("007")
    file = tmp_path / "ledger.jsonl"
    assert run(["export", "ledger", "-r", str(make.folder), "-o", str(file)]) == 0
    assert capsys.readouterr().out.strip() == str(file)
    head = make.register.read(ledger.head)
    told = [json.loads(line) for line in file.read_text("ascii").splitlines()]
    assert (told[0]["root"], len(told) - 1) == (head.root, head.size)


@pytest.mark.parametrize(
    ("more", "said"),
    [(("-o", "ledger.csv"), ".jsonl"), (("-o", "x.jsonl", "--as-of", "2026-01-01"), "Leave out --as-of")],
)
def test_a_ledger_is_neither_a_spreadsheet_nor_of_a_day(
    make: Make, capsys: pytest.CaptureFixture[str], more: tuple[str, ...], said: str
) -> None:
    assert run(["export", "ledger", "-r", str(make.folder), *more]) == 2
    assert said in capsys.readouterr().err
