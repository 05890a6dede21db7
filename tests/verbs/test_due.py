"""due and indicators, as a schedule or a person runs them."""

import json
import re
from pathlib import Path

import icalendar
import pytest

from registry_app.cli import run
from registry_app.services import policies, returns
from tests.make import PASSPHRASE, Make

CYCLES = "audit_days", "clean_days", "inspect_days", "rotate_days"


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


def _due(make: Make, *more: str) -> int:
    return run(["due", "-r", str(make.folder), *more])


@pytest.fixture
def expired(make: Make) -> Make:
    """A register in which one permit has run out, whatever the machine's clock says, and nothing else is due."""
    make.do(policies.change, values=dict.fromkeys(CYCLES), witness=make.witness)
    make.firearm("F1", permit="2020-01-01")
    return make


def test_nothing_overdue_is_status_0(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.do(policies.change, values=dict.fromkeys(CYCLES), witness=make.witness)
    assert _due(make) == 0
    assert capsys.readouterr().out == "Overdue 0 · Soon 0 · Later 0\n"


def test_what_is_overdue_is_told_and_is_status_1(expired: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert _due(expired) == 1
    assert capsys.readouterr().out.splitlines() == [
        "✗ overdue since Jan 1, 2020: Renew the permit of Taurus G3 F1  Compliance officer  Renew a permit or licence",
        "Overdue 1 · Soon 0 · Later 0",
    ]


def test_scripts_read_every_fact_and_exact_counts(expired: Make, capsys: pytest.CaptureFixture[str]) -> None:
    expired.firearm("F2", permit="2021-01-01")
    assert _due(expired, "--json", "--most", "1") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["counts"] == {"permit": {"overdue": 2, "soon": 0, "later": 0}}
    (item,) = found["items"]
    told = {name: item[name] for name in ("code", "severity", "key", "due_on", "role", "act", "is_verified")}
    assert told == {
        "code": "permit", "severity": "overdue", "key": "F1", "due_on": "2020-01-01", "role": "compliance",
        "act": "renew", "is_verified": False,
    }  # fmt: skip


def test_it_is_written_as_a_calendar(expired: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "due.ics"
    assert _due(expired, "--ics", str(file)) == 1
    (event,) = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == "Overdue: Renew the permit of F1"
    assert capsys.readouterr().out == f"{file}\n"


@pytest.mark.parametrize("days", ["-1", "soon"])
def test_days_are_a_whole_number(make: Make, days: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _due(make, f"--within={days}") == 2
    assert "whole number" in capsys.readouterr().err


def test_indicators_are_told_with_what_they_are_made_of(expired: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["indicators", "-r", str(expired.folder), "--as-of", "2026-01-01"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "Indicators on Jan 1, 2026"
    told = dict(re.split(r"  +", line, maxsplit=1) for line in printed[1:])
    assert (told["Expired permits"], told["Firearms verified in 90 days"]) == ("1  1 of 1", "0.0%  0 of 1")


def test_scripts_read_indicators_as_a_return_has_them(expired: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["indicators", "-r", str(expired.folder), "--as-of", "2026-01-01", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    stated = expired.register.read(returns.inventory, as_of="2026-01-01", by=expired.register.actor)
    assert found == {"day": "2026-01-01", "indicators": stated["indicators"]}


def test_indicators_are_told_as_they_were_known_at_a_head(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    size = make.entry(make.issued(make.firearm("F1", permit="2030-01-01"), to=make.person()).seq).seq + 1
    make.firearm("F2")
    assert run(["indicators", "-r", str(make.folder), "--known-at", str(size), "--json"]) == 0
    figures = {each["code"]: each for each in json.loads(capsys.readouterr().out)["indicators"]}
    assert figures["permits_expired"]["denominator"] == 1


def test_a_day_that_has_not_come_is_refused(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["indicators", "-r", str(make.folder), "--as-of", "2999-01-01"]) == 2
    assert "2999" in capsys.readouterr().err


def test_what_was_due_on_a_day_is_told_by_the_clock_of_that_day(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.do(policies.change, values=dict.fromkeys(CYCLES), witness=make.witness)
    make.firearm("F1", permit="2026-01-10")
    assert _due(make, "--as-of", "2026-01-01", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["day"], told["counts"]["permit"]) == ("2026-01-01", {"overdue": 0, "soon": 1, "later": 0})
