"""The tables that are not records: the ledger itself, its balances, the erasable values, and working notes.

`entry`, `line` and `mention` are append-only (seals refuse UPDATE and DELETE); `balance` is a projection.
"""

from sqlalchemy import Index, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.choices import FREE_STATES
from registry_app.domain.declare import Base


class EntryRow(Base, kw_only=True, eq=False, repr=False):
    """One entry: the exact body, its signatures, and columns read from the body for queries.

    `peaks` are the full subtrees of the tree once this leaf has joined, so any head is had from one row.
    """

    __tablename__ = "entry"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(16))
    occurred_at: Mapped[int] = mapped_column(index=True)
    recorded_at: Mapped[int] = mapped_column()
    actor_id: Mapped[int] = mapped_column()
    witness_id: Mapped[int] = mapped_column()
    batch: Mapped[str] = mapped_column(String(36))
    corrects: Mapped[int] = mapped_column()
    settles: Mapped[int] = mapped_column()
    body: Mapped[bytes] = mapped_column(LargeBinary)
    signatures: Mapped[bytes] = mapped_column(LargeBinary)
    leaf_hash: Mapped[bytes] = mapped_column(LargeBinary)
    peaks: Mapped[bytes] = mapped_column(LargeBinary)
    due_at: Mapped[int] = mapped_column(server_default="0")
    """When what the entry moved is to be back (UTC ms), 0 for never."""
    amends: Mapped[int] = mapped_column(server_default="0")
    """How many records the entry changed or withdrew; those that it described anew are not counted."""
    reason_code: Mapped[str] = mapped_column(String(32), server_default="")
    note_commit: Mapped[str] = mapped_column(String(64), server_default="")
    late_hours: Mapped[int] = mapped_column(server_default="0")
    """How many whole hours after it happened the entry was recorded, 0 for what was there from the beginning."""
    subject_id: Mapped[int] = mapped_column(server_default="0")
    """The first of the records that the entry is about, 0 for none."""
    subjects: Mapped[int] = mapped_column(server_default="0")
    """How many records the entry is about."""

    __table_args__ = (
        Index("ix_entry_corrects", "corrects", sqlite_where=corrects >= 0),
        Index("ix_entry_settles", "settles", sqlite_where=settles >= 0),
        Index("ix_entry_batch", "batch", sqlite_where=batch != ""),
        Index("ix_entry_due_at", "due_at", sqlite_where=due_at > 0),
        Index("ix_entry_amends", "seq", sqlite_where=amends > 0),
        Index("ix_entry_kind_seq", "kind", "seq"),
        Index("ix_entry_witnessed", "kind", "seq", sqlite_where=witness_id > 0),
        Index("ix_entry_noted", "note_commit", sqlite_where=note_commit != ""),
        Index(
            "ix_entry_listed",
            "seq",
            "kind",
            "occurred_at",
            "recorded_at",
            "actor_id",
            "witness_id",
            "corrects",
            "reason_code",
            "late_hours",
            "amends",
            "subject_id",
        ),
    )


class LineRow(Base, kw_only=True, eq=False, repr=False):
    """One line of an entry."""

    __tablename__ = "line"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    item_id: Mapped[int] = mapped_column()
    quantity: Mapped[int] = mapped_column()
    source_place: Mapped[int] = mapped_column()
    source_person: Mapped[int] = mapped_column()
    source_state: Mapped[str] = mapped_column(String(20))
    target_place: Mapped[int] = mapped_column()
    target_person: Mapped[int] = mapped_column()
    target_state: Mapped[str] = mapped_column(String(20))

    __table_args__ = (Index("ix_line_item_id_seq", "item_id", "seq"), {"sqlite_with_rowid": False})


class MentionRow(Base, kw_only=True, eq=False, repr=False):
    """That an entry mentions a record: the life of every firearm, lot, person and place in one index."""

    __tablename__ = "mention"
    __table_args__ = ({"sqlite_with_rowid": False},)

    record_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class BalanceRow(Base, kw_only=True, eq=False, repr=False):
    """How much of an item is at a position; positions with nothing have no row."""

    __tablename__ = "balance"

    item_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    person_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    state: Mapped[str] = mapped_column(String(20), primary_key=True)
    quantity: Mapped[int] = mapped_column()

    __table_args__ = (
        Index("ix_balance_place_id", "place_id", "item_id"),
        Index("ix_balance_person_id", "person_id", "item_id", sqlite_where=person_id > 0),
        Index("ix_balance_held", "item_id", sqlite_where=text(f"state NOT IN {FREE_STATES}")),
        {"sqlite_with_rowid": False},
    )


class PersonalRow(Base, kw_only=True, eq=False, repr=False):
    """A personal value or a note with the salt of its commitment; erasing the row changes no root."""

    __tablename__ = "personal"

    commit: Mapped[str] = mapped_column(String(64), primary_key=True)
    subject: Mapped[str] = mapped_column(String(40))
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    value: Mapped[str] = mapped_column(String(400))


class ContentRow(Base, kw_only=True, eq=False, repr=False):
    """The bytes of a photo or paper by their SHA-256 in hex; erasing the row changes no root."""

    __tablename__ = "content"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes: Mapped[bytes] = mapped_column(LargeBinary)


class SnapshotRow(Base, kw_only=True, eq=False, repr=False):
    """What was held at the end of a month as it was known at a head, so that lists as of a day need no long sums.

    A working copy that `check` compares with the entries; nothing that leaves the company is read from it alone.
    """

    __tablename__ = "snapshot"

    moment: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The last millisecond of the month in the company's zone, UTC."""
    size: Mapped[int] = mapped_column()
    """How many entries the head had."""
    content: Mapped[bytes] = mapped_column(LargeBinary)


class CheckpointRow(Base, kw_only=True, eq=False, repr=False):
    """A head up to which everything was replayed and found right; a later opening begins there."""

    __tablename__ = "checkpoint"

    size: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    root: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[int] = mapped_column()
    user_id: Mapped[int] = mapped_column()
    signature: Mapped[bytes] = mapped_column(LargeBinary)


class BatchRow(Base, kw_only=True, eq=False, repr=False):
    """An import under way or done: what file, how many rows, whether it came to its end."""

    __tablename__ = "batch"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    file_hash: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int] = mapped_column()
    started_at: Mapped[int] = mapped_column()
    user_id: Mapped[int] = mapped_column()
    state: Mapped[str] = mapped_column(String(12))
    """`running`, `finished` or `dropped`."""


class DraftRow(Base, kw_only=True, eq=False, repr=False):
    """What a user has typed on a page of the window and not saved; it says nothing of what is held, and no root."""

    __tablename__ = "draft"
    __table_args__ = ({"sqlite_with_rowid": False},)

    user_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    page: Mapped[str] = mapped_column(String(32), primary_key=True)
    content: Mapped[str] = mapped_column(String)
    """JSON, as the window wrote it."""
    saved_at: Mapped[int] = mapped_column()


class SigningKeyRow(Base, kw_only=True, eq=False, repr=False):
    """The private key of a certificate (by its record), wrapped under the key of its user, and what vouches for it.

    Not of the ledger: a key that is withdrawn goes. Whoever has the file and not the user's passphrase has nothing.
    """

    __tablename__ = "signing_key"

    certificate_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    user_id: Mapped[int] = mapped_column()
    wrapped: Mapped[bytes] = mapped_column(LargeBinary)
    chain: Mapped[str] = mapped_column(String)
    """Certificates as PEM, one after the other, the nearest to the owner's first."""


class BackupRow(Base, kw_only=True, eq=False, repr=False):
    """That a verified copy was made: when (UTC ms) and of how many entries. Where it lies, others need not know."""

    __tablename__ = "backup"

    made_at: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column()


SEALED = ("entry", "line", "mention", "checkpoint")
"""Tables that only grow; a checkpoint too is kept as it was made."""
