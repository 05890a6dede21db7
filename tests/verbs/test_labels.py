"""labels, as a person runs it."""

from pathlib import Path

import pytest

from registry_app.cli import run
from tests.make import PASSPHRASE, Make
from tests.reports import papers


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def test_labels_of_named_firearms(make: Make, tmp_path: Path) -> None:
    make.firearm("SN-1")
    file = tmp_path / "f.pdf"
    more = ["-r", str(make.folder), "-o", str(file), "--layout", "roll-62x29", "--code", "datamatrix"]
    assert run(["labels", "firearm", "SN-1", *more]) == 0
    assert "SN-1" in papers.whole(file.read_bytes())


def test_a_wrong_layout_lists_the_right_ones(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    make.firearm("SN-1")
    file = tmp_path / "f.pdf"
    assert run(["labels", "firearm", "SN-1", "-r", str(make.folder), "-o", str(file), "--layout", "x"]) == 2
    assert "a4-24" in capsys.readouterr().err
    assert not file.exists()


def test_a_file_of_another_kind_is_refused(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "f.png"
    assert run(["labels", "place", "ARM-1", "-r", str(make.folder), "-o", str(file)]) == 2


def test_a_calibration_sheet(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "c.pdf"
    assert run(["labels", "place", "--calibrate", "-r", str(make.folder), "-o", str(file)]) == 0
    assert papers.opened(file.read_bytes())[0].get_width() == pytest.approx(595.28, abs=0.1)


def test_a_shift_moves_the_calibration_sheet(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "c.pdf"
    more = ["-r", str(make.folder), "-o", str(file), "--right", "1.5", "--down", "-0.5"]
    assert run(["labels", "place", "--calibrate", *more]) == 0
    assert "1.5 mm to the right and -0.5 mm down" in papers.whole(file.read_bytes()).replace("\u2212", "-")


@pytest.mark.parametrize(("layout", "is_told"), [("roll-62x29", True), ("roll-100x50", False)])
def test_bars_that_want_a_fine_printer_are_told_of(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str], layout: str, is_told: bool
) -> None:  # fmt: skip
    make.firearm("SN-1")
    more = ["-r", str(make.folder), "-o", str(tmp_path / "f.pdf"), "--layout", layout, "--code", "code128"]
    assert run(["labels", "firearm", "SN-1", *more]) == 0
    assert ("203 dots" in capsys.readouterr().err) == is_told
