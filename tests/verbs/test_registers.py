"""init, demo, check, backup and restore, as a script runs them."""

import contextlib
import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.persistence import connection
from registry_app.services import backups
from registry_app.services import register as registers
from tests.make import CHEAP, PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("ARMARIUM_WITNESS_PASSPHRASE", PASSPHRASE)


def test_init_makes_a_register_and_prints_the_code_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new.armarium"
    assert run(["init", str(folder), "--company", "Seguridad Tres Ceibas", "--user", "ana"]) == 0
    printed = capsys.readouterr().out
    assert len([line for line in printed.splitlines() if line.startswith("    ") and "-" in line]) == 1
    assert registers.user_names(folder) == ["ana"]


def test_init_never_overwrites(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", str(make.folder), "--company", "X", "--user", "ana"]) == 2
    assert "nothing is ever overwritten" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["check", "-r", "nowhere.armarium"], 2, "is no register"),
        (["show", "serial", "X", "-r", "{folder}", "--user", "nobody"], 2, "no user nobody"),
        (["show", "serial", "X", "-r", "{folder}", "--passphrase-file", "nowhere"], 2, "cannot be read"),
        (["frobnicate"], 2, "invalid choice"),
        (["demo", "x", "--firearms", "0"], 2, "between 1 and"),
    ],
)
def test_bad_input_gets_a_sentence(
    make: Make, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, said: str
) -> None:
    assert run([each.format(folder=make.folder) for each in arguments]) == status
    printed = capsys.readouterr().err
    assert said in printed
    assert "Traceback" not in printed


def test_a_wrong_passphrase_is_not_available(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", "something else entirely")
    assert run(["show", "serial", "X", "-r", str(make.folder), "--user", "first"]) == 3
    assert run(["show", "serial", "X", "-r", str(make.folder)]) == 3
    assert capsys.readouterr().err.count("passphrase is not right") == 2


def test_findings_come_as_json_too(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["issue", "NONE", "-r", str(make.folder), "--to", "X", "--json"]) == 2
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], "NONE" in finding["reason"]) == ("nothing_of_that_name", True)


def test_without_any_passphrase_a_script_is_told_where_to_put_it(
    make: Make, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ARMARIUM_PASSPHRASE")
    assert run(["show", "serial", "X", "-r", str(make.folder)]) == 3
    assert "ARMARIUM_PASSPHRASE" in capsys.readouterr().err


def test_the_demo_tells_scripts_what_it_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from registry_app.services import demo

    monkeypatch.setattr(demo.make, "__kwdefaults__", {**demo.make.__kwdefaults__, "cost": CHEAP, "days": 3})
    assert run(["demo", str(tmp_path), "--firearms", "12", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["firearms"], set(told)) == (12, {"register", "passphrase", "users", "firearms", "entries"})
    assert json.loads((tmp_path / "demo.json").read_text("utf-8")) == told
    assert set(told["users"][0]) == {"name", "role", "passphrase"}


def test_a_register_that_does_not_open_has_a_verdict_too(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    key = make.register.database_key.reveal()
    make.register.close()
    with contextlib.closing(connection.make(make.folder / "register.db", key)) as raw:
        raw.execute("DROP TRIGGER seal_entry_update")
    assert run(["check", "-r", str(make.folder), "--json"]) == 2
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["findings"][0]["code"]) == ("tampered", "seals_broken")
    (make.folder / "register.db").write_bytes(b"\x89PNG" * 5_000)
    assert run(["check", "-r", str(make.folder), "--json"]) == 2
    assert json.loads(capsys.readouterr().out)["verdict"] == "damaged"


def test_backup_and_restore_there_and_back(make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make.firearm("AB1234")
    assert run(["backup", "-r", str(make.folder), str(tmp_path / "usb")]) == 0
    kept = capsys.readouterr().out.strip()
    assert Path(kept).parent == tmp_path / "usb"
    assert run(["restore", kept, "-o", str(tmp_path / "again.armarium")]) == 0
    assert run(["check", "-r", str(tmp_path / "again.armarium"), "--json"]) == 0
    assert run(["restore", kept, "-o", str(tmp_path / "again.armarium")]) == 2
    assert run(["restore", str(tmp_path / "again.armarium"), "-o", str(tmp_path / "third.armarium")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_restore_is_declared_by_two(make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert make.witness
    kept, again = backups.backup(make.register, tmp_path / "usb"), str(tmp_path / "again.armarium")
    assert run(["restore", str(kept), "-o", again]) == 0
    declare = ["declare-restored", "-r", again, "--reason", "disk_failed"]
    assert run([*declare, "--user", "first"]) == 2
    assert run([*declare, "--user", "first", "--witness", "first"]) == 2
    assert run([*declare, "--witness", "second"]) == 0
    assert "Every return tells it" in capsys.readouterr().out
    assert run([*declare, "--witness", "second"]) == 2
    assert "lacks nothing" in capsys.readouterr().err
    assert run(["import", "people", str(_people(tmp_path)), "-r", again, "--user", "first"]) == 0


def _people(folder: Path) -> Path:
    (folder / "people.csv").write_text("code,name\nG-1,Luz\n", "utf-8")
    return folder / "people.csv"
