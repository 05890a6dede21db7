"""The file under the tables: its pages, its structure, the tables it should have, and the index of the search."""

import re
import secrets
from collections.abc import Iterator

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.schema import CreateIndex, CreateTable

from registry_app.domain.declare import Base
from registry_app.domain.errors import Finding, refuse
from registry_app.persistence import seals
from registry_app.persistence.check_rows import LONGEST, Raw

OPEN_SEARCH = "SELECT rowid FROM firearm_search LIMIT 1"
"""Makes FTS5 forget the outline of its index that this connection read before others wrote; `integrity_check` alone
goes by the old outline, and would call a sound file malformed."""

_SHADOWS = {"data": 2, "idx": 3, "docsize": 2, "config": 2}
"""The tables in which FTS5 keeps an index, and how many columns each has."""
_OTHERS = {"alembic_version", "firearm_search", *(f"firearm_search_{name}" for name in _SHADOWS)}
"""Tables that are declared by no class."""
_COLUMNS = ", ".join(seals.SEARCHED)
_DIALECT = dialect()


def pages_differ(raw: Raw) -> Iterator[Finding]:
    """What the ciphers and the structure of the file's own pages say.

    A page may be read while another program puts it down: only what is wrong twice is wrong.
    """
    wrong = set(raw.execute("PRAGMA cipher_integrity_check"))
    wrong = wrong and wrong.intersection(raw.execute("PRAGMA cipher_integrity_check"))
    for (detail,) in sorted(wrong)[:1]:
        yield refuse("file_malformed", detail=str(detail)[:LONGEST])
    if wrong:
        return
    if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'firearm_search'").fetchone():
        raw.execute(OPEN_SEARCH).fetchall()
    structure = raw.execute("PRAGMA integrity_check").fetchall()
    if structure != [("ok",)]:
        yield refuse("file_malformed", detail=str(structure[0][0])[:LONGEST])


def seals_differ(connection: Connection) -> Iterator[Finding]:
    """Seals that are missing, changed or strange."""
    if broken := seals.broken(connection):
        yield refuse("seals_broken", names=tuple(broken))


def tables_differ(raw: Raw) -> Iterator[Finding]:
    """Tables, views and indexes that are missing, strange or of other columns than the declared ones."""
    tables = Base.metadata.tables
    wanted = {("table", name) for name in (*tables, *_OTHERS)}
    wanted |= {("index", str(index.name)) for table in tables.values() for index in table.indexes}
    rows = raw.execute("SELECT type, name FROM sqlite_master WHERE type <> 'trigger'")
    found = {(kind, name) for kind, name in rows if not name.startswith("sqlite_")}
    for _kind, name in sorted(wanted ^ found):
        yield refuse("table_differs", table=name)
    for table in tables.values():
        declared = {column.name: (not column.nullable, column.primary_key) for column in table.columns}
        columns = raw.execute(f'PRAGMA table_xinfo("{table.name}")')
        if {name: (bool(must), bool(key)) for _at, name, _type, must, _default, key, _hidden in columns} != declared:
            yield refuse("table_differs", table=table.name)
    yield from _statements_differ(raw)


def _statements_differ(raw: Raw) -> Iterator[Finding]:
    """Tables and indexes that were made by another statement: a constraint or collation that nobody declared would
    refuse, or confuse, what is entered from then on."""
    found = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')"))
    for table in Base.metadata.tables.values():
        wanted = {table.name: CreateTable(table)} | {str(i.name): CreateIndex(i) for i in table.indexes}
        for name, statement in wanted.items():
            made = found.get(name)
            if made is not None and _words(made) != _words(str(statement.compile(dialect=_DIALECT))):
                yield refuse("table_differs", table=name)


def _words(statement: str) -> list[str]:
    """The definitions in a statement, in no order: a column that an upgrade added stands last."""
    return sorted(re.split(r"[,()]", re.sub(r'[\s"]', "", statement)))


def search_differs(raw: Raw) -> Iterator[Finding]:
    """Whether the search index knows exactly the firearms.

    FTS5 compares an index with its table only where it may write: both are copied into memory, and compared there.
    """
    uri = f"file:search-{secrets.token_hex(8)}?mode=memory&cache=shared"
    copy = sqlcipher.connect(uri, uri=True, isolation_level=None)
    looking = sqlcipher.connect(uri, uri=True, isolation_level=None)
    try:
        _copy_search(raw, copy)
        looking.execute("INSERT INTO firearm_search(firearm_search, rank) VALUES ('integrity-check', 1)")
    except (sqlcipher.DatabaseError, UnicodeEncodeError):
        yield refuse("search_differs")
    finally:
        looking.close()
        copy.close()


def _copy_search(raw: Raw, copy: Raw) -> None:
    copy.execute(f"CREATE TABLE firearm (id INTEGER PRIMARY KEY, {_COLUMNS})")
    copy.execute(seals.statements()["firearm_search"])
    copy.execute("BEGIN")
    _copy_rows(raw.execute(f"SELECT id, {_COLUMNS} FROM firearm"), copy, "firearm", len(seals.SEARCHED) + 1)  # noqa: S608
    for name, columns in _SHADOWS.items():
        table = f"firearm_search_{name}"
        copy.execute(f"DELETE FROM {table}")  # noqa: S608 - own names
        _copy_rows(raw.execute(f"SELECT * FROM {table}"), copy, table, columns)  # noqa: S608
    copy.execute("COMMIT")


def _copy_rows(rows: Raw, copy: Raw, table: str, columns: int) -> None:
    copy.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608 - own names
