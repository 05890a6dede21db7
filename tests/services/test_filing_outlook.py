"""What the next paper to an authority would be: its number, the last one there, and the period proposed."""

from typing import Any

import pytest

from registry_app.services import filing_outlook, filings, ledger
from tests.make import Make


@pytest.fixture
def march(make: Make) -> Make:
    """The tenth of March."""
    make.clock.pass_(days=68)
    return make


def _file(make: Make, until_on: str, report: str = "movements") -> None:
    facts = {"addressee": make.outside("authority"), "report": report, "until_on": until_on}
    make.do(
        filings.file, **facts, head=make.register.read(ledger.head), content=f"%PDF-1.7 {report} {until_on}".encode()
    )


def _outlook(make: Make, **asked: Any) -> filing_outlook.Outlook:
    return make.register.read(filing_outlook.of, **{"report": "movements", "addressee": "AUTHORITY", **asked})


def _period(make: Make, **asked: Any) -> tuple[str, str]:
    found = _outlook(make, **asked)
    return found.from_on, found.until_on


def test_the_first_is_of_last_month(march: Make) -> None:
    assert _period(march) == _period(march, addressee="") == ("2026-02-01", "2026-02-28")
    assert (_outlook(march).number, _outlook(march).last) == (1, None)
    assert _outlook(march, addressee="").number == 0


@pytest.mark.parametrize(
    ("until_on", "period"),
    [
        ("2026-01-15", ("2026-01-16", "2026-02-28")),
        ("2026-02-28", ("2026-03-01", "2026-03-10")),
        ("2026-03-05", ("2026-03-06", "2026-03-10")),
        ("2026-03-10", ("2026-03-10", "2026-03-10")),
    ],
)
def test_a_period_follows_on_the_last_of_its_kind(march: Make, until_on: str, period: tuple[str, str]) -> None:
    _file(march, until_on)
    assert _period(march) == period
    assert _period(march, report="handovers") == ("2026-02-01", "2026-02-28")


def test_the_number_and_the_last_are_those_of_any_kind(march: Make) -> None:
    _file(march, "2026-02-28")
    _file(march, "2026-03-01", "inventory")
    found = _outlook(march)
    assert found.last is not None
    assert (found.number, found.last.number, found.last.report) == (3, 2, "inventory")
