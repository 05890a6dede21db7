"""Indicators as values: rounded once, exact in what they say of themselves, and written as each reader does."""

from fractions import Fraction
from statistics import median as exact

from hypothesis import given
from hypothesis import strategies as st

from registry_app import i18n
from registry_app.domain import wording_indicator
from registry_app.domain.indicator import MEASURES, UNITS, Figure, Indicators, count, median, rate


def _half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


@given(st.sampled_from(list(MEASURES)), st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_rounded_half_up_from_its_parts(code: str, part: int, whole: int) -> None:
    measure = MEASURES[code]
    wanted = Fraction(part * UNITS[measure.unit] * measure.per, whole)
    assert rate(code, part, whole) == Figure(code, _half_up(wanted), part, whole)


@given(st.lists(st.integers(0, 10**7), min_size=1))
def test_a_median_is_that_of_the_values(minutes: list[int]) -> None:
    wanted = exact([Fraction(value) for value in minutes]) * 100 / 60
    assert median("hours_to_report", minutes, 60) == Figure("hours_to_report", _half_up(wanted), None, len(minutes))


def test_what_cannot_be_divided_is_absent() -> None:
    assert rate("recovered", 0, 0) is None
    assert median("hours_to_report", [], 60) is None


def test_a_figure_says_its_unit_and_what_it_is_made_of() -> None:
    told = rate("verified_90", 1, 3)
    assert told
    assert told.plain() == {"code": "verified_90", "unit": "permille", "value": 333, "numerator": 1, "denominator": 3}
    assert count("open_cases", 0).plain() == {"code": "open_cases", "unit": "count", "value": 0}
    found = Indicators("2026-01-01", (told,))
    assert (found["verified_90"], found.get("recovered")) == (told, None)


def test_values_are_written_as_the_reader_does() -> None:
    figures = Figure("verified_90", 982, 334, 340), Figure("firearms_per_guard", 123_456, 1, 2), count("unaccounted", 7)
    assert [wording_indicator.value(figure) for figure in figures] == ["98.2%", "1,234.56", "7"]
    assert [wording_indicator.behind(figure) for figure in figures] == ["334 of 340", "1 to 2", ""]
    with i18n.speaking("fr"):
        assert [wording_indicator.value(figure) for figure in figures] == ["98,2\xa0%", "1\u202f234,56", "7"]
    assert wording_indicator.behind(Figure("hours_to_report", 500, None, 1)) == "1 case"
    assert wording_indicator.behind(Figure("unaccounted_rate", 500, 1, 73_000)) == "1 in 73,000 firearm-days"


def test_every_indicator_has_a_name_and_a_definition() -> None:
    labels = [wording_indicator.label(code) for code in MEASURES]
    assert len(set(labels)) == len(MEASURES)
    assert all(wording_indicator.definition(code).endswith(".") for code in MEASURES)
