"""A paper is filed by what it says of itself, and what was sent comes back byte for byte."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.reports import inventory_return
from registry_app.services import checks, company, documents, filed_papers, filings, ledger, report_table
from registry_app.services.report_table import REPORTS
from tests.make import SCAN, Make
from tests.reports import given


@pytest.fixture
def office(make: Make) -> Make:
    """A company that addresses an authority, a month later."""
    arms = make.described("place", code="ARMS", name="Arms registry", kind="authority")
    make.do(company.complete, values={"arms_registry_id": arms})
    make.firearm("SLX-1")
    make.clock.pass_(days=40)
    return make


def _made(make: Make, name: str = "movements", suffix: str = ".pdf", **asked: Any) -> bytes:
    facts = {"addressee": "ARMS", **asked}
    content = make.register.read(report_table.make, name=name, suffix=suffix, by=make.register.actor, **facts)
    return bytes(content)


def _last(make: Make) -> filings.Filed:
    return make.register.read(filings.filed)[0]


def test_a_period_is_filed_as_the_paper_tells_it(office: Make) -> None:
    content = _made(office, from_on="2026-01-01", until_on="2026-01-31")
    office.do(filed_papers.file, content=content, due_on="2026-02-05")
    last = _last(office)
    told = (last.authority, last.number, last.report, last.from_on, last.until_on, last.due_on, last.filed_on)
    assert told == ("ARMS", 1, "movements", "2026-01-01", "2026-01-31", "2026-02-05", "2026-02-10")
    assert (office.register.read(filed_papers.content, filing=last.id), last.content_hash[:4]) == (
        content, filed_papers.stated(content).sha256[:4]
    )  # fmt: skip
    assert office.register.read(filed_papers.kept) == {last.id}
    assert checks.check(office.register, processes=1).verdict == "intact"


@pytest.mark.parametrize("name", [name for name, report in REPORTS.items() if report.of in ("moment", "period")])
def test_each_paper_tells_which_report_it_is(office: Make, name: str) -> None:
    office.do(filed_papers.file, content=_made(office, name))
    assert (_last(office).report, _last(office).until_on) == (name, "2026-02-10")


def test_the_same_file_is_entered_once_however_often_it_is_asked_for(office: Make) -> None:
    content = _made(office)
    first = office.do(filed_papers.file, content=content, entry_id="0197f8a0-0000-7000-8000-000000000001")
    again = office.do(filed_papers.file, content=content, entry_id="0197f8a0-0000-7000-8000-000000000001")
    assert first.seq == again.seq
    assert office.refused("filed_before", filed_papers.file, content=content).facts["number"] == 1


def test_a_paper_whose_number_another_took_is_made_anew(office: Make) -> None:
    early = _made(office)
    office.do(filed_papers.file, content=_made(office, "people"))
    told = office.refused("filing_number_taken", filed_papers.file, content=early)
    assert (told.facts["number"], told.facts["wanted"]) == (1, 2)


def test_a_paper_to_nobody_was_sent_to_nobody(office: Make) -> None:
    office.refused("paper_for_nobody", filed_papers.file, content=_made(office, addressee=""))


@pytest.mark.parametrize("changed", [{}, {"origin": True}, {"origin": True, "size": 5}, {"origin": True, "root": True}])
def test_a_head_that_this_ledger_never_had_is_refused(office: Make, changed: dict[str, Any]) -> None:
    """Another company's; a longer history of ours; another root; and another size than that of the root."""
    ours = office.register.read(ledger.head)
    head = given.HEAD | {key: getattr(ours, key) if value is True else value for key, value in changed.items()}
    content = inventory_return.write(
        given.content(head=head, addressee={"code": "ARMS", "name": "Arms", "sequence": 1})
    )
    office.refused("paper_not_of_ledger", filed_papers.file, content=content)


@pytest.mark.parametrize("content", [b"", SCAN, b"PK\3\4 a workbook", b'{"format": "armarium-movements/1"}'])
def test_what_is_no_paper_of_ours_is_refused(office: Make, content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        office.do(filed_papers.file, content=content)
    assert caught.value.findings[0].code in ("not_a_paper", "paper_broken", "data_missing", "cut_short")


def test_of_what_is_kept_by_its_hash_alone_it_is_said(office: Make) -> None:
    facts = {"addressee": 0, "report": "inventory", "until_on": "2026-01-31", "content": b"PK\3\4 a workbook"}
    facts["addressee"] = office.register.read(filings.authorities)[0].place
    filing = office.do(filings.file, **facts, head=filed_papers.stated(_made(office)).head).records[0]
    assert office.register.read(filed_papers.kept) == frozenset()
    with pytest.raises(Refused, match="filing_not_kept"):
        office.register.read(filed_papers.content, filing=filing)


def test_what_was_erased_since_is_told(office: Make) -> None:
    (filing, *_rest) = office.do(filed_papers.file, content=_made(office)).records
    (paper,) = office.register.read(documents.of, subject=filing)
    office.do(documents.erase, document=paper.id, witness=office.witness)
    with pytest.raises(Refused, match="content_erased"):
        office.register.read(filed_papers.content, filing=filing)
