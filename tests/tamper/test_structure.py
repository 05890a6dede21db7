"""Tampering with the structure of the file: what tables and indexes are made of, and the revision that it states."""

import pytest

from registry_app.domain.errors import Damaged
from registry_app.services import checks
from registry_app.services import register as registers
from tests.make import PASSPHRASE
from tests.tamper.conftest import Victim


def _differing(verdict: checks.Verdict) -> set[object]:
    return {finding.facts["table"] for finding in verdict.findings if finding.code == "table_differs"}


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("balance", "quantity INTEGER NOT NULL", "quantity INTEGER NOT NULL CHECK (quantity < 1000)"),
        ("firearm", "serial VARCHAR(40) NOT NULL", "serial VARCHAR(40) COLLATE NOCASE NOT NULL"),
        ("line", "quantity INTEGER NOT NULL", "quantity INTEGER NOT NULL ON CONFLICT IGNORE"),
    ],
)
def test_a_table_of_another_make_is_found(victim: Victim, table: str, old: str, new: str) -> None:
    """No value differs yet: it is what is entered next that would be refused, or lost."""
    file = victim.raw()
    file.execute("PRAGMA writable_schema = ON")
    file.execute("UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE name = ?", (old, new, table))
    file.execute("PRAGMA schema_version = 1000")
    file.close()
    assert _differing(victim.checked()) == {table}


def test_an_index_of_another_make_is_found(victim: Victim) -> None:
    index = "CREATE UNIQUE INDEX ix_balance_place_id ON balance (item_id) WHERE quantity = 12345"
    victim.change("DROP INDEX ix_balance_place_id", index)
    assert _differing(victim.checked()) == {"ix_balance_place_id"}


def test_a_file_that_states_two_revisions_is_refused(victim: Victim) -> None:
    victim.change("INSERT INTO alembic_version VALUES ('0000')")
    with pytest.raises(Damaged, match="table_differs"):
        registers.unlock(victim.folder, user="first", passphrase=PASSPHRASE)
