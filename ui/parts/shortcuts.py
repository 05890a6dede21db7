"""All shortcuts of the window in one sheet, by Ctrl+/."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

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
    ("Alt+1", N_("Open the first page of the sidebar, and so on")),
    ("Ctrl++", N_("Larger letters; Ctrl and minus makes them smaller")),
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
GROUPS: tuple[tuple[str, tuple[Shortcut, ...]], ...] = (
    (N_("Everywhere"), EVERYWHERE),
    (N_("In lists"), IN_LISTS),
    (N_("In forms"), IN_FORMS),
)


KEYS_WIDE = 96


class ShortcutSheet(QDialog):
    """Groups of shortcuts; a page adds its own."""

    def __init__(self, parent: QWidget, own: Sequence[Shortcut] = ()) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Shortcuts"))
        inside = QVBoxLayout(self)
        inside.setContentsMargins(24, 20, 24, 20)
        inside.setSpacing(8)
        for title, shortcuts in (*GROUPS, (N_("On this page"), tuple(own))):
            if shortcuts:
                inside.addWidget(Label(title, "h2"))
                inside.addLayout(_lines(shortcuts))
                inside.addSpacing(8)
        close = Button(N_("Close"), kind="primary")
        close.setDefault(True)
        close.clicked.connect(self.accept)
        inside.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)


def _lines(shortcuts: Sequence[Shortcut]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(18)
    for row, (keys, what) in enumerate(shortcuts):
        shown = Label(role="kbd")
        shown.quote(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
        grid.addWidget(shown, row, 0, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(Label(what, "muted"), row, 1)
    grid.setColumnMinimumWidth(0, KEYS_WIDE)
    grid.setColumnStretch(1, 1)
    return grid
