"""The whole way in a terminal: an empty register, four spreadsheets, a day at the hatch, a return, a check, a copy."""

import contextlib
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE

SHEETS = {
    "places": "Código del lugar;Nombre del lugar;Tipo de lugar;Parte de\nARM;Armerillo;Armerillo;COMPANY\n",
    "people": "Person code,Full name,Licence valid until,Course valid until\nG-1,Eva Ruiz,2099-01-01,2099-01-01\n",
    "firearms": (
        "Serial number,Maker,Model,Kind,Calibre,Permit valid until,Place,Person\n"
        "007,Taurus,G3,Pistol,9 mm,2099-01-01,ARM,\n"
        "1-2,Rossi,27,Revolver,38 spl,2099-01-01,ARM,G-1\n"
        "007,Taurus,G3,Pistol,9 mm,2099-01-01,ARM,\n"
    ),
    "ammunition": "Lot number,Calibre,Maker,Quantity,Place\nAB12,9mm,CBC,500,ARM\n",
}

Verb = Callable[..., tuple[int, str]]


@pytest.fixture
def verb(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Verb:
    """Runs a verb and answers its status and what it printed."""
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)

    def carry_out(*arguments: object) -> tuple[int, str]:
        status = run([str(each) for each in arguments])
        printed = capsys.readouterr()
        return status, printed.out or printed.err

    return carry_out


def _said(*arguments: object) -> tuple[int, str]:
    with contextlib.redirect_stdout(io.StringIO()) as said:
        return run([str(each) for each in arguments]), said.getvalue()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the four sheets in it, made once."""
    folder = tmp_path_factory.mktemp("filled") / "ceibas.armarium"
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
        assert _said("init", folder, "--company", "Seguridad Tres Ceibas", "--user", "ana")[0] == 0
        for kind, text in SHEETS.items():
            sheet = folder.with_name(f"{kind}.csv")
            sheet.write_text(text, "utf-8")
            status, said = _said("import", kind, sheet, "-r", folder, "--json")
            assert (status, json.loads(said)["refused"]) == ((1, 1) if kind == "firearms" else (0, 0)), said
    return folder


@pytest.fixture
def folder(filled: Path, tmp_path: Path) -> Path:
    """A copy of that register."""
    return Path(shutil.copytree(filled, tmp_path / filled.name))


def test_a_day_at_the_hatch_ends_in_a_return_that_adds_up(folder: Path, tmp_path: Path, verb: Verb) -> None:
    assert verb("issue", "007", "-r", folder, "--to", "G-1", "--rounds", "AB12=24")[0] == 0
    back = ("--rounds", "AB12=20", "--expended", "AB12=4", "--reason", "training")
    assert verb("takeback", "007", "1-2", "-r", folder, *back)[0] == 0
    for suffix in ("pdf", "xlsx", "json"):
        file = tmp_path / f"return.{suffix}"
        assert verb("report", "inventory", "-r", folder, "-o", file) == (0, f"{file}\n")
    told = (tmp_path / "return.json").read_text("utf-8")
    assert all(serial in told for serial in ('"007"', '"1-2"', "AB12"))
    assert (tmp_path / "return.pdf").read_bytes().startswith(b"%PDF-1.7")
    status, said = verb("check", "-r", folder, "--json")
    assert (status, json.loads(said)["verdict"]) == (0, "intact")


def test_a_backup_comes_back_intact_and_for_reading_only(folder: Path, tmp_path: Path, verb: Verb) -> None:
    status, said = verb("backup", "-r", folder, tmp_path / "copies")
    assert (status, Path(said.strip()).parent) == (0, tmp_path / "copies")
    restored = tmp_path / "restored.armarium"
    assert verb("restore", said.strip(), "-o", restored)[0] == 0
    assert verb("check", "-r", restored)[0] == 0
    assert verb("issue", "007", "-r", restored, "--to", "G-1")[0] == 3
    assert verb("restore", said.strip(), "-o", restored)[0] == 2


def test_what_is_exported_comes_back_unchanged(folder: Path, tmp_path: Path, verb: Verb) -> None:
    for kind in SHEETS:
        file = tmp_path / f"out-{kind}.xlsx"
        assert verb("export", kind, "-r", folder, "-o", file)[0] == 0
        told = json.loads(verb("import", kind, file, "-r", folder, "--json")[1])
        assert (told["unchanged"], told["created"], told["updated"]) == (told["rows"], 0, 0)


def test_a_dry_run_writes_nothing(folder: Path, tmp_path: Path, verb: Verb) -> None:
    (tmp_path / "more.csv").write_text("Person code,Full name\nG-2,Iván Paz\n", "utf-8")
    before = json.loads(verb("check", "-r", folder, "--json")[1])["root"]
    assert json.loads(verb("import", "people", tmp_path / "more.csv", "-r", folder, "--dry-run", "--json")[1])[
        "created"
    ]
    assert json.loads(verb("check", "-r", folder, "--json")[1])["root"] == before
