"""Where one is in a work of several steps: their names in order, the one in hand marked."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from registry_app.i18n import N_, _, number
from ui.parts.text import Label

STEP = N_("Step {at} of {all}: {name}")


class Trail(QWidget):
    """Names are msgids; screen readers are told the step in hand as a sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._names: Sequence[str] = ()
        self._at = 0
        self._labels: list[Label] = []
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(14)

    def show_steps(self, names: Sequence[str]) -> None:
        """These steps, from the first one on."""
        while item := self._line.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._names, self._labels = names, [Label() for _name in names]
        for label in self._labels:
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
        self.setAccessibleName(self.said())

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)
