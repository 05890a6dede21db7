"""Help by F1: what the page that is seen is for, in the reader's language, from files that come with the program."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from registry_app.i18n import N_, _, language
from ui.parts.text import Button

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "help"
WIDE, TALL = 620, 600
MARGIN, AIR = 14, 6


def help_text(key: str) -> str:
    """The help of a page as Markdown: in the reader's language, else in English; empty where nobody wrote any."""
    files = (FOLDER / code / f"{key}.md" for code in (language(), "en"))
    return next((file.read_text("utf-8") for file in files if file.is_file()), "")


class HelpSheet(QDialog):
    """The help of the page of `key`; Esc closes it, arrows and PgDown read on."""

    def __init__(self, parent: QWidget, key: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Help"))
        self.text = QTextBrowser()
        self.text.setAccessibleName(_("Help"))
        self.text.setOpenLinks(False)
        self.text.setMarkdown(help_text(key) or _("There is no help for this page yet. Ctrl+/ shows its keys."))
        self.text.setTabChangesFocus(True)
        self._set()
        close = Button(N_("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(self.text, 1)
        inside.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(WIDE, min(TALL, parent.window().height() - 40))
        self.text.setFocus()

    def _set(self) -> None:
        """Headings little larger than the text, and air above what begins: Markdown alone sets both too boldly."""
        document = self.text.document()
        document.setDocumentMargin(MARGIN)
        block = document.begin()
        while block.isValid():
            level, place, cursor = block.blockFormat().headingLevel(), block.blockFormat(), QTextCursor(block)
            place.setTopMargin(AIR * 2 if level > 1 else AIR)
            cursor.setBlockFormat(place)
            if level:
                letters = QTextCharFormat()
                letters.setProperty(int(QTextFormat.Property.FontSizeAdjustment), 2 - level)
                cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
                cursor.mergeCharFormat(letters)
            block = block.next()
