"""The list for the deposit: what is left, in four forms that say the same."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest

from registry_app.domain.entry import canonical
from registry_app.domain.errors import Refused
from registry_app.services import closures, company, deposit_lists, deposits, returns
from tests.make import Make
from tests.reports import papers


@pytest.fixture
def closing(make: Make) -> Make:
    """A firearm with a guard, one in store, rounds in two places, a vest, and a firearm with the authority."""
    out, _stored, given = (make.firearm(serial) for serial in ("007", "A-1", "A-2"))
    lot, authority = make.lot("L-1", rounds=50), make.outside("authority")
    make.article("V-1")
    make.issued(out, to=make.person("G-1", name="Rosa Quispe"), rounds={lot: 12})
    make.do(company.complete, values={"arms_registry_id": authority})
    make.do(closures.begin)
    make.do(deposits.deposit, items={given: 1}, document="ACTA-7", reason="closure", witness=make.witness)
    return make


def listed(make: Make, suffix: str = ".json", **given: Any) -> bytes:
    made: bytes = make.register.read(deposit_lists.make, suffix=suffix, by=make.register.actor, **given)
    return made


def content(make: Make) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(listed(make))
    return found


def test_it_says_what_is_left_and_where(closing: Make) -> None:
    told = content(closing)
    assert [(f["serial"], f["place"], f.get("person")) for f in told["firearms"]] == [
        ("007", "ARM-1", "G-1"), ("A-1", "ARM-1", None),
    ]  # fmt: skip
    assert [(r["lot_number"], r["zone"], r["quantity"]) for r in told["rounds"]] == [
        ("L-1", "store", 38), ("L-1", "person", 12),
    ]  # fmt: skip
    assert [(a["code"], a["quantity"]) for a in told["articles"]] == [("V-1", 1)]
    assert [(a["name"], a["document"], a["quantity"]) for a in told["lying"]] == [("A-2", "ACTA-7", 1)]


def test_it_counts_down_and_goes_to_the_register_of_arms(closing: Make) -> None:
    told = content(closing)
    assert told["closing"] == {
        "closing_on": "2026-01-01", "until_on": "2026-02-12", "source": "Practice, after the rule of Peru",
        "working_days": 30, "is_verified": 0, "days_left": 42, "working_days_left": 30,
    }  # fmt: skip
    assert told["addressee"]["code"] == "AUTHORITY"
    assert told["number"].startswith("DL-20260101-")
    assert canonical(told) == listed_of(told)


def listed_of(told: dict[str, Any]) -> bytes:
    return deposit_lists.write(told, ".json")


def test_its_firearms_are_those_of_the_return(closing: Make) -> None:
    inventory = closing.register.read(returns.inventory, by=closing.register.actor)
    assert content(closing)["firearms"] == inventory["firearms"]


def test_list_and_workbook_have_a_row_for_everything(closing: Make) -> None:
    rows = list(csv.DictReader(io.StringIO(listed(closing, ".csv").decode("utf-8-sig"))))
    assert [(row["kind"], row["name"], row["quantity"], row["person"]) for row in rows] == [
        ("firearm", "007", "1", "G-1"), ("firearm", "A-1", "1", ""), ("lot", "L-1", "38", ""),
        ("lot", "L-1", "12", "G-1"), ("article", "V-1", "1", ""),
    ]  # fmt: skip
    assert (rows[0]["permit_number"], rows[0]["calibre"], rows[4]["model"]) == ("P-1", "9x19", "Vest")
    sheet = openpyxl.load_workbook(io.BytesIO(listed(closing, ".xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:5] == ["Firearm", "007", "Taurus", "G3", "9 × 19 mm"]


def test_on_paper_it_names_everything_too(closing: Make) -> None:
    page = papers.whole(listed(closing, ".pdf"))
    for said in ("007", "A-1", "L-1", "V-1", "ACTA-7", "Rosa Quispe", "42 days left, of these 30 working days"):
        assert said in page
    assert papers.attachments(listed(closing, ".pdf")).keys() == {"deposit-list.json"}


def test_a_company_that_works_may_have_its_list_as_well(make: Make) -> None:
    make.firearm()
    told = content(make)
    assert "closing_on" not in told["closing"]
    assert "addressee" not in told


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"suffix": ".doc"}, "report_suffix"), ({"suffix": ".pdf", "paper": "a0"}, "report_paper"),
        ({"addressee": "NOBODY"}, "addressee_unknown"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused(make: Make, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code):
        listed(make, **given)
