"""Anchors: the heads that an authority gave a receipt for, kept outside the register, which it must still have.

An administrator who puts last week's copy of a register in place rolls back everything in it, its own memory of the
receipt too. The anchor is elsewhere, so the copy is found out when it is opened.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy.orm import Session

from registry_app.domain import receipt as receipts
from registry_app.domain.days import minute_at
from registry_app.domain.errors import Damaged, Finding, Unavailable, note, refuse
from registry_app.domain.head import Head
from registry_app.domain.receipt import Receipt
from registry_app.persistence import anchor_files, folder
from registry_app.services import ledger

TAMPERED = frozenset({"anchor_ahead", "anchor_differs"})
"""What no failing disk does, and no restore that is declared."""


def known(origin: str) -> list[Receipt]:
    """The receipts that are kept for a ledger outside of it, the longest history first."""
    return sorted({each for each, _content in _read(origin)}, key=lambda each: each.head.size, reverse=True)


def _read(origin: str) -> Iterator[tuple[Receipt, bytes]]:
    for content in anchor_files.read(origin):
        try:
            found = receipts.parse(content)
        except (Damaged, Unavailable):
            continue
        if found.head.origin == origin:
            yield found, content


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


def check(session: Session, path: Path) -> None:
    """That an open register has all that authorities gave receipts for. Raises `Damaged` (`anchor_ahead`,
    `anchor_differs`).

    A restored register and a backup may be shorter: they are for reading only. None may be another history.
    """
    is_still = folder.is_restored(path) or folder.is_backup(path)
    if wrong := [f for f in found(session) if not (is_still and f.code == "anchor_ahead")]:
        raise Damaged(wrong[0])


def found(session: Session) -> list[Finding]:
    """What the receipts that are kept outside say against this ledger."""
    now = _head(session)
    wrong = ((each, _against(session, each, now)) for each in known(now.origin)) if now else ()
    return [_told(code, each, now) for each, code in wrong if code and now]


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
