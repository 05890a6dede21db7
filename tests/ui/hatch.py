"""The hatch: the handover page with somebody and something to hand over."""

from typing import Any

from PySide6.QtCore import Qt

from registry_app.services import lists
from tests.ui.hands import Hands


class Hatch:
    """The handover page with a guard, a firearm in store and a lot of rounds."""

    def __init__(self, hands: Hands) -> None:
        self.hands, make = hands, hands.make
        self.guard, self.gun, self.lot = make.person("G-7"), make.firearm("SLX-1", tag="T-1"), make.lot("LOT-1")
        self.page = hands.page("handover")

    def scan(self, text: str) -> None:
        self.hands.scan(text)

    def enter(self) -> None:
        self.hands.press(Qt.Key.Key_Return)
        self.hands.settle()

    def held(self) -> list[Any]:
        return self.hands.make.register.read(lists.held_by, self.guard)

    def codes(self) -> list[str]:
        return [finding.code for finding in self.page.form.findings.findings()]
