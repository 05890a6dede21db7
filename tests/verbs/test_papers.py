"""The verb `report` at a terminal: how far it has come, and what a stop leaves."""

import sys
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.reports.canvas import ArchiveCanvas
from tests.make import PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


@pytest.mark.parametrize("suffix", ["pdf", "xlsx"])
def test_progress_is_shown_on_a_terminal(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    make.firearm("A-1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    written = ["report", "inventory", "-r", str(make.folder), "-o", str(tmp_path / f"a.{suffix}"), "--lang", "en"]
    assert run(written) == 0
    assert capsys.readouterr().err.endswith("Writing the report 100 %\n")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert run(written) == 0
    assert capsys.readouterr().err == ""


def test_what_is_stopped_leaves_no_file(make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_canvas: ArchiveCanvas) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ArchiveCanvas, "showPage", interrupted)
    assert run(["report", "inventory", "-r", str(make.folder), "-o", str(tmp_path / "a.pdf")]) == 3
    assert [each.name for each in tmp_path.iterdir() if each.suffix == ".pdf"] == []
