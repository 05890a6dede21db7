"""Acts as a script makes them: each with `--json`, and with a witness where one is needed."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE, Make

Act = Callable[..., dict[str, Any]]


@pytest.fixture
def act(make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Act:
    """Makes an act on the test's register and answers what was printed, with the exit status under `status`."""
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
    monkeypatch.setenv("ARMARIUM_WITNESS_PASSPHRASE", PASSPHRASE)
    assert make.witness, "who witnesses is there before the clock of the machine takes over"

    def carry_out(name: str, *words: object, witness: bool = False) -> dict[str, Any]:
        who = ("--witness", "second") if witness else ()
        arguments = ("act", name, *map(str, words), "-r", str(make.folder), "--user", "first", "--json", *who)
        status = run(arguments)
        printed = capsys.readouterr()
        return json.loads(printed.out or json.dumps({"said": printed.err})) | {"status": status}

    return carry_out
