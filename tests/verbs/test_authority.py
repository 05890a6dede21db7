"""receipt, accept and authority, as an official and a company's script run them."""

import datetime as dt
import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding

from registry_app.cli import run
from registry_app.services import desk as desks
from registry_app.services.desk import Desk
from tests.make import CHEAP, PASSPHRASE, Make
from tests.services import sent

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
    for act in (Desk.create, Desk.found):
        monkeypatch.setitem(act.__kwdefaults__, "cost", CHEAP)


@pytest.fixture
def folder(tmp_path: Path, capsys: Capture) -> Path:
    """A desk whose passphrase is the one in the environment."""
    made = tmp_path / "SV.authority"
    assert run(["authority", "found", str(made), "--name", "Superintendencia"]) == 0
    assert len(capsys.readouterr().out.split()[-1]) == 64
    return made


def _certificate(encoding: Encoding) -> bytes:
    key, name = Ed25519PrivateKey.generate(), x509.Name([])
    day = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(day).not_valid_after(day + dt.timedelta(days=1))
    return made.sign(key, None).public_bytes(encoding)


def _json(capsys: Capture) -> Any:
    return json.loads(capsys.readouterr().out)


def _kept(make: Make, folder: Path) -> Path:
    """A return of the register, as it was taken in, as a file."""
    received = sent.inventory(make)
    Desk.open(folder).take(received)
    file = folder.parent / "return.json"
    file.write_bytes(received.file)
    return file


def test_a_receipt_goes_from_the_desk_to_the_register(make: Make, folder: Path, capsys: Capture) -> None:
    file, made = _kept(make, folder), folder.parent / "receipt.json"
    assert run(["receipt", str(file), "--state", str(folder), "-o", str(made), "--json"]) == 0
    told = _json(capsys)
    assert (told["authority"], told["size"], told["number"][:2]) == ("Superintendencia", 1, "1-")
    accept = ["accept", str(made), "-r", str(make.folder)]
    assert run([*accept, "--json"]) == 0
    told = _json(capsys)
    assert [each["code"] for each in told["findings"]] == ["receipt_key_new"]
    assert told["key"] in told["findings"][0]["reason"]
    assert run(accept) == 0
    assert "1 entry" in capsys.readouterr().out
    assert run(["check", "-r", str(make.folder)]) == 0


def test_a_key_that_was_published_is_given_and_nothing_is_left_to_compare(
    make: Make, folder: Path, capsys: Capture
) -> None:
    file, made = _kept(make, folder), folder.parent / "receipt.json"
    run(["receipt", str(file), "--state", str(folder), "-o", str(made), "--json"])
    key = _json(capsys)["key"]
    accept = ["accept", str(made), "-r", str(make.folder), "--json", "--key"]
    assert run([*accept, "0" * 64]) == 2
    capsys.readouterr()
    assert run([*accept, key]) == 0
    assert _json(capsys)["findings"] == []


def test_a_desk_is_held_against_what_it_signed(make: Make, folder: Path, capsys: Capture) -> None:
    file, made = _kept(make, folder), folder.parent / "receipt.json"
    run(["receipt", str(file), "--state", str(folder), "-o", str(made)])
    check = ["authority", "check", str(folder)]
    assert run(check) == 0
    assert "as it signed it" in capsys.readouterr().out
    (folder / "receipts" / "00000001.json").unlink()
    assert run([*check, "--json"]) == 2
    told = _json(capsys)
    assert (told["verdict"], [each["code"] for each in told["findings"]]) == ("tampered", ["desk_receipt_missing"])


def test_an_older_copy_of_the_register_is_tampered_from_then_on(make: Make, folder: Path, capsys: Capture) -> None:
    file, made = _kept(make, folder), folder.parent / "receipt.json"
    older = folder.parent / "older.armarium"
    run(["backup", "-r", str(make.folder), str(older.parent / "usb")])
    (backup,) = (older.parent / "usb").iterdir()
    make.firearm("A1")
    file = _kept(make, folder)
    run(["receipt", str(file), "--state", str(folder), "-o", str(made)])
    assert run(["accept", str(made), "-r", str(make.folder)]) == 0
    run(["restore", str(backup), "-o", str(older)])
    assert run(["check", "-r", str(older)]) == 0
    assert "entries behind the receipt of Superintendencia" in capsys.readouterr().err
    (older / "restored").unlink()
    assert run(["check", "-r", str(older), "--json"]) == 2
    told = _json(capsys)
    assert (told["verdict"], told["findings"][0]["code"]) == ("tampered", "anchor_ahead")


def test_a_desk_without_a_key_gets_one_with_its_first_receipt(make: Make, tmp_path: Path, capsys: Capture) -> None:
    state, received = tmp_path / "state", sent.inventory(make)
    Desk.at(state).take(received)
    (tmp_path / "a.json").write_bytes(received.file)
    assert run(["receipt", str(tmp_path / "a.json"), "--state", str(state), "-o", str(tmp_path / "r")]) == 0
    assert (Desk.open(state).name, capsys.readouterr().out.strip()) == ("state", str(tmp_path / "r"))


@pytest.mark.parametrize("verb", [["accept", "{file}", "-r", "{register}"], ["authority", "show", "{file}"]])
def test_what_is_nothing_of_the_kind_gets_a_sentence(
    make: Make, tmp_path: Path, capsys: Capture, verb: list[str]
) -> None:
    (tmp_path / "x").write_bytes(b"no receipt")
    words = [each.format(file=tmp_path / "x", register=make.folder) for each in verb]
    assert run(words) in (2, 3)
    assert "Traceback" not in capsys.readouterr().err


def test_whom_the_desk_trusts_is_said_by_licence_ledger_and_certificate(folder: Path, capsys: Capture) -> None:
    prints = []
    for name, encoding in (("a.pem", Encoding.PEM), ("a.der", Encoding.DER)):
        (folder.parent / name).write_bytes(content := _certificate(encoding))
        der = x509.load_pem_x509_certificate(content).public_bytes(Encoding.DER) if name == "a.pem" else content
        prints.append(sha256(der).hexdigest())
    words = ["--licence", "L-1", "--company", "Andina", "--origin", "armarium/1"]
    for name in ("a.pem", "a.der"):
        words += ["--certificate", str(folder.parent / name)]
    told = ":".join(["AB"] * 32)
    assert run(["authority", "trust", "add", str(folder), *words, "--certificate", told, "--json"]) == 0
    assert _json(capsys)["companies"][0]["fingerprints"] == sorted([*prints, "ab" * 32])
    assert run(["authority", "trust", "list", str(folder)]) == 0
    assert "L-1  Andina  armarium/1" in capsys.readouterr().out
    assert run(["authority", "trust", "remove", str(folder), "--licence", "L-1", "--json"]) == 0
    assert (_json(capsys)["companies"], run(["authority", "trust", "remove", str(folder), "--licence", "L-1"])) == (
        [],
        2,
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--licence", "L-1"], "--licence, --company and --origin"),
        (["--licence", "L-1", "--company", "A", "--origin", "o", "--certificate", "nowhere.pem"], "is no certificate"),
    ],
)
def test_what_a_trust_list_cannot_hold_is_refused(folder: Path, capsys: Capture, words: list[str], said: str) -> None:
    assert run(["authority", "trust", "add", str(folder), *words]) == 2
    assert said in capsys.readouterr().err


def test_a_wrong_passphrase_signs_nothing(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", "quite another one")
    assert run(["authority", "trust", "remove", str(folder), "--licence", "L-1"]) == 3
    assert "passphrase of the desk" in capsys.readouterr().err
    assert not (folder / desks.trusts.FILE).exists()


def test_the_desk_shows_what_it_has(make: Make, folder: Path, capsys: Capture) -> None:
    _kept(make, folder)
    assert run(["authority", "show", str(folder), "--json"]) == 0
    (company,) = _json(capsys)["companies"]
    assert (company["company"], company["size"], len(company["returns"])) == ("Vigilancia Andina S.A.", 1, 1)
    assert run(["authority", "show", str(folder)]) == 0
    assert "Vigilancia Andina S.A." in capsys.readouterr().out


def test_the_newest_return_of_one_day_is_told(make: Make, folder: Path, capsys: Capture) -> None:
    for gun in ("A-1", "A-2"):
        make.firearm(gun)
        taken = sent.inventory(make)
        Desk.open(folder).take(taken)
    assert run(["authority", "show", str(folder)]) == 0
    assert taken.number in capsys.readouterr().out


def test_an_empty_desk_says_what_it_lacks(folder: Path, capsys: Capture) -> None:
    assert run(["authority", "show", str(folder)]) == 0
    assert run(["authority", "trust", "list", str(folder)]) == 0
    assert re.search("Nothing was received yet.*authority trust add", capsys.readouterr().out, re.DOTALL)


def test_a_desk_is_founded_once(folder: Path, capsys: Capture) -> None:
    assert run(["authority", "found", str(folder), "--name", "Another"]) == 2
    assert "exists already" in capsys.readouterr().err
