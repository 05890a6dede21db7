"""A return known at a head says what a return of then said, whatever was entered, corrected or renamed since."""

import json
from io import BytesIO
from typing import Any

import jsonschema
import openpyxl
import pytest

from registry_app.reports.inventory_return import SCHEMA_FILE
from registry_app.services import corrections, holds, ledger, records, report_table, returns
from tests.make import DAY, START, Make


def _return(make: Make, **wanted: Any) -> dict[str, Any]:
    return make.register.read(returns.inventory, by=make.register.actor, **wanted)


def _made(make: Make, suffix: str, **wanted: Any) -> bytes:
    return make.register.read(report_table.make, name="inventory", suffix=suffix, by=make.register.actor, **wanted)


@pytest.fixture
def month(make: Make) -> Make:
    """Two pistols and a lot; on the eleventh day one is issued, on the twenty-first the other is lost."""
    gun, other = make.firearm("SN1"), make.firearm("SN2")
    make.lot("L1", rounds=100)
    make.clock.pass_(days=10)
    make.issued(gun, to=make.person("G-1"))
    make.clock.pass_(days=10)
    make.do(holds.write_off, kind="lose", item=other, reason="loss", witness=make.witness)
    return make


def _number(make: Make, what: str) -> int:
    return next(c.record for n in range(6) for c in make.entry(n).records if what in c.new.values())


def test_it_is_what_a_return_of_then_said(month: Make) -> None:
    """What was corrected, renamed or withdrawn since does not change what was known."""
    month.firearm("SN3")
    then, head = _return(month), month.register.read(ledger.head)
    for seq in (head.size - 1, head.size - 2):
        month.do(corrections.correct, seq=seq, reason="typing_error", witness=month.witness)
    gun = _number(month, "SN1")
    month.do(records.amend, kind="firearm", record=gun, values={"model": "G4"}, reason="other")
    again = _return(month, known_at=f"{head.size}:{head.root[:12]}")
    assert again["known_at"] == {"size": head.size, "root": head.root}
    assert again["number"] == f"{_return(month)['number']}-K{head.size}"
    same = ("figures", "reconciliation", "sites", "calibres", "firearms", "lots", "events", "entries")
    assert {name: again[name] for name in same} == {name: then[name] for name in same}
    assert [f["serial"] for f in again["firearms"]] == ["SN1", "SN3"]


def test_it_may_be_as_of_a_day_as_well(month: Make) -> None:
    size, lot = month.register.read(ledger.head).size, _number(month, "L1")
    month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="training", occurred_at=START + 2 * DAY)
    known, now = (_return(month, as_of="2026-01-11", known_at=k)["figures"]["rounds"] for k in (str(size), ""))
    assert (known["total"], now["total"]) == (100, 93)


def test_it_is_of_its_format_and_says_so_in_a_workbook(month: Make) -> None:
    size = month.register.read(ledger.head).size - 2
    stated = _return(month, known_at=str(size))
    jsonschema.validate(stated, json.loads(SCHEMA_FILE.read_text("utf-8")))
    book = openpyxl.load_workbook(BytesIO(_made(month, ".xlsx", known_at=str(size))))
    assert ("As known with", size) in {(row[0].value, row[1].value) for row in book["Figures"].iter_rows(max_row=9)}
    assert _made(month, ".pdf", known_at=str(size)).startswith(b"%PDF-1.7")
    assert "known_at" not in _return(month)
