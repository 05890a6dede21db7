"""Certificates by which the people of the company sign papers: on record by their SHA-256, kept beside the ledger.

A certificate names its owner, so its bytes lie with the contents of documents and can be erased; private keys are never
on the ledger.
"""

from typing import ClassVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from registry_app.domain.declare import Record, field
from registry_app.i18n import N_

AUTHORITY, SIGNER, IMPORTED = "authority", "signer", "imported"
CERTIFICATE_KINDS = {
    AUTHORITY: N_("The company's authority"),
    SIGNER: N_("Issued by the company's authority"),
    IMPORTED: N_("Issued by a provider"),
}
PERSONAL_KINDS = (SIGNER, IMPORTED)
"""The kinds that a user signs with."""
LARGEST_KEY_FILE = 1_000_000
"""Bytes of a PKCS#12 file: a key and some certificates take a few thousand."""


class Certificate(Record, kw_only=True, eq=False, repr=False):
    """A certificate that a user has the private key of; `content_hash` is its fingerprint."""

    __tablename__ = "certificate"
    KIND: ClassVar[str] = "certificate"
    LABEL: ClassVar[str] = N_("Certificate")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("content_hash",),)

    user_id: Mapped[int] = field(N_("User"), "reference", required=True, refers_to="user", in_table=True, index=True)
    kind: Mapped[str] = field(N_("Kind"), "choice", required=True, choices=CERTIFICATE_KINDS, in_table=True)
    subject: Mapped[str | None] = field(N_("Issued to"), required=True, max_length=120, personal=True)
    content_hash: Mapped[str] = field(N_("Fingerprint (SHA-256)"), required=True, max_length=64, index=True)
    issuer_hash: Mapped[str | None] = field(N_("Fingerprint of the issuer"), max_length=64)
    valid_from_on: Mapped[str] = field(N_("Valid from"), "date", required=True)
    valid_until_on: Mapped[str] = field(N_("Valid until"), "date", required=True, in_table=True)
    withdrawn_on: Mapped[str | None] = field(N_("Withdrawn on"), "date", in_table=True)
    commits: Mapped[str] = mapped_column(String, default="{}")
    """As of a person."""
