"""The seals: triggers that make the ledger's tables append-only, and the search index that follows the firearms.

Seals are a courtesy to honest programs; what finds a determined hand is `check`. `recursive_triggers` must be on,
else `INSERT OR REPLACE` slips through.
"""

from collections.abc import Iterator

from sqlalchemy import Connection

from registry_app.domain import records  # noqa: F401 - it declares tables
from registry_app.domain.declare import Base
from registry_app.domain.rows import SEALED

SEARCHED = ("serial", "maker", "model", "tag", "permit_number", "serial_normal", "serial_key")
"""The columns of a firearm that the search looks into."""

_OWN = ("sqlite_", "firearm_search")
"""How tables begin that SQLite makes for itself and for the search."""


def statements() -> dict[str, str]:
    """Every seal by name, as the SQL that installs it."""
    return dict(_append_only()) | dict(_entry_order()) | dict(_search())


def _append_only() -> Iterator[tuple[str, str]]:
    for table in SEALED:
        for verb in ("update", "delete"):
            name = f"seal_{table}_{verb}"
            yield (
                name,
                (
                    f"CREATE TRIGGER {name} BEFORE {verb.upper()} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, 'sealed:{table}'); END"
                ),
            )


def _entry_order() -> Iterator[tuple[str, str]]:
    yield (
        "seal_entry_order",
        (
            "CREATE TRIGGER seal_entry_order BEFORE INSERT ON entry "
            "WHEN NEW.seq <> (SELECT coalesce(max(seq) + 1, 0) FROM entry) "
            "BEGIN SELECT RAISE(ABORT, 'sealed:entry'); END"
        ),
    )
    yield (
        "seal_line_order",
        (
            "CREATE TRIGGER seal_line_order BEFORE INSERT ON line "
            "WHEN NEW.seq <> (SELECT max(seq) FROM entry) BEGIN SELECT RAISE(ABORT, 'sealed:line'); END"
        ),
    )


def _search() -> Iterator[tuple[str, str]]:
    """External-content full text search (trigrams: finds inside words, blind to case and accents)."""
    columns = ", ".join(SEARCHED)
    new, old = (", ".join(f"{which}.{c}" for c in SEARCHED) for which in ("NEW", "OLD"))
    remove = f"INSERT INTO firearm_search(firearm_search, rowid, {columns}) VALUES ('delete', OLD.id, {old});"  # noqa: S608
    add = f"INSERT INTO firearm_search(rowid, {columns}) VALUES (NEW.id, {new});"  # noqa: S608
    yield (
        "firearm_search",
        (
            f"CREATE VIRTUAL TABLE firearm_search USING fts5({columns}, content='firearm', content_rowid='id', "
            "tokenize='trigram remove_diacritics 1')"
        ),
    )
    yield "search_insert", f"CREATE TRIGGER search_insert AFTER INSERT ON firearm BEGIN {add} END"
    yield "search_delete", f"CREATE TRIGGER search_delete AFTER DELETE ON firearm BEGIN {remove} END"
    yield (
        "search_update",
        (f"CREATE TRIGGER search_update AFTER UPDATE OF {columns} ON firearm BEGIN {remove} {add} END"),
    )


def install(connection: Connection) -> None:
    """Put every seal in place that is missing; those that stand are left."""
    standing = present(connection)
    for name, sql in statements().items():
        if name not in standing:
            connection.exec_driver_sql(sql)


def remove_triggers(connection: Connection) -> None:
    """Take the triggers away while a migration rebuilds tables; `install` puts them back."""
    for name, sql in statements().items():
        if sql.startswith("CREATE TRIGGER"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")


def present(connection: Connection) -> dict[str, str]:
    """The seals that the file has, by name, as the SQL it keeps for them."""
    rows = connection.exec_driver_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' OR name = 'firearm_search'"
    )
    return {str(name): str(sql) for name, sql in rows}


def broken(connection: Connection) -> list[str]:
    """The names of seals that are missing or changed, and of triggers, views and tables that are strange."""
    wanted, found = statements(), present(connection)
    changed = (name for name in wanted.keys() | found.keys() if wanted.get(name) != found.get(name))
    return sorted({*changed, *_strangers(connection)})


def _strangers(connection: Connection) -> Iterator[str]:
    """Views and tables that no release made: a view in the place of a table could show what it likes."""
    declared = {*Base.metadata.tables, "alembic_version"}
    for name, kind in connection.exec_driver_sql(
        "SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"
    ):
        if kind == "view" or (name not in declared and not name.startswith(_OWN)):
            yield str(name)
