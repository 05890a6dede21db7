"""The fingerprint sheet on paper: whole, an archive, and readable by a scanner."""

from typing import Any

import page
import pytest

from registry_app.domain.entry import canonical
from registry_app.reports import fingerprint_sheet, signing
from tests.reports import given, papers, prints

DIGITS = "0123456789abcdef" * 4


def _held(kind: str, user: str, subject: str) -> dict[str, Any]:
    days = {"valid_from_on": "2026-07-01", "valid_until_on": "2029-07-01"}
    return {"kind": kind, "user": user, "subject": subject, "fingerprint": DIGITS, **days}


def _content(*held: dict[str, Any]) -> dict[str, Any]:
    made = given.content(0)
    kept = {name: made[name] for name in ("made", "company", "head")}
    stated = {"format": "armarium-fingerprint-sheet/1", "number": "FS-20260701-412-9F3A61C2"}
    return {**kept, **stated, "authority": _held("authority", "ana", "Vigilancia Andina S.A."), "certificates": [*held]}


HOSTILE = [_held("imported", "user " + text[:20], text[:120]) for text in given.HOSTILE]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("held", [[], HOSTILE], ids=["none", "hostile"])
def test_it_is_an_archive_that_everybody_can_read(profile: str, held: list[dict[str, Any]]) -> None:
    file = fingerprint_sheet.write(_content(*held), language="fr")
    assert [failure.rule_id for failure in page.validate_pdf_bytes(file, profile=profile).failures] == []


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_whatever_the_names_are_nothing_overlaps(paper: str) -> None:
    file = fingerprint_sheet.write(_content(*HOSTILE), paper=paper)
    for at in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, at))) == []


def test_the_fingerprint_stands_in_groups_and_in_a_code() -> None:
    content = _content(_held("signer", "marta", "Marta Cano"))
    file = fingerprint_sheet.write(content)
    assert "0123 4567 89AB CDEF " * 3 + "0123 4567 89AB CDEF" in papers.whole(file)
    assert fingerprint_sheet.code(content) in {code.text for code in prints.read(file, 150)}
    assert papers.attachments(file) == {"fingerprint-sheet.json": canonical(content)}


def test_it_has_a_field_for_each_side() -> None:
    assert [f.name for f in signing.fields(fingerprint_sheet.write(_content()))] == ["company", "authority"]
