"""Certificates of the company: its authority is founded, people are certified or bring their own, any is withdrawn.

Private keys stay with their owners (`certificate_keys`): to sign, or to certify somebody, its owner must be at work.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.certificate import AUTHORITY, IMPORTED, SIGNER
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Certificate, Company, Person, User
from registry_app.domain.rows import ContentRow, SigningKeyRow
from registry_app.services import certificate_keys, clock, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once

if TYPE_CHECKING:
    from registry_app.reports.certificates import Signer

LONGEST_SUBJECT = 120
LEAST_DIGITS = 4
"""By which a certificate can be called."""


@dataclass(frozen=True)
class Held:
    """A certificate on record; days as stored, ``""`` where there is none. `has_key`: its owner can use it here."""

    id: int
    kind: str
    user_id: int
    user: str
    subject: str
    fingerprint: str
    issuer: str
    valid_from_on: str
    valid_until_on: str
    withdrawn_on: str
    has_key: bool


def listed(session: Session) -> list[Held]:
    """All certificates, those in force first, then by their number."""
    c = Certificate
    query = (
        select(c.id, c.kind, c.user_id, User.name, c.subject, c.content_hash, c.issuer_hash, c.valid_from_on,
               c.valid_until_on, c.withdrawn_on, SigningKeyRow.certificate_id)
        .join(User, User.id == c.user_id)
        .outerjoin(SigningKeyRow, SigningKeyRow.certificate_id == c.id)
        .order_by(c.withdrawn_on.is_not(None), c.id)
    )  # fmt: skip
    return [_held(row) for row in session.execute(query)]


def _held(row: Sequence[Any]) -> Held:
    names = [each.name for each in fields(Held)]
    told: dict[str, Any] = {n: "" if value is None else value for n, value in zip(names, row, strict=True)}
    return Held(**{**told, "has_key": told["has_key"] != ""})


def authority(session: Session) -> Held | None:
    """The company's authority in force."""
    return next((each for each in listed(session) if each.kind == AUTHORITY and not each.withdrawn_on), None)


def called(session: Session, name: str) -> int:
    """The record of the certificate whose fingerprint begins so, or `#` and its number. Raises `Refused`."""
    digits = name.replace(" ", "").replace(":", "").lower()
    found = [c for c in listed(session) if digits in (f"#{c.id}", c.fingerprint) or _begins(c.fingerprint, digits)]
    if not found:
        raise Refused(refuse("nothing_of_that_name", value=name))
    if len(found) > 1:
        raise Refused(refuse("several_so_called", value=name, choices=tuple(f"#{c.id}" for c in found)))
    return found[0].id


def _begins(fingerprint: str, digits: str) -> bool:
    return len(digits) >= LEAST_DIGITS and fingerprint.startswith(digits)


def own(session: Session, *, user: int) -> Held | None:
    """The certificate that a user signs with."""
    in_force = certificate_keys.of_user(session, user)
    return next((each for each in listed(session) if each.id in in_force), None)


def signer(session: Session, *, by: Actor) -> "Signer":
    """What `by` signs papers with, fit for it now. Raises `Refused`."""
    from registry_app.reports import certificates

    mine = own(session, user=by.user_id)
    if mine is None:
        raise Refused(refuse("certificate_missing", user=by.name))
    found = certificate_keys.opened(session, certificate=mine.id, owner=by)
    certificates.check(found.certificate, moment=now(session))
    return found


def fingerprint_of(signer: "Signer") -> str:
    """The fingerprint of what somebody signs with."""
    from registry_app.reports import certificates

    return certificates.fingerprint(signer.certificate)


def now(session: Session) -> dt.datetime:
    """The moment, in UTC, to the second."""
    return dt.datetime.fromtimestamp(int(session.info["clock"]()) // 1000, dt.UTC)


# Acts.


@once
def found(session: Session, *, entry_id: str = "", by: Actor, witness: Actor | None = None) -> Posted:
    """Found the company's authority, whose key only `by`, a director, can use. Witnessed.

    Raises `Refused`, also while another authority is in force.
    """
    from registry_app.reports import certificates

    company = session.execute(select(Company.name, Company.licence_number)).one()
    if not company.licence_number:
        raise Refused(refuse("licence_number_missing"))
    made = certificates.found(company=company.name, licence=company.licence_number, moment=now(session))
    wish = _wish(session, made, kind=AUTHORITY, owner=by)
    return _post(session, "found", made, owner=by, wishes=(wish,), entry_id=entry_id, by=by, witness=witness)


@once
def certify(session: Session, *, entry_id: str = "", by: Actor, witness: Actor | None = None) -> Posted:
    """Give the user who vouches for it a certificate of the company's authority, `by` himself without anybody.

    The one that he had is withdrawn. `by` founded the authority. Raises `Refused`.
    """
    from registry_app.reports import certificates

    standing, owner = authority(session), witness or by
    if standing is None:
        raise Refused(refuse("authority_missing"))
    if standing.user_id != by.user_id:
        raise Refused(refuse("authority_of_another", user=standing.user))
    above = certificate_keys.opened(session, certificate=standing.id, owner=by)
    names = {"name": name_of(session, owner), "user": owner.name, "company": _company(session)}
    made = certificates.certify(above, moment=now(session), **names)
    return _take(session, made, kind=SIGNER, owner=owner, entry_id=entry_id, by=by, witness=witness)


@once
def take_in(session: Session, *, content: bytes, passphrase: str, entry_id: str = "", by: Actor) -> Posted:
    """Take in the certificate and key that a provider gave `by` (PKCS#12); the one that he had is withdrawn.

    Raises `Refused` with what is wrong with the file.
    """
    from registry_app.reports import certificates

    read = certificates.load(content, passphrase, moment=now(session))
    return _take(session, read, kind=IMPORTED, owner=by, entry_id=entry_id, by=by, witness=None)


@once
def withdraw(
    session: Session, *, record: int, reason: str = "", note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Withdraw a certificate: its own user, or a director. Its private key goes; an authority certifies nobody more.

    What was signed with it stays signed. Raises `Refused`.
    """
    wishes = certificate_keys.withdrawal(session, [record])
    draft = Draft("certify", wishes=wishes, reason_code=reason, note=note, id=entry_id)
    posted = ledger.post(session, draft, by=by)
    certificate_keys.drop(session, [record])
    return posted


def _take(session: Session, made: "Signer", *, kind: str, owner: Actor, **facts: Any) -> Posted:
    earlier = certificate_keys.of_user(session, owner.user_id)
    wishes = (_wish(session, made, kind=kind, owner=owner), *certificate_keys.withdrawal(session, earlier))
    posted = _post(session, "certify", made, owner=owner, wishes=wishes, **facts)
    certificate_keys.drop(session, earlier)
    return posted


def _wish(session: Session, made: "Signer", *, kind: str, owner: Actor) -> Wish:
    from registry_app.reports import certificates

    told, zone = certificates.describe(made.certificate), ZoneInfo(clock.zone(session))
    issuer = certificates.fingerprint(made.chain[0]) if made.chain else None
    values: dict[str, Value] = {
        "user_id": owner.user_id, "kind": kind, "subject": told.subject[:LONGEST_SUBJECT].strip(),
        "content_hash": told.fingerprint, "issuer_hash": issuer,
        "valid_from_on": told.valid_from.astimezone(zone).date().isoformat(),
        "valid_until_on": told.valid_until.astimezone(zone).date().isoformat(),
    }  # fmt: skip
    return Wish("certificate", values)


def _post(
    session: Session, act: str, made: "Signer", *, owner: Actor, wishes: tuple[Wish, ...], entry_id: str, by: Actor,
    witness: Actor | None,
) -> Posted:  # fmt: skip
    contents = {str(wishes[0].values["content_hash"]): made.certificate}
    draft = Draft(act, wishes=wishes, id=entry_id, contents=contents)
    posted = ledger.post(session, draft, by=by, witness=witness)
    certificate_keys.keep(session, certificate=posted.records[0], signer=made, owner=owner)
    return posted


# What leaves the register.


def certificate(session: Session, *, fingerprint: str) -> bytes:
    """A certificate as DER. Raises `Refused` when it is not there, or was erased."""
    content = session.execute(select(ContentRow.bytes).where(ContentRow.hash == fingerprint)).scalar()
    if content is None:
        raise Refused(refuse("certificate_erased"))
    return bytes(content)


def exported(session: Session, *, suffix: str) -> bytes:
    """The authority's certificate as a file, as `SUFFIXES` say by its suffix. Raises `Refused`."""
    from registry_app.reports import certificates

    standing = authority(session)
    if standing is None:
        raise Refused(refuse("authority_missing"))
    if suffix not in SUFFIXES:
        raise Refused(refuse("certificate_suffix", value=suffix, choices=tuple(SUFFIXES)))
    content = certificate(session, fingerprint=standing.fingerprint)
    return certificates.as_pem(content) if SUFFIXES[suffix] else content


SUFFIXES = {".pem": True, ".crt": True, ".der": False, ".cer": False}
"""How files of certificates end, and whether they are text."""


def name_of(session: Session, actor: Actor) -> str:
    """The name of the person behind a user; the user's own where it was erased."""
    query = select(func.coalesce(Person.name, Person.code)).where(Person.id == actor.person_id)
    return session.execute(query).scalar() or actor.name


def _company(session: Session) -> str:
    return session.execute(select(Company.name)).scalar_one()
