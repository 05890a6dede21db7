"""Where one is in a work of several steps: their names in order, the one in hand marked; that one alone in a narrow
place."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import N_, _, number
from ui.parts.text import Elided, Label

STEP = N_("Step {at} of {all}: {name}")
GAP, LEAST = 14, 60


class Trail(QWidget):
    """Names are msgids; screen readers are told the step in hand as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._at = 0
        self._labels: list[Label] = []
        self._alone = Elided(role="strong")
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GAP)

    def show_steps(self, names: Sequence[str]) -> None:
        """These steps, from the first one on."""
        while item := self._line.takeAt(0):
            if (widget := item.widget()) is not None and widget is not self._alone:
                widget.hide()
                widget.deleteLater()
        self._names, self._labels = names, [Label() for _name in names]
        for label in (*self._labels, self._alone):
            self._line.addWidget(label)
        self._line.addStretch()
        self.go_to(0)

    def go_to(self, at: int) -> None:
        """The step of this place is in hand."""
        self._at = at
        self._say()

    def said(self) -> str:
        """The step in hand as a sentence."""
        name = _(self._names[self._at]) if self._names else ""
        return _(STEP).format(at=number(self._at + 1), all=number(len(self._names)), name=name)

    def _say(self) -> None:
        for at, (label, name) in enumerate(zip(self._labels, self._names, strict=True)):
            label.setProperty("role", "strong" if at == self._at else "hint")
            label.set_tone("blue" if at == self._at else "")
            label.quote(f"{number(at + 1)}  {_(name)}")
        self._alone.quote(self.said())
        self._alone.set_tone("blue")
        self.setAccessibleName(self.said())
        self._fit()

    def _fit(self) -> None:
        """All of them where there is room."""
        wanted = sum(label.sizeHint().width() + GAP for label in self._labels)
        for label in self._labels:
            label.setVisible(wanted <= self.width())
        self._alone.setVisible(wanted > self.width())

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(LEAST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More room, or less."""
        self._fit()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
