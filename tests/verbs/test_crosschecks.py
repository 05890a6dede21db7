"""crosscheck, as a script of an authority runs it."""

import json
from pathlib import Path

import pytest

from registry_app.cli import run
from registry_app.services.desk import Desk
from tests.domain.test_crossing import arm
from tests.services import sent

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk with two companies that agree."""
    made = sent.desk(tmp_path)
    made.take(sent.invented("o/1", company="Andina", firearms=[arm("SN1")]))
    made.take(sent.invented("o/2", company="Custodia", firearms=[arm("SN2")]))
    return made


def test_nothing_found_is_status_0(desk: Desk, capsys: Capture) -> None:
    assert run(["crosscheck", str(desk.folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert ([each["company"] for each in told["companies"]], told["findings"]) == (["Andina", "Custodia"], [])
    assert run(["crosscheck", str(desk.folder)]) == 0
    assert "Andina  L-o/1  IR-20260131-10-00000000  Jan 31, 2026  1 firearm" in capsys.readouterr().out


def test_a_question_is_status_1_and_has_a_code_and_a_sentence(desk: Desk, capsys: Capture) -> None:
    desk.take(sent.invented("o/3", company="Norte", firearms=[arm("SN1")]))
    assert run(["crosscheck", str(desk.folder), "--json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert (finding["code"], finding["severity"]) == ("cross_alive_twice", "warning")
    assert "Andina" in finding["reason"]
    assert run(["crosscheck", str(desk.folder), "--lang", "es"]) == 1


def test_two_heads_of_one_size_are_status_2(desk: Desk, capsys: Capture) -> None:
    desk.take(sent.invented("o/1", root="ab" * 32, company="Andina"))
    assert run(["crosscheck", str(desk.folder)]) == 2
    assert "Two heads of one size" in capsys.readouterr().err


def test_the_registrys_list_is_compared(desk: Desk, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "list.csv").write_text("Serial,Maker\nSN1,Taurus\nSN7,Taurus\n", "utf-8")
    words = ["crosscheck", str(desk.folder), "--registry", str(tmp_path / "list.csv"), "-o", str(tmp_path / "o.xlsx")]
    assert run([*words, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["registry"] == {"only_registry": 1, "only_return": 1}
    assert (tmp_path / "o.xlsx").read_bytes()[:2] == b"PK"
    assert run(words) == 1
    assert "In a return, and not registered" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--registry", "x.csv"], ["--registry", "x.csv", "-o", "out.pdf"]])
def test_where_to_write_is_asked(desk: Desk, capsys: Capture, words: list[str]) -> None:
    assert run(["crosscheck", str(desk.folder), *words]) == 2
    assert ".xlsx" in capsys.readouterr().err


def test_what_is_no_desk_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert run(["crosscheck", str(tmp_path)]) in (2, 3)
    assert "is no desk" in capsys.readouterr().err
