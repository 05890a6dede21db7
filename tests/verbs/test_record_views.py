"""show record, export and report as of a day and as known at a head, from a terminal."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.services import corrections, ledger, records
from tests.make import PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def told(make: Make) -> Make:
    """A pistol whose permit was entered wrong, put right by a correction, and entered anew."""
    gun = make.firearm("SN1", permit_number="P-1", home_id=make.place("ARM-1"))
    wrong = make.do(records.amend, kind="firearm", record=gun, values={"permit_number": "P-9"}, reason="other")
    make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)
    make.do(records.amend, kind="firearm", record=gun, values={"permit_number": "P-2"}, reason="other")
    return make


def _shown(make: Make, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run(["show", "record", *words, "-r", str(make.folder)]) == 0
    return capsys.readouterr().out


def test_both_views_with_every_change(told: Make, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _shown(told, capsys, "firearm", "SN1").splitlines()
    at = next(n for n, line in enumerate(lines) if line.startswith("Permit number"))
    assert lines[at].split("  ")[-1].strip() == "P-1 → P-2"
    assert [
        part in line for line, part in zip(lines[at + 1 : at + 4], ("undone", "correction", "P-1 → P-2"), strict=True)
    ] == [True] * 3
    assert "second" in lines[at + 2]
    assert any("Arm-1 #" in line for line in lines if line.startswith("Home place"))
    assert sum("Correct" in line for line in lines) == 1


@pytest.mark.parametrize(("view", "permit", "corrections_"), [("original", "P-1", 0), ("corrected", "P-2", 0)])
def test_one_view(told: Make, capsys: pytest.CaptureFixture[str], view: str, permit: str, corrections_: int) -> None:
    shown = _shown(told, capsys, "firearm", "SN1", "--view", view)
    assert [line.split()[-1] for line in shown.splitlines() if line.startswith("Permit number")] == [permit]
    assert shown.count("Correct") == corrections_
    assert shown.count("Amend") == (2 if view == "original" else 1)


def test_scripts_get_everything(told: Make, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(_shown(told, capsys, "firearm", "SN1", "--json"))
    permit = next(field for field in found["fields"] if field["name"] == "permit_number")
    assert [step["new"] for step in permit["changes"]] == ["P-9", "P-1", "P-2"]
    assert [event["kind"] for event in found["chain"]] == ["amend", "correct", "amend", "receive"]


def test_a_withdrawn_record_is_shown_by_its_number(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    gun = make.firearm("SN1")
    seq = make.register.read(ledger.head).size - 1
    make.do(corrections.correct, seq=seq, reason="duplicate", witness=make.witness)
    shown = _shown(make, capsys, "firearm", f"#{gun}")
    assert "A correction withdrew this record." in shown
    assert "SN1 → —" in shown


@pytest.mark.parametrize("words", [["firearm"], ["cat", "Tom"], ["firearm", "NOBODY"], ["firearm", "#999"]])
def test_what_is_no_record_is_refused_with_a_remedy(
    make: Make, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    assert run(["show", "record", *words, "-r", str(make.folder)]) == 2
    assert len(capsys.readouterr().err) > 20


def test_an_export_and_a_return_known_at_a_head(told: Make, tmp_path: Path) -> None:
    size = told.register.read(ledger.head).size - 1
    for verb, name, permit in (("export", "firearms", "P-1"), ("report", "inventory", "P-1")):
        out = tmp_path / f"{verb}.json"
        given = [verb, name, "-r", str(told.folder), "-o", str(out), "--known-at", str(size), "--as-of", "2026-01-01"]
        assert run(given) == 0
        content = json.loads(out.read_text("utf-8"))
        (row,) = content["firearms"] if verb == "report" else content
        assert row["permit_number"] == permit


def test_a_head_of_another_ledger_is_refused(told: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["export", "firearms", "-r", str(told.folder), "-o", str(tmp_path / "x.json"), "--known-at", "3:00000000"]
    assert run(given) == 2
    assert "another root" in capsys.readouterr().err
    assert not (tmp_path / "x.json").exists()
