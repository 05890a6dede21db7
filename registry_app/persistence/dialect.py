"""The database's dialect, one for all files: what was compiled for one open register serves every other.

Without this each register that is opened, and its readers and its writer each, compile every statement anew: a
third of the time of the first acts after unlocking.
"""

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

URL = "sqlite+sealed://"
KEPT = 1_000
"""Statements; a register at work needs some hundreds."""


class Dialect(SQLiteDialect_pysqlite):
    """SQLite as SQLCipher brings it. All are equal, so that compiled statements are found by any of them."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dialect)

    def __hash__(self) -> int:
        return hash(Dialect)


COMPILED: LRUCache[object, object] = LRUCache(KEPT)
"""What all engines have compiled."""

registry.register("sqlite.sealed", __name__, "Dialect")
