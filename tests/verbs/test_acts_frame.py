"""What all sub-commands of act have in common: how things are named, what is refused, and how it is told."""

import os
import re
import subprocess
import sys
from typing import Any

import pytest

from registry_app.cli import run
from registry_app.domain.acts import ACTS
from registry_app.services import losses, past, policies
from registry_app.services.history import detail
from registry_app.services.ledger import new_id
from registry_app.verbs.acts_papers import PAPER_ROWS
from registry_app.verbs.acts_rows import ROWS
from tests.architecture.sources import ROOT
from tests.make import PASSPHRASE, Make
from tests.verbs.conftest import Act

HOLD = ("--state", "blocked", "--reason", "inspection")
VERBS = {"issue": "issue", "take_back": "takeback", "declare_restored": "declare-restored"}
ELSEWHERE = {
    "set_up": "init", "user": "the window, for a new key is made there", "audit": "the window", "sight": "count",
    "differ": "the window", "settle": "the window", "conclude": "the window", "assess": "the window",
    "remark": "remark", "found": "certificates", "certify": "certificates",
    "shown": "the second connection of inspectors",
}  # fmt: skip
ALL_ROWS = (*ROWS, *PAPER_ROWS)


def _codes(told: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in told["findings"]]


def test_every_act_can_be_made_here() -> None:
    names = {row.name.replace("-", "_") for row in ALL_ROWS} | set(VERBS)
    assert {kind for kind in ACTS if kind not in names} == set(ELSEWHERE)


@pytest.mark.parametrize("row", ALL_ROWS, ids=lambda row: row.name)
def test_every_act_explains_itself(row: Any, capsys: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "es", "pt", "fr"):
        assert run(["act", row.name, "--help", "--lang", language]) == 0
        assert "--json" in capsys.readouterr().out


def test_an_answer_for_people_names_the_entry_and_what_it_made(
    make: Make, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", PASSPHRASE)
    place = ("--set", "code=arm-9", "--set", "name=Ninth", "--set", "kind=Armoury", "--set", "parent=COMPANY")
    assert run(["act", "describe", "place", *place, "-r", str(make.folder)]) == 0
    assert re.fullmatch(r"Entry \d+ by first\.\nNew record: #\d+\n", capsys.readouterr().out)


@pytest.mark.parametrize("kind", ["armoury", "authority"])
def test_a_place_needs_no_word_where_it_lies(make: Make, act: Act, kind: str) -> None:
    told = act("describe", "place", "--set", "code=P-9", "--set", "name=Ninth", "--set", f"kind={kind}")
    parent = make.register.read(past.records, "place")[told["records"][0]]["parent_id"]
    assert (told["status"], parent) == (0, make.root() if kind == "armoury" else None)


def test_the_same_id_makes_one_entry(make: Make, act: Act) -> None:
    make.firearm("A-1")
    once = new_id()
    first = act("hold", "A-1", *HOLD, "--id", once)
    assert (first["entry"], first["id"]) == (act("hold", "A-1", *HOLD, "--id", once)["entry"], once)
    assert _codes(act("hold", "SECOND-GUN", *HOLD, "--id", once)) == ["nothing_of_that_name"]


def test_a_warning_is_an_entry_with_remarks(make: Make, act: Act) -> None:
    make.issued(make.firearm("A-1"), to=make.person("G-1"))
    told = act("amend", "person", "G-1", "--set", "left_on=2026-01-01", "--reason", "departure")
    assert (told["status"], _codes(told)) == (1, ["leaves_with_items"])
    told = act("amend", "person", "G-1", "--set", "left_on=2026-01-02")
    assert (told["status"], _codes(told)) == (2, ["leaves_with_items", "reason_needed"])


def test_it_happened_when_it_is_said(make: Make, act: Act) -> None:
    make.firearm("A-1")
    told = act("hold", "A-1", *HOLD, "--at", "2026-01-01T09:30")
    assert make.entry(told["entry"]).occurred_at == 1_767_277_800_000


@pytest.mark.parametrize(("words", "code"), [
    (("A-9", *HOLD), "nothing_of_that_name"), (("A-1", "A-1", *HOLD), "named_twice"),
    (("L1=0", *HOLD), "quantity_below_one"), (("L1=501", *HOLD), "below_zero"), (("#1", *HOLD), "nothing_of_that_name"),
    (("A-1", "--state", "ready", "--reason", "other"), "field_not_choice"),
    (("A-1", "--state", "blocked", "--reason", "whim"), "field_not_choice"),
    (("A-1", *HOLD, "--due", "tomorrow"), "field_not_moment"), (("A-1", *HOLD, "--id", "x"), "id_malformed"),
    (("A-1", *HOLD, "--place", "MOON"), "nothing_of_that_name"), (("TWICE", *HOLD), "several_so_called"),
    (("A-1", *HOLD, "--at", "2999-01-01T00:00"), "future_date"),
    (("A-1", *HOLD, "--document", "a\u202eb"), "text_unprintable"), (("\udcff", *HOLD), "text_unprintable"),
    (("L1=99999999999999999999", *HOLD), "nothing_of_that_name"), (("", *HOLD), "nothing_of_that_name"),
])  # fmt: skip
def test_what_makes_no_sense_is_refused_in_words(make: Make, act: Act, words: tuple[str, ...], code: str) -> None:
    make.firearm("A-1")
    make.lot("L1")
    for maker in ("CBC", "FAMAE"):
        make.lot("TWICE", maker=maker)
    told = act("hold", *words)
    assert code in _codes(told)
    assert told["status"] == 2
    assert all(finding["reason"] and "{" not in finding["reason"] for finding in told["findings"])


@pytest.mark.parametrize(("pair", "code"), [
    ("colour=black", "set_unknown"), ("year=soon", "field_not_integer"), ("year=1066", "field_out_of_range"),
    ("home=MOON", "nothing_of_that_name"), ("serial=", "field_required"), ("condition=new", ""), ("home=ARM-1", ""),
    ("condition=", ""),
])  # fmt: skip
def test_fields_are_set_by_name_and_refused_by_label(make: Make, act: Act, pair: str, code: str) -> None:
    make.firearm("A-1", condition="worn")
    told = act("amend", "firearm", "A-1", "--set", pair)
    assert (told["status"], _codes(told)) == ((2, [code]) if code else (0, []))


def test_several_fields_are_set_at_once_or_none(make: Make, act: Act) -> None:
    gun, safe = make.firearm("A-1", condition="worn"), make.place("SAFE", "safe")
    words = ("firearm", "a1", "--set", "home=SAFE", "--set", "model=G3 = new", "--set", "condition=")
    assert _codes(act("amend", *words)) == ["identity_changed", "reason_needed"]
    assert act("amend", *words, "--reason", "typing_error")["status"] == 1
    told = make.register.read(detail, kind="firearm", record=gun)
    assert (told["home_id"], told["model"], told["condition"]) == (safe, "G3 = new", None)


@pytest.mark.parametrize("words", [
    ("hold",), ("hold", "A-1", "--reason", "other"), ("amend", "firearm", "A-1", "--set", "condition"), ("dance",),
    ("clean", "A-1", "--colour", "red"), ("receive", "A-1"),
])  # fmt: skip
def test_what_is_written_wrong_is_told_with_the_usage(make: Make, act: Act, words: tuple[str, ...]) -> None:
    told = act(*words)
    assert told["status"] == 2
    assert "usage: armarium" in told["said"]


def test_the_company_and_cases_are_amended_too(make: Make, act: Act) -> None:
    assert act("amend", "company", "-", "--set", "tax_id=900.123")["status"] == 0
    (case,) = act("lose-documents", "--set", "documents_lost=P-1", "--reason", "loss")["records"]
    assert act("amend", "loss", f"#{case}", "--set", "person=FIRST")["status"] == 0
    assert act("follow-up", "4711", "--set", "spot=x")["status"] == 2
    assert make.register.read(losses.cases)[0].owner == ""


def test_care_is_entered_for_several(make: Make, act: Act) -> None:
    guns = [make.firearm("A-1"), make.firearm("A-2")]
    assert act("inspect", "A-1", "A-2", "--on", "1/2/2026", "--set", "condition=good")["status"] == 0
    assert act("clean", "A-1", "--on", "2026-01-31")["status"] == 0
    told = [make.register.read(detail, kind="firearm", record=gun) for gun in guns]
    assert [(t["inspected_on"], t["condition"]) for t in told] == [("2026-02-01", "good")] * 2
    assert [t["cleaned_on"] for t in told] == ["2026-01-31", None]


def test_other_rules_take_over(make: Make, act: Act) -> None:
    assert act("policy", "--set", "rotate_days=90", "--reason", "other", witness=True)["status"] == 0
    assert make.register.read(policies.in_force)["rotate_days"] == 90
    assert act("adopt", "co", "--set", "firearms_authorised=40", witness=True)["status"] == 0
    told = make.register.read(policies.in_force)
    assert (told["jurisdiction"], told["guards_per_firearm"], told["firearms_authorised"]) == ("co", 3, 40)


def test_the_program_itself_makes_an_act_without_a_display(make: Make) -> None:
    make.firearm("A-1")
    words = [sys.executable, "main.py", "act", "hold", "A-1", *HOLD, "-r", str(make.folder), "--lang", "fr"]
    alone = {**os.environ, "ARMARIUM_PASSPHRASE": PASSPHRASE, "DISPLAY": ""}
    done = subprocess.run(words, cwd=ROOT, env=alone, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_who_is_locked_out_can_try_again(make: Make, act: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARMARIUM_PASSPHRASE", "wrong")
    make.firearm("A-1")
    assert act("hold", "A-1", *HOLD)["status"] == 3
