"""Every word of the page of cases is whole at 1366 x 768: each step of each way, the checklist and its forms."""

import pytest

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
