"""A tree that is walked by arrows: each branch has a drawing, a name, and a note at its right end.

Right and Left open and close a branch, Enter opens what it stands for, Up from the first one leaves the tree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from registry_app.i18n import _
from ui import icons
from ui.parts.points import KEYPAD

KEY = int(Qt.ItemDataRole.UserRole)
UNFOLDED = 60
"""So many branches are all unfolded at first; of more only the topmost."""


@dataclass(frozen=True)
class Branch:
    """One branch, in the reader's language: `key` above 0, that of the branch it hangs on, 0 at the top."""

    key: int
    above: int
    title: str
    note: str = ""
    icon: str = ""
    hint: str = ""
    """What tells it apart besides; it is searched, shown by a tooltip and read out."""
    is_folded: bool = False
    """Whether what hangs on it is hidden at first."""


class Tree(QTreeWidget):
    """`name` is a msgid; `chosen` tells the key that the cursor came to, `opened` the one that Enter was about."""

    chosen = Signal(int)
    opened = Signal(int)
    left_upwards = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._branches: dict[int, Branch] = {}
        self._items: dict[int, QTreeWidgetItem] = {}
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setIndentation(18)
        self.setUniformRowHeights(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_(name))
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.currentItemChanged.connect(lambda now, _before: self.chosen.emit(now.data(0, KEY)) if now else None)
        self.itemDoubleClicked.connect(lambda item, _column: self.opened.emit(item.data(0, KEY)))

    def show_branches(self, branches: Sequence[Branch]) -> None:
        """Show these, each after the one it hangs on; what is unfolded and the cursor stay where they are."""
        before, known = self.key(), set(self._items)
        folded = {key for key, item in self._items.items() if not item.isExpanded()}
        with QSignalBlocker(self):
            self.clear()
            self._branches = {each.key: each for each in branches}
            self._items = {}
            for each in branches:
                self._items[each.key] = self._made(each)
            for key, item in self._items.items():
                item.setExpanded(key not in folded if key in known else self._is_unfolded(key))
        if not self.go_to(before) and branches:
            self.go_to(branches[0].key)

    def _is_unfolded(self, key: int) -> bool:
        branch = self._branches[key]
        return not branch.is_folded and (len(self._items) <= UNFOLDED or not branch.above)

    def _made(self, branch: Branch) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self._items.get(branch.above, self.invisibleRootItem()), [branch.title, branch.note])
        item.setData(0, KEY, branch.key)
        item.setToolTip(0, f"{branch.title} · {branch.hint}" if branch.hint else branch.title)
        spoken = "; ".join(part for part in (branch.title, branch.hint, branch.note) if part)
        item.setData(0, Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if branch.icon:
            item.setIcon(0, icons.icon(branch.icon))
        return item

    def key(self) -> int:
        """The key of the branch that the cursor is on, 0 for none."""
        item = self.currentItem()
        return int(item.data(0, KEY)) if item is not None else 0

    def listed(self) -> list[int]:
        """The branches that are not hidden by a search, from the top down."""
        return [key for key, item in self._items.items() if not item.isHidden()]

    def branch(self, key: int) -> Branch | None:
        """The branch of a key, where there is one."""
        return self._branches.get(key)

    def go_to(self, key: int) -> bool:
        """Bring the cursor to the branch of a key; whether there is one."""
        if (item := self._items.get(key)) is None:
            return False
        self.setCurrentItem(item)
        self.scrollToItem(item)
        return True

    def seek(self, text: str) -> None:
        """Leave what says every word of `text`, with what it hangs on; the cursor goes to the first that does."""
        words = text.casefold().split()
        found = [key for key, each in self._branches.items() if _says(each, words)]
        shown = set(found)
        for key in found:
            while key := self._branches[key].above:
                shown.add(key)
        for key, item in self._items.items():
            item.setHidden(key not in shown)
            if words and key in shown:
                item.setExpanded(True)
        if words and found and self.key() not in found:
            self.go_to(found[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; Up from the first branch leaves the tree."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & ~KEYPAD:
            if self.key():
                self.opened.emit(self.key())
        elif event.key() == Qt.Key.Key_Up and self._is_at_the_top():
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def _is_at_the_top(self) -> bool:
        item = self.currentItem()
        return item is None or self.itemAbove(item) is None

    def changeEvent(self, event: QEvent) -> None:
        """Another language or look; whoever filled the tree fills it again with words, colours are put on here."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(_(self._name))
        elif event.type() == QEvent.Type.PaletteChange:
            for key, item in self._items.items():
                if icon := self._branches[key].icon:
                    item.setIcon(0, icons.icon(icon))
        super().changeEvent(event)


def _says(branch: Branch, words: Sequence[str]) -> bool:
    said = f"{branch.title} {branch.hint}".casefold()
    return all(word in said for word in words)
