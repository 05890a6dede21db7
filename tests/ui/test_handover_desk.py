"""The desk at shift change: relief, kits, articles, a superior's word, undoing, slips, hard stops."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from registry_app.services import history, kits, lists
from tests.make import PASSPHRASE
from tests.reports import papers
from tests.ui.hands import Hands
from tests.ui.hatch import Hatch
from ui.kept import packed, unpacked
from ui.pages.handover_override import Override
from ui.pages.handover_slip import SlipSheet
from ui.parts.picker import Choice

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hatch(hands: Hands) -> Hatch:
    return Hatch(hands)


def _slip(hatch: Hatch) -> SlipSheet:
    """The slip of the last handover, as Ctrl+P shows it."""
    hatch.hands.press(Qt.Key.Key_P, CTRL)
    hatch.hands.settle()
    return next(each for each in hatch.page.findChildren(SlipSheet) if each.isVisible())


def test_a_fresh_handover_is_undone_by_a_key(hatch: Hatch) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    assert hatch.hands.shell.strip._act.text().strip() == "Undo issue of 1 firearm to Guard G-7"
    hatch.hands.press(Qt.Key.Key_Z, CTRL)
    hatch.hands.settle()
    assert hatch.held() == []
    assert hatch.hands.said().startswith("Undone: 1 firearm, Guard G-7. Entry ")
    hatch.hands.press(Qt.Key.Key_Z, CTRL)
    hatch.hands.settle()
    assert [entry.kind for entry in hatch.hands.make.register.read(history.life, record=hatch.gun)].count("void") == 1


def test_the_slip_of_the_last_handover_is_kept(hatch: Hatch, tmp_path: Path) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    sheet = _slip(hatch)
    hatch.hands.key(sheet, Qt.Key.Key_S, CTRL)
    (dialog,) = sheet.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "slip.pdf"))
    hatch.hands.settle()
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert "slip.pdf" in hatch.hands.said()


def test_the_slip_is_shown_on_the_paper_that_is_chosen_and_stays_so(hatch: Hatch) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    sheet = _slip(hatch)
    assert (sheet.papers.code(), sheet.paper.page()) == ("a5", (0, 1))
    sheet.papers.choose("letter")
    hatch.hands.settle()
    hatch.hands.key(sheet, Qt.Key.Key_Escape)
    hatch.hands.window.activateWindow()
    assert _slip(hatch).papers.code() == "letter"


def test_the_slip_is_printed(hatch: Hatch, tmp_path: Path) -> None:
    for scanned in ("G-7", "T-1", ""):
        hatch.scan(scanned)
    sheet = _slip(hatch)
    hatch.hands.key(sheet, Qt.Key.Key_P, CTRL)
    (dialog,) = sheet.findChildren(QPrintDialog)
    dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.accepted.emit(dialog.printer())
    hatch.hands.settle()
    assert hatch.hands.said().endswith("went to the printer.")
    assert len(papers.opened((tmp_path / "printed.pdf").read_bytes())) == 1


def test_without_a_handover_there_is_no_slip(hatch: Hatch) -> None:
    hatch.hands.press(Qt.Key.Key_P, CTRL)
    assert hatch.hands.said().startswith("Make a handover first")


def test_one_guard_relieves_another(hatch: Hatch) -> None:
    guns = [hatch.gun, *(hatch.hands.make.firearm(f"SLX-{n}") for n in range(2, 21))]
    relief = hatch.hands.make.person("G-9")
    hatch.hands.make.issued(*guns, to=hatch.guard, rounds={hatch.lot: 30})
    hatch.hands.press(Qt.Key.Key_F4)
    hatch.scan("G-9")
    for n in range(1, 21):
        hatch.scan(f"SLX-{n}")
    hatch.enter()
    held = hatch.hands.make.register.read(lists.held_by, relief)
    assert len(held) == 21
    assert hatch.held() == []


def test_what_a_post_usually_takes_is_filled_in(hatch: Hatch) -> None:
    make = hatch.hands.make
    post = make.place("POST-1", "post")
    vest = make.article("V-1", "vest")
    make.do(kits.describe, post=post, kind="rounds", quantity=12)
    make.do(kits.describe, post=post, kind="vest", quantity=1)
    hatch.scan("G-7")
    hatch.scan("T-1")
    hatch.page.form.place.show_choice(Choice(post, "Post 1"))
    hatch.page.form.place.changed.emit()
    hatch.hands.settle()
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert {(item, n) for item, _kind, _name, n in hatch.held()} == {(hatch.gun, 1), (hatch.lot, 12), (vest, 1)}


def test_an_article_is_scanned_along_and_comes_back_with_the_firearm(hatch: Hatch) -> None:
    hatch.hands.make.article("V-1", "vest")
    for scanned in ("G-7", "T-1", "V-1"):
        hatch.scan(scanned)
    hatch.enter()
    assert len(hatch.held()) == 2
    hatch.scan("T-1")
    hatch.enter()
    assert hatch.held() == []


def test_post_kit_and_articles_survive_the_lock(hatch: Hatch) -> None:
    make = hatch.hands.make
    post, vest = make.place("POST-1", "post"), make.article("V-1", "vest")
    make.do(kits.describe, post=post, kind="rounds", quantity=12)
    for scanned in ("G-7", "T-1", "V-1"):
        hatch.scan(scanned)
    hatch.page.list.lots[0].show_counts(9)
    hatch.page.list.changed.emit()
    hatch.page.form.place.show_choice(Choice(post, "Post 1"))
    hatch.page.form.place.changed.emit()
    hatch.hands.settle()
    kept = unpacked(packed(hatch.page.draft()))
    hatch.page.start_again()
    hatch.page.take_up(kept)
    hatch.hands.settle()
    assert hatch.page.form.place.text() == "Post 1"
    hatch.hands.press(Qt.Key.Key_Return, CTRL)
    hatch.hands.settle()
    assert {(item, n) for item, _kind, _name, n in hatch.held()} == {(hatch.gun, 1), (hatch.lot, 9), (vest, 1)}


def test_a_superior_lets_an_expired_licence_through(hatch: Hatch) -> None:
    guard = hatch.hands.make.person("G-OLD", licence="2020-01-01")
    assert hatch.hands.make.witness
    hatch.scan("G-OLD")
    hatch.scan("SLX-1")
    assert hatch.page.form.override.isVisible()
    hatch.page.form.override.click()
    hatch.hands.settle()
    (dialog,) = hatch.page.findChildren(Override)
    QTest.keyClicks(dialog.note, "Renewal under way, receipt 8812")
    dialog.witness.witness.setCurrentIndex(0)
    QTest.keyClicks(dialog.witness.passphrase, PASSPHRASE)
    hatch.hands.key(dialog.witness.passphrase, Qt.Key.Key_Return)
    hatch.hands.until(hatch.page.form.button.isEnabled)
    hatch.hands.settle()
    hatch.enter()
    hatch.hands.until(lambda: hatch.hands.make.register.read(lists.held_by, guard))
    assert len(hatch.hands.make.register.read(lists.held_by, guard)) == 1


def test_a_hard_stop_stays_until_esc(hatch: Hatch) -> None:
    hatch.hands.make.issued(hatch.gun, to=hatch.hands.make.person("G-8"))
    hatch.scan("G-7")
    hatch.scan("SLX-1")
    assert hatch.page.stop.isVisible()
    assert hatch.page.stop.accessibleName().startswith("Halt: ")
    hatch.hands.press(Qt.Key.Key_Escape)
    assert not hatch.page.stop.isVisible()


def test_an_article_that_is_out_is_taken_back_with_what_the_person_has(hatch: Hatch) -> None:
    make = hatch.hands.make
    other, vest = make.person("G-8"), make.article("V-1", "vest")
    make.issued(make.firearm("SLX-2"), to=other, articles={vest: 1})
    for scanned in ("G-7", "T-1", "V-1"):
        hatch.scan(scanned)
    form = hatch.page.form
    assert (hatch.codes(), form.settle.accessibleName()) == (["item_out"], "Take back")
    hatch.hands.press(Qt.Key.Key_F9)
    hatch.hands.settle()
    assert (form.person.text(), hatch.page.list.firearms()) == ("Guard G-8", ["Taurus G3, SLX-2"])
    hatch.enter()
    assert (hatch.page.list.firearms(), hatch.codes()) == (["Taurus G3, SLX-1"], [])
    hatch.enter()
    assert [name for _item, _kind, name, _n in hatch.held()] == ["SLX-1", "V-1 Vest"]


def test_a_lot_that_is_out_leads_to_who_has_it(hatch: Hatch) -> None:
    make = hatch.hands.make
    make.issued(make.firearm("SLX-2"), to=make.person("G-8"), rounds={hatch.lot: 500})
    for scanned in ("G-7", "T-1", "LOT-1"):
        hatch.scan(scanned)
    assert hatch.page.stop.text().startswith("LOT-1 is out: Guard G-8 has it")
    assert hatch.page.stop.settle.accessibleName() == "Out now"
    hatch.hands.press(Qt.Key.Key_F9)
    hatch.hands.settle()
    page = hatch.hands.shell.current()
    assert (hatch.hands.shell.current_key(), page.list.segments.code(), page.list.count.text()) == (
        "out", "lot", "1 thing out",
    )  # fmt: skip


def test_a_lot_of_another_calibre_is_no_halt(hatch: Hatch) -> None:
    hatch.hands.make.lot("LOT-38", calibre=".38 Special")
    for scanned in ("G-7", "T-1", "LOT-38"):
        hatch.scan(scanned)
    assert not hatch.page.stop.isVisible()
    assert hatch.hands.said().startswith("Scan the firearm first")
