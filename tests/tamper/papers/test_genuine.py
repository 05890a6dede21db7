"""Genuine papers of all kinds, sizes, languages, papers and signers: not one of them is told to be altered."""

import dataclasses
import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from registry_app.domain.trust import TrustList
from registry_app.i18n import LANGUAGES
from registry_app.reports import audit_report, count_sheets, deposit_list, difference_list, inventory_return, slip
from registry_app.services.verifying import Verified, verify
from tests import signed_papers
from tests.reports import given, given_audits, test_count_sheets, test_deposit_list, test_slip
from tests.reports.signers import COMPANY
from tests.signed_papers import SIGNED_AT, signed
from tests.tamper.papers.bench import Bench

FAST, LONG = 42, 500
HARMLESS = frozenset({"unsigned", "entries_absent", "not_in_entries"})
"""What may be said of a genuine paper: that nobody signed it, that it carries no entries, or what these do not hold."""


class Genuine(NamedTuple):
    """A paper as the program made it, the fields that may be signed, and whose it is."""

    name: str
    file: bytes
    fields: tuple[str, ...]
    company: str = COMPANY


def _papers(chance: int) -> Iterator[Genuine]:
    """Paper after paper without end, all kinds in turn; `chance` is only a number that varies sizes and contents."""
    languages, papers = itertools.cycle(LANGUAGES), itertools.cycle(("a4", "letter"))
    three, counted = ("armorer", "witness", "inspector"), itertools.count(chance)
    for n in counted:
        language, paper = next(languages), next(papers)
        how: dict[str, Any] = {"paper": paper, "language": language}
        if n % 3 == 0:
            next(papers)
        yield Genuine("inventory", inventory_return.write(given.content(count=n % 9), **how), three)
        long = _hostile(n)
        yield Genuine("inventory", inventory_return.write(long, **how), three, str(long["company"]["name"]))
        yield Genuine("differences", difference_list.write(given_audits.differences(), **how), ("owner", "supervisor"))
        yield Genuine("audit", audit_report.write(given_audits.report(), **how), ("counter1", "counter2", "inspector"))
        yield Genuine("deposit", deposit_list.write(test_deposit_list.content(count=n % 12), **how), ())
        size = ("a5", "a4", "letter")[n % 3]
        yield Genuine("slip", slip.write(test_slip.content(), paper=size, language=language), ())
        yield Genuine("count sheet", count_sheets.write(test_count_sheets.content(), **how), ())


def _hostile(n: int) -> dict[str, Any]:
    """Many rows, and names that go to the edge of a page."""
    return given.hostile() if n % 2 else given.content(count=20 + n % 60)


def _signed(paper: Genuine, n: int) -> bytes:
    """Signed by none, one, two or three, in the fields that it has."""
    fields = paper.fields[: n % 4]
    language = LANGUAGES_IN_TURN[n % len(LANGUAGES_IN_TURN)]
    return (
        signed(paper.file, *fields, at=SIGNED_AT + dt.timedelta(hours=n), language=language) if fields else paper.file
    )


LANGUAGES_IN_TURN = tuple(LANGUAGES)


def _trust(company: str) -> TrustList:
    listed = signed_papers.trust(given.HEAD["origin"], company=COMPANY, licence="L-1")
    mine, *others = listed.companies
    return dataclasses.replace(listed, companies=(dataclasses.replace(mine, company=company), *others))


def _alarms(many: int) -> list[tuple[str, Verified]]:
    alarms = []
    for n, paper in enumerate(itertools.islice(_papers(0), many)):
        found = verify(_signed(paper, n), trust=_trust(paper.company))
        if found.verdict not in ("intact", "remarks") or {each.code for each in found.findings} - HARMLESS:
            alarms.append((paper.name, found))
    return alarms


def _tell(capsys: pytest.CaptureFixture[str], many: int, alarms: list[Any]) -> None:
    with capsys.disabled():
        print(f"\ngenuine papers: {many}, false alarms: {len(alarms)}")
    assert not alarms


def test_no_genuine_paper_raises_an_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    _tell(capsys, FAST, _alarms(FAST))


def test_returns_of_a_register_raise_none(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    """With their entries, everything computed anew: as the first return, as a later one, on other paper."""
    alarms = []
    for file, is_known in ((bench.received, False), (bench.signed, True), (bench.later.file, True)):
        found = bench.verified(file, is_known=is_known)
        if found.verdict != "intact" and {each.code for each in found.findings} - HARMLESS:
            alarms.append(found)
    _tell(capsys, 3, alarms)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_no_genuine_paper_of_five_hundred_raises_an_alarm(capsys: pytest.CaptureFixture[str]) -> None:
    _tell(capsys, LONG, _alarms(LONG))
