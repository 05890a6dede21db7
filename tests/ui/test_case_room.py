"""Every word of the page of cases is whole at 1366 x 768: each step of each way, the checklist and its forms. At 200 %
no sheet of a record scrolls sideways."""

from typing import Any

import pytest
from PySide6.QtWidgets import QScrollArea

from tests.ui.casework import Casework
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut


def _seen(work: Casework, found: dict[str, list[str]], name: str) -> None:
    work.hands.settle()
    found[name] = cut(work.hands.window)


def _theft(work: Casework, found: dict[str, list[str]]) -> None:
    work.page.sheet.begin_way("")
    work.page.pages.setCurrentWidget(work.page.sheet)
    _seen(work, found, "ways")
    work.guide.begin("stolen")
    work.hands.settle()
    _seen(work, found, "nothing gone")
    work.hands.scan("TAG-1001")
    work.hands.scan("G-7")
    for step in ("items", "where", "told", "check"):
        _seen(work, found, step)
        work.go_on()
    work.vouch()


def _case(work: Casework, found: dict[str, list[str]]) -> None:
    for step in ("police", "notify", "owner", "find", "close"):
        _seen(work, found, "checklist")
        work.case.steps.begin(step)
        _seen(work, found, step)
        work.case.steps.close_form()


def _shot(work: Casework, found: dict[str, list[str]]) -> None:
    work.guide.begin("shot")
    work.page.sheet._show(work.guide)
    work.hands.settle()
    _seen(work, found, "shot")
    work.type("G-7")
    for name, code in (("kind", "warning_shot"), ("harm", "none"), ("damage", "minor")):
        work.pick(name, code)
    work.go_on()
    _seen(work, found, "rounds")
    work.hands.type("2")
    work.go_on(2)
    _seen(work, found, "signing")


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_each_step_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    empty_window.window.speak(language)
    work, found = Casework(opened(empty_window)), dict[str, list[str]]()
    _theft(work, found)
    _case(work, found)
    _shot(work, found)
    assert {name: words for name, words in found.items() if words} == {}
    assert work.hands.window.minimumSizeHint().width() <= 1366


def _too_wide(hands: Hands, page: Any) -> int:
    """By how many pixels the page is wider than what is seen of it."""
    hands.settle()
    area = next(each for each in hands.window.findChildren(QScrollArea) if each.widget().isAncestorOf(page))
    return int(area.horizontalScrollBar().maximum())


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
def test_at_200_percent_no_sheet_scrolls_sideways(empty_window: Hands, language: str) -> None:
    """A screen of 1366 x 768 has room for 683 x 384 then."""
    empty_window.window.speak(language)
    work, found = Casework(opened(empty_window)), dict[str, int]()
    hands = work.hands
    hands.window.setMinimumSize(683, 384)
    hands.window.resize(683, 384)
    work.stolen()
    found["checklist"] = _too_wide(hands, work.page)
    for step in ("police", "notify", "owner", "find", "close"):
        work.case.steps.begin(step)
        found[step] = _too_wide(hands, work.page)
        work.case.steps.close_form()
    for key, record in {
        "firearms": work.gun, "ammunition": work.lot, "people": work.guard, "places": work.make.place(),
        "journal": work.size() - 1,
    }.items():  # fmt: skip
        page = hands.page(key)
        page.open_record(record)
        found[key] = _too_wide(hands, page)
    page.begin_edit()
    found["correction"] = _too_wide(hands, page)
    assert {name: pixels for name, pixels in found.items() if pixels} == {}
