"""The first steps tick themselves off by what the register has."""

from pathlib import Path

import pytest

from registry_app.services import backups, first_steps
from tests.make import Make


def _open(make: Make) -> list[str]:
    return [code for code, is_done in make.register.read(first_steps.steps).items() if not is_done]


def test_each_step_ticks_itself_off(make: Make, tmp_path: Path) -> None:
    assert _open(make) == [*first_steps.STEPS, "scanner"]
    make.user("second", "director")
    make.place()
    make.person()
    make.firearm()
    make.lot()
    backups.backup(make.register, tmp_path / "copies")
    assert _open(make) == ["return", "scanner"]
    assert make.register.read(first_steps.steps, is_scanner_known=True)["scanner"]


def test_a_register_that_has_grown_needs_no_first_steps(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_steps, "NEW", 0)
    assert make.register.read(first_steps.steps) == {}
