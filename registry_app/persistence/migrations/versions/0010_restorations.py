"""Declared restorations: from which head a register goes on that came out of a backup."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Make the table of restorations."""
    op.create_table(
        "restoration",
        sa.Column("head_size", sa.Integer(), nullable=False),
        sa.Column("head_root", sa.String(64), nullable=False),
        sa.Column("lost_size", sa.Integer(), nullable=True),
        sa.Column("lost_root", sa.String(64), nullable=True),
        sa.Column("authority", sa.String(200), nullable=True),
        sa.Column("receipt_number", sa.String(60), nullable=True),
        sa.Column("receipted_on", sa.String(80), nullable=True),
        sa.Column("receipt_hash", sa.String(64), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )
