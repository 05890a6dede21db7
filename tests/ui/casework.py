"""Hands on the page of cases: what happened is chosen, steps are filled in by keys, the witness vouches."""

from typing import Any

from PySide6.QtCore import Qt

from registry_app.services import ledger, losses
from tests.make import PASSPHRASE
from tests.ui.hands import Hands
from ui.pages.handover_acknowledge import Acknowledge
from ui.parts.picker import Picker

CTRL = Qt.KeyboardModifier.ControlModifier
WAYS = ("missing", "stolen", "documents", "shot")


class Casework:
    """The page of cases, with a guard who has a firearm and thirty rounds of a lot."""

    def __init__(self, hands: Hands) -> None:
        self.hands, self.make, make = hands, hands.make, hands.make
        assert make.witness
        self.guard, self.gun, self.lot = make.person("G-7"), make.firearm("SLX-1", tag="TAG-1001"), make.lot("LOT-1")
        make.issued(self.gun, to=self.guard, rounds={self.lot: 30})
        self.page = hands.page("cases")

    @property
    def guide(self) -> Any:
        return self.page.sheet.guide

    @property
    def case(self) -> Any:
        """The sheet of the case that is shown."""
        return self.page.sheet.shown

    def begin(self, way: str) -> None:
        """Ctrl+N, and down to what happened."""
        self.press(Qt.Key.Key_N, CTRL)
        for _step in range(WAYS.index(way)):
            self.press(Qt.Key.Key_Down)
        self.press(Qt.Key.Key_Return)

    def press(self, key: Qt.Key, with_: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.hands.press(key, with_)
        self.hands.settle()

    def go_on(self, times: int = 1) -> None:
        for _time in range(times):
            self.press(Qt.Key.Key_Return, CTRL)

    def type(self, text: str) -> None:
        """Into whatever has the cursor; what picks a record takes the one that is meant."""
        self.hands.type(text)
        if isinstance(self.hands.window.focusWidget(), Picker):
            self.press(Qt.Key.Key_Return)

    def into(self, name: str, text: str) -> None:
        """Into a field of the form that is open."""
        form = self.form()
        form.rows[name].editor.setFocus()
        form.rows[name].editor.selectAll()
        self.type(text)

    def pick(self, name: str, code: str) -> None:
        """One of the choices of a field, by its code."""
        editor = self.form().rows[name].editor
        editor.setCurrentIndex(editor.findData(code))

    def form(self) -> Any:
        """The form that is open."""
        if self.page.sheet.is_guiding():
            return list(self.guide.stages.values())[self.guide.at].form
        return self.case.steps.stage.form

    def vouch(self) -> None:
        """The witness types the own passphrase, and Enter."""
        self.hands.type(PASSPHRASE)
        self.press(Qt.Key.Key_Return)

    def stolen(self) -> None:
        """The guard's firearm is stolen, and the case stands."""
        self.begin("stolen")
        self.hands.scan("TAG-1001")
        self.go_on(3)
        self.vouch()

    def fired(self, rounds: str = "2") -> None:
        """The guard fired, and all is told but who signs."""
        self.begin("shot")
        self.type("G-7")
        for name, code in (("kind", "warning_shot"), ("harm", "none"), ("damage", "minor")):
            self.pick(name, code)
        self.go_on()
        self.hands.type(rounds)
        self.go_on(2)

    def signing(self) -> Acknowledge:
        """The witness vouches, and who fired is asked to sign."""
        self.guide.stages["check"].witness.passphrase.setFocus()
        self.vouch()
        (dialog,) = self.guide.findChildren(Acknowledge)
        return dialog

    def missing(self) -> list[losses.Missing]:
        """What is missing of the last case."""
        return self.make.register.read(losses.missing, case=self.row().number)

    def step(self, code: str) -> None:
        """Enter on a step of the checklist."""
        self.case.steps.list.go_to(code)
        self.case.steps.list.setFocus()
        self.press(Qt.Key.Key_Return)

    def row(self) -> losses.CaseRow:
        """The last case."""
        return self.make.register.read(losses.cases)[0]

    def size(self) -> int:
        """How many entries there are."""
        return self.make.register.read(ledger.head).size

    def last(self) -> Any:
        """The last entry."""
        return self.make.entry(self.size() - 1)
