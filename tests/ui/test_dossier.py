"""One firearm whole, by keys: grouped fields, three views, marks, documents with their pictures, permits."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from registry_app.services import corrections, documents, marks, records
from tests.make import Make
from tests.ui.fixtures import opened
from tests.ui.hands import Hands, drop
from tests.ui.room import cut
from ui.pages.firearm_facts import FIELDS, GROUPS
from ui.parts.pictures import SMALL, Viewer, decode, small

CTRL = Qt.KeyboardModifier.ControlModifier


def _photo(wide: int = 60, tall: int = 40, suffix: str = "JPG") -> bytes:
    image = QImage(wide, tall, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.darkGreen)
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, suffix)
    return bytes(kept.data())


def _file(make: Make, name: str, content: bytes) -> Path:
    file = Path(make.folder.parent) / name
    file.write_bytes(content)
    return file


@pytest.fixture
def gun(hands: Hands) -> int:
    return hands.make.firearm("AB1234", permit="2026-06-30")


def _sheet(hands: Hands, gun: int, tab: str = "record") -> Any:
    hands.page("firearms").open_record(gun)
    hands.settle()
    sheet = hands.shell.page("firearms").sheet
    sheet.tabs.choose(tab)
    return sheet


def test_every_declared_field_has_its_group() -> None:
    assert sorted(name for names in GROUPS.values() for name in names) == sorted(FIELDS)


def test_the_record_names_what_it_refers_to(hands: Hands, gun: int) -> None:
    hands.make.do(records.amend, kind="firearm", record=gun, values={"home_id": hands.make.place("SAFE-9")})
    assert _sheet(hands, gun).facts.text_of("home_id") == "Safe-9"


def test_a_record_is_seen_as_corrected_as_first_entered_and_both(hands: Hands, gun: int) -> None:
    make = hands.make
    wrong = make.do(records.amend, kind="firearm", record=gun, values={"model": "G9"}, reason="typing_error").seq
    make.do(corrections.correct, seq=wrong, reason="typing_error", witness=make.witness)
    make.do(records.amend, kind="firearm", record=gun, values={"country": "BR", "condition": "worn"})
    make.do(records.amend, kind="firearm", record=gun, values={"condition": "good"})
    sheet = _sheet(hands, gun)
    counted = {}
    for view in ("both", "corrected", "original"):
        sheet.views.choose(view)
        counted[view] = len(sheet.life.happenings()), any(each.is_struck for each in sheet.life.happenings())
    assert counted == {"both": (5, True), "corrected": (3, False), "original": (4, False)}
    assert sheet.facts.text_of("condition") == "—"
    sheet.views.choose("corrected")
    assert sheet.facts.text_of("condition") == "Good"


def test_a_value_that_was_changed_tells_its_first_in_the_view_of_both(hands: Hands, gun: int) -> None:
    renewed = {"permit_number": "P-2", "permit_expires_on": "2028-06-30"}
    hands.make.do(records.amend, kind="firearm", record=gun, values=renewed, reason="renewal")
    assert _sheet(hands, gun).facts.text_of("permit_number") == "P-2, first entered as P-1"


def test_permits_stand_one_below_the_other(hands: Hands, gun: int) -> None:
    renewed = {"permit_number": "P-2", "permit_kind": "carry", "permit_expires_on": "2048-06-30"}
    hands.make.do(records.amend, kind="firearm", record=gun, values=renewed, reason="renewal")
    points = _sheet(hands, gun, "permits").permits.list.points()
    assert [(each.title, each.value, each.chip) for each in points] == [
        ("P-2", "until Jun 30, 2048", "In force"), ("P-1", "until Jun 30, 2026", "Replaced"),
    ]  # fmt: skip


def test_a_permit_is_renewed_by_keys(hands: Hands, gun: int) -> None:
    tab = _sheet(hands, gun, "permits").permits
    tab.begin()
    tab.form.rows["permit_expires_on"].editor.setFocus()
    hands.type("31/12/2048")
    hands.press(Qt.Key.Key_Return, CTRL)
    assert "missing" in tab.form.rows["document"].editor.accessibleDescription()
    hands.type("RES-77")
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert hands.said() == "The permit is renewed."
    first = tab.list.points()[0]
    assert (first.title, first.value, first.chip) == ("P-1", "until Dec 31, 2048", "In force")
    assert "paper RES-77" in first.lines[0]


def test_a_mark_is_entered_by_keys_with_its_photo(hands: Hands, gun: int) -> None:
    tab = _sheet(hands, gun, "marks").marks
    tab.add.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.until(tab.form.isVisible)
    hands.type("S")
    hands.press(Qt.Key.Key_Tab)
    hands.type("AB-77?")
    hands.press(Qt.Key.Key_Return)
    hands.type("Left of the slide")
    tab.take_photo(_file(hands.make, "slide.jpg", _photo()))
    hands.settle()
    hands.press(Qt.Key.Key_Space)
    hands.until(lambda: hands.said() == "The mark is entered.")
    hands.settle()
    mark = hands.make.register.read(marks.of, firearm=gun)[0]
    assert (mark.kind, mark.text, mark.spot, bool(mark.photo)) == ("slide", "AB-77?", "Left of the slide", True)
    assert tab.list.points()[0].chip == "Slide mark"


def test_a_mark_without_its_words_is_told_beside_the_field(hands: Hands, gun: int) -> None:
    tab = _sheet(hands, gun, "marks").marks
    tab.begin()
    hands.press(Qt.Key.Key_Return, CTRL)
    assert "missing" in tab.form.rows["kind"].editor.accessibleDescription()
    hands.press(Qt.Key.Key_Escape)
    assert not tab.form.isVisible()


def test_a_file_that_is_dropped_is_attached(hands: Hands, gun: int) -> None:
    tab = _sheet(hands, gun, "documents").documents
    drop(tab, str(_file(hands.make, "left side.jpg", _photo())))
    hands.settle()
    assert tab.form.texts() == {"kind": "photo", "title": "left side", "number": "", "dated_on": ""}
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    kept = hands.make.register.read(documents.of, subject=gun)[0]
    assert (kept.kind, kept.title, kept.media_type) == ("photo", "left side", "image/jpeg")
    assert list(tab.list.pictures) == [str(kept.id)]
    assert hands.shell.page("firearms").sheet.tabs._buttons["documents"].text() == "Documents 1"


def test_what_is_no_photo_or_paper_is_told(hands: Hands, gun: int) -> None:
    tab = _sheet(hands, gun, "documents").documents
    tab.choose(_file(hands.make, "list.txt", b"plain text"))
    hands.settle()
    tab.confirm()
    hands.settle()
    assert hands.said()
    assert hands.make.register.read(documents.of, subject=gun) == []


def test_a_photo_is_looked_at_and_a_copy_kept(hands: Hands, gun: int) -> None:
    hands.make.do(documents.attach, subject=gun, content=_photo(), kind="photo", title="Left")
    tab = _sheet(hands, gun, "documents").documents
    tab.list.setFocus()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    viewer = next(each for each in hands.window.findChildren(Viewer) if each.isVisible())
    assert viewer.paper.accessibleName() == "Left"
    assert not viewer.paper._image.isNull()
    viewer.accept()
    target = Path(hands.make.folder.parent) / "copy.jpg"
    tab.keep(next(iter(tab._papers.values())), target)
    hands.until(target.exists)
    hands.settle()
    assert target.read_bytes() == _photo()


def test_a_document_that_was_erased_says_so(hands: Hands, gun: int) -> None:
    paper = hands.make.do(documents.attach, subject=gun, content=_photo(), kind="photo", title="Left").records[0]
    hands.make.do(documents.erase, document=paper, witness=hands.make.witness)
    tab = _sheet(hands, gun, "documents").documents
    assert tab.list.points()[0].chip == "Erased"
    tab.look(str(paper))
    hands.settle()
    assert "erased" in hands.said()


def test_who_may_only_read_enters_nothing(empty_window: Hands) -> None:
    gun = empty_window.make.firearm()
    empty_window.make.user("rui", "reader")
    hands = opened(empty_window, "rui")
    sheet = _sheet(hands, gun, "marks")
    assert not sheet.marks.add.isVisible()
    sheet.tabs.choose("documents")
    assert not sheet.documents.add.isVisible()
    assert not sheet.documents.acceptDrops()


def test_pictures_are_small_squares_whatever_their_shape(qapp: QApplication) -> None:
    for wide, tall in ((400, 40), (40, 400), (3, 3)):
        image = small(_photo(wide, tall), "image/jpeg")
        assert (image.width(), image.height()) == (SMALL, SMALL)
    assert decode(b"no photo").isNull()
    assert small(b"no photo", "image/png").isNull()
    assert max(decode(_photo(900, 30), 300).size().toTuple()) == 300


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_every_tab_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    make = empty_window.make
    gun = make.firearm()
    make.do(marks.add, firearm=gun, values={"kind": "frame", "text": "X"}, photo=_photo())
    empty_window.window.speak(language)
    hands = opened(empty_window)
    found = {}
    for tab in ("record", "marks", "documents", "permits"):
        sheet = _sheet(hands, gun, tab)
        hands.settle()
        found[tab] = cut(hands.window)
    sheet.tabs.choose("marks")
    sheet.marks.begin()
    sheet.marks.confirm()
    hands.settle()
    found["mark"] = cut(hands.window)
    assert {name: words for name, words in found.items() if words} == {}
