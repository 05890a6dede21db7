"""The clock of a case, with the law that it comes from."""

import pytest

from registry_app.services import case_clocks, policies
from registry_app.services.case_clocks import CaseClock
from tests.make import START, Make

HOUR = 3_600_000


def _clock(make: Make, kind: str = "loss", known_at: str = "2026-01-01T08:00", **facts: int) -> CaseClock:
    return make.register.read(case_clocks.clock_of, kind=kind, known_at=known_at, **facts)


def _adopt(make: Make, country: str) -> None:
    make.do(policies.adopt, jurisdiction=country, witness=make.witness)


def test_the_term_of_the_country_runs_from_the_discovery_and_names_its_law(make: Make) -> None:
    _adopt(make, "pe")
    clock = _clock(make)
    assert (clock.deadline, clock.source, clock.is_verified) == (START + 48 * HOUR, "Ley 30299 art. 70.1", True)
    make.clock.pass_(hours=50)
    assert -3 * 60 < int(_clock(make).left or 0) < -2 * 60


def test_at_once_is_said_and_is_an_hour(make: Make) -> None:
    _adopt(make, "co")
    assert (_clock(make).is_at_once, _clock(make).minutes) == (True, 60)
    assert {each.code for each in _clock(make).formalities} >= {"police_report", "permit_surrendered_on_loss"}


def test_another_value_than_that_of_the_file_has_no_law_behind_it(make: Make) -> None:
    _adopt(make, "pe")
    make.do(policies.change, values={"loss_hours": 12}, witness=make.witness)
    assert (_clock(make).minutes, _clock(make).source, _clock(make).is_verified) == (720, "", False)


def test_without_a_term_or_a_minute_there_is_no_deadline(make: Make) -> None:
    assert _clock(make, known_at="").deadline is None
    make.do(policies.change, values={"loss_hours": None}, witness=make.witness)
    assert (_clock(make).deadline, _clock(make).left) == (None, None)


@pytest.mark.parametrize(("kind", "asked"), [("loss", False), ("discharge", True)])
def test_three_signatures_are_asked_of_discharges_alone(make: Make, kind: str, asked: bool) -> None:
    _adopt(make, "cl")
    assert ("three_signatures_on_discharge" in {each.code for each in _clock(make, kind).formalities}) == asked
