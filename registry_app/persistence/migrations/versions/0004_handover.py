"""The handover desk: kits of posts, verifiers of PINs, and what witnessed handovers are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the two tables, and index the entries that somebody witnessed."""
    _make("kit", (("place_id", 0, "place"), ("kind", 80, ""), ("quantity", 0, ""), ("load", -80, "")))
    _make("pin", (("person_id", 0, "person"), ("verifier", -200, "")), has_commits=True)
    witnessed = sa.text("witness_id > 0")
    op.create_index("ix_entry_witnessed", "entry", ["kind", "seq"], unique=False, sqlite_where=witnessed)


def _make(table: str, columns: tuple[tuple[str, int, str], ...], *, has_commits: bool = False) -> None:
    """A table of records: each column with the length of its text (0 for a number, negative where it may be empty) and
    the table that it refers to."""
    entered = [
        sa.Column(name, sa.String(abs(length)) if length else sa.Integer(), nullable=length < 0)
        for name, length, _refers_to in columns
    ]
    commits = [sa.Column("commits", sa.String(), nullable=False)] if has_commits else []
    keys = [
        sa.ForeignKeyConstraint([name], [f"{refers_to}.id"], name=op.f(f"fk_{table}_{name}"))
        for name, _length, refers_to in columns
        if refers_to
    ]
    op.create_table(
        table,
        *entered,
        *commits,
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        *keys,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for name, _length, refers_to in columns:
        if refers_to:
            op.create_index(op.f(f"ix_{table}_{name}"), table, [name], unique=False)
