"""On what labels are printed and how: sheet, code, where a begun sheet goes on, and the shift against the printer.

The sheet that was used last and the shift of each are remembered with the window's settings.
"""

import contextlib
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_
from ui.pages.label_choice import THINGS
from ui.pages.label_reads import Seen, Tenths
from ui.parts.card import Card
from ui.parts.form import Form
from ui.parts.text import Button, Label
from ui.settings import Settings

SHEETS = {
    "a4-24": N_("A4, 24 labels of 70 × 37 mm"),
    "a4-21": N_("A4, 21 labels of 63.5 × 38.1 mm"),
    "a4-65": N_("A4, 65 labels of 38.1 × 21.2 mm"),
    "letter-30": N_("Letter, 30 labels of 66.7 × 25.4 mm"),
    "letter-10": N_("Letter, 10 labels of 101.6 × 50.8 mm"),
    "roll-62x29": N_("Roll, 62 × 29 mm"),
    "roll-50x25": N_("Roll, 50 × 25 mm"),
    "roll-100x50": N_("Roll, 100 × 50 mm"),
}
CARDS = {
    "card-a4-10": N_("A4, 10 cards"),
    "card-letter-8": N_("Letter, 8 cards"),
    "card-single": N_("Card printer, one by one"),
}
CODES = {"qr": N_("QR code"), "datamatrix": N_("Data Matrix"), "code128": N_("Code 128")}
SINGLE = ("roll-62x29", "roll-50x25", "roll-100x50", "card-single")
BEST = "best"
FARTHEST = 200
FIELDS = (
    Field("layout", N_("Sheet or roll"), "choice", required=True, choices=SHEETS),
    Field("card", N_("Cards on"), "choice", required=True, choices=CARDS),
    Field("skip", N_("Labels used already"), "integer", most=64),
    Field("right", N_("Shift to the right, mm"), "tenths", least=-FARTHEST, most=FARTHEST),
    Field("down", N_("Shift down, mm"), "tenths", least=-FARTHEST, most=FARTHEST),
    Field("code", N_("Code"), "choice", required=True, choices={BEST: N_("What suits the sheet"), **CODES}),
)


class LabelOptions(Card):
    """`changed` tells that the sheet is another one; `calibrate` is the button for the calibration sheet."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(N_("On what"), spacing=10)
        self._settings, self._is_card, self._suits = settings, False, ""
        self.form = Form(FIELDS)
        self.note = Label(role="hint", is_wrapping=True)
        self.calibrate = Button(N_("Calibration sheet…"), "ruler")
        self.pdf = Button(N_("Save as PDF…"), "save", "primary", key="Ctrl+S")
        self.open = Button(N_("Open"), "eye")
        told = Label(N_("Print at actual size, never fitted to the page."), "muted", is_wrapping=True)
        for widget in (self.form, self.note, self.calibrate, told, self.pdf, self.open):
            self.inside.addWidget(widget)
        self.inside.addStretch()
        self.open.hide()
        self._begin()
        self.form.changed.connect(self._edited)

    def _begin(self) -> None:
        kept = self._settings.labels
        layout, card = kept.get("layout"), kept.get("card")
        usual = {
            "layout": layout if layout in [*SHEETS] else next(iter(SHEETS)),
            "card": card if card in [*CARDS] else next(iter(CARDS)), "code": BEST,
        }  # fmt: skip
        self.form.show_values(usual)
        self.show_kind(THINGS[0])

    def show_kind(self, kind: str) -> None:
        """Ask what labels of this kind are printed on: people get cards."""
        self._is_card = kind not in THINGS
        self.form.show_row("layout", is_shown=not self._is_card)
        self.form.show_row("card", is_shown=self._is_card)
        self._suit()

    @property
    def layout_name(self) -> str:
        """The sheet that is chosen."""
        return self.form.rows["card" if self._is_card else "layout"].text()

    def enter(self) -> None:
        """The cursor goes to the sheet."""
        self.form.rows["card" if self._is_card else "layout"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def values(self) -> dict[str, Any] | None:
        """What is chosen: `layout`, `code`, `skip`, and `shift` in tenths of a mm; `None` where something is unfit."""
        if (values := self.form.values()) is None:
            return None
        return {
            "layout": values["card" if self._is_card else "layout"],
            "code": "" if values["code"] == BEST else values["code"],
            "skip": values["skip"] or 0,
            "shift": (values["right"] or 0, values["down"] or 0),
        }

    def show_findings(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Tell beside its field what cannot be printed; gives those that are about none."""
        return self.form.show_findings(findings)

    def show_code(self, seen: Seen | None) -> None:
        """Say which code is printed, and what it asks of printer and scanner."""
        self.note.setVisible(seen is not None)
        if seen is not None:
            self.note.say(seen.fine or CODES[seen.code])
            self.note.set_tone("amber" if seen.fine else "")

    def _suit(self) -> None:
        """Show what goes with the sheet: its shift, and on one with several labels where to begin."""
        self._suits = self.layout_name
        self.form.show_row("skip", is_shown=self.layout_name not in SINGLE)
        right, down = shift_of(self._settings.labels, self.layout_name)
        for name, tenths in (("right", right), ("down", down)):
            self.form.rows[name].show_value(tenths or None)

    def _edited(self) -> None:
        if self.layout_name != self._suits:
            self._suit()
        self._keep()
        self.changed.emit()

    def _keep(self) -> None:
        """Remember the sheet, and its shift as soon as that is a number."""
        kept = self._settings.labels
        kept["card" if self._is_card else "layout"] = self.layout_name
        with contextlib.suppress(Refused):  # half typed; what is wrong is told when the sheet is made
            shift = [self.form.rows[name].parse() or 0 for name in ("right", "down")]
            kept["shifts"] = {**shifts(kept), self.layout_name: shift}


def shifts(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What was kept of shifts by sheet."""
    found = kept.get("shifts")
    return dict(found) if isinstance(found, dict) else {}


def shift_of(kept: Mapping[str, Any], layout: str) -> Tenths:
    """The shift that was kept for a sheet, in tenths of a mm to the right and down; none where it makes no sense."""
    match shifts(kept).get(layout):
        case [int(right), int(down)] if max(abs(right), abs(down)) <= FARTHEST:
            return right, down
        case _:
            return 0, 0
