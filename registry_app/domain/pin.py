"""PINs by which people acknowledge at the hatch what they are handed: only a verifier is kept, and it can be erased."""

from itertools import pairwise
from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.declare import Record, field
from registry_app.i18n import N_

SECRET = "pin.verifier"  # noqa: S105 - the name of a field
"""The subject of the verifier's commitment: what has it is left out of every list, export, book and report."""
SHORTEST, LONGEST = 4, 8
"""Digits of a PIN."""


class Pin(Record, kw_only=True, eq=False, repr=False):
    """The verifier (Argon2id) of a person's PIN."""

    __tablename__ = "pin"
    KIND: ClassVar[str] = "pin"
    LABEL: ClassVar[str] = N_("PIN")

    person_id: Mapped[int] = field(N_("Person"), "reference", required=True, refers_to="person", index=True)
    verifier: Mapped[str | None] = field(N_("Verifier of the PIN"), required=True, max_length=200, personal=True)
    commits: Mapped[str] = mapped_column(String, default="{}")
    """As of a person."""


def is_simple(digits: str) -> bool:
    """Whether a PIN is the first that a stranger would try: one digit over and over, or digits in a row."""
    steps = {int(b) - int(a) for a, b in pairwise(digits)}
    return steps in ({0}, {1}, {-1})
