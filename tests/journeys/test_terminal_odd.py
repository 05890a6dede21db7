"""A terminal that knows few letters, arguments that are no text, and passphrases written by other programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE, Make

MAIN = Path(__file__).resolve().parents[2] / "main.py"


@pytest.mark.parametrize(
    "verb", [("show", "serial", "\udcff"), ("issue", "\udcff", "--to", "G-1"), ("check", "--user", "\udcff")]
)
def test_bytes_that_are_no_text_are_refused_in_words(
    make: Make, verb: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*verb, "-r", str(make.folder)]) == 2
    assert "cannot be printed" in capsys.readouterr().err


def test_a_passphrase_that_is_no_text_is_a_wrong_one(
    make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", "\udcff under three ceibas")
    assert run(["check", "-r", str(make.folder), "--user", "first"]) == 3
    assert "passphrase is not right" in capsys.readouterr().err


def test_a_passphrase_file_may_begin_with_a_mark(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "passphrase.txt"
    file.write_text(PASSPHRASE + "\r\n", "utf-8-sig")
    assert run(["check", "-r", str(make.folder), "--passphrase-file", str(file)]) == 0


def test_a_terminal_without_accents_still_gets_its_json(make: Make) -> None:
    make.firearm("SN1", model="Ñandú →")
    make.register.close()
    spoken = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "ARMARIUM_PASSPHRASE": PASSPHRASE}
    command = [sys.executable, str(MAIN), "show", "serial", "SN1", "-r", str(make.folder)]
    plain = subprocess.run(command, env=spoken, capture_output=True, check=False)
    told = subprocess.run([*command, "--json"], env=spoken, capture_output=True, check=False)
    assert (plain.returncode, told.returncode) == (0, 0), plain.stderr + told.stderr
    assert "Ñandú →" in json.dumps(json.loads(told.stdout), ensure_ascii=False)
