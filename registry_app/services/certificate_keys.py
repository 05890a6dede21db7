"""Private keys of certificates: kept for their owner alone, beside the ledger, gone once a certificate is withdrawn.

The one place that writes them; the entry about the certificate stands in the same transaction or not at all.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.certificate import PERSONAL_KINDS
from registry_app.domain.draft import Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Certificate
from registry_app.domain.rows import ContentRow, SigningKeyRow
from registry_app.persistence import signing_keys
from registry_app.persistence.secret import Secret
from registry_app.services import clock, ledger

if TYPE_CHECKING:
    from registry_app.reports.certificates import Signer

_IN_FORCE = select(Certificate.id).where(Certificate.withdrawn_on.is_(None))


def keep(session: Session, *, certificate: int, signer: "Signer", owner: Actor) -> None:
    """Keep the private key of a certificate for its owner."""
    from registry_app.reports import certificates

    bound_to = _bound_to(session, certificates.fingerprint(signer.certificate))
    wrapped = signing_keys.wrap(owner.key, bound_to, Secret(certificates.key_bytes(signer.key)))
    chain = b"".join(map(certificates.as_pem, signer.chain)).decode()
    row = {"certificate_id": certificate, "user_id": owner.user_id, "wrapped": wrapped, "chain": chain}
    session.execute(insert(SigningKeyRow).values(row))


def drop(session: Session, withdrawn: Iterable[int]) -> None:
    """Take away the keys of some certificates."""
    session.execute(delete(SigningKeyRow).where(SigningKeyRow.certificate_id.in_(list(withdrawn))))


def opened(session: Session, *, certificate: int, owner: Actor) -> "Signer":
    """Certificate and key, for their owner.

    Raises `Refused` when the certificate was erased, or the key is not there or opens for somebody else.
    """
    from registry_app.reports import certificates

    query = (
        select(ContentRow.bytes, SigningKeyRow.wrapped, SigningKeyRow.chain, Certificate.content_hash)
        .join(Certificate, Certificate.content_hash == ContentRow.hash)
        .join(SigningKeyRow, SigningKeyRow.certificate_id == Certificate.id)
        .where(Certificate.id == certificate)
    )
    row = session.execute(query).first()
    key = signing_keys.unwrap(owner.key, _bound_to(session, row.content_hash), row.wrapped) if row else None
    if row is None or key is None:
        raise Refused(refuse("certificate_without_key", user=owner.name))
    chain = certificates.from_pem(row.chain.encode()) if row.chain else ()
    return certificates.Signer(bytes(row.bytes), chain, certificates.key_of(key.reveal()))


def of_user(session: Session, user: int) -> list[int]:
    """The certificates in force that a user signs with."""
    own = Certificate.user_id == user, Certificate.kind.in_(PERSONAL_KINDS)
    return list(session.execute(_IN_FORCE.where(*own).order_by(Certificate.id)).scalars())


def all_of(session: Session, user: int) -> list[int]:
    """All certificates in force whose keys a user has, an authority's among them."""
    return list(session.execute(_IN_FORCE.where(Certificate.user_id == user).order_by(Certificate.id)).scalars())


def withdrawal(session: Session, certificates: Iterable[int]) -> tuple[Wish, ...]:
    """The wishes that withdraw certificates today; whoever posts them drops their keys."""
    today = clock.today(session)
    return tuple(Wish("certificate", {"withdrawn_on": today}, number) for number in certificates)


def _bound_to(session: Session, fingerprint: str) -> str:
    return f"{ledger.origin_of(session)}/{fingerprint}"
