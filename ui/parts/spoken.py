"""Things that are painted one below the other, each with the sentence that a screen reader says for it."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_ROLES = Qt.ItemDataRole
SPOKEN = tuple(map(int, (_ROLES.DisplayRole, _ROLES.AccessibleTextRole)))


class Told(Protocol):
    """What can be said in one sentence."""

    def spoken(self) -> str:
        """All of it in one sentence, for screen readers."""
        ...


Thing = TypeVar("Thing", bound=Told)


class Spoken(QAbstractListModel, Generic[Thing]):
    """A list of such things; `roles` are those for which the sentence is the answer."""

    def __init__(self, parent: QObject, roles: Sequence[int] = SPOKEN) -> None:
        super().__init__(parent)
        self.all: list[Thing] = []
        self._roles = roles

    def show_all(self, things: Sequence[Thing]) -> None:
        """Show these in place of those before."""
        self.beginResetModel()
        self.all = list(things)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """How many there are."""
        return 0 if parent.isValid() else len(self.all)

    def data(self, index: Index, role: int = SPOKEN[0]) -> str | None:
        """The sentence."""
        return self.all[index.row()].spoken() if role in self._roles else None
