"""Counting by scanner in the window: once only, by place, with guards and lots; blind or guided, and none lost."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from registry_app.services import custody, lists
from registry_app.services.sightings import Sight
from tests.make import PHOTO
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands
from ui.kept import packed, unpacked
from ui.pages.audit_undo import Undo

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def armoury(empty_window: Hands) -> Armoury:
    return Armoury(empty_window)


def test_a_second_scan_is_told_with_its_time_and_enters_nothing(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin()
    armoury.counting().scan("A-1001")
    size = armoury.size()
    armoury.scan("A-1001")
    assert armoury.outcome() == "again"
    assert armoury.said().startswith("Already counted at ")
    assert armoury.said().endswith("in Arm-1. Nothing was entered.")
    assert armoury.size() == size


def test_what_is_unknown_is_kept_and_joins_no_later_scan(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin()
    armoury.counting().scan("ZX-9999", "A-1001")
    assert [(each.item > 0, each.raw) for each in armoury.seen()] == [(False, "ZX-9999"), (True, "A-1001")]
    armoury.hands.until(lambda: len(armoury.count.feed.points()) == 2)
    assert armoury.count.feed.points()[1].chip == "Not in the register"


def test_sounds_tell_the_outcomes_apart(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin()
    armoury.counting()
    heard: list[str] = []
    armoury.hands.shell.reception.sound = heard.append
    armoury.scan("A-1001", "A-1001", "ZX-9999")
    assert heard == ["ok", "twice", "no"]


def test_labels_of_places_say_in_large_letters_where_one_is(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001", at=armoury.north)
    armoury.begin()
    armoury.counting().scan("R-2")
    assert armoury.count.here.title.text() == "R-2"
    assert armoury.count.here.title.property("role") == "figure"
    armoury.scan("R-1", "A-1001")
    assert [each.place for each in armoury.seen()] == [armoury.north]


def test_a_place_is_chosen_by_keys(armoury: Armoury) -> None:
    armoury.begin()
    armoury.counting()
    armoury.press(Qt.Key.Key_F4)
    armoury.enter("R-2")
    assert armoury.count.here.place.id == armoury.south
    assert armoury.count.line.hasFocus()


def test_who_counts_the_company_says_first_where_he_is(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin(place=armoury.make.root())
    armoury.counting().scan("A-1001")
    assert (armoury.outcome(), armoury.seen()) == ("nowhere", [])
    armoury.scan("ARM-1", "A-1001")
    assert armoury.results() == {"found": 1}


def test_what_belongs_elsewhere_is_amber_and_one_key_accepts_it(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.begin(method="guided")
    armoury.counting().scan("R-1", "A-1001")
    assert armoury.said() == "Belongs to R-2. F2: it is here all the same."
    assert armoury.count.verdict.property("tone") == "amber"
    assert armoury.seen() == []
    armoury.press(Qt.Key.Key_F2)
    assert armoury.results() == {"elsewhere": 1}
    assert not armoury.count.sure.isVisible()


def test_what_waits_for_a_word_is_kept_over_a_lock(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.begin(method="guided")
    armoury.counting().scan("R-1", "A-1001")
    assert unpacked(packed(armoury.page.draft()))["count"]["scans"] == ["A-1001"]
    armoury.press(Qt.Key.Key_F2)
    assert armoury.page.draft() == {}


def test_rounds_are_asked_for_and_entered_by_keys(armoury: Armoury) -> None:
    armoury.make.lot("LOT-1001", rounds=120, pack_size=50)
    armoury.begin()
    armoury.counting().scan("LOT-1001")
    armoury.enter("2", "13")
    (seen,) = armoury.seen()
    assert (seen.packs, seen.quantity) == (2, 13)
    assert armoury.count.line.hasFocus()
    armoury.scan("LOT-1001")
    assert armoury.said().startswith("Counted here at ")


def test_who_scans_on_has_answered(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.make.lot("LOT-1001", rounds=120)
    armoury.begin()
    armoury.counting().scan("LOT-1001")
    armoury.hands.type("120")
    armoury.scan("A-1001")
    assert armoury.results() == {"found": 2}
    assert armoury.count.line.hasFocus()


def test_a_number_that_is_none_is_told_and_not_entered(armoury: Armoury) -> None:
    armoury.make.lot("LOT-1001", rounds=120)
    armoury.begin()
    armoury.counting().scan("LOT-1001")
    armoury.enter("twelve")
    assert armoury.count.verdict.lines["quantity"].finding is not None
    assert armoury.seen() == []


def test_what_a_guard_has_is_shown_by_a_photo_or_a_call(armoury: Armoury) -> None:
    guard, gun = armoury.make.person("G-7"), armoury.make.firearm("A-1001")
    armoury.make.issued(gun, to=guard, post=armoury.make.place("POST-1", "post"))
    armoury.begin(method="guided")
    armoury.counting().scan("G-7")
    photo = armoury.make.folder.parent / "a.jpg"
    photo.write_bytes(PHOTO)
    armoury.count.here.take_photo(photo)
    armoury.scan("A-1001")
    assert (armoury.outcome(), armoury.results()) == ("counted", {"found": 1})
    assert armoury.count.here.photo == b""
    armoury.press(Qt.Key.Key_F7)
    assert armoury.count.here.title.text() == "Arm-1"


def test_other_marks_take_one_key(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin()
    armoury.counting().scan("A-1001")
    armoury.hands.until(armoury.count.marks.isEnabled)
    armoury.press(Qt.Key.Key_F3)
    assert armoury.results() == {"marks": 1}
    assert armoury.said() == "Kept: its marks are others than on record."


def test_what_another_saw_last_is_undone_before_a_witness(armoury: Armoury) -> None:
    gun = armoury.make.firearm("A-1001")
    armoury.make.user("eva", "armorer", person=armoury.make.person("E-1"))
    audit = armoury.begin(second=armoury.make.register.read(lists.one, "person", "E-1"))
    armoury.team.sees(audit, Sight(armoury.place, gun))
    armoury.counting("eva")
    armoury.hands.until(armoury.count.undo.isEnabled)
    armoury.press(Qt.Key.Key_F8)
    (dialog,) = armoury.count.findChildren(Undo)
    armoury.vouch(dialog.witness, "juan")
    assert armoury.results() == {"missing": 1}
    assert armoury.count.progress.pieces == 0


def test_a_counter_undoes_what_he_saw_himself_by_two_keys_and_nothing_else(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    audit = armoury.begin()
    armoury.team.sees(audit, Sight(armoury.place, armoury.make.firearm("A-1002")), by=armoury.team.two)
    armoury.counting().scan("A-1001")
    armoury.hands.until(armoury.count.undo.isEnabled)
    armoury.press(Qt.Key.Key_F8)
    (dialog,) = armoury.count.findChildren(Undo)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    armoury.hands.settle()
    assert armoury.results() == {"found": 1, "missing": 1}
    assert armoury.make.entry(armoury.size() - 1).kind == "void"
    assert armoury.hands.window.focusWidget() is armoury.count.line
    armoury.hands.until(lambda: not armoury.count.undo.isEnabled())


def test_a_blind_count_shows_no_expected_number_anywhere(armoury: Armoury) -> None:
    for number in range(37):
        armoury.make.firearm(f"A-{number + 1001}")
    armoury.make.lot("LOT-1001", rounds=4321)
    armoury.begin()
    armoury.counting().scan("A-1001", "LOT-1001")
    armoury.enter("4000")
    shown = " ".join(label.text() for label in armoury.page.findChildren(QLabel) if label.isVisible())
    assert "1 piece" in shown
    assert not {"37", "36", "38", "4,321", "4321", "321"} & set(re.findall(r"(?<![\w:])[\d,]+(?![\w:])", shown))
    assert not armoury.count.looked_for.isVisible()
    assert armoury.part("results").blind.isVisible()
    assert armoury.page.whole.results._told == []


def test_a_guided_count_shows_the_sum_and_moves_it_at_each_scan(armoury: Armoury) -> None:
    for number in range(3):
        armoury.make.firearm(f"A-{number + 1001}")
    armoury.make.issued(armoury.make.firearm(), to=armoury.make.person())
    armoury.begin(method="guided")
    armoury.counting()
    assert armoury.count.figures.sum.text() == "0 present + 1 out with a slip + 3 not seen = 4 on record"
    armoury.scan("A-1001")
    assert armoury.count.figures.sum.text() == "1 present + 1 out with a slip + 2 not seen = 4 on record"
    assert armoury.count.figures.values["missing"].text() == "2"


def test_the_list_is_in_rack_or_serial_order_and_marks_what_was_seen(armoury: Armoury) -> None:
    far, near = (armoury.make.firearm(f"{n}-1", at=at) for n, at in (("A", armoury.south), ("B", armoury.north)))
    armoury.begin(method="guided")
    looked = armoury.counting().count.looked_for
    assert list(looked.table.rows.ids()) == [near, far]
    looked.orders.choose("serial")
    armoury.hands.settle()
    assert list(looked.table.rows.ids()) == [far, near]


def test_what_is_issued_while_one_counts_is_not_missing(armoury: Armoury) -> None:
    gun, guard = armoury.make.firearm("A-1001"), armoury.make.person("G-7")
    armoury.make.firearm("A-1002")
    armoury.begin(method="guided")
    armoury.counting().scan("A-1002")
    armoury.make.do(custody.issue, firearms=[gun], to=guard)
    results = armoury.part("results")
    (told,) = [each for each in results._told if each.result.kind == "not_seen"]
    assert told.title == "A-1001"
    (remark,) = [str(row[8]) for row in results._rows if row[2] == "A-1001"]
    assert remark.startswith("With Guard G-7")
    assert "moved during the count by #" in remark


@pytest.mark.timeout(400)
def test_five_hundred_scans_lose_none(armoury: Armoury) -> None:
    for number in range(500):
        armoury.make.firearm(f"K-{number:05}")
    armoury.begin(method="guided")
    armoury.counting()
    for number in range(500):
        armoury.burst(f"K-{number:05}", at=1_000 + number * 500)
    armoury.hands.bot.waitUntil(lambda: not armoury.count.scans.left(), timeout=300_000)
    armoury.hands.settle()
    assert armoury.results() == {"found": 500}


def test_in_another_language_everything_is_said_again(armoury: Armoury) -> None:
    armoury.make.firearm("A-1001")
    armoury.begin(method="guided")
    armoury.counting().scan("A-1001")
    armoury.hands.window.speak("qps")
    assert armoury.count.line.placeholderText() != "Scan, or type a serial and press Enter"
    assert armoury.count.figures.counted.text() != "1 piece"
