"""The head of a sheet: the way back, what it is of, its state, and what can be done with it."""

from collections.abc import Iterable, Sequence

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.parts.folding import BESIDE


def head(which: Sequence[QWidget], named: Iterable[QWidget], acts: Iterable[QWidget]) -> QBoxLayout:
    """`which` and beside it the names, one below the other; then `acts`, of which only the first stands left.

    A narrow sheet turns the layout's direction, so that the acts stand below.
    """
    whole = QBoxLayout(BESIDE)
    left, names, right = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
    for layout in (whole, left, right):
        layout.setSpacing(12)
    names.setSpacing(0)
    for widget in named:
        names.addWidget(widget)
    for widget in which:
        left.addWidget(widget)
    left.addLayout(names, 1)
    chip, *buttons = acts
    right.addWidget(chip)
    right.addStretch()
    for button in buttons:
        right.addWidget(button)
    whole.addLayout(left)
    whole.addLayout(right, 1)
    return whole
