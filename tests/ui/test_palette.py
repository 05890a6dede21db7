"""The palette: by Ctrl+K and keys alone to any page, act or record."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from registry_app.services import losses, search
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui import reach
from ui.commands import command_of
from ui.destinations import DESTINATIONS
from ui.pages.unlock import Unlock
from ui.palette import Command, Palette, folded

CTRL = Qt.KeyboardModifier.ControlModifier


def _palette(hands: Hands) -> Palette:
    hands.press(Qt.Key.Key_K, CTRL)
    (palette,) = hands.window.findChildren(Palette)
    hands.bot.waitExposed(palette)
    assert isinstance(palette, Palette)
    return palette


def _choose(hands: Hands, text: str, downs: int = 0) -> None:
    palette = _palette(hands)
    hands.window.wedge.switch(is_on=False)  # a person types
    for letter in text:
        QTest.keyClick(palette.windowHandle(), letter)  # type: ignore[call-overload]
    for _step in range(downs):
        QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Down)
    QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Return)
    hands.until(lambda: not hands.window.findChildren(Palette))
    hands.window.activateWindow()
    hands.settle()


def _titles(palette: Palette) -> list[str]:
    return [each.title for each in palette.commands()]


def test_every_page_is_reached_by_its_name(hands: Hands) -> None:
    titles = _titles(_palette(hands))
    assert titles[: len(DESTINATIONS)] == [each.label for each in DESTINATIONS]


def test_a_page_is_gone_to_by_a_few_letters(hands: Hands) -> None:
    _choose(hands, "indic")
    assert hands.shell.current_key() == "indicators"


def test_an_act_begins_on_the_page_that_does_it(hands: Hands) -> None:
    _choose(hands, "take fire")
    assert (hands.shell.current_key(), hands.shell.page("handover").inhand.act) == ("handover", "take_back")


def test_a_serial_typed_and_entered_at_once_opens_the_firearm(hands: Hands) -> None:
    gun = hands.make.firearm("ZZTOP-9")
    _choose(hands, "zztop-9")
    page = hands.shell.page("firearms")
    assert (hands.shell.current_key(), page.table.current_id()) == ("firearms", gun)


def test_the_number_of_the_police_leads_to_the_case(hands: Hands) -> None:
    told = {"documents_lost": "P-7", "police_number": "DEN-2026-118"}
    case = hands.make.do(losses.report_documents, values=told).records[0]
    _choose(hands, "den-2026-118")
    assert (hands.shell.current_key(), hands.shell.page("cases").sheet.shown.record) == ("cases", case)
    (hit,) = hands.make.register.read(search.anything, text="den-2026-118")
    command = command_of(hit, hands.shell)
    assert command
    assert command.line == f"Case {case} · DEN-2026-118 · P-7 · Loss"


def test_only_the_last_answer_is_shown(hands: Hands) -> None:
    hands.make.firearm("AB-1")
    hands.make.firearm("AC-2")
    palette = _palette(hands)
    for text in ("AB-1", "AC-2"):
        palette.line.setText(text)
        palette.line.textEdited.emit(text)
        palette._ask()
    hands.settle()
    assert _titles(palette) == ["AC-2"]


def test_what_nobody_can_find_says_what_to_try(hands: Hands) -> None:
    palette = _palette(hands)
    palette.line.textEdited.emit(palette.line.setText("qqqqqq") or "qqqqqq")
    hands.settle()
    assert palette._nothing.isVisible()
    assert "Try part of a serial" in palette._nothing.text()


def test_the_look_and_the_language_change_from_anywhere(hands: Hands) -> None:
    _choose(hands, "dark")
    assert hands.window._theme.mode == "dark"
    _choose(hands, "franc")
    assert hands.window._settings.language == "fr"


def test_the_register_is_locked_from_anywhere(hands: Hands) -> None:
    _choose(hands, "lock the")
    hands.until(lambda: isinstance(hands.gate(), Unlock))


def test_escape_leaves_everything_as_it_was(hands: Hands) -> None:
    palette = _palette(hands)
    QTest.keyClick(palette.windowHandle(), Qt.Key.Key_Escape)
    hands.until(lambda: not hands.window.findChildren(Palette))
    assert hands.shell.current_key() == DESTINATIONS[0].key


def test_who_only_reads_is_offered_no_act(empty_window: Hands) -> None:
    empty_window.make.user("looker", "reader")
    kinds = {each.title for each in _palette(opened(empty_window, "looker")).commands() if each.kind == "Act"}
    assert kinds == {
        "Make a paper for an authority", "See what was sent to authorities", "Plan of counts",
        "Results of counts over time",
    }  # fmt: skip


@pytest.mark.parametrize("kind", reach.PAGES)
def test_the_way_to_a_record_ends_where_there_is_no_page(kind: str) -> None:
    assert reach.page_of(kind, ()) == ""
    assert reach.page_of(kind, reach.PAGES[kind]) == reach.PAGES[kind][0]


def test_every_deed_leads_to_a_page_that_is_there() -> None:
    assert {deed.page for deed in reach.DEEDS} <= {each.key for each in DESTINATIONS}


def test_accents_and_case_are_no_hindrance() -> None:
    assert folded("Munición ÉTÉ") == "municion ete"
    assert Command("x", "a", "b", bool, "c").line == "a · c · b"
