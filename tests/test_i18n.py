"""Numbers and minutes, which long lists tell a hundred thousand times: remembered, and told as ever."""

import datetime as dt

import pytest
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from registry_app import i18n
from registry_app.i18n import LANGUAGES, speaking

FIRST, LAST = dt.datetime.fromisoformat("1900-01-01"), dt.datetime.fromisoformat("2999-12-31T23:59")
SPOKEN = st.sampled_from([*LANGUAGES, "qps"])


@given(st.integers(-(10**12), 10**12) | st.integers(-20_000, 20_000), SPOKEN)
def test_numbers_have_the_groups_of_their_language(value: int, language: str) -> None:
    with speaking(language):
        assert i18n.number(value) == format_decimal(value, locale=language if language in LANGUAGES else "en")


@given(st.datetimes(FIRST, LAST), SPOKEN, st.sampled_from(["short", "medium"]))
def test_minutes_are_a_day_and_a_time(at: dt.datetime, language: str, style: str) -> None:
    known = language if language in LANGUAGES else "en"
    with speaking(language):
        told = i18n.minute(at.isoformat(timespec="minutes"), style)
        assert told == f"{format_date(at, style, locale=known)}, {format_time(at, 'short', locale=known)}"
        assert i18n.date(at.date(), style) == format_date(at, style, locale=known)


@pytest.mark.parametrize("at", ["2026-07-01T09:00:00", "2026-07-01 09:00", "20260701T0900"])
def test_a_minute_may_be_written_otherwise(at: str) -> None:
    assert i18n.minute(at) == i18n.minute("2026-07-01T09:00")


@pytest.mark.parametrize("at", ["", None])
def test_nothing_stays_nothing(at: str | None) -> None:
    assert (i18n.minute(at), i18n.date(at)) == ("", "")
