"""Printing a PDF page by page at its actual size: a dialog asks for the printer, then each page is drawn on paper."""

from collections.abc import Callable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from registry_app.i18n import _
from ui.parts.paper import Picture, photograph

DPI = 300
SIZES = {"a5": QPageSize.PageSizeId.A5, "a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}


def pages(content: bytes, paper: str) -> list[Picture]:
    """All pages of a PDF as they are printed. Not for the window's thread."""
    wide = round(QPageSize(SIZES[paper]).size(QPageSize.Unit.Inch).width() * DPI)
    first = photograph(content, 0, wide)
    return [first, *(photograph(content, page, wide) for page in range(1, first.pages))]


def ask(parent: QWidget, paper: str, chosen: Callable[[QPrinter], object]) -> QPrintDialog:
    """Ask which printer; `chosen` is told of it once somebody says Print."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(SIZES[paper]))
    printer.setFullPage(True)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    dialog.accepted.connect(lambda: chosen(printer))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
    return dialog


def draw(printer: QPrinter, drawn: list[Picture]) -> bool:
    """Print these pages; whether the printer took them."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, page in enumerate(drawn):
        if number:
            printer.newPage()
        image = QImage(page.pixels, page.wide, page.tall, page.stride, QImage.Format.Format_BGR888)
        sheet = printer.pageLayout().fullRectPixels(printer.resolution())
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.width() * page.tall / page.wide), image)
    return painter.end()
