"""The page of what is due: topics, urgency, words for days, the way to what settles it, a calendar, and the badge."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.due import CLOCKS, Due
from registry_app.services import custody, policies
from tests.make import DAY, START
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut
from ui.pages.due import destination
from ui.pages.due_words import distance

TODAY = "2026-01-01"


@pytest.fixture
def gun(empty_window: Hands) -> int:
    """A firearm whose permit ran out, and another that is fine for long."""
    empty_window.make.firearm("FINE", permit="2040-01-01")
    return empty_window.make.firearm("AB1234", permit="2025-12-20")


@pytest.fixture
def desk(empty_window: Hands, gun: int) -> Hands:
    """The board with one permit that has run out."""
    hands = opened(empty_window)
    hands.page("due")
    return hands


def _page(hands: Hands) -> Any:
    return hands.shell.page("due")


def _titles(hands: Hands) -> list[str]:
    return [point.title for point in _page(hands).list.points() if not point.is_heading]


def _due(**told: Any) -> Due:
    usual: dict[str, Any] = {"code": "permit", "kind": "firearm", "record": 7, "name": "X", "key": "X",
                             "due_on": TODAY, "severity": "soon"}  # fmt: skip
    return Due(**usual | told)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"due_on": "2026-01-13"}, "in 12 days"),
        ({"due_on": "2026-01-02"}, "tomorrow"),
        ({"due_on": TODAY}, "today"),
        ({"due_on": "2025-12-31"}, "since yesterday"),
        ({"due_on": "2025-12-29"}, "3 days late"),
        ({"due_at": START + 5 * 3_600_000}, "in 5 hours"),
        ({"due_at": START - 3_600_000}, "1 hour late"),
        ({"due_at": START + 1}, "within the hour"),
        ({"due_at": START - 1}, "just now late"),
        ({"due_on": "2025-12-22", "due_at": START - 10 * DAY}, "10 days late"),
    ],
)
def test_how_far_off_is_told_in_words(told: dict[str, Any], words: str) -> None:
    assert distance(_due(**told), TODAY, START) == words


@pytest.mark.parametrize(
    ("told", "page"),
    [
        ({}, ("firearms", 7)),
        ({"code": "out"}, ("handover", 7)),
        ({"code": "company_licence", "kind": "company"}, ("company", 0)),
        ({"code": "return", "kind": "place"}, ("returns", 0)),
        ({"code": "audit", "kind": "place"}, ("audits", 7)),
        ({"code": "difference", "kind": "difference"}, ("audits", 7)),
        ({"code": "security", "kind": "answer"}, ("security", 7)),
        ({"code": "contract", "kind": "place"}, ("", 0)),
    ],
)
def test_each_leads_to_the_page_that_settles_it(told: dict[str, Any], page: tuple[str, int]) -> None:
    assert destination(_due(**told)) == page


def test_what_is_overdue_stands_first_with_its_clock_and_its_source(desk: Hands) -> None:
    first, point = _page(desk).list.points()[:2]
    assert (first.title, first.is_heading) == ("Overdue", True)
    assert (point.title, point.value, point.tone) == ("Renew the permit of Taurus G3 AB1234", "12 days late", "red")
    assert "Compliance officer" in point.lines[0]
    assert point.chip == "Unverified"


def test_enter_leads_to_the_firearm(desk: Hands, gun: int) -> None:
    page = _page(desk)
    assert desk.window.focusWidget() is page.list
    desk.until(lambda: page.list.key() == "0")
    desk.press(Qt.Key.Key_Return)
    desk.settle()
    assert desk.shell.current_key() == "firearms"
    assert desk.shell.page("firearms").sheet.record == gun


def test_what_no_page_settles_says_by_which_act(desk: Hands) -> None:
    desk.make.lot("OLD", best_before="2025-12-01")
    page = _page(desk)
    page.reload()
    desk.settle()
    at = next(at for at, each in enumerate(page._seen.topic.items) if each.code == "lot")
    page.list.opened.emit(str(at))
    assert desk.said() == "Settled by: Destroy"


def test_topics_and_urgency_narrow_the_list(desk: Hands) -> None:
    page = _page(desk)
    assert [point.title for point in page.topics.points()][:2] == ["Everything", "Permits of firearms"]
    page.topics.setFocus()
    page.topics.go_to("permit")
    desk.settle()
    assert _titles(desk) == ["Renew the permit of Taurus G3 AB1234"]
    assert page._title.text() == "Permits of firearms"
    page.groups.choose("later")
    assert _titles(desk) == []
    assert not page.list.isVisible()


def test_one_topic_is_opened_by_the_number_of_its_clock(desk: Hands) -> None:
    desk.shell.go("due", list(CLOCKS).index("audit") + 1)
    desk.settle()
    assert all("Count everything" in title for title in _titles(desk))
    assert _page(desk).topics.key() == "audit"


def test_the_badge_counts_what_is_overdue_and_follows(desk: Hands, gun: int) -> None:
    button = desk.shell.sidebar._buttons["due"]
    before = int(button.accessibleName().split()[-1])
    policies_ = {"permit_checked": 0}
    desk.make.do(policies.change, values=policies_, witness=desk.make.witness)
    desk.make.do(custody.issue, firearms=[gun], to=desk.make.person())
    desk.make.clock.pass_(days=2)
    desk.window._tasks.wrote.emit()
    desk.settle()
    assert int(button.accessibleName().split()[-1]) > before


def test_what_is_due_is_saved_as_a_calendar(desk: Hands) -> None:
    file = Path(desk.make.folder.parent) / "due.ics"
    _page(desk).keep(file)
    desk.settle()
    written = file.read_text("utf-8")
    assert written.startswith("BEGIN:VCALENDAR")
    assert "AB1234" in written
    assert "due.ics" in desk.said()


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_the_page_has_room_for_its_words(empty_window: Hands, gun: int, language: str) -> None:
    empty_window.window.speak(language)
    hands = opened(empty_window)
    page = hands.page("due")
    found = {"due": cut(hands.window)}
    page.groups.choose("later")
    page.topics.go_to("permit")
    hands.settle()
    found["nothing"] = cut(hands.window)
    assert {name: words for name, words in found.items() if words} == {}
    assert hands.window.minimumSizeHint().width() <= 1366
