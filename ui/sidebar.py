"""The sidebar: the company, and the pages in groups. One Tab stop; arrows go up and down.

Where the window is narrow the pages are drawings alone, whose names are their tooltips.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QScrollArea, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from ui import icons
from ui.destinations import GROUPS, Destination
from ui.parts.card import Tile
from ui.parts.text import Elided, Label
from ui.theme import colour

DRAWN = 68
"""Pixels of the sidebar without names."""


class NavButton(QToolButton):
    """One page: drawing, name, and a badge for what waits there."""

    def __init__(self, label: str, icon: str) -> None:
        super().__init__()
        self._label, self._icon, self._badge = label, icon, ""
        self.setProperty("kind", "nav")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(17, 17))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self._colour)
        self._colour(False)
        self.say()

    def show_badge(self, text: str) -> None:
        """A number of things that wait; nothing for none."""
        self._badge = text
        self.say()
        self.update()

    def say(self) -> None:
        """Name the page in the reader's language."""
        self.setText("  " + _(self._label))
        self.setToolTip(_(self._label) if self.is_drawing() else "")
        self.setAccessibleName(f"{_(self._label)} {self._badge}".strip())

    def is_drawing(self) -> bool:
        """Whether the name stands away."""
        return self.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly

    def show_name(self, is_shown: bool) -> None:
        """The drawing with its name, or alone."""
        beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
        self.setToolButtonStyle(beside if is_shown else alone)
        self.say()

    def _colour(self, is_checked: bool) -> None:
        icons.dress(self, self._icon, "accent_text" if is_checked else "text2", 17)

    def changeEvent(self, event: QEvent) -> None:
        """Another language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.say()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button, and the badge over its right end, or over the corner of a drawing."""
        super().paintEvent(event)
        if not self._badge:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(font.pixelSize() - 2)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        metrics = QFontMetrics(font)
        tall = metrics.height() + 4
        wide = max(tall, metrics.horizontalAdvance(self._badge) + 10)
        box = QRectF(self.width() - wide - 9, (self.height() - tall) / 2, wide, tall)
        if self.is_drawing():
            box.moveTo(self.width() - wide, 0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("red_t"))
        painter.drawRoundedRect(box, tall / 2, tall / 2)
        painter.setPen(colour("red"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._badge)


class Sidebar(QWidget):
    """`chosen` tells the key of the page."""

    chosen = Signal(str)

    def __init__(self, company: str, destinations: Sequence[Destination]) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_(N_("Pages")))
        self._buttons = {each.key: NavButton(each.label, each.icon) for each in destinations}
        self._group, self._sections, self._is_narrow = QButtonGroup(self), list[_Section](), False
        whole, self._pages, held = QVBoxLayout(self), QScrollArea(), QWidget()
        whole.setContentsMargins(12, 14, 0, 12)
        whole.setSpacing(14)
        whole.addLayout(self._head(company))
        whole.addWidget(self._pages, 1)
        self._inside = QVBoxLayout(held)
        self._inside.setContentsMargins(0, 0, 12, 0)
        self._inside.setSpacing(0)
        for group in GROUPS:
            self._add_group(group, [each for each in destinations if each.group == group])
        self._inside.addStretch()
        self._pages.setWidget(held)
        self._pages.setWidgetResizable(True)
        self._pages.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fit()

    def _head(self, company: str) -> QHBoxLayout:
        line, words = QHBoxLayout(), QVBoxLayout()
        line.setSpacing(10)
        words.setSpacing(0)
        line.addWidget(Tile("shield-check", "on_accent", "accent", 32))
        self._name, self._company = Label(role="h2"), Elided(role="hint")
        self._name.quote("Armarium")
        words.addWidget(self._name)
        words.addWidget(self._company)
        line.addLayout(words, 1)
        self._company.quote(company)
        return line

    def _add_group(self, title: str, destinations: Sequence[Destination]) -> None:
        if not destinations:
            return
        section = _Section(title)
        section.setContentsMargins(10, 10, 0, 4)
        self._sections.append(section)
        self._inside.addWidget(section)
        for each in destinations:
            button = self._buttons[each.key]
            self._group.addButton(button)
            self._inside.addWidget(button)
            button.clicked.connect(lambda _on, key=each.key: self.chosen.emit(key))

    def mark(self, key: str) -> None:
        """Show which page is open."""
        self._buttons[key].setChecked(True)
        self._pages.ensureWidgetVisible(self._buttons[key], 0, 0)

    def show_badge(self, key: str, text: str) -> None:
        """How much waits on a page."""
        self._buttons[key].show_badge(text)

    def keys(self) -> list[str]:
        """The keys of the pages from top to bottom."""
        return [key for key, button in self._buttons.items() if button in self._group.buttons()]

    def take_focus(self) -> None:
        """Go to the button of the open page."""
        if (button := self._group.checkedButton()) is not None:
            button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the page that has the focus."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(at := self.focusWidget(), NavButton):
            at.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another language or font: other widths."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange) and hasattr(self, "_company"):
            self._fit()
        super().changeEvent(event)

    def fit(self, *, is_narrow: bool) -> None:
        """Name the pages, or where there is little room draw them alone."""
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for each in (self._name, self._company, *self._sections):
            each.setVisible(not is_narrow)
        for button in self._buttons.values():
            button.show_name(not is_narrow)
        self._fit()

    def _fit(self) -> None:
        """As wide as the longest name needs, within bounds; drawings need little."""
        if self._is_narrow:
            self.setFixedWidth(DRAWN)
            return
        metrics = self.fontMetrics()
        names = [metrics.horizontalAdvance(button.text()) for button in self._buttons.values()]
        wide = min(max(224, *(name + 76 for name in names)) if names else 224, 300)
        self.setFixedWidth(wide)


class _Section(Label):
    """The title of a group, in small capitals' stead."""

    def __init__(self, title: str) -> None:
        super().__init__(title, "section")

    def setText(self, text: str) -> None:
        super().setText(text.upper())
