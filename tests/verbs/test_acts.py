"""issue, takeback and show, as a script runs them."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.domain.entry import Position
from tests.make import PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def test_out_and_back_by_serial_code_and_lot(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("SLX-0815")
    make.lot("AB12")
    make.person("G-1")
    folder = str(make.folder)
    assert run(["issue", "slx0815", "-r", folder, "--to", "g-1", "--rounds", "AB12=24"]) == 0
    back = ["takeback", "SLX-0815", "-r", folder, "--rounds", "AB12=20", "--expended", "AB12=4", "--reason", "training"]
    assert run(back) == 0
    capsys.readouterr()
    assert run(["show", "serial", "SLX-O815", "-r", folder, "--json"]) == 0
    (match,) = json.loads(capsys.readouterr().out)
    assert (match["why"], [e["kind"] for e in match["chain"]]) == ("look_alike", ["take_back", "issue", "receive"])


@pytest.mark.parametrize(("back", "told"), [("20", "Stays with Guard G-1:\n– 4 rounds"), ("24", "")])
def test_what_did_not_come_back_is_told(make: Make, capsys: pytest.CaptureFixture[str], back: str, told: str) -> None:
    make.issued(make.firearm("SN1"), to=make.person("G-1"), rounds={make.lot("AB12"): 24})
    assert run(["takeback", "SN1", "-r", str(make.folder), "--rounds", f"AB12={back}"]) == 0
    said = capsys.readouterr().err
    assert (told in said, bool(said)) == (True, bool(told))


def test_a_refused_act_names_the_remedy_in_spanish(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("SN1")
    make.person("G-1", licence="2025-12-31")
    assert run(["issue", "SN1", "-r", str(make.folder), "--to", "G-1", "--lang", "es"]) == 2
    printed = capsys.readouterr()
    assert "G-1" in printed.err
    assert printed.out == ""


def test_two_of_one_serial_are_not_guessed(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("SN1")
    make.firearm("SN1", maker="Rossi", reason="other_maker")
    make.person("G-1")
    assert run(["issue", "SN1", "-r", str(make.folder), "--to", "G-1"]) == 2
    assert "SN1" in capsys.readouterr().err


@pytest.mark.parametrize("rounds", ["AB12", "AB12=x", "=5"])
def test_rounds_are_written_as_lot_and_number(make: Make, rounds: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["issue", "SN1", "-r", str(make.folder), "--to", "G-1", "--rounds", rounds]) == 2
    assert "LOT=N" in capsys.readouterr().err


def test_show_prints_the_chain_for_people(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.issued(make.firearm("SN1"), to=make.person("G-1"), reason="shift")
    assert run(["show", "serial", "SN1", "-r", str(make.folder)]) == 0
    printed = capsys.readouterr().out
    assert "Arm-1 → Arm-1, Guard G-1" in printed
    assert run(["show", "serial", "ZZZZ", "-r", str(make.folder)]) == 1


def test_a_superior_lets_an_expired_licence_through(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_WITNESS_PASSPHRASE", PASSPHRASE)
    gun, guard = make.firearm("SN1"), make.person("G-1", licence="2025-12-31")
    assert make.witness
    said = ["issue", "SN1", "-r", str(make.folder), "--user", "first", "--to", "G-1", "--override", "licence_expired"]
    assert run([*said, "--note", "At the ministry"]) == 2
    assert run([*said, "--note", "At the ministry", "--witness", "second"]) == 1
    assert make.positions(gun)[Position(make.place(), guard)] == 1


def test_a_slip_of_an_entry(make: Make, tmp_path: Path) -> None:
    seq = make.issued(make.firearm("SN1"), to=make.person("G-1")).seq
    file, folder = tmp_path / "slip.pdf", str(make.folder)
    assert run(["report", "slip", "--entry", str(seq), "-r", folder, "-o", str(file), "--paper", "a5"]) == 0
    assert file.read_bytes().startswith(b"%PDF-")
    assert run(["report", "slip", "-r", folder, "-o", str(file)]) == 2
