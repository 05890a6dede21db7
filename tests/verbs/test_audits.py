"""sample, as an inspector runs it: another process, another machine, the same list."""

import json
import subprocess
import sys

import pytest

from registry_app.cli import run
from registry_app.services import inspection, ledger
from tests.architecture.sources import ROOT
from tests.make import PASSPHRASE, Make


@pytest.fixture(autouse=True)
def _passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def armed(make: Make) -> Make:
    """Nine pistols in store, three in another armoury, and one with a guard."""
    guns = [make.firearm() for _ in range(10)]
    for _ in range(3):
        make.firearm(at=make.place("ARM-2"))
    make.issued(guns[0], to=make.person())
    return make


def drawn(make: Make, capsys: pytest.CaptureFixture[str], *more: str, word: str = "cedro") -> dict[str, object]:
    assert run(["sample", "-r", str(make.folder), "--size", "5", "--word", word, "--json", *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_another_process_draws_the_same_list(armed: Make, capsys: pytest.CaptureFixture[str]) -> None:
    here = drawn(armed, capsys)
    asked = [sys.executable, "main.py", "sample", "-r", str(armed.folder), "--size", "5", "--word", "cedro", "--json"]
    there = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True)
    assert json.loads(there.stdout) == here
    assert len({each["serial"] for each in here["drawn"]}) == 5  # type: ignore[attr-defined]
    assert here["strata"] == [
        {"code": "with_guard", "population": 1, "drawn": 1}, {"code": "never_seen", "population": 12, "drawn": 4},
        {"code": "oldest", "population": 0, "drawn": 0}, {"code": "others", "population": 0, "drawn": 0},
    ]  # fmt: skip


def test_a_head_draws_again_what_it_drew_before(armed: Make, capsys: pytest.CaptureFixture[str]) -> None:
    before = drawn(armed, capsys)
    head = armed.register.read(ledger.head)
    armed.firearm()
    assert drawn(armed, capsys)["population"] == 14
    assert drawn(armed, capsys, "--head", str(head.size)) == before
    assert drawn(armed, capsys, "--head", f"{head.size}:{head.root[:16]}") == before


def test_word_and_place_decide(armed: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert drawn(armed, capsys)["drawn"] != drawn(armed, capsys, word="olmo")["drawn"]
    north = drawn(armed, capsys, "--place", "ARM-2")
    assert (north["population"], north["place"]) == (3, {"code": "ARM-2", "name": "Arm-2"})


def test_people_read_what_it_proves_and_what_never(armed: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sample", "-r", str(armed.folder), "--size", "5", "--word", "cedro"]) == 0
    printed = capsys.readouterr().out
    head = armed.register.read(ledger.head)
    for said in (head.root, "With a guard", "cedro", "5 of 13 firearms are drawn.", "never proves that no firearm"):
        assert said in printed


@pytest.mark.parametrize("wrong", [["--size", "0"], ["--word", " "], ["--head", "9999"], ["--place", "NOWHERE"]])
def test_what_cannot_be_drawn_is_refused(armed: Make, wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["sample", "-r", str(armed.folder), "--size", "5", "--word", "cedro", "--json", *wrong]
    assert run(asked) == 2
    assert json.loads(capsys.readouterr().out)["findings"][0]["reason"]


def test_an_inspector_remarks_and_others_do_not(make: Make, capsys: pytest.CaptureFixture[str]) -> None:
    make.user("vera", "inspector")
    asked = ["remark", "-r", str(make.folder), "--json"]
    assert run([*asked, "Falta un candado.", "--user", "vera"]) == 0
    assert run([*asked, "--no-findings", "--user", "vera"]) == 0
    assert [each.text for each in make.register.read(inspection.remarks)] == ["", "Falta un candado."]
    capsys.readouterr()
    assert run([*asked, "x", "--user", "first"]) == 2
    assert json.loads(capsys.readouterr().out)["findings"][0]["code"] == "inspector_only"
