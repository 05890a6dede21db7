"""Photos and papers as pictures: a small square for a list, and the whole thing in a window of its own."""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from registry_app.i18n import N_
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.text import Button, Label

PDF = "application/pdf"
SMALL = 96
"""Pixels of a small square: 30 on the screen, sharp at 300 %."""
LARGEST = 2400
"""The longest side of what is shown; a photo of 50 megapixels would take 200 MB."""


def decode(content: bytes, longest: int = LARGEST) -> QImage:
    """A photo the right way up, scaled down where it is larger; a null image for what is none. For any thread."""
    kept = QByteArray(content)
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def small(content: bytes, media_type: str) -> QImage:
    """The middle of a photo, or the head of a paper's first page, as a small square. Not for the window's thread."""
    if media_type == PDF:
        page = photograph(content, 0, SMALL * 2)
        whole = QImage(page.pixels, page.wide, page.tall, page.stride, QImage.Format.Format_BGR888).copy()
    else:
        whole = decode(content, SMALL * 3)
    side = min(whole.width(), whole.height())
    top = 0 if media_type == PDF else (whole.height() - side) // 2
    square = whole.copy((whole.width() - side) // 2, top, side, side)
    smooth = Qt.TransformationMode.SmoothTransformation
    return square.scaled(SMALL, SMALL, Qt.AspectRatioMode.IgnoreAspectRatio, smooth) if side else whole


class Viewer(QDialog):
    """One photo or paper as large as fits; `turned` asks for another page of it, `kept` for a copy as a file."""

    turned = Signal(int)
    kept = Signal()

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(name)
        self._name = name
        self.paper = Paper()
        self.paper.turned.connect(self.turned)
        title = Label(role="h2", is_wrapping=True)
        title.quote(name)
        self.close_button, self.keep = Button(N_("Close"), kind="primary"), Button(N_("Save a copy…"), "download")
        self.close_button.clicked.connect(self.accept)
        self.keep.clicked.connect(self.kept)
        foot = QHBoxLayout()
        foot.addWidget(self.keep)
        foot.addStretch()
        foot.addWidget(self.close_button)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(18, 14, 18, 14)
        inside.setSpacing(10)
        inside.addWidget(title)
        inside.addWidget(self.paper, 1)
        inside.addLayout(foot)
        self.resize(parent.window().size() * 0.8)
        self.paper.setFocus()

    def show_image(self, image: QImage) -> None:
        """Show a photo."""
        self.paper.show_image(image, self._name)

    def show_page(self, page: Picture) -> None:
        """Show a page of a paper."""
        self.paper.show_picture(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Enter close."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        else:
            super().keyPressEvent(event)
