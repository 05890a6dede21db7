"""Signing a report: as the user at work, with the certificate that is his on the ledger; or, as an inspector, with a
key that the company never holds.
"""

import dataclasses
import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, Unavailable, refuse
from registry_app.services import certificates, ledger

if TYPE_CHECKING:
    from registry_app.reports.certificates import Signer
    from registry_app.reports.stamping import TimeStamper

INSPECTOR = "inspector"
"""The field of whoever inspects, and is of another house."""


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


@dataclass(frozen=True)
class Stamp:
    """Who says when a signature was there: a service by its `url`, or the key in a PKCS#12 file."""

    url: str = ""
    key_file: bytes = dataclasses.field(default=b"", repr=False)
    passphrase: str = dataclasses.field(default="", repr=False)


def sign(
    session: Session, *, file: bytes, field: str = "", reason: str = "", stamp: Stamp | None = None, by: Actor
) -> Signed:  # fmt: skip
    """The report signed by `by` in `field`, or in its first empty one. Nothing is entered; the file is the proof.

    Raises `Refused`: no certificate, or one that does not serve any more; a report of another register; and what
    `reports.signing.sign` refuses.
    """
    signer = certificates.signer(session, by=by)
    name = certificates.name_of(session, by)
    return _signed(session, file, signer, field=field, name=name, reason=reason, stamp=stamp)


def sign_by_file(
    session: Session, *, file: bytes, key_file: bytes, passphrase: str, field: str = INSPECTOR, reason: str = "",
    stamp: Stamp | None = None,
) -> Signed:  # fmt: skip
    """The report signed once with the certificate and key of a PKCS#12 file, of which nothing is kept.

    Only as `INSPECTOR`: whoever signs for the company has a certificate on record. Raises `Refused` as `sign` does, and
    for a file that does not serve.
    """
    from registry_app.reports import certificates as papers

    if field != INSPECTOR:
        raise Refused(refuse("key_file_signs_inspections"))
    signer = papers.load(key_file, passphrase, moment=certificates.now(session))
    name = papers.describe(signer.certificate).subject
    return _signed(session, file, signer, field=field, name=name, reason=reason, stamp=stamp)


def _signed(
    session: Session, file: bytes, signer: "Signer", *, field: str, name: str, reason: str, stamp: Stamp | None
) -> Signed:
    from registry_app.reports import signing

    before, origin = fields(file), signing.origin(file)
    if origin and origin != ledger.origin_of(session):
        raise Refused(refuse("paper_of_another_ledger", origin=origin))
    moment = certificates.now(session)
    stamper = _stamper(stamp, moment) if stamp else None
    try:
        signed = signing.sign(
            file, signer, field=field, moment=moment, name=name, reason=reason, time_stamper=stamper
        )  # fmt: skip
    except signing.STAMPING as problem:
        raise Unavailable("time_stamp_unavailable", url=stamp.url if stamp else "", detail=str(problem)[:80]) from None
    if stamp:
        _check(signed)
    (new,) = [after for old, after in zip(before, fields(signed), strict=True) if old != after]
    return Signed(signed, new, certificates.fingerprint_of(signer))


def _stamper(stamp: Stamp, moment: dt.datetime) -> "TimeStamper":
    from registry_app.reports import stamping

    if stamp.url:
        return stamping.by_url(stamp.url)
    return stamping.by_file(stamp.key_file, stamp.passphrase, moment=moment)


def _check(signed: bytes) -> None:
    """`Refused` where what a service gave is no stamp of this signature."""
    from registry_app.reports import opened_paper, signature_check

    _seen, findings = signature_check.check(opened_paper.read(signed))
    if wrong := [each for each in findings if each.severity == "refusal"]:
        raise Refused(*wrong)
