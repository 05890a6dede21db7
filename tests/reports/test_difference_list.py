"""The difference list on paper."""

import pytest

from registry_app.domain.entry import canonical
from registry_app.reports import difference_list
from tests.reports import given_audits, papers


def test_each_difference_names_its_audit_owner_and_end() -> None:
    page = papers.whole(difference_list.write(given_audits.differences()))
    for said in (
        "2026-004",
        "SN00001",
        "owner Sara Ruiz (S-1)",
        "settled on Jul 1, 2026",
        "1 Overdue",
        "1 Not settled",
    ):
        assert said in page, said


def test_the_list_of_one_audit_names_it_once_and_tells_what_nobody_entered() -> None:
    waiting = [{"kind": "unknown", "raw": "ZX-9", "expected": 0, "counted": 1, "seen_name": "Caja fuerte 2"}]
    content = given_audits.differences(audit=given_audits.AUDIT, not_entered=waiting)
    page = papers.whole(difference_list.write(content))
    assert "Audit 2026-004 of Armería Norte" in page
    assert "not entered yet" in page


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_whatever_the_names_are_nothing_overlaps(paper: str) -> None:
    content = given_audits.differences(differences=given_audits.hostile()["differences"])
    file = difference_list.write(content, paper=paper)
    assert papers.attachments(file) == {"difference-list.json": canonical(content)}
    for page in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, page))) == []
