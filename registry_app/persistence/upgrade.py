"""Bringing a register's tables to this release: what revision it is at, and the way from there to here."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from registry_app.domain.errors import Damaged, Unavailable, refuse
from registry_app.persistence import seals

MIGRATIONS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def newest() -> str:
    """The revision that this release works with."""
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def revision_of(connection: Connection) -> str:
    """The revision that the open file is at, ``""`` when it has no tables yet."""
    return MigrationContext.configure(connection).get_current_revision() or ""


def needs_upgrade(connection: Connection) -> bool:
    """Whether the file is older than this release; `Unavailable("register_newer")` when it is newer."""
    found = revision_of(connection)
    known = {s.revision for s in ScriptDirectory.from_config(_config()).walk_revisions()}
    if found and found not in known:
        raise Unavailable("register_newer", revision=found)
    return found != newest()


def upgrade(connection: Connection) -> None:
    """Run the missing revisions in one transaction, then put the seals back and look at them.

    The connection has no authorizer, and foreign keys are off: a table that is rebuilt must not take its rows along.
    """
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    seals.remove_triggers(connection)
    command.upgrade(_config(connection), "head")
    seals.install(connection)
    if broken := seals.broken(connection):
        raise Damaged(refuse("seals_broken", names=tuple(broken)))
    connection.exec_driver_sql("COMMIT")
