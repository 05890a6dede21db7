"""Groups of controls side by side, or one below the other where there is no room for all."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QWidget

BESIDE, BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
GAP, CLOSE, LOWEST, UNBOUNDED = 14, 12, 300, 16_777_215
"""Pixels between cards, and within a line; how high cards are at least that stand below each other; and no bound."""


class Folding(QWidget):
    """Asks for no more width than the wider of the two needs. `shares` are those of the room that there is besides."""

    def __init__(self, first: QWidget, second: QWidget, shares: tuple[int, int] = (0, 1)) -> None:
        super().__init__()
        self._both = (first, second)
        self._line = QBoxLayout(BESIDE, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(8)
        for each, share in zip(self._both, shares, strict=True):
            self._line.addWidget(each, share)

    def is_folded(self) -> bool:
        """Whether one stands below the other."""
        return self._line.direction() == BELOW

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider of the two."""
        return QSize(max(self._wide()) + self.width() - self.contentsRect().width(), super().minimumSizeHint().height())

    def _wide(self) -> list[int]:
        least = ((each.minimumSizeHint().width(), each.minimumWidth()) for each in self._both if not each.isHidden())
        return [max(both) for both in least]

    def _fold(self) -> None:
        wide = self._wide()
        has_room = sum(wide) + self._line.spacing() * (len(wide) - 1) <= self.contentsRect().width()
        self._line.setDirection(BESIDE if has_room else BELOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._fold()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Other words need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fold()
        return super().event(event)


def at_end(*parts: QWidget) -> QWidget:
    """These in one line, the last of them at its end."""
    held = QWidget()
    line = QHBoxLayout(held)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(CLOSE)
    for part in parts[:-1]:
        line.addWidget(part)
    line.addStretch()
    line.addWidget(parts[-1])
    return held


class WithAside(Folding):
    """A first card, and beside it one that is `wide` pixels wide; below each other both have all the width, and are
    `LOWEST` high at least."""

    def __init__(self, first: QWidget, aside: QWidget, wide: int) -> None:
        super().__init__(first, aside, (1, 0))
        self._aside_wide = wide
        self._line.setSpacing(GAP)
        self._arrange()

    def _wide(self) -> list[int]:
        return [each.minimumSizeHint().width() for each in self._both if not each.isHidden()]

    def _beside(self) -> int:
        """How wide both are beside each other: no list is squeezed to nothing by what stands beside it."""
        first, aside = (each.minimumSizeHint().width() for each in self._both)
        if self._both[1].isHidden():
            return first
        return max(first, LOWEST) + GAP + max(self._aside_wide, aside)

    def _fold(self) -> None:
        self._line.setDirection(BESIDE if self._beside() <= self.contentsRect().width() else BELOW)
        self._arrange()

    def _arrange(self) -> None:
        is_folded, aside = self.is_folded(), self._both[1]
        aside.setMinimumWidth(0 if is_folded else self._aside_wide)
        aside.setMaximumWidth(UNBOUNDED if is_folded else self._aside_wide)
        for each in self._both:
            each.setMinimumHeight(LOWEST if is_folded and each.minimumSizeHint().height() < LOWEST else 0)


class Evenly(QWidget):
    """Parts of one width side by side, in no more rows than the room asks for."""

    def __init__(self, parts: Sequence[QWidget], gap: int = GAP) -> None:
        super().__init__()
        self._parts, self._columns = list(parts), 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(gap)
        self._arrange(len(self._parts))

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def columns(self) -> int:
        """How many stand side by side."""
        return self._columns

    def _widest(self) -> int:
        return max(each.minimumSizeHint().width() for each in self._parts)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        for at, each in enumerate(self._parts):
            self._grid.addWidget(each, at // columns, at % columns)
            self._grid.setColumnStretch(at, 1 if at < columns else 0)
        self._columns = columns

    def _fit(self) -> None:
        gap = self._grid.spacing()
        most = max((self.width() + gap) // (self._widest() + gap), 1)
        rows = -(-len(self._parts) // most)
        self._arrange(-(-len(self._parts) // rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._fit()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Other words need other room."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)
