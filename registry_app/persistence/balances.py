"""The statements that keep balances, contents, checkpoints and snapshots, in the file's own dialect of SQL."""

from sqlalchemy import Table, bindparam, delete
from sqlalchemy.dialects.sqlite import insert

from registry_app.domain.declare import Base
from registry_app.domain.rows import BalanceRow, CheckpointRow, ContentRow, PersonalRow, SnapshotRow


def _table(row: type[Base]) -> Table:
    return Base.metadata.tables[row.__tablename__]


_adding = insert(_table(BalanceRow))
ADD = _adding.on_conflict_do_update(
    index_elements=["item_id", "place_id", "person_id", "state"],
    set_={"quantity": BalanceRow.__table__.c.quantity + _adding.excluded.quantity},
)
"""Adds a quantity, which may be negative, to a position."""

DROP_EMPTY = delete(_table(BalanceRow)).where(BalanceRow.item_id == bindparam("which"), BalanceRow.quantity == 0)
"""Takes away the rows of an item whose quantity has come to nothing."""

KEEP_CHECKPOINT = insert(_table(CheckpointRow)).on_conflict_do_nothing()
"""Keeps a checkpoint; one that is there already stays as it is."""

KEEP_SNAPSHOT = insert(_table(SnapshotRow)).on_conflict_do_nothing()
"""Keeps what was held at the end of a month; a month that has a row already keeps it."""

KEEP_CONTENT = insert(_table(ContentRow)).on_conflict_do_nothing()
"""Keeps the bytes of a document; the same bytes are kept once."""

ERASE = tuple(
    delete(_table(rows)).where(key == bindparam("which"))
    for rows, key in ((PersonalRow, PersonalRow.commit), (ContentRow, ContentRow.hash))
)
"""Take away what a commitment or the hash of a content stands for, wherever it lies."""
