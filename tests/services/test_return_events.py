"""No item leaves a return, or comes into it under another name, without being named."""

import json
from typing import Any

import jsonschema

from registry_app.reports.inventory_return import SCHEMA_FILE
from registry_app.services import corrections, holds, ledger, records, report_table, returns
from tests.make import Make


def _return(make: Make) -> dict[str, Any]:
    return make.register.read(returns.inventory, by=make.register.actor)


def test_what_a_correction_withdrew_is_named(make: Make) -> None:
    """A firearm whose receipt was undone has no record any more; its serial must not leave the return with it."""
    gun, lot, seen = make.firearm("SN1"), make.lot("L1", rounds=50), make.register.read(ledger.head).size
    for seq in (seen - 2, seen - 1):
        make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    events = _return(make)["events"]
    assert [(e["item"], e["item_kind"], e["quantity"]) for e in events] == [("SN1", "firearm", 1), ("L1", "lot", 50)]
    assert (make.positions(gun), make.positions(lot)) == ({}, {})


def test_a_correction_that_moves_nothing_names_its_item(make: Make) -> None:
    lot = make.described("lot", lot_number="L1", maker="CBC", calibre="9x19")
    seq = make.register.read(ledger.head).size - 1
    make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    assert [e["item"] for e in _return(make)["events"]] == ["L1"], lot
    pdf = make.register.read(report_table.make, name="inventory", suffix=".pdf", by=make.register.actor)
    assert pdf.startswith(b"%PDF")


def test_a_serial_put_in_the_place_of_another_is_noted(make: Make) -> None:
    """Else one pistol could take the place of another between two returns, and neither would say so."""
    gun = make.firearm("SN1")
    make.do(records.amend, kind="firearm", record=gun, values={"tag": "T-1"})
    make.do(records.amend, kind="firearm", record=gun, values={"serial": "SN2", "model": "G2C"}, reason="other")
    stated = _return(make)
    (event,) = stated["events"]
    assert (event["kind"], event["item"], event["before"], event["after"]) == ("amend", "SN2", "SN1, G3", "SN2, G2C")
    jsonschema.validate(stated, json.loads(SCHEMA_FILE.read_text("utf-8")))


def test_articles_are_in_no_return(make: Make) -> None:
    """Vests and keys are the company's own affair: a return tells of firearms and rounds, and is made all the same."""
    make.issued(make.firearm("SN1"), to=make.person(), rounds={make.lot("L1"): 10})
    before, site = _return(make), make.place("ARM-2")
    vest, keys = make.article("V-1"), make.article("K-1", "key", pieces=3, is_single=0, opens_id=site, at=site)
    make.issued(to=make.person(), articles={vest: 1})
    lost = [make.do(holds.write_off, kind="lose", item=i, reason="loss", witness=make.witness) for i in (vest, keys)]
    told = _return(make)
    same = ("figures", "reconciliation", "sites", "calibres", "firearms", "lots", "events")
    assert {name: told[name] for name in same} == {name: before[name] for name in same}
    make.do(corrections.correct, seq=lost[0].seq, reason="wrong_item", witness=make.witness)
    assert [(event["kind"], event.get("item")) for event in _return(make)["events"]] == [("correct", None)]
    for suffix in (".pdf", ".xlsx"):
        assert make.register.read(report_table.make, name="inventory", suffix=suffix, by=make.register.actor)
