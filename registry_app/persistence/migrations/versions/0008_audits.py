"""Audits: what is counted, each sighting, each difference, remarks of inspectors, answers about security."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_TEXT, _NEEDED, _NUMBER, _COUNT = "text", "needed", "number", "count"
_TABLES: dict[str, tuple[tuple[str, str, int, str], ...]] = {
    "audit": (
        ("code", _NEEDED, 32, ""), ("kind", _NEEDED, 80, ""), ("method", _NEEDED, 80, ""),
        ("place_id", _COUNT, 0, "place"), ("basis", _TEXT, 200, ""), ("head_size", _COUNT, 0, ""),
        ("head_root", _NEEDED, 64, ""), ("size", _NUMBER, 0, ""), ("word", _TEXT, 60, ""),
        ("first_id", _COUNT, 0, "person"), ("second_id", _NUMBER, 0, "person"), ("incoming_id", _NUMBER, 0, "person"),
        ("counted_root", _TEXT, 64, ""), ("outcome", _TEXT, 80, ""), ("closed_at", _TEXT, 80, ""),
    ),
    "sighting": (
        ("audit_id", _COUNT, 0, "audit"), ("turn", _COUNT, 0, ""), ("way", _NEEDED, 80, ""), ("raw", _TEXT, 200, ""),
        ("item_id", _NUMBER, 0, ""), ("place_id", _COUNT, 0, "place"), ("person_id", _NUMBER, 0, "person"),
        ("packs", _NUMBER, 0, ""), ("quantity", _NUMBER, 0, ""), ("seal", _TEXT, 200, ""), ("marks", _TEXT, 80, ""),
        ("remark", _TEXT, 200, ""),
    ),
    "difference": (
        ("audit_id", _COUNT, 0, "audit"), ("kind", _NEEDED, 80, ""), ("item_id", _NUMBER, 0, ""),
        ("raw", _TEXT, 200, ""), ("place_id", _NUMBER, 0, "place"), ("person_id", _NUMBER, 0, "person"),
        ("seen_id", _NUMBER, 0, "place"), ("expected", _COUNT, 0, ""), ("counted", _COUNT, 0, ""),
        ("cause", _TEXT, 80, ""), ("owner_id", _NUMBER, 0, "person"), ("due_on", _TEXT, 80, ""),
        ("action", _TEXT, 200, ""), ("evidence", _TEXT, 120, ""), ("settled_on", _TEXT, 80, ""),
    ),
    "remark": (
        ("kind", _NEEDED, 80, ""), ("audit_id", _NUMBER, 0, "audit"), ("place_id", _NUMBER, 0, "place"),
        ("text", _TEXT, 1000, ""),
    ),
    "answer": (
        ("place_id", _COUNT, 0, "place"), ("audit_id", _NUMBER, 0, "audit"), ("visit", _NEEDED, 36, ""),
        ("checklist", _NEEDED, 40, ""), ("question", _NEEDED, 40, ""), ("answer", _NEEDED, 80, ""),
        ("evidence", _TEXT, 200, ""), ("action", _TEXT, 200, ""), ("due_on", _TEXT, 80, ""),
        ("done_on", _TEXT, 80, ""),
    ),
}  # fmt: skip
_INDEXED = {
    "audit": ("place_id",), "sighting": ("audit_id", "item_id"), "difference": ("audit_id", "item_id"),
    "remark": ("audit_id",), "answer": ("place_id", "audit_id", "visit"),
}  # fmt: skip


def upgrade() -> None:
    """Make the five tables and their indexes."""
    for table, columns in _TABLES.items():
        _make(table, columns)
        for name in _INDEXED[table]:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)


def _make(table: str, columns: tuple[tuple[str, str, int, str], ...]) -> None:
    """A table of records: each column with what it holds, the length of its text, and the table that it refers to."""
    entered = [
        sa.Column(name, sa.String(length) if length else sa.Integer(), nullable=holds in (_TEXT, _NUMBER))
        for name, holds, length, _refers_to in columns
    ]
    keys = [
        sa.ForeignKeyConstraint([name], [f"{refers_to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, _holds, _length, refers_to in columns
        if refers_to
    ]
    op.create_table(
        table,
        *entered,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
