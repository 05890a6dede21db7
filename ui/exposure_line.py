"""The exposure at the foot of the window, in words; it leads to the returns, whose receipts make it small."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter, QWidget

from registry_app.i18n import N_, _, n_, number
from ui.parts.text import Button, hinted, restyle

if TYPE_CHECKING:
    from registry_app.services.exposure import Exposure

KEY = "Ctrl+Shift+R"
LEAST = 160
"""Pixels that the line has at least."""
LONG_DAYS = 31
"""A month without a receipt is too long in every country that asks for returns."""


class ExposureLine(Button):
    """A button that reads as a line: “12 entries not yet witnessed outside, oldest 3 h”. Where there is no room it is
    cut in its middle, and whole in its tooltip."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(N_("Not witnessed outside"), kind="link")
        self.setParent(parent)
        self._exposure: Exposure | None = None
        self.hide()

    def show_exposure(self, exposure: "Exposure") -> None:
        """Say it; red when the oldest entry waits for more than a month."""
        self._exposure = exposure
        text = told(exposure)
        self.setText(text)
        self.setAccessibleName(text)
        hint = hinted(_("Entries that no receipt of an authority covers. To the returns"), KEY)
        self.setToolTip(f"{text}\n{hint}")
        is_long = exposure.entries > 0 and exposure.span > ("day", LONG_DAYS) and exposure.span[0] == "day"
        self.setProperty("tone", "red" if is_long else "")
        restyle(self)
        self.show()

    def minimumSizeHint(self) -> QSize:
        """Enough for how many and how old."""
        return QSize(min(LEAST, self.sizeHint().width()), super().minimumSizeHint().height())

    def shown(self) -> str:
        """What of the text is drawn."""
        room = self.width() - self.sizeHint().width() + self.fontMetrics().horizontalAdvance(self.text())
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button with as much of the text as fits."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = self.shown()
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._exposure is not None:
            self.show_exposure(self._exposure)


def told(exposure: "Exposure") -> str:
    """The exposure in the reader's language."""
    if not exposure.entries:
        return _("Every entry is witnessed outside")
    entries = n_(
        "{n} entry not yet witnessed outside, oldest {age}", "{n} entries not yet witnessed outside, oldest {age}",
        exposure.entries,
    )  # fmt: skip
    return entries.format(n=number(exposure.entries), age=age(exposure))


def age(exposure: "Exposure") -> str:
    """How long the oldest waits: days from two on, hours, minutes."""
    unit, many = exposure.span
    if unit == "day":
        return n_("{n} day", "{n} days", many).format(n=number(many))
    return _("{n} h").format(n=number(many)) if unit == "hour" else _("{n} min").format(n=number(many))
