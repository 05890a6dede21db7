"""How a list was left, and its saved views: of one user and one list, kept in the window's settings.

A view is columns, sorting, filters, segment and search. What is kept by itself between two starts leaves out what
somebody searched for, and filters of personal fields: no names of people come into a file that is not encrypted without
somebody asking for it. A view that is saved by name keeps all of it.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from ui.settings import Settings


@dataclass(frozen=True)
class View:
    """`arrangement` as `Table.arrangement()` gives it, `filters` by the key of the column, both as the user left them.

    An empty `state` is the usual segment.
    """

    arrangement: Mapping[str, Any] = field(default_factory=dict)
    filters: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    state: str = ""

    def without(self, keys: Collection[str]) -> "View":
        """The view without the search, and without the filters of some columns."""
        return replace(self, text="", filters={key: text for key, text in self.filters.items() if key not in keys})


class Views:
    """The views of `user` of the list `key`. What is unreadable counts as absent."""

    def __init__(self, settings: Settings, user: str, key: str) -> None:
        self._settings, self._key = settings, f"{user}/{key}"

    def last(self) -> View | None:
        """How the list was left."""
        return _view(self._kept().get("last"))

    def keep(self, view: View) -> None:
        """Remember how the list is left."""
        self._settings.lists[self._key] = self._kept() | {"last": asdict(view)}

    def names(self) -> list[str]:
        """The names of the saved views, in order."""
        return sorted(self._saved(), key=str.casefold)

    def named(self, name: str) -> View | None:
        """A saved view."""
        return _view(self._saved().get(name))

    def save(self, name: str, view: View) -> None:
        """Save a view by a name, over one that had it."""
        self._settings.lists[self._key] = self._kept() | {"views": self._saved() | {name: asdict(view)}}

    def delete(self, name: str) -> None:
        """Forget a saved view."""
        left = {each: view for each, view in self._saved().items() if each != name}
        self._settings.lists[self._key] = self._kept() | {"views": left}

    def _kept(self) -> dict[str, Any]:
        return _mapping(self._settings.lists.get(self._key))

    def _saved(self) -> dict[str, Any]:
        return _mapping(self._kept().get("views"))


def _mapping(found: Any) -> dict[str, Any]:
    return dict(found) if isinstance(found, dict) else {}


def _view(found: Any) -> View | None:
    if not isinstance(found, dict):
        return None
    filters = {str(key): str(text) for key, text in _mapping(found.get("filters")).items()}
    text, state = str(found.get("text") or ""), str(found.get("state") or "")
    return View(_mapping(found.get("arrangement")), filters, text, state)
