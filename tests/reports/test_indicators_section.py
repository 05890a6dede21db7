"""The page of indicators: every figure once, in words and bars, and nothing where there is none."""

import re
from pathlib import Path

import page
import pytest

from registry_app import i18n
from registry_app.domain.indicator import GROUPS, MEASURES
from registry_app.reports import inventory_return
from tests.reports import given, papers

FORMAT = Path(__file__).resolve().parents[2] / "docs" / "formats" / "indicators-v1.md"


def test_every_indicator_has_one_place_in_the_table() -> None:
    listed = [code for codes in GROUPS.values() for code in codes]
    assert sorted(listed) == sorted(MEASURES)


def test_every_indicator_is_described_in_the_format() -> None:
    described = re.findall(r"^\| (`.*?`) \|", FORMAT.read_text("utf-8"), re.MULTILINE)
    assert [code for row in described for code in re.findall("`(.*?)`", row)] == list(MEASURES)


@pytest.fixture(scope="module")
def file() -> bytes:
    return inventory_return.write(given.content(3, indicators=given.indicators()))


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_return_with_indicators_is_an_archive_that_everybody_can_read(file: bytes, profile: str) -> None:
    assert [failure.message for failure in page.validate_pdf_bytes(file, profile=profile).failures] == []


def test_values_stand_beside_what_they_are_made_of(file: bytes) -> None:
    told = papers.whole(file)
    for part in ("98.2% 334 of 340", "0.34 340 to 1,000", "5.89 2 in 123,960 firearm-days", "6.50 4 cases"):
        assert part in told, part


@pytest.mark.parametrize("language", [*i18n.LANGUAGES, "qps"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_nothing_overlaps_in_any_language_on_any_paper(language: str, paper: str) -> None:
    told = given.content(1, indicators=given.indicators(unaccounted=10**9, firearms_per_guard=10**12))
    file = inventory_return.write(told, language=language, paper=paper)
    for number in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, number))) == []


def test_a_return_without_indicators_is_as_it_was() -> None:
    pages = papers.texts(inventory_return.write(given.content(3)))
    assert len(pages) + 1 == len(papers.texts(inventory_return.write(given.content(3, indicators=given.indicators()))))
    assert not any("Indicators" in text for text in pages)


def test_few_figures_make_a_page_too_and_unknown_ones_are_passed_over() -> None:
    few = [{"code": "open_cases", "unit": "count", "value": 0}, {"code": "of_tomorrow", "unit": "count", "value": 7}]
    told = papers.whole(inventory_return.write(given.content(1, indicators=few)))
    assert "Cases of loss or theft that are not closed." in told
    assert "of_tomorrow" not in told
