"""Signing a report as the user at work, with the certificate that is his on the ledger."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, refuse
from registry_app.services import certificates, ledger


@dataclass(frozen=True)
class Field:
    """A field of a report: its name, what it is called there, and who signed in it (``""``: nobody)."""

    name: str
    label: str
    signed_by: str


@dataclass(frozen=True)
class Signed:
    """A report with one more signature: the file, the field that was signed, by whom, and by which certificate."""

    file: bytes
    field: Field
    fingerprint: str


def fields(file: bytes) -> list[Field]:
    """The fields of a report in their order. Raises `Refused` for a file that is no report, or has none."""
    from registry_app.reports import signing

    return [Field(each.name, each.label, each.signed_by) for each in signing.fields(file)]


def sign(session: Session, *, file: bytes, field: str = "", reason: str = "", by: Actor) -> Signed:
    """The report signed by `by` in `field`, or in its first empty one. Nothing is entered; the file is the proof.

    Raises `Refused`: no certificate, or one that does not serve any more; a report of another register; and what
    `reports.signing.sign` refuses.
    """
    from registry_app.reports import signing

    before = fields(file)
    origin = signing.origin(file)
    if origin and origin != ledger.origin_of(session):
        raise Refused(refuse("paper_of_another_ledger", origin=origin))
    signer = certificates.signer(session, by=by)
    name, moment = certificates.name_of(session, by), certificates.now(session)
    signed = signing.sign(file, signer, field=field, moment=moment, name=name, reason=reason)
    (new,) = [after for old, after in zip(before, fields(signed), strict=True) if old != after]
    return Signed(signed, new, certificates.fingerprint_of(signer))
