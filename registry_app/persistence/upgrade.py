"""Bringing a register's tables to this release: what revision it is at, and the way from there to here."""

import os
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import seals

MIGRATIONS = Path(__file__).parent / "migrations"
VERSIONS: tuple[Path, ...] = (MIGRATIONS / "versions",)
"""The folders of revisions, in one line of descent."""


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.set_main_option("version_locations", os.pathsep.join(map(str, VERSIONS)))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


@cache
def _known(_versions: tuple[Path, ...]) -> tuple[str, frozenset[str]]:
    """The newest revision and all of them; read once, since every opening asks."""
    scripts = ScriptDirectory.from_config(_config())
    return scripts.get_current_head() or "", frozenset(s.revision for s in scripts.walk_revisions())


def newest() -> str:
    """The revision that this release works with."""
    return _known(VERSIONS)[0]


def revision_of(connection: Connection) -> str:
    """The revision that the open file is at, ``""`` when it has no tables yet; `Damaged` when it states several."""
    found = MigrationContext.configure(connection).get_current_heads()
    if len(found) > 1:
        raise Damaged(refuse("table_differs", table="alembic_version"))
    return next(iter(found), "")


def needs_upgrade(connection: Connection) -> bool:
    """Whether a register's file is older than this release.

    Raises `Unavailable("register_newer")` when it is newer, `Damaged` when it has no tables at all.
    """
    found = revision_of(connection)
    if not found:
        raise Damaged(refuse("file_cut"))
    if found not in _known(VERSIONS)[1]:
        raise Unavailable("register_newer", revision=found)
    return found != newest()


def upgrade(connection: Connection) -> None:
    """Run the missing revisions in one transaction, then put the seals back and look at them.

    The connection has no authorizer, and foreign keys are off: a table that is rebuilt must not take its rows along.
    Whatever is raised, the caller closes the connection and the file is as it was.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    seals.remove_triggers(connection)
    command.upgrade(_config(connection), "head")
    seals.install(connection)
    broken = seals.broken(connection)
    astray = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken or astray:
        raise Damaged(refuse("seals_broken", names=(*broken, *sorted({str(row[0]) for row in astray}))))
    connection.exec_driver_sql("COMMIT")
