"""Nothing is cut at 1366 x 768: in the pseudo-locale, where every text is 40 % longer, and in each language."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton

from registry_app.services import holds
from tests.ui.fixtures import opened, shown
from tests.ui.hands import Hands
from tests.ui.office import addressed, choose
from tests.ui.room import cut
from ui.pages.founding import Founding, RecoveryCode

LANGUAGES = ("qps", "es", "pt", "fr")


def _firearms(hands: Hands) -> None:
    hands.page("firearms")


def _sheet(hands: Hands) -> None:
    page = hands.page("firearms")
    page.open_record(page.table.current_id())


def _no_match(hands: Hands) -> None:
    hands.page("firearms").show_list()
    hands.search("nothing like this")


def _nothing_in_hand(hands: Hands) -> None:
    hands.page("handover")


def _issue(hands: Hands) -> None:
    page = hands.page("handover")
    page.open_record(hands.make.firearm())
    hands.settle()
    hands.scan("G-777")


def _take_back(hands: Hands) -> None:
    gun = hands.make.firearm()
    hands.make.issued(gun, to=hands.make.person("G-778"))
    hands.page("handover").open_record(gun)


def _imports(hands: Hands) -> None:
    page = hands.page("imports")
    file = Path(hands.make.folder.parent) / "list.csv"
    file.write_text("Serial number,Maker,Model,Kind,Calibre\nX1,Taurus,G3,pistol,9x19\nX2,Taurus,G3,cannon,9x19\n")
    page.choose(file)


def _returns(hands: Hands) -> None:
    """A book for an authority, saved: it can be signed and entered as sent."""
    addressed(hands.make, days=0)
    page = choose(hands, report="movements", addressee="ARMS")
    page.save(Path(hands.make.folder.parent) / "return.pdf")


def _returns_sent(hands: Hands) -> None:
    page = hands.page("returns")
    page.saved.confirm()
    hands.settle()
    page.show_view("sent")
    hands.settle()
    page.sent.begin()


def _overview(hands: Hands) -> None:
    hands.make.firearm(permit="2020-01-01")
    hands.make.do(holds.hold, item=hands.make.firearm(), state="held:evidence", reason="evidence", document="D-9")
    hands.make.issued(hands.make.firearm(), to=hands.make.person())
    hands.page("overview").reload()


def _people(hands: Hands) -> None:
    page = hands.page("people")
    page.list.show_filter(is_shown=True)


def _person(hands: Hands) -> None:
    page = hands.page("people")
    page.open_record(page.table.rows.id_at(0))


def _new_person(hands: Hands) -> None:
    hands.page("people").begin_new()


def _at_once(hands: Hands) -> None:
    page = hands.page("firearms")
    page.show_all()
    hands.settle()
    page.table.selectAll()
    page.bulk.begin()


def _labels(hands: Hands) -> None:
    hands.shell.bring("labels", "firearm", [hands.make.firearm()])
    page = hands.shell.page("labels")
    page.options.form.rows["layout"].show_value("letter-30")
    page.options.form.rows["code"].show_value("code128")
    page.reload()


def _cards(hands: Hands) -> None:
    hands.shell.bring("labels", "person", [hands.make.person("G-779")])
    page = hands.shell.page("labels")
    page.save(Path(hands.make.folder.parent) / "cards.pdf")


def _ammunition(hands: Hands) -> None:
    page = hands.page("ammunition")
    page.list.show_filter(is_shown=True)


def _lot(hands: Hands) -> None:
    page = hands.page("ammunition")
    page.open_record(page.table.rows.id_at(0))


def _act(hands: Hands) -> None:
    assert hands.make.witness
    _lot(hands)
    hands.settle()
    hands.page("ammunition").sheet.begin_first("destroy")


def _articles(hands: Hands) -> None:
    hands.page("articles")


def _out(hands: Hands) -> None:
    guard = hands.make.person("G-781")
    hands.make.issued(hands.make.firearm(), to=guard, due_at=hands.make.clock.now + 1)
    page = hands.page("out")
    page.list.show_filter(is_shown=True)


def _entry(hands: Hands) -> None:
    page = hands.page("journal")
    page.open_record(hands.make.issued(hands.make.firearm(), to=hands.make.person("G-780")).seq)


def _correction(hands: Hands) -> None:
    hands.make.clock.pass_(hours=1)
    hands.page("journal").begin_edit()


PAGES: dict[str, Callable[[Hands], None]] = {
    "overview": _overview, "firearms": _firearms, "sheet": _sheet, "no match": _no_match,
    "nothing in hand": _nothing_in_hand, "issue": _issue, "take back": _take_back,
    "imports": _imports, "returns": _returns, "sent": _returns_sent, "people": _people, "person": _person,
    "new person": _new_person, "at once": _at_once, "labels": _labels, "cards": _cards, "ammunition": _ammunition,
    "lot": _lot, "act": _act, "articles": _articles,
    "out": _out, "entry": _entry, "correction": _correction,
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_have_room_for_their_words(empty_window: Hands, language: str) -> None:
    make = empty_window.make
    make.lot("LOT-1")
    make.firearm()
    make.person("G-777")
    empty_window.window.speak(language)
    hands = opened(empty_window)
    found = {}
    for name, go in PAGES.items():
        go(hands)
        hands.settle()
        found[name] = cut(hands.window)
    assert {name: words for name, words in found.items() if words} == {}
    assert hands.window.minimumSizeHint().width() <= 1366
    assert hands.window.minimumSizeHint().height() <= 768


@pytest.mark.parametrize("size", [(1366, 768), (683, 384)])
def test_what_is_told_covers_no_button(hands: Hands, size: tuple[int, int]) -> None:
    hands.make.firearm()
    hands.window.resize(*size)
    page = hands.page("firearms")
    page.open_record(page.table.rows.id_at(0))
    hands.settle()
    page.sheet.tabs.choose("marks")
    strip, window = hands.shell.strip, hands.window
    strip.say("Done.")
    told = QRect(strip.mapTo(window, QPoint()), strip.size())
    buttons = [each for each in page.findChildren(QAbstractButton) if not each.visibleRegion().isEmpty()]
    seen = {
        each.text(): each.visibleRegion().boundingRect().translated(each.mapTo(window, QPoint())) for each in buttons
    }
    assert [text for text, where in seen.items() if where.intersects(told)] == []
    assert window.rect().contains(told)


def _registers(hands: Hands) -> None:
    hands.window._settings.remember(hands.make.folder, "first")
    hands.window.show_registers()


def _unlock(hands: Hands) -> None:
    hands.window.show_unlock(hands.make.folder)
    hands.settle()
    hands.gate().passphrase.setText("wrong")
    hands.gate().unlock()


def _founding(hands: Hands) -> None:
    hands.window.show_founding()
    gate = hands.gate()
    assert isinstance(gate, Founding)
    gate.found()


def _code(hands: Hands) -> None:
    gate = RecoveryCode(hands.window._free_tasks, hands.window.menus(), None, "4XQ7-" * 8 + "C")  # type: ignore[arg-type]
    hands.window._show(gate)
    gate.confirm()


def test_the_question_for_the_code_stands_at_its_field(empty_window: Hands) -> None:
    _code(empty_window)
    shown(empty_window)
    gate = empty_window.gate()
    above = gate._question.geometry().bottom()
    assert above < gate.typed.geometry().top() < above + gate.typed.height()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("go", [_registers, _unlock, _founding, _code])
def test_gates_have_room_for_their_words(empty_window: Hands, language: str, go: Callable[[Hands], None]) -> None:
    empty_window.window.speak(language)
    go(empty_window)
    shown(empty_window)
    empty_window.settle()
    assert cut(empty_window.window) == []
