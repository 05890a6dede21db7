"""Icons: Lucide outlines and our own drawings, in the colours of the theme, crisp at every scale.

`dress(widget, name)` gives a button or a label its icon and remembers the name, so that `recolour()` can draw all of
them again after the theme changed.
"""

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from ui.tokens import LIGHT, Tokens

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "icons"
STROKE = "1.8"
"""Thinner than Lucide's 2, to fit the weight of the text."""

_tokens = LIGHT


def use(tokens: Tokens) -> None:
    """Draw icons in the colours of `tokens` from now on."""
    global _tokens
    _tokens = tokens


@lru_cache(maxsize=256)
def _outline(name: str) -> str:
    return (FOLDER / f"{name}.svg").read_text(encoding="utf-8").replace('stroke-width="2"', f'stroke-width="{STROKE}"')


@lru_cache(maxsize=512)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_outline(name).replace("currentColor", colour).encode()))
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def pixmap(name: str, colour: str = "text2", size: int = 16, ratio: float = 1.0) -> QPixmap:
    """The icon `name` in the token `colour`, `size` logical pixels wide, for a screen of `ratio`."""
    return _drawn(name, getattr(_tokens, colour), size, ratio)


def icon(name: str, colour: str = "text2", size: int = 16) -> QIcon:
    """The same as a QIcon for screens of 1x and 2x (others are scaled from them), paler while disabled."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour, size, ratio))
        made.addPixmap(pixmap(name, "text3", size, ratio), QIcon.Mode.Disabled)
    return made


def dress(widget: QAbstractButton | QLabel, name: str, colour: str = "text2", size: int = 16) -> None:
    """Give `widget` the icon, now and after every change of theme."""
    widget.setProperty("drawn", f"{name} {colour} {size}")
    _redraw(widget)


def _redraw(widget: QWidget) -> None:
    name, colour, size = str(widget.property("drawn")).split()
    if isinstance(widget, QLabel):
        widget.setPixmap(pixmap(name, colour, int(size), widget.devicePixelRatioF()))
    elif isinstance(widget, QAbstractButton):
        widget.setIcon(icon(name, colour, int(size)))
        widget.setIconSize(QSize(int(size), int(size)))


def recolour() -> None:
    """Draw every dressed widget's icon again, after the theme changed."""
    for widget in QApplication.allWidgets():
        if widget.property("drawn"):
            _redraw(widget)
