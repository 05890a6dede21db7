"""Returns filed with each authority: their numbers, heads and receipts."""

from typing import Any

import pytest

from registry_app.services import checks, company, corrections, documents, filings, ledger, records
from tests.make import SCAN, Make


@pytest.fixture
def offices(make: Make) -> tuple[int, int]:
    """The two authorities of the company."""
    arms = make.described("place", code="ARMS", name="Arms registry", kind="authority")
    security = make.described("place", code="SECURITY", name="Superintendence", kind="authority")
    make.do(company.complete, values={"arms_registry_id": arms, "security_regulator_id": security})
    return arms, security


def _file(make: Make, to: int, **facts: Any) -> Any:
    head = make.register.read(ledger.head)
    content = SCAN + str(len(make.register.read(filings.filed))).encode()
    given = {"report": "inventory", "until_on": "2025-12-31", "head": head, "content": content, **facts}
    return make.do(filings.file, addressee=to, **given)


def test_each_authority_counts_from_one(make: Make, offices: tuple[int, int]) -> None:
    arms, security = offices
    for to in (arms, security, arms):
        _file(make, to)
    numbers = [(filed.addressee, filed.number) for filed in make.register.read(filings.filed)]
    assert numbers == [(arms, 2), (security, 1), (arms, 1)]
    assert [filed.number for filed in make.register.read(filings.filed, addressee=security)] == [1]


def test_the_file_that_was_sent_is_kept_with_its_head(make: Make, offices: tuple[int, int]) -> None:
    head = make.register.read(ledger.head)
    filing, paper = _file(make, offices[0], from_on="2025-12-01", due_on="2026-01-05").records
    last = make.register.read(filings.last, addressee=offices[0])
    assert (last.id, last.filed_on, last.due_on, last.head_size, last.head_root) == (
        filing, "2026-01-01", "2026-01-05", head.size, head.root
    )  # fmt: skip
    (kept,) = make.register.read(documents.of, subject=filing)
    assert (kept.id, kept.kind, kept.number, kept.content_hash) == (paper, "return", "1", last.content_hash)
    assert checks.check(make.register, processes=1).verdict == "intact"


def test_of_a_spreadsheet_the_hash_is_kept(make: Make, offices: tuple[int, int]) -> None:
    (filing,) = _file(make, offices[0], content=b"PK\3\4 a spreadsheet").records
    assert make.register.read(documents.of, subject=filing) == []


def test_the_receipt_is_entered_when_it_comes(make: Make, offices: tuple[int, int]) -> None:
    filing = _file(make, offices[0]).records[0]
    make.clock.pass_(days=2)
    make.do(filings.receipt, filing=filing, number="R-2026-17")
    last = make.register.read(filings.last, addressee=offices[0])
    assert (last.receipt_number, last.receipted_on) == ("R-2026-17", "2026-01-03")


def test_both_authorities_are_told_with_what_they_got_last(make: Make, offices: tuple[int, int]) -> None:
    _file(make, offices[1])
    arms, security = make.register.read(filings.authorities)
    assert (arms.field, arms.place, arms.code, arms.last) == ("arms_registry_id", offices[0], "ARMS", None)
    assert security.last is not None
    assert (security.name, security.last.number, security.last.report) == ("Superintendence", 1, "inventory")


def test_a_company_without_authorities_addresses_none(make: Make) -> None:
    assert make.register.read(filings.authorities) == []
    make.refused("not_an_authority", company.complete, values={"arms_registry_id": make.place()})


def test_a_return_carries_a_head_of_this_ledger(make: Make, offices: tuple[int, int]) -> None:
    from dataclasses import replace

    head = make.register.read(ledger.head)
    make.refused("head_differs", filings.file, addressee=offices[0], report="inventory", until_on="2025-12-31",
                 head=replace(head, root="ab" * 32), content=SCAN)  # fmt: skip
    make.refused("head_unknown", filings.file, addressee=offices[0], report="inventory", until_on="2025-12-31",
                 head=replace(head, size=999), content=SCAN)  # fmt: skip
    make.refused("not_an_authority", filings.file, addressee=make.place(), report="inventory", until_on="2025-12-31",
                 head=head, content=SCAN)  # fmt: skip


def _values(make: Make, to: int, **changed: Any) -> dict[str, Any]:
    head = make.register.read(ledger.head)
    return {
        "addressee_id": to, "number": 1, "report": "inventory", "until_on": "2025-12-31", "filed_on": "2026-01-01",
        "head_size": head.size, "head_root": head.root, "content_hash": "ab" * 32, **changed,
    }  # fmt: skip


def test_numbers_leave_no_gap(make: Make, offices: tuple[int, int]) -> None:
    told = make.refused("filing_number", records.describe, kind="filing", values=_values(make, offices[0], number=2))
    assert told.facts["wanted"] == 2
    make.refused("head_unknown", records.describe, kind="filing", values=_values(make, offices[0], head_size=999))
    _file(make, offices[0])
    make.refused("key_taken", records.describe, kind="filing", values=_values(make, offices[0]))


def test_the_newest_return_alone_is_taken_back(make: Make, offices: tuple[int, int]) -> None:
    first, second = (_file(make, offices[0]).seq for _one in range(2))
    facts = {"reason": "duplicate", "witness": make.witness}
    assert make.refused("filing_followed", corrections.correct, seq=first, **facts).facts["number"] == 1
    make.do(corrections.correct, seq=second, **facts)
    make.do(corrections.correct, seq=first, **facts)
    assert make.entry(_file(make, offices[0]).seq).records[0].new["number"] == 1


def test_what_was_filed_is_never_amended(make: Make, offices: tuple[int, int]) -> None:
    filing = _file(make, offices[0]).records[0]
    values = {"until_on": "2025-11-30"}
    make.refused("content_is_fixed", records.amend, kind="filing", record=filing, values=values)
