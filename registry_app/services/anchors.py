"""Anchors: the heads that an authority gave a receipt for, kept outside the register, which it must still have.

An administrator who puts last week's copy of a register in place rolls back everything in it, its own memory of the
receipt too. The anchor is elsewhere, so the copy is found out when it is opened. Only what the ledger itself declares
as lost, by two persons (`restorations`), need not be there; the anchor of that is set aside, and stays as evidence.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import receipt as receipts
from registry_app.domain.days import minute_at
from registry_app.domain.entry import parse
from registry_app.domain.errors import Damaged, Finding, Unavailable, note, refuse
from registry_app.domain.head import Head
from registry_app.domain.receipt import Receipt
from registry_app.domain.records import Restoration
from registry_app.domain.rows import EntryRow
from registry_app.persistence import anchor_files, folder
from registry_app.services import ledger

TAMPERED = frozenset({"anchor_ahead", "anchor_differs"})
"""What no failing disk does, and no restore that is declared."""
Anchor = tuple[Receipt, bytes]
"""A receipt, and its bytes."""


def known(origin: str) -> list[Receipt]:
    """The receipts that are kept for a ledger outside of it and hold, the longest history first."""
    gone = anchor_files.aside(origin)
    return _longest_first(each for each, content in _read(origin) if _digest(content) not in gone)


def ever(origin: str) -> list[Receipt]:
    """As `known`, with the receipts for what was declared lost."""
    return _longest_first(each for each, _content in _read(origin))


def _longest_first(found: Iterator[Receipt]) -> list[Receipt]:
    return sorted(set(found), key=lambda each: each.head.size, reverse=True)


def _read(origin: str) -> Iterator[Anchor]:
    for content in anchor_files.read(origin):
        try:
            found = receipts.parse(content)
        except (Damaged, Unavailable):
            continue
        if found.head.origin == origin:
            yield found, content


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def keep(receipt: Receipt, content: bytes) -> None:
    """Keep a receipt as an anchor, unless one of the same authority for a longer history is kept already.

    Raises `Unavailable` when the disk does not take it; a keyring that is closed is passed over.
    """
    there = known(receipt.head.origin)
    longer = [each for each in there if each.head.size > receipt.head.size]
    if not any(each.authority_key == receipt.authority_key for each in longer):
        anchor_files.keep(receipt.head.origin, receipt.authority_key, content)
    if not longer:
        anchor_files.keep_in_keyring(receipt.head.origin, content)


def set_aside(anchor: Anchor) -> None:
    """Keep the receipt for what the ledger now declares as lost as evidence: a shorter one may hold from now on.

    It goes on to hold for every copy that does not declare so. Raises `Unavailable`.
    """
    receipt, content = anchor
    anchor_files.set_aside(receipt.head.origin, content)


def check(session: Session, path: Path) -> None:
    """That an open register has all that authorities gave receipts for. Raises `Damaged` (`anchor_ahead`,
    `anchor_differs`).

    A restored register and a backup may be shorter: they are for reading only. None may be another history.
    """
    is_still = folder.is_restored(path) or folder.is_backup(path)
    if wrong := [f for f in found(session) if not (is_still and f.code == "anchor_ahead")]:
        raise Damaged(wrong[0])


def check_declarable(session: Session) -> None:
    """As `check`, for a register that is about to be declared as restored: what it lacks may be declared lost.

    So may what goes on from a head that was declared before. Any other history is `Damaged`.
    """
    now, starts = _head(session), _starts(session)
    for anchor, code in missing(session):
        if code == "anchor_differs" and now and not any(start < anchor[0].head.size for start in starts):
            raise Damaged(_told(code, anchor[0], now))


def found(session: Session) -> list[Finding]:
    """What the receipts that are kept outside say against this ledger, but for what it declares as lost."""
    now = _head(session)
    return [_told(code, anchor[0], now) for anchor, code in missing(session) if now]


def missing(session: Session) -> list[tuple[Anchor, str]]:
    """The anchors that this ledger neither has nor declares as lost, each with the code that says how."""
    now = _head(session)
    if now is None:
        return []
    wrong = {_digest(anchor[1]): (anchor, _against(session, anchor[0], now)) for anchor in _read(now.origin)}
    wrong = {which: each for which, each in wrong.items() if each[1]}
    lost = declared(session) if wrong else frozenset()
    return [each for which, each in wrong.items() if which not in lost]


def declared(session: Session) -> frozenset[str]:
    """The SHA-256 of each receipt whose entries the ledger declares as lost: by the entries that were signed, since a
    row alone is soon written."""
    query = select(EntryRow.body).where(EntryRow.seq.in_(select(Restoration.described_seq)))
    entries = (parse(body) for body in session.execute(query).scalars())
    signed = (each for each in entries if each.kind == "declare_restored" and each.witness)
    return frozenset(
        str(change.new.get("receipt_hash")) for each in signed for change in each.records
        if change.kind == "restoration" and change.new.get("receipt_hash")
    )  # fmt: skip


def _starts(session: Session) -> list[int]:
    return list(session.execute(select(Restoration.head_size)).scalars())


def _head(session: Session) -> Head | None:
    """The head as the file has it; `None` where that contradicts itself, which is for `check` to tell."""
    try:
        return ledger.head(session)
    except ValueError:
        return None


def _against(session: Session, anchor: Receipt, now: Head) -> str:
    if anchor.head.size > now.size:
        return "anchor_ahead"
    return "" if ledger.head(session, size=anchor.head.size) == anchor.head else "anchor_differs"


def _told(code: str, anchor: Receipt, now: Head) -> Finding:
    day = minute_at(anchor.received_at, "UTC")[:10]
    if code == "anchor_ahead":
        return refuse("anchor_ahead", size=now.size, wanted=anchor.head.size, authority=anchor.authority, day=day)
    return refuse("anchor_differs", size=anchor.head.size, authority=anchor.authority, day=day)


def behind(session: Session, path: Path) -> list[Finding]:
    """By how much a restored register is behind each receipt: a note, because after the death of a disk it is."""
    if not folder.is_restored(path):
        return []
    now = ledger.head(session)
    ahead = (each for each in known(now.origin) if each.head.size > now.size)
    return [note("anchor_behind", n=each.head.size - now.size, authority=each.authority) for each in ahead]
