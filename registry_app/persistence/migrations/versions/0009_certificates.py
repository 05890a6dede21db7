"""Certificates of people and of the company's authority; their private keys, wrapped, beside the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Make the table of certificates with its indexes, and that of wrapped keys."""
    op.create_table(
        "certificate",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(80), nullable=False),
        sa.Column("subject", sa.String(120), nullable=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("issuer_hash", sa.String(64), nullable=True),
        sa.Column("valid_from_on", sa.String(80), nullable=False),
        sa.Column("valid_until_on", sa.String(80), nullable=False),
        sa.Column("withdrawn_on", sa.String(80), nullable=True),
        sa.Column("commits", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("described_seq", sa.Integer(), nullable=False),
        sa.Column("changed_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_certificate_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
    )
    op.create_index(op.f("ix_certificate_user_id"), "certificate", ["user_id"], unique=False)
    op.create_index(op.f("ix_certificate_content_hash"), "certificate", ["content_hash"], unique=False)
    op.create_table(
        "signing_key",
        sa.Column("certificate_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("chain", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("certificate_id", name=op.f("pk_signing_key")),
    )
