"""A company may refuse handovers that their receiver does not acknowledge: one more field of the policy."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Add the field after the last one; policies that stand do not ask for it."""
    with op.batch_alter_table("policy", recreate="always") as batch:
        batch.add_column(sa.Column("acknowledgement_checked", sa.Integer(), nullable=True), insert_after="shift_hours")
