"""Restorations: that a register came out of a backup and goes on from there, declared by two persons, for ever told.

What was entered between the backup and the disaster is lost to this ledger; a receipt of an authority may tell how
much that was.
"""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.declare import Record, field
from registry_app.i18n import N_

RESTORE_REASONS = ("disk_failed", "computer_gone", "register_damaged", "other")
"""Why a register is restored: reasons that people choose from."""


class Restoration(Record, kw_only=True, eq=False, repr=False):
    """A declared restoration: the head that was restored, and the longer one that an authority's receipt vouches for.

    The entries `head_size` to `lost_size` - 1 are lost. Without a receipt nobody can tell how many there were.
    """

    __tablename__ = "restoration"
    KIND: ClassVar[str] = "restoration"
    LABEL: ClassVar[str] = N_("Declared restoration")

    head_size: Mapped[int] = field(N_("Entries restored"), "integer", required=True, least=1, in_table=True)
    head_root: Mapped[str] = field(N_("Root of the head"), required=True, max_length=64)
    lost_size: Mapped[int | None] = field(N_("Entries by the receipt"), "integer", least=1, in_table=True)
    lost_root: Mapped[str | None] = field(N_("Root by the receipt"), max_length=64)
    authority: Mapped[str | None] = field(N_("Authority"), max_length=200, in_table=True)
    receipt_number: Mapped[str | None] = field(N_("Receipt number"), max_length=60, in_table=True)
    receipted_on: Mapped[str | None] = field(N_("Receipt dated"), "date")
    receipt_hash: Mapped[str | None] = field(N_("SHA-256 of the receipt"), max_length=64)
