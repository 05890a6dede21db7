"""A sheet of paper on the screen: one page of a PDF, as it will be printed. PageUp and PageDown turn."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from registry_app.i18n import N_, _, number
from ui.theme import colour

_one_at_a_time = threading.Lock()
"""PDFium is not made for several threads."""


@dataclass(frozen=True)
class Picture:
    """A page as pixels, three bytes each: blue, green, red; `page` counts from 0."""

    wide: int
    tall: int
    stride: int
    pixels: bytes
    page: int
    pages: int


def photograph(content: bytes, page: int = 0, wide: int = 1200) -> Picture:
    """A page of a PDF, `wide` pixels across; the last one where there are fewer. Not for the window's thread."""
    import pypdfium2

    with _one_at_a_time:
        document = pypdfium2.PdfDocument(content)
        try:
            page = min(page, len(document) - 1)
            sheet = document[page]
            drawn = sheet.render(scale=wide / sheet.get_width())
            return Picture(drawn.width, drawn.height, drawn.stride, bytes(drawn.buffer), page, len(document))
        finally:
            document.close()


@dataclass(frozen=True)
class Frame:
    """What is outlined on a page, on the screen alone, in parts of its width and height; `is_gone`: hatched."""

    left: float
    top: float
    wide: float
    tall: float
    is_gone: bool = False


class Paper(QWidget):
    """Shows one page as large as fits; `turned` asks for another page by number."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._image = QImage()
        self._frames: Sequence[Frame] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 260)
        self.setAccessibleName(_(N_("Preview")))

    def show_picture(self, picture: Picture, frames: Sequence[Frame] = ()) -> None:
        """Show this page, with outlines that are not printed."""
        self._picture, self._frames = picture, frames
        whole = QImage(picture.pixels, picture.wide, picture.tall, picture.stride, QImage.Format.Format_BGR888)
        self._image = whole.copy()
        told = _("Page {page} of {pages}").format(page=number(picture.page + 1), pages=number(picture.pages))
        self.setAccessibleName(told)
        self.update()

    def show_image(self, image: QImage, name: str) -> None:
        """Show a photo; `name` says what is to be seen on it."""
        self._picture, self._image, self._frames = None, image, ()
        self.setAccessibleName(name)
        self.update()

    def page(self) -> tuple[int, int]:
        """The page that is shown, from 0, and how many there are; (0, 0) for none."""
        return (self._picture.page, self._picture.pages) if self._picture else (0, 0)

    def turn(self, step: int) -> None:
        """Ask for a page further on or back, where there is one."""
        page, pages = self.page()
        if 0 <= page + step < pages:
            self.turned.emit(page + step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn the pages."""
        steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Left: -1}
        if step := steps.get(Qt.Key(event.key())):
            self.turn(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet, with a thin edge."""
        if self._image.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = min((self.width() - 2) / self._image.width(), (self.height() - 2) / self._image.height())
        wide, tall = self._image.width() * scale, self._image.height() * scale
        sheet = QRectF((self.width() - wide) / 2, (self.height() - tall) / 2, wide, tall)
        ratio = self.devicePixelRatioF()
        small = self._image.scaled(
            round(wide * ratio), round(tall * ratio), Qt.AspectRatioMode.IgnoreAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )  # fmt: skip
        painter.drawImage(sheet, small)
        self._outline(painter, sheet)
        painter.setPen(colour("accent" if self.hasFocus() else "line2"))
        painter.drawRect(sheet)

    def _outline(self, painter: QPainter, sheet: QRectF) -> None:
        """Dashes around each frame, strokes across those that are gone."""
        pen = QPen(colour("text3"), 1, Qt.PenStyle.DashLine)
        for each in self._frames:
            left, top = sheet.x() + each.left * sheet.width(), sheet.y() + each.top * sheet.height()
            box = QRectF(left, top, each.wide * sheet.width(), each.tall * sheet.height())
            if each.is_gone:
                painter.fillRect(box, QBrush(colour("text3"), Qt.BrushStyle.BDiagPattern))
            painter.setPen(pen)
            painter.drawRect(box)
