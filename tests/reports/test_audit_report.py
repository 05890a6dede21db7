"""The audit report on paper: everything once, the sums that lead to each other, whatever names there are."""

from typing import Any

import pytest

from registry_app.domain.entry import canonical
from registry_app.i18n import LANGUAGES
from registry_app.reports import audit_report
from tests.reports import given_audits, papers
from tests.reports.given_audits import report


def whole(**changes: Any) -> str:
    return papers.whole(audit_report.write(report(**changes)))


def test_everything_is_on_it() -> None:
    page = whole()
    for said in (
        "Full count of Armería Norte", "Art. 77", "Closed by Marta Cano, Luis Paz", "ab" * 32, "With differences",
        "counted it last time", "independent: neither custodian nor last counter", "Rosa Gil (S-9)",
        "owner Sara Ruiz (S-1); by Jul 5, 2026; Denuncia; evidence ACTA-7; overdue", "LOS-4 Gone, nobody knows how",
        "put right by entry 405", "witnessed by Luis Paz", "not entered yet", "ZX-9", "SN00009", "2025-009",
        "With a person", "moved within", "Licence of a person", "PT-1", "Is the door of steel?", "photo c0ffee00",
        "cacha rota", "Falta la cerradura.", "Legal representative", "−7", f"400 entries, root {'1f' * 32}",
        "What everything came to", "Begun by Ana", "Answers that are others than at the check before",
        "Follow-up: owner Sara Ruiz",
    ):  # fmt: skip
        assert said in page, said


def test_an_open_audit_says_that_it_is_open() -> None:
    audit = {name: v for name, v in given_audits.AUDIT.items() if name not in ("closed", "outcome", "closed_by")}
    assert "The audit is open" in whole(audit=audit)


def test_a_sample_says_what_it_proves_and_what_never() -> None:
    page = whole(sample=given_audits.SAMPLE)
    assert "cedro" in page
    assert "With 1 of them wrong, at most 50 of all 60 are wrong" in page
    assert "A sample never proves that no firearm is missing" in page


def test_the_course_of_differences_is_drawn_where_there_were_any() -> None:
    trend = [{**each, "differences": 2 - at, "left": at} for at, each in enumerate(given_audits.TREND)]
    assert "Differences of each audit, in the lighter colour those not settled" in whole(trend=trend)
    agreed = [{**each, "differences": 0} for each in given_audits.TREND]
    assert "in the lighter colour" not in whole(trend=agreed)


def test_answers_that_changed_are_told_by_their_questions() -> None:
    changes = [{"question": "doors.locks", "now": "na", "text": {"en": "Two locks?", "es": "¿Dos cerraduras?"}}]
    page = whole(security=[{**given_audits.VISIT, "changes": changes}])
    assert "Two locks? – Does not apply" in page
    assert "than at the check before" not in whole(security=[{**given_audits.VISIT, "changes": []}])


def test_below_remarks_there_is_room_for_more() -> None:
    assert "More remarks" in whole()


def test_without_remarks_there_is_room_for_them() -> None:
    assert "Remarks of the inspector, or “no findings”" in whole(remarks=[])
    nothing = {name: v for name, v in given_audits.REMARK.items() if name != "text"} | {"kind": "no_findings"}
    assert "No findings (Inspectora" in whole(remarks=[nothing])


def test_nothing_is_said_to_be_nothing() -> None:
    empty = {name: [] for name in ("differences", "not_entered", "not_seen", "movements", "papers", "earlier")}
    account = {"pieces": [], "total": given_audits.PIECES, "stocks": []}
    page = whole(**empty, results=[], security=[], trend=[], indicators=[], account=account, tally={})
    assert page.count("None.") == 8
    assert "the course of audits" not in page


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_whatever_the_names_are_nothing_overlaps(paper: str) -> None:
    file = audit_report.write(given_audits.hostile(), paper=paper)
    for page in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, page))) == []


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_the_same_content_makes_the_same_bytes_with_its_data_inside(language: str) -> None:
    one, other = (audit_report.write(report(), language=language) for _time in range(2))
    assert one == other
    assert papers.attachments(one) == {"audit-report.json": canonical(report())}
