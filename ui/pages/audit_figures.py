"""How a count stands, always in sight: so many counted; of a guided one what is missing, and the sum that is the book.

Between two reckonings, which take long on large registers, each scan moves the figures by itself.
"""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from registry_app.domain.count_equation import Equation
from registry_app.i18n import N_, _, n_, number
from registry_app.services.count_lists import Figures, Progress
from ui.parts.card import Card
from ui.parts.text import Label

FIGURES = {
    "expected": N_("Expected"), "found": N_("Seen"), "missing": N_("Still to see"), "unexpected": N_("Unexpected"),
    "out": N_("Out"),
}  # fmt: skip
UNEXPECTED = ("elsewhere", "found_issued", "found_gone", "unknown", "twice", "surplus")
TERMS = {
    "present": N_("{n} present"), "out": N_("{n} out with a slip"), "workshop": N_("{n} in the workshop"),
    "transit": N_("{n} under way"), "held": N_("{n} held"), "missing": N_("{n} not seen"),
    "moved": N_("{n} moved away"),
}  # fmt: skip
ALWAYS = ("present", "out", "missing")


class FiguresCard(Card):
    """`is_guided` shows what is expected; blind, the card tells what was counted and nothing else."""

    def __init__(self) -> None:
        super().__init__(margin=18, spacing=6)
        self.counted, self.besides = Label(role="figure"), Label(role="muted", is_wrapping=True)
        self.values = {code: Label(role="h1") for code in FIGURES}
        self.sum = Label(role="muted", is_wrapping=True)
        self._guided = QWidget()
        self._progress = Progress(0, 0, 0, "UTC", ())
        self._figures: Figures | None = None
        self._lay_out()

    def _lay_out(self) -> None:
        inside, grid = QVBoxLayout(self._guided), QGridLayout()
        inside.setContentsMargins(0, 6, 0, 0)
        for at, (code, label) in enumerate(FIGURES.items()):
            grid.addWidget(Label(label, "hint"), 0, at)
            grid.addWidget(self.values[code], 1, at)
        inside.addLayout(grid)
        inside.addWidget(self.sum)
        for widget in (Label(N_("Counted so far"), "muted"), self.counted, self.besides, self._guided):
            self.inside.addWidget(widget)
        self._guided.hide()

    def guide(self, *, is_guided: bool) -> None:
        """Show what is expected, or not."""
        self._guided.setVisible(is_guided)
        if not is_guided:
            self._figures = None
            self.retranslate()

    def show_progress(self, progress: Progress) -> None:
        """What was counted."""
        self._progress = progress
        self.retranslate()

    def show_figures(self, figures: Figures | None) -> None:
        """The whole count as it was reckoned."""
        self._figures = figures
        self.retranslate()

    def add(self, verdict: str, *, is_expected: bool) -> None:
        """One more piece was counted, with this verdict."""
        self._progress = replace(self._progress, pieces=self._progress.pieces + 1)
        if self._figures is not None:
            self._figures = _moved(self._figures, verdict, is_expected=is_expected)
        self.retranslate()

    def add_unknown(self) -> None:
        """One more thing is not in the register."""
        self._progress = replace(self._progress, unknown=self._progress.unknown + 1)
        if self._figures is not None:
            self._figures = replace(self._figures, tally=_more(self._figures.tally, "unknown"))
        self.retranslate()

    def retranslate(self) -> None:
        """Say all figures again."""
        told, besides = self._progress, []
        self.counted.quote(n_("{n} piece", "{n} pieces", told.pieces).format(n=number(told.pieces)))
        besides.append(n_("{n} count of rounds", "{n} counts of rounds", told.lots).format(n=number(told.lots)))
        besides.append(
            n_("{n} not in the register", "{n} not in the register", told.unknown).format(n=number(told.unknown))
        )
        self.besides.quote(" · ".join(besides))
        self._tell_guided()

    def _tell_guided(self) -> None:
        figures = self._figures
        if figures is None:
            for label in self.values.values():
                label.quote("…")
            self.sum.quote("")
            return
        tally, equation = figures.tally, figures.equation
        shown = {
            "expected": equation.book, "found": equation.present + equation.held, "missing": equation.missing,
            "unexpected": sum(tally[code] for code in UNEXPECTED), "out": equation.out,
        }  # fmt: skip
        for code, label in self.values.items():
            label.quote(number(shown[code]))
            label.setAccessibleName(f"{_(FIGURES[code])} {number(shown[code])}")
        self.values["unexpected"].set_tone("amber" if shown["unexpected"] else "")
        lots = tally["missing"] - equation.missing
        left = (
            n_("{n} count of rounds to go", "{n} counts of rounds to go", lots).format(n=number(lots)) if lots else ""
        )
        self.sum.quote("\n".join(filter(None, (sum_of(equation), left))))


def _more(tally: Mapping[str, int], code: str) -> dict[str, int]:
    return {**tally, code: tally[code] + 1}


def _moved(figures: Figures, verdict: str, *, is_expected: bool) -> Figures:
    """The figures after one more sighting, until they are reckoned again."""
    tally, equation = _more(figures.tally, verdict), figures.equation
    if is_expected and tally["missing"] and equation.missing and verdict in ("found", "elsewhere"):
        tally["missing"] -= 1
        equation = replace(equation, missing=equation.missing - 1, present=equation.present + 1)
    return Figures(tally, equation, figures.until)


def sum_of(equation: Equation) -> str:
    """The sum in words: what is present, out, in the workshop, under way, held and not seen is the whole book."""
    shown = [code for code in TERMS if getattr(equation, code) or code in ALWAYS]
    terms = " + ".join(_(TERMS[code]).format(n=number(getattr(equation, code))) for code in shown)
    return _("{terms} = {n} on record").format(terms=terms, n=number(equation.book))
