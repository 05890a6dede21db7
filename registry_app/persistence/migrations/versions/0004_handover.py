"""The handover desk: what witnessed handovers are found by."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0002"


def upgrade() -> None:
    """Index the entries that somebody witnessed."""
    witnessed = sa.text("witness_id > 0")
    op.create_index("ix_entry_witnessed", "entry", ["kind", "seq"], unique=False, sqlite_where=witnessed)
