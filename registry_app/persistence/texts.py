"""Texts compared as people compare them, whatever their case and accents, at the speed of the database.

SQLite folds the case of plain ASCII alone. Most texts are plain, and are compared by the database itself; only the
others are given to Python.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_

from registry_app.domain.days import bare

BARE = "armarium_bare"
"""The function that every connection brings: a text without case and accents."""
_NOT_PLAIN = "*[^ -~]*"
"""Texts in which something stands that is no ASCII."""


def without_accents(text: Any) -> str | None:
    """What the function `BARE` answers; nothing stays nothing."""
    return None if text is None else bare(str(text))


def holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Whether a column holds a text anywhere."""
    return _like(column, f"%{_escaped(text)}%")


def is_spelled(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Whether a column is the text."""
    return _like(column, _escaped(text))


def _like(column: ColumnElement[Any], pattern: str) -> ColumnElement[bool]:
    is_odd = column.op("GLOB", is_comparison=True)(_NOT_PLAIN)
    folded = getattr(func, BARE)(column).like(pattern, escape="\\")
    return or_(column.like(pattern, escape="\\"), and_(is_odd, folded))


def _escaped(text: str) -> str:
    plain = bare(text).replace("\\", "\\\\")
    return plain.replace("%", "\\%").replace("_", "\\_")
