"""Taking in an authority's receipt: the filing gets its number, and the head is kept outside the register from then on.

Where nobody entered that the return was filed, the same entry says so. The receipt itself is kept as a document.
"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import receipt as receipts
from registry_app.domain.actor import Actor
from registry_app.domain.choices import REPORT_NAMES
from registry_app.domain.days import bare, minute_at
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Finding, Refused, note, refuse, warn
from registry_app.domain.fields import Value
from registry_app.domain.receipt import Receipt
from registry_app.domain.records import Company, Filing, Place
from registry_app.services import anchors, clock, documents, filings, ledger
from registry_app.services.ledger import Posted
from registry_app.services.register import Register

_FILING = -1_002


@dataclass(frozen=True)
class Accepted:
    """A receipt that was taken in: what was entered, `None` when it had been before, and what is to be said."""

    receipt: Receipt
    posted: Posted | None
    findings: tuple[Finding, ...] = ()


def accept(register: Register, content: bytes, *, key: str = "", addressee: str = "") -> Accepted:
    """Take in a receipt: an entry, and the anchor outside the register, which from then on is never opened shorter.

    `key` is the SHA-256 of the authority's key, where it is known by another way; `addressee` the code of the authority
    for a return that nobody entered as filed. Raises `Damaged` (not a receipt, or not signed), `Refused` (another
    ledger's, a history that this register does not have, another key than before), `Unavailable`. The first receipt of
    an authority whose key nobody told is taken in, with a warning to compare the key (`receipt_key_new`).
    """
    receipt = receipts.parse(content)
    register.read(_check_ours, receipt)
    unseen = _check_key(receipt, key)
    if register.read(_is_entered, receipt):
        posted: Posted | None = None
        said: tuple[Finding, ...] = (note("receipt_accepted", number=receipts.told(receipt)),)
    else:
        posted, said = register.write(_enter, receipt=receipt, content=content, addressee=addressee), ()
    anchors.keep(receipt, content)
    return Accepted(receipt, posted, (*said, *unseen))


def _check_ours(session: Session, receipt: Receipt) -> None:
    """That this ledger has, and had, the head of the receipt."""
    now = ledger.head(session)
    if receipt.head.origin != now.origin:
        raise Refused(refuse("receipt_of_another", origin=receipt.head.origin))
    if receipt.head.size > now.size or ledger.head(session, size=receipt.head.size) != receipt.head:
        shown = receipt.head.root[: documents.SHOWN]
        raise Refused(refuse("head_not_ours", size=receipt.head.size, root=shown))


def _check_key(receipt: Receipt, key: str) -> tuple[Finding, ...]:
    """That the receipt is by the key that is told, or by the one that the authority had before; of the first receipt,
    where none is told, that somebody has to compare the key."""
    found = receipts.fingerprint(receipt.authority_key)
    before = {each.authority_key for each in anchors.ever(receipt.head.origin) if each.authority == receipt.authority}
    known = key.lower() or ("" if not before or receipt.authority_key in before else receipts.fingerprint(min(before)))
    if known and known != found:
        raise Refused(refuse("receipt_key_other", authority=receipt.authority, before=known[:16], found=found[:16]))
    return () if known or before else (warn("receipt_key_new", authority=receipt.authority, value=found),)


def _is_entered(session: Session, receipt: Receipt) -> bool:
    query = select(Filing.id).where(Filing.head_root == receipt.head.root, Filing.receipt_number == _number(receipt))
    return session.execute(query).first() is not None


def _number(receipt: Receipt) -> str:
    return receipts.told(receipt)


def _enter(session: Session, *, receipt: Receipt, content: bytes, addressee: str, by: Actor) -> Posted:
    """The filing's receipt, or the filing with its receipt, and the receipt's own bytes as a document."""
    said: dict[str, Value] = {"receipt_number": _number(receipt), "receipted_on": _day(session, receipt)}
    filing = _filing(session, receipt)
    paper = documents.receipt(
        content, subject=filing or _FILING, number=_number(receipt), dated_on=_day(session, receipt)
    )
    if filing:
        posted = ledger.post(session, Draft("amend", wishes=(Wish("filing", said, filing),)), by=by)
        ledger.post(session, Draft("describe", wishes=(paper.wish,), contents=paper.contents), by=by)
        return posted
    filed = Wish("filing", _filed(session, receipt, addressee) | said, placeholder=_FILING)
    return ledger.post(session, Draft("describe", wishes=(filed, paper.wish), contents=paper.contents), by=by)


def _day(session: Session, receipt: Receipt) -> str:
    return minute_at(receipt.received_at, clock.zone(session))[:10]


def _filing(session: Session, receipt: Receipt) -> int:
    """The filing of that file, or of the return that it became when it was signed; 0 for none."""
    by_file = select(Filing.id).where(Filing.content_hash == receipt.file_sha256)
    by_head = select(Filing.id).where(
        Filing.head_size == receipt.head.size, Filing.head_root == receipt.head.root, Filing.report == receipt.report,
        Filing.until_on == receipt.until, Filing.receipt_number.is_(None),
    )  # fmt: skip
    return session.execute(by_file).scalar() or session.execute(by_head.order_by(Filing.id)).scalar() or 0


def _filed(session: Session, receipt: Receipt, addressee: str) -> dict[str, Value]:
    place = _authority(session, receipt, addressee)
    last = filings.last(session, addressee=place)
    day = _day(session, receipt)
    return {
        "addressee_id": place, "number": (last.number if last else 0) + 1,
        "report": receipt.report if receipt.report in REPORT_NAMES else "inventory", "until_on": receipt.until,
        "filed_on": day, "head_size": receipt.head.size, "head_root": receipt.head.root,
        "content_hash": receipt.file_sha256,
    }  # fmt: skip


def _authority(session: Session, receipt: Receipt, addressee: str) -> int:
    """The place of the authority that gave the receipt: the one told, the one of its name, the arms registry that the
    company addresses, else its regulator, else the only one there is."""
    rows = session.execute(select(Place.id, Place.code, Place.name).where(Place.kind == "authority")).all()
    if addressee:
        found = [row.id for row in rows if row.code == addressee.upper()]
        if not found:
            raise Refused(refuse("addressee_unknown", value=addressee, choices=tuple(row.code for row in rows)))
        return int(found[0])
    ours = session.execute(select(*(Company.__table__.c[name] for name in filings.AUTHORITIES))).one()
    named = [row.id for row in rows if bare(row.name or "") == bare(receipt.authority)]
    only = [row.id for row in rows] if len(rows) == 1 else []
    if found := named or [each for each in ours if each] or only:
        return int(found[0])
    raise Refused(refuse("receipt_needs_authority"))
