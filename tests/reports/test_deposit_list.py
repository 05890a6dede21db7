"""The deposit list on paper: the countdown in words, every item once, and whatever names there are."""

from typing import Any

import pytest

from registry_app.i18n import LANGUAGES
from registry_app.reports import deposit_list
from tests.reports import given, papers

CLOSING = {
    "closing_on": "2026-06-01", "until_on": "2026-07-13", "working_days": 30, "source": "DS 005-2023-IN",
    "is_verified": 0, "days_left": 13, "working_days_left": 9,
}  # fmt: skip
LOT = {
    "lot_number": "CB24-1", "maker": "CBC", "calibre": "9x19", "place": "ARM-1-A", "place_name": "Caja fuerte 1",
    "zone": "store", "state": "ready", "quantity": 450,
}  # fmt: skip
VEST = {
    "code": "V-1", "name": "Chaleco", "place": "ARM-1-A", "place_name": "Caja fuerte 1", "zone": "store",
    "state": "ready", "quantity": 7,
}  # fmt: skip
LYING = {
    "kind": "firearm", "name": "SN9", "about": "Taurus G3", "quantity": 1, "place_name": "Autoridad", "entry": 401,
    "since": "2026-06-20T10:00:00.000-05:00", "act": "deposit", "reason": "closure", "document": "ACTA-7",
}  # fmt: skip


def content(count: int = 3, **changes: Any) -> dict[str, Any]:
    """A list of so many pistols, one lot, a stock of vests and a pistol with the authority."""
    kept = given.content(count)
    made = {
        "format": "armarium-deposit-list/1", "number": "DL-20260630-412-9F3A61C2",
        **{name: kept[name] for name in ("as_of", "made", "company", "policy", "head", "firearms")},
        "closing": CLOSING, "rounds": [LOT], "articles": [VEST], "lying": [LYING], "open_cases": 1,
        "open_discharges": 0,
    }  # fmt: skip
    return made | changes


def test_everything_is_on_it() -> None:
    page = papers.whole(deposit_list.write(content()))
    for said in ("SN00001", "SN00003", "PT-2", "CB24-1", "450 rounds", "V-1", "7 pieces", "SN9", "ACTA-7",
                 "For the authority", "For the company", "13 days left, of these 9 working days",
                 "Source: DS 005-2023-IN (unverified)."):  # fmt: skip
        assert said in page, said


@pytest.mark.parametrize(
    ("closing", "said"),
    [
        ({}, "Closing has not begun"), ({"closing_on": "2026-06-01"}, "No term is set"),
        ({**CLOSING, "days_left": -3, "working_days_left": -2}, "The term ended 3 days ago"),
        ({**CLOSING, "days_left": 0, "working_days_left": 0}, "0 days left"),
        ({**CLOSING, "days_left": 1, "working_days_left": 1}, "1 day left, of these 1 working day"),
        ({**CLOSING, "is_verified": 1}, "Source: DS 005-2023-IN."),
        ({name: v for name, v in CLOSING.items() if name != "source"}, "It is set by the company's own policy."),
    ],
)  # fmt: skip
def test_the_countdown_is_told_in_words(closing: dict[str, Any], said: str) -> None:
    assert said in " ".join(deposit_list.countdown(closing))
    assert said in papers.whole(deposit_list.write(content(closing=closing)))


def test_nothing_left_is_said() -> None:
    page = papers.whole(deposit_list.write(content(0, rounds=[], articles=[], lying=[])))
    assert page.count("None.") == 3
    assert "Magazines, cards, vests and keys" not in page


@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_whatever_the_names_are_nothing_overlaps(paper: str) -> None:
    hostile = given.hostile()
    names = {"firearms": hostile["firearms"], "company": hostile["company"], "addressee": hostile["addressee"]}
    lots = [{**LOT, "lot_number": text[:40], "place_name": text, "person": "G-1", "person_name": text}
            for text in given.HOSTILE]  # fmt: skip
    file = deposit_list.write(content(rounds=lots, **names), paper=paper)
    for page in range(len(papers.opened(file))):
        assert list(papers.overlapping(papers.boxes(file, page))) == []


@pytest.mark.parametrize("language", [*LANGUAGES, "qps"])
def test_the_same_content_makes_the_same_bytes(language: str) -> None:
    one, other = (deposit_list.write(content(), language=language) for _time in range(2))
    assert one == other


def test_its_data_are_attached() -> None:
    from registry_app.domain.entry import canonical

    assert papers.attachments(deposit_list.write(content())) == {"deposit-list.json": canonical(content())}
