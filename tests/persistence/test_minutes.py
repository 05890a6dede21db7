"""Minutes of a clock as moments, asked of the database."""

import pytest
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.persistence import minutes
from tests.make import START, Make


def _asked(session: Session, minute: str, zone: str) -> int | None:
    return session.execute(select(minutes.moment(literal(minute), literal(zone)))).scalar()


def test_a_minute_is_the_moment_at_which_the_clock_showed_it(make: Make) -> None:
    assert make.register.read(_asked, "2026-01-01T08:00", "America/Bogota") == START


@pytest.mark.parametrize("text", ["", "2026-01-01", "yesterday"])
def test_what_is_no_minute_is_no_moment(make: Make, text: str) -> None:
    assert make.register.read(_asked, text, "America/Bogota") is None


def test_clocks_that_are_put_back_are_known(make: Make) -> None:
    """In Santiago the night of 4 April 2026 has an hour more."""
    evening, morning = "2026-04-04T20:00", "2026-04-05T20:00"
    asked = [make.register.read(_asked, minute, "America/Santiago") for minute in (evening, morning)]
    assert asked == [days.moment_at(minute, "America/Santiago") for minute in (evening, morning)]
    assert int(asked[1] or 0) - int(asked[0] or 0) == 25 * 3_600_000
