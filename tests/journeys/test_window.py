"""The whole way in the window, by keyboard and scanner: unlock the demo, find, issue, take back, import, return."""

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from registry_app.services import history, lists
from tests.make import PASSPHRASE, Make
from tests.ui.fixtures import shown
from tests.ui.hands import Hands

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHEET = """Serial number,Maker,Model,Kind,Calibre,Permit valid until,Place code
0042,Taurus,TH9,pistol,9 mm,2999-01-01,ARM-1
0043,Taurus,TH9,cannon,9 mm,2999-01-01,ARM-1
"""


def _demo(make: Make) -> tuple[int, int]:
    """A small company whose users are invented, with the paper that says so; a firearm and a guard."""
    gun = make.firearm("ADG-647958", tag="T0106", permit="2999-01-01")
    guard = make.person("G-7", licence="2999-01-01", course="2999-01-01")
    make.lot("LOT-1")
    users = [{"name": "first", "role": "director", "passphrase": PASSPHRASE}]
    paper = {"register": str(make.folder), "passphrase": PASSPHRASE, "users": users}
    (make.folder.parent / "demo.json").write_text(json.dumps(paper))
    return gun, guard


def _unlock(hands: Hands) -> None:
    hands.window.begin(hands.make.folder)
    shown(hands)
    hands.until(lambda: hands.gate()._names)
    hands.press(Qt.Key.Key_Return)
    hands.until(lambda: hands.window.shell)
    hands.settle()


def _find(hands: Hands) -> None:
    hands.search("t0106")
    page = hands.shell.page("firearms")
    assert page.card.title.text() == "Taurus G3"
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert page.sheet.facts.text_of("serial") == "ADG-647958"


def _issue(hands: Hands) -> None:
    hands.press(Qt.Key.Key_I, CTRL)
    hands.settle()
    for scanned in ("G-7", "LOT-1", "30", ""):
        hands.scan(scanned)
    assert hands.said().startswith("Issued 1 firearm to Guard G-7")


def _take_back(hands: Hands) -> None:
    hands.press(Qt.Key.Key_F3)
    for typed in ("7958", ""):
        hands.type(typed)
        hands.press(Qt.Key.Key_Return)
        hands.settle()
    assert hands.said().startswith("Took back 1 firearm from Guard G-7")
    assert hands.window.isActiveWindow()  # no line became a window of its own on its way into the list


def _walk_to(hands: Hands, key: str) -> Any:
    """To a page by the sidebar: F6, arrows, Enter."""
    hands.press(Qt.Key.Key_F6)
    button, sidebar = hands.shell.sidebar._buttons[key], hands.shell.sidebar
    for _step in range(len(sidebar.keys())):
        if not button.hasFocus():
            hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert hands.shell.current_key() == key
    return hands.shell.page(key)


def _import(hands: Hands, folder: Path) -> None:
    page = _walk_to(hands, "imports")
    (folder / "list.csv").write_text(SHEET)
    page.choose(folder / "list.csv")
    hands.settle()
    refusals = [each.code for each in page.findings.findings() if each.severity == "refusal"]
    assert refusals == ["field_not_choice"]
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.until(lambda: "1 row imported" in hands.said())
    page.save_rejects(folder / "refused.xlsx")
    hands.settle()
    assert (folder / "refused.xlsx").stat().st_size > 0


def _return(hands: Hands, folder: Path) -> None:
    page = _walk_to(hands, "returns")
    for suffix in (".pdf", ".json"):
        page.save(folder / f"return{suffix}")
        hands.settle()
    assert (folder / "return.pdf").read_bytes().startswith(b"%PDF-")
    listed = json.loads((folder / "return.json").read_text())["firearms"]
    assert len(listed) == 2


def test_a_day_at_the_desk(empty_window: Hands, tmp_path: Path) -> None:
    hands = empty_window
    gun, guard = _demo(hands.make)
    _unlock(hands)
    _find(hands)
    _issue(hands)
    assert [each[3] for each in hands.make.register.read(lists.held_by, guard)] == [1, 30]
    _take_back(hands)
    assert hands.make.register.read(lists.held_by, guard) == []
    _import(hands, tmp_path)
    _return(hands, tmp_path)
    kinds = [event.kind for event in hands.make.register.read(history.life, record=gun)]
    assert kinds == ["take_back", "issue", "receive"]
