"""The look: Fusion, our own palette, one small style sheet, Inter, and icons that follow.

One `Theme` lives as long as the application. Setting `system` follows the desktop where it tells (Unknown = light:
plain X11 says nothing). Painters read `colour("accent")` at the moment of painting and so follow without being told.
"""

from pathlib import Path

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui import icons, tokens
from ui.style import sheet
from ui.tokens import Tokens

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts" / "inter"
MODES = ("system", "light", "dark", "contrast", "contrast-dark")
SMALLEST, USUAL, LARGEST = 9, 10, 16
"""Font sizes in points that the user may choose from."""

_in_force = tokens.LIGHT


def colour(name: str) -> QColor:
    """A token of the theme in force as a colour to paint with."""
    return QColor(getattr(_in_force, name))


def is_narrower(widget: QWidget, pixels: int) -> bool:
    """Whether a widget is narrower than so many pixels would be with letters of the usual size."""
    return widget.width() < pixels * widget.font().pixelSize() / _pixels(USUAL)


def _pixels(points: int) -> int:
    return round(points * 4 / 3)


def plain_font() -> QFont:
    """The body font: figures of one width, so that columns of numbers stand under each other."""
    font = QFont("Inter")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setFeature(QFont.Tag("tnum"), 1)
    font.setFeature(QFont.Tag("cv11"), 1)
    return font


def serial_font(like: QFont) -> QFont:
    """`like` with a slashed zero and distinct 1, I, l: serials are read off metal and compared letter by letter."""
    font = QFont(like)
    font.setFeature(QFont.Tag("zero"), 1)
    font.setFeature(QFont.Tag("ss02"), 1)
    return font


class Theme(QObject):
    """Dresses the application; `changed` tells painters with caches to draw again.

    The style sheet is each window's, not the application's: with the latter, Qt polishes all that a widget holds anew
    for every layer of layouts that it is put into, which takes four times as long as building a page.
    """

    changed = Signal()

    def __init__(self, app: QApplication, mode: str = "system", points: int = USUAL) -> None:
        super().__init__(app)
        self._app, self._mode, self._points = app, mode, points
        self._sheet, self._dressed = "", list[QWidget]()
        app.setStyle("Fusion")
        for file in sorted(FONTS.glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._apply()

    def dress(self, window: QWidget) -> None:
        """Put the style sheet on a window, for good; what has the window for its parent wears it too."""
        self._dressed = [each for each in self._dressed if shiboken6.isValid(each)] + [window]
        window.setStyleSheet(self._sheet)

    @property
    def mode(self) -> str:
        """The user's setting, one of `MODES`."""
        return self._mode

    @property
    def points(self) -> int:
        """The size of the body font in points."""
        return self._points

    def set_mode(self, mode: str) -> None:
        """Wear `mode` (one of `MODES`) from now on."""
        self._mode = mode
        self._apply()

    def set_points(self, points: int) -> None:
        """Write everything at `points`, within `SMALLEST` and `LARGEST`."""
        self._points = min(max(points, SMALLEST), LARGEST)
        self._apply()

    def _system_changed(self) -> None:
        if self._mode in ("system", "contrast"):
            self._apply()

    def _apply(self) -> None:
        global _in_force
        is_dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        _in_force = tokens.chosen(self._mode, is_dark)
        icons.use(_in_force)
        size = _pixels(self._points)
        font = plain_font()
        font.setPixelSize(size)
        self._app.setFont(font)
        self._app.setPalette(palette(_in_force))
        self._sheet = sheet(_in_force, size, self._arrow())
        for window in filter(shiboken6.isValid, self._dressed):
            window.setStyleSheet(self._sheet)
        icons.recolour()
        self.changed.emit()

    def _arrow(self) -> str:
        """A style sheet can colour no SVG, so the arrow of a combo box comes in a dark and a light drawing."""
        return (icons.FOLDER / ("chevron-light.svg" if _in_force.is_dark else "chevron-dark.svg")).as_posix()


_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "bg",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line2",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Shadow: "line2",
}


def palette(of: Tokens) -> QPalette:
    """The palette of a theme, for all that Fusion draws itself."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, QColor(getattr(of, name)))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.text3))
    return made
