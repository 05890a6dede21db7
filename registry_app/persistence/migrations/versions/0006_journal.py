"""The journal: what entries are listed, sorted and filtered by, read from their bodies, and an index of just that."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_HOUR = 3_600_000
_AT_ONCE = 10_000
_SET = "UPDATE entry SET reason_code = ?, note_commit = ?, late_hours = ?, subject_id = ?, subjects = ? WHERE seq = ?"
_LISTED = (
    "seq", "kind", "occurred_at", "recorded_at", "actor_id", "witness_id", "corrects", "reason_code", "late_hours",
    "amends", "subject_id",
)  # fmt: skip


def upgrade() -> None:
    """Add the columns, read them from each body, and make the indexes."""
    for name, length in (
        ("reason_code", 32),
        ("note_commit", 64),
        ("late_hours", 0),
        ("subject_id", 0),
        ("subjects", 0),
    ):
        kind: sa.types.TypeEngine[Any] = sa.String(length) if length else sa.Integer()
        default = "" if length else "0"
        op.add_column("entry", sa.Column(name, kind, server_default=default, nullable=False))
    _read_bodies(op.get_bind())
    noted = sa.text("note_commit != ''")
    op.create_index("ix_entry_noted", "entry", ["note_commit"], unique=False, sqlite_where=noted)
    op.create_index("ix_entry_listed", "entry", list(_LISTED), unique=False)


def _read_bodies(connection: sa.Connection) -> None:
    """The new columns of the entries that stand, some thousands at a time."""
    first = 0
    while rows := connection.exec_driver_sql(
        "SELECT seq, body FROM entry WHERE seq >= ? ORDER BY seq LIMIT ?", (first, _AT_ONCE)
    ).all():
        connection.exec_driver_sql(_SET, [(*_columns(json.loads(body)), seq) for seq, body in rows])
        first = rows[-1][0] + 1


def _columns(told: dict[str, Any]) -> tuple[Any, ...]:
    """Reason, note, hours late, first subject and how many subjects, as the ledger writes them."""
    late = max(0, told["recorded_at"] - told["occurred_at"]) // _HOUR
    moved = [line["item"] for line in told["lines"]]
    described = [change["id"] for change in told["records"]]
    about = [int(ref["value"]) for ref in told["refs"] if ref["kind"] == "about" and ref["value"].isdecimal()]
    subjects = list(dict.fromkeys(moved or described or about))
    reason = told["reason_code"]
    return reason, told["note_commit"], 0 if reason == "opening" else late, next(iter(subjects), 0), len(subjects)
