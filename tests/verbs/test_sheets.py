"""import, as somebody at a terminal sees it: what was refused, what was noted, and what to do next."""

from pathlib import Path

import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE, Make

ROWS = "code,name\nG-1,Luz\n,Nobody\nG-2,\n"
DRY, REJECTS = "Nothing was written", "--rejects OUT.xlsx"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def _imported(make: Make, folder: Path, rows: str, *more: str) -> int:
    file = folder / "people.csv"
    file.write_text(rows, "utf-8")
    return run(["import", "people", str(file), "-r", str(make.folder), *more])


def test_a_dry_run_says_that_nothing_was_written(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _imported(make, tmp_path, "code,name\nG-1,Luz\n", "--dry-run") == 0
    assert DRY in capsys.readouterr().out
    assert _imported(make, tmp_path, "code,name\nG-1,Luz\n") == 0
    assert DRY not in capsys.readouterr().out


def test_refused_rows_are_marked_and_lead_to_the_file_they_are_mended_in(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _imported(make, tmp_path, ROWS) == 1
    said = capsys.readouterr().out
    assert (said.count("✗ Row"), REJECTS in said) == (2, True)
    assert _imported(make, tmp_path, ROWS, "--rejects", str(tmp_path / "bad.xlsx")) == 1
    assert f"Refused rows: {tmp_path / 'bad.xlsx'}." in capsys.readouterr().out
