"""A maker's barcode may be linked to firearms, lots and articles."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_ADDED = {"firearm": "home_id", "lot": "propellant_mg", "article": "expires_on"}
"""By table: the column that the new one follows."""


def upgrade() -> None:
    """Rebuild the tables with the column in its place, and index it."""
    for table, after in _ADDED.items():
        with op.batch_alter_table(table, recreate="always") as batch:
            batch.add_column(sa.Column("barcode", sa.String(64), nullable=True), insert_after=after)
        op.create_index(f"ix_{table}_barcode", table, ["barcode"], unique=False)
