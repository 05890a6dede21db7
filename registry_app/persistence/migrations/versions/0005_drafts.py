"""Working notes: what users have typed and not saved, so that a crash loses nothing of it; when copies were made."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the tables of drafts and of backups; they are no part of the ledger."""
    op.create_table(
        "draft",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("page", sa.String(length=32), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("saved_at", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "page", name=op.f("pk_draft")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "backup",
        sa.Column("made_at", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("made_at", name=op.f("pk_backup")),
    )
