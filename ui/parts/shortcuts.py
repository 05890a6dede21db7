"""All shortcuts of the window and its pages in one sheet that can be searched, by Ctrl+/."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from registry_app.i18n import N_, _
from ui.parts.text import Button, Label

Shortcut = tuple[str, str]
"""Keys in Qt's portable spelling, and a msgid of what they do."""

EVERYWHERE: tuple[Shortcut, ...] = (
    ("Ctrl+K", N_("Go anywhere, do anything, find anything")),
    ("Ctrl+F", N_("Go to the search field")),
    ("/", N_("Go to the search field, from a list")),
    ("Ctrl+L", N_("Lock the register")),
    ("F6", N_("Go to the sidebar")),
    ("Ctrl+Shift+R", N_("See the returns, whose receipts witness what nobody outside has seen yet")),
    ("F10", N_("Count in the open audit")),
    ("Alt+1", N_("Open the first page of the sidebar, and so on")),
    ("Ctrl++", N_("Larger letters; Ctrl and minus makes them smaller")),
    ("F1", N_("Help on the page that is seen")),
    ("Ctrl+/", N_("Show this list")),
    ("Esc", N_("Close, clear, go back")),
)
IN_LISTS: tuple[Shortcut, ...] = (
    ("Return", N_("Open the row")),
    ("Ctrl+C", N_("Copy the selected rows")),
    ("Ctrl+A", N_("Select all rows")),
)
IN_FORMS: tuple[Shortcut, ...] = (
    ("Return", N_("Go to the next field")),
    ("Ctrl+Return", N_("Save")),
)
LIST_SHORTCUTS: tuple[Shortcut, ...] = (
    ("Ctrl+Shift+F", N_("Filter by columns")),
    ("Ctrl+P", N_("Export what is listed as a workbook")),
    ("Ctrl+Shift+E", N_("Change a field of the selected rows")),
    ("Ctrl+Shift+L", N_("Labels of the rows shown, or of those selected")),
    ("Alt+Left", N_("Back to the list")),
)
EDIT_SHORTCUTS: tuple[Shortcut, ...] = (("Ctrl+N", N_("Enter a new one")), ("Ctrl+E", N_("Edit the record")))
"""What pages of records add to the overview, and those whose records are edited there."""
GROUPS: tuple[tuple[str, tuple[Shortcut, ...]], ...] = (
    (N_("Everywhere"), EVERYWHERE),
    (N_("In lists"), IN_LISTS),
    (N_("In forms"), IN_FORMS),
)
KEYS_WIDE, WIDE, TALL = 110, 580, 600


class ShortcutSheet(QDialog):
    """Groups of shortcuts: those of the page that is seen, those of the window, then those that `add` brings.

    What is typed into the line leaves only the lines that say it.
    """

    def __init__(self, parent: QWidget, own: Sequence[Shortcut] = ()) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Shortcuts"))
        self.line, self._groups = QLineEdit(), QVBoxLayout()
        self.line.setPlaceholderText(_("Search the shortcuts"))
        self.line.setAccessibleName(_("Search the shortcuts"))
        self.line.textChanged.connect(self._seek)
        self._rows: list[_Row] = []
        self._titles: list[tuple[Label, list[_Row]]] = []
        self._lay_out(parent.window().height())
        for title, shortcuts in ((N_("On this page"), tuple(own)), *GROUPS):
            self.add(title, shortcuts)

    def _lay_out(self, room: int) -> None:
        listed, area = QWidget(), QScrollArea()
        listed.setLayout(self._groups)
        self._groups.setContentsMargins(0, 0, 8, 0)
        self._groups.setSpacing(6)
        self._groups.addStretch()
        area.setWidget(listed)
        area.setWidgetResizable(True)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        area.setAccessibleName(_("Shortcuts"))
        close = Button(N_("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(12)
        inside.addWidget(self.line)
        inside.addWidget(area, 1)
        inside.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(WIDE, min(TALL, room - 40))

    def add(self, title: str, shortcuts: Sequence[Shortcut]) -> None:
        """Add a group below the others; `title` is a msgid. A group of nothing is left out."""
        if not shortcuts:
            return
        heading, rows = Label(title, "h2"), [_Row(keys, what) for keys, what in shortcuts]
        heading.setContentsMargins(0, 8, 0, 4)
        for widget in (heading, *rows):
            self._groups.insertWidget(self._groups.count() - 1, widget)
        heading.ensurePolished()
        heading.setMinimumHeight(heading.sizeHint().height() + 6)
        self._titles.append((heading, rows))
        self._rows += rows
        self._align()
        self._seek(self.line.text())

    def _align(self) -> None:
        """What the keys do stands in one column."""
        wide = max(KEYS_WIDE, *(row.keys.sizeHint().width() for row in self._rows))
        for row in self._rows:
            row.left.setMinimumWidth(wide)

    def shown(self) -> list[str]:
        """What the lines say that are shown."""
        return [row.what.text() for _title, rows in self._titles for row in rows if not row.isHidden()]

    def _seek(self, text: str) -> None:
        """A group stays whole where its title says what is sought."""
        sought = text.casefold().strip()
        for heading, rows in self._titles:
            is_whole = sought in heading.text().casefold()
            for row in rows:
                row.setVisible(is_whole or sought in row.words())
            heading.setVisible(any(not row.isHidden() for row in rows))


class _Row(QWidget):
    """One shortcut: its keys, and what they do."""

    def __init__(self, keys: str, what: str) -> None:
        super().__init__()
        self.keys, self.what = Label(role="kbd"), Label(what, "muted", is_wrapping=True)
        self.keys.quote(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        self.left = QWidget()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        inside = QHBoxLayout(self.left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.keys, 0, Qt.AlignmentFlag.AlignTop)
        inside.addStretch()
        line.addWidget(self.left)
        line.addWidget(self.what, 1)

    def words(self) -> str:
        """What can be sought in it."""
        return f"{self.keys.text()} {self.what.text()}".casefold()
