"""What a return states: everything once, sums that lead from the opening to the closing, and nothing unproved."""

import json
from io import BytesIO
from typing import Any

import jsonschema
import openpyxl
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Refused
from registry_app.reports.inventory_return import SCHEMA_FILE
from registry_app.services import corrections, custody, holds, ledger, receiving, report_table, returns, transfers
from tests.make import DAY, PASSPHRASE, START, Make

FIRST_DAY = "2026-01-01"


def _return(make: Make, **wanted: Any) -> dict[str, Any]:
    return make.register.read(returns.inventory, by=make.register.actor, **wanted)


def _refused(make: Make, **wanted: Any) -> str:
    with pytest.raises(Refused) as caught:
        make.register.read(
            report_table.make, **{"name": "inventory", "suffix": ".json", "by": make.register.actor, **wanted}
        )
    return caught.value.findings[0].code


def _filled(values: dict[str, int]) -> dict[str, int]:
    return {name: n for name, n in values.items() if n}


def _gone(make: Make, kind: str, item: int, **facts: Any) -> None:
    make.do(holds.write_off, kind=kind, item=item, reason="other", witness=make.witness, **{"document": "", **facts})


@pytest.fixture
def busy(make: Make) -> Make:
    """A register in which a firearm is everywhere that one can be, and rounds too."""
    guard, lot = make.person("G-7"), make.lot("L1", rounds=500)
    _stored, out, evidence, sent, lost, found, burnt, sold = (make.firearm(f"SN{n}") for n in range(1, 9))
    make.issued(out, to=guard, rounds={lot: 30}, post=make.place("POST-1", "post", parent=make.place("CL-1", "client")))
    make.do(custody.take_back, person=guard, expended={lot: 10}, reason="training")
    make.do(holds.hold, item=evidence, state="held:evidence", reason="evidence", document="D-9")
    make.do(transfers.send, items={sent: 1}, destination=make.place("ARM-2"))
    for item in (lost, found):
        _gone(make, "lose", item)
    make.do(holds.find, item=found, to=make.place(), witness=make.witness)
    _gone(make, "destroy", burnt, document="ACT-1")
    _gone(make, "dispose", sold, document="SALE-1")
    _gone(make, "lose", lot, quantity=5)
    make.firearm("SN9", reason="purchase", kind="shotgun", calibre="12ga", maker="Mossberg")
    return make


def test_the_return_is_of_its_format(busy: Make) -> None:
    stated = _return(busy)
    jsonschema.validate(stated, json.loads(SCHEMA_FILE.read_text("utf-8")))
    assert json.loads(canonical(stated)) == stated


def test_every_firearm_in_the_company_is_listed_once_with_where_it_is(busy: Make) -> None:
    listed = {f["serial"]: (f["site"], f["zone"], f["state"], f.get("person", "")) for f in _return(busy)["firearms"]}
    assert listed == {
        "SN1": ("ARM-1", "store", "ready", ""), "SN2": ("CL-1", "person", "ready", "G-7"),
        "SN3": ("ARM-1", "store", "held:evidence", ""), "SN4": ("TRANSIT", "transit", "ready", ""),
        "SN6": ("ARM-1", "store", "held:quarantine", ""), "SN9": ("ARM-1", "store", "ready", ""),
    }  # fmt: skip


def test_the_list_goes_by_site_place_and_serial(busy: Make) -> None:
    assert [f["serial"] for f in _return(busy)["firearms"]] == ["SN1", "SN3", "SN6", "SN9", "SN2", "SN4"]
    assert [site["code"] for site in _return(busy)["sites"]] == ["ARM-1", "CL-1", "TRANSIT"]


def test_the_figures_say_where_everything_is(busy: Make) -> None:
    figures = _return(busy)["figures"]
    assert _filled(figures["firearms"]) == {
        "total": 6, "in_store": 4, "with_persons": 1, "in_transit": 1, "held": 2, "disposed": 1, "lost": 1,
        "destroyed": 1,
    }  # fmt: skip
    assert _filled(figures["rounds"]) == {"total": 485, "in_store": 465, "with_persons": 20, "expended": 10, "lost": 5}


def test_the_account_leads_from_the_opening_to_the_closing(busy: Make) -> None:
    account = _return(busy)["reconciliation"]
    pistols, shotguns = account["by_kind"]
    assert _filled(shotguns) == {"kind": "shotgun", "received": 1, "closing": 1}
    assert _filled(pistols) == {
        "kind": "pistol", "opening": 8, "found": 1, "disposed": 1, "lost": 2, "destroyed": 1, "closing": 5,
    }  # fmt: skip
    assert account["total"]["closing"] == 6


def test_each_lot_has_its_account(busy: Make) -> None:
    (lot,) = _return(busy)["lots"]
    assert lot["opening"] + lot["received"] + lot["found"] - lot["expended"] - lot["lost"] == lot["closing"] == 485
    assert lot["in_store"] + lot["with_persons"] == lot["closing"]


def test_what_left_is_noted_with_its_paper(busy: Make) -> None:
    events = _return(busy)["events"]
    assert [(e["kind"], e["item"], e.get("document", "")) for e in events] == [
        ("lose", "SN5", ""), ("lose", "SN6", ""), ("find", "SN6", ""), ("destroy", "SN7", "ACT-1"),
        ("dispose", "SN8", "SALE-1"), ("lose", "L1", ""),
    ]  # fmt: skip
    assert {e["witness"] for e in events} == {"second"}


def test_who_made_it_from_which_head_and_who_had_no_witness(busy: Make) -> None:
    stated, head = _return(busy), busy.register.read(ledger.head)
    assert stated["head"] == {"origin": head.origin, "size": head.size, "root": head.root}
    assert stated["number"] == f"IR-20260101-{head.size}-{head.root[:8].upper()}"
    assert (stated["made"]["user"], stated["made"]["person"]) == ("first", "Ana Ruiz")
    assert [f["user"] for f in stated["founders"]] == ["first", "second"]
    assert (stated["policy"]["entry"], stated["policy"]["jurisdiction"]) == (0, "generic")


def test_a_corrected_entry_counts_for_nothing_but_is_noted(make: Make) -> None:
    gun = make.firearm("SN1")
    posted = make.do(holds.write_off, kind="lose", item=gun, reason="loss", witness=make.witness)
    make.do(corrections.correct, seq=posted.seq, reason="typing_error", witness=make.witness)
    stated = _return(make)
    assert stated["reconciliation"]["total"] | {"opening": 0, "closing": 0} == dict.fromkeys(
        ("opening", "received", "found", "disposed", "lost", "destroyed", "closing"), 0
    )
    assert [(e["kind"], e["corrects"], e["corrected_kind"]) for e in stated["events"]] == [
        ("correct", posted.seq, "lose")
    ]
    assert stated["entries"]["corrections"] == 1


# As of a day.


@pytest.fixture
def month(make: Make) -> Make:
    """On the first day a pistol and a lot; on the eleventh the pistol is issued, on the twenty-first it is lost."""
    gun = make.firearm("SN1")
    make.lot("L1", rounds=100)
    make.clock.pass_(days=10)
    make.issued(gun, to=make.person("G-1"))
    make.clock.pass_(days=10)
    _gone(make, "lose", gun)
    return make


@pytest.mark.parametrize(
    ("day", "total", "persons", "lost"),
    [("2025-12-31", 0, 0, 0), (FIRST_DAY, 1, 0, 0), ("2026-01-11", 1, 1, 0), ("2026-01-20", 1, 1, 0),
     ("2026-01-21", 0, 0, 1), ("", 0, 0, 1)],
)  # fmt: skip
def test_as_of_a_day_is_up_to_its_end(month: Make, day: str, total: int, persons: int, lost: int) -> None:
    figures = _return(month, as_of=day)["figures"]["firearms"]
    assert (figures["total"], figures["with_persons"], figures["lost"]) == (total, persons, lost)


def test_the_day_ends_at_midnight_in_the_companys_zone(month: Make) -> None:
    stated = _return(month, as_of="2026-01-11")
    assert stated["as_of"]["moment"] == "2026-01-11T23:59:59.999-05:00"
    assert stated["number"].startswith("IR-20260111-")
    assert stated["entries"]["after"] == 2  # the second user, who came to witness, and the loss


def test_today_is_up_to_now(month: Make) -> None:
    stated = _return(month, as_of="2026-01-21")
    assert stated["as_of"]["moment"] == stated["made"]["moment"]


def test_what_was_entered_late_counts_on_the_day_on_which_it_happened(month: Make) -> None:
    lot = month.register.read(_number_of_lot)
    month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="training", occurred_at=START + 2 * DAY)
    assert _return(month, as_of="2026-01-02")["figures"]["rounds"]["expended"] == 0
    assert _return(month, as_of="2026-01-03")["figures"]["rounds"]["expended"] == 7


def _number_of_lot(session: Session) -> int:
    return int(session.execute(text("SELECT id FROM lot")).scalar_one())


def test_a_correction_reaches_back_to_what_it_corrects(month: Make) -> None:
    lot = month.register.read(_number_of_lot)
    wrong = month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="test", occurred_at=START + DAY)
    month.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=month.witness)
    stated = _return(month, as_of="2026-01-05")
    assert stated["figures"]["rounds"]["expended"] == 0
    assert [e["kind"] for e in stated["events"]] == ["correct"]


def test_times_that_contradict_each_other_are_refused_for_the_days_between(make: Make) -> None:
    make.clock.pass_(days=10)
    lot = make.lot("L1", rounds=100)
    make.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="test", occurred_at=START + 5 * DAY)
    assert _refused(make, as_of="2026-01-08") == "as_of_contradictory"
    assert _return(make, as_of="2026-01-11")["figures"]["rounds"]["total"] == 93


@pytest.mark.parametrize(("day", "code"), [("2026-02-01", "as_of_future"), ("soon", "field_not_date")])
def test_a_day_that_is_none_is_refused(make: Make, day: str, code: str) -> None:
    assert _refused(make, as_of=day) == code


# Damage.


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM balance",
        "UPDATE balance SET quantity = 101 WHERE quantity = 100",
        "UPDATE balance SET person_id = 1 WHERE quantity = 100",
        "UPDATE balance SET state = 'loaded' WHERE quantity > 0",
    ],
)
def test_balances_that_differ_from_the_lines_make_no_return(make: Make, change: str) -> None:
    make.firearm("SN1")
    make.lot("L1", rounds=100)
    make.register.opened.store.write(lambda session: session.execute(text(change)))
    with pytest.raises(Damaged) as caught:
        _return(make)
    assert caught.value.findings[0].code == "balances_differ"


# The file.


def test_the_addressee_is_an_authority_of_the_register(make: Make) -> None:
    assert _return(make, addressee="authority")["addressee"] == {"code": "AUTHORITY", "name": "Authority"}
    assert _refused(make, addressee="ARM-1") == "addressee_unknown"


@pytest.mark.parametrize(
    ("wanted", "code"),
    [({"name": "fortune"}, "report_unknown"), ({"suffix": ".doc"}, "report_suffix"), ({"paper": "a5"}, "report_paper")],
)
def test_what_there_is_not_is_refused(make: Make, wanted: dict[str, str], code: str) -> None:
    assert _refused(make, **wanted) == code


def _made(make: Make, suffix: str, **wanted: Any) -> bytes:
    return make.register.read(report_table.make, name="inventory", suffix=suffix, by=make.register.actor, **wanted)


def test_it_is_written_in_three_forms(busy: Make) -> None:
    stated = json.loads(_made(busy, ".json"))
    assert stated["format"] == returns.FORMAT
    assert _made(busy, ".pdf", paper="letter").startswith(b"%PDF-1.7")
    sheet = openpyxl.load_workbook(BytesIO(_made(busy, ".xlsx")))["Firearms"]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [f["serial"] for f in stated["firearms"]]


def test_the_pdf_speaks_the_language_asked_for(busy: Make) -> None:
    assert b"/Lang (pt)" in _made(busy, ".pdf", language="pt")


def test_who_may_only_read_may_make_a_return(busy: Make) -> None:
    busy.user("eye", "inspector")
    reader = busy.unlocked("eye")
    stated = reader.read(returns.inventory, by=reader.actor)
    reader.close()
    assert stated["made"]["roles"] == "inspector"


def test_an_empty_register_has_a_return(make: Make) -> None:
    stated = _return(make)
    assert (stated["firearms"], stated["lots"], stated["events"]) == ([], [], [])
    assert stated["reconciliation"]["by_kind"] == []


def test_the_return_of_a_firearm_got_back_counts_both_ways(make: Make) -> None:
    gun = make.firearm("SN1")
    _gone(make, "dispose", gun)
    make.do(receiving.receive, item=gun, source="buyer", to=make.place(), reason="purchase")
    total = _return(make)["reconciliation"]["total"]
    assert _filled(total) == {"opening": 1, "received": 1, "disposed": 1, "closing": 1}


def test_the_passphrase_is_nowhere_in_it(busy: Make) -> None:
    assert PASSPHRASE.encode() not in _made(busy, ".json") + _made(busy, ".pdf")


def test_what_a_superior_let_through_is_noted(make: Make) -> None:
    gun, guard = make.firearm("A-1"), make.person(licence="2025-12-31")
    what = {"overrides": ["licence_expired"], "witness": make.witness, "note": "At the ministry"}
    seq = make.do(custody.issue, firearms=[gun], to=guard, **what).seq
    stated = _return(make)
    (event,) = stated["events"]
    assert (event["entry"], event["item"], event["overrides"]) == (seq, "A-1", ["licence_expired"])
    assert (event["witness"], stated["entries"]["overrides"]) == ("second", 1)
