"""The board reads along indexes: however long the ledger grows, no clock goes through all of it."""

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from registry_app.services import due
from registry_app.services.due import FINDERS
from tests.make import Make

LEDGER = ("entry", "line", "mention")


def _plans(session: Session, code: str) -> list[str]:
    """How the file would carry out each statement of one clock."""
    said: list[tuple[str, Any]] = []

    def hear(_connection: Any, _cursor: Any, statement: str, facts: Any, _context: Any, _many: Any) -> None:
        said.append((statement, facts))

    connection = session.connection()
    event.listen(connection.engine, "before_cursor_execute", hear)
    try:
        due.board(session, only=[code])
    finally:
        event.remove(connection.engine, "before_cursor_execute", hear)
    plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", facts) for text, facts in said]
    return [step.detail for plan in plans for step in plan]


@pytest.mark.parametrize("code", FINDERS)
def test_no_clock_reads_the_whole_ledger(make: Make, code: str) -> None:
    make.issued(make.firearm(), to=make.person())
    steps = make.register.read(_plans, code)
    scans = [step for step in steps if step.startswith("SCAN")]
    assert steps
    assert [step for step in scans if step.split()[1].rstrip("_1") in LEDGER and "INDEX" not in step] == []
