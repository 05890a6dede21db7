"""Declaring that a register was restored: two persons say so, with the reason and what was lost, and it is told for
ever after.

To the ledger an honest restore looks like somebody putting the clock back. The declaration is an entry that follows on
the restored head and names the receipts for more than that; each receipt is kept as its document.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain import receipt as receipts
from registry_app.domain.actor import Actor
from registry_app.domain.days import minute_at
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.head import Head
from registry_app.domain.receipt import Receipt
from registry_app.domain.records import Restoration
from registry_app.domain.rows import EntryRow
from registry_app.persistence import folder
from registry_app.services import anchors, clock, documents, ledger
from registry_app.services.anchors import Anchor
from registry_app.services.ledger import Posted
from registry_app.services.register import Register

_FIRST = -2_001


@dataclass(frozen=True)
class Lost:
    """What is to be declared: the head from which the register goes on, and the receipts for more than it has."""

    head: Head
    receipts: tuple[Receipt, ...]


def lost(session: Session, *, receipts: Sequence[bytes] = ()) -> Lost:
    """What a declaration would say now, with receipts that lie elsewhere. Raises as `declare`."""
    return Lost(ledger.head(session), tuple(receipt for receipt, _content in _anchors(session, receipts)))


def declare(
    register: Register, *, witness: Actor | None, reason: str, note: str = "", receipts: Sequence[bytes] = ()
) -> Posted | None:
    """Enter that the register was restored, and let it be worked in; `None` where the entry stood already.

    `register` was opened by `unlock_to_declare`; `receipts` lie elsewhere than the anchors. Raises `Refused`: nothing
    to declare, nobody who vouches, the same person twice, a receipt of another ledger; `Damaged` as unlocking.
    """
    path = register.folder
    given = register.read(_anchors, receipts)
    posted = None
    if given or (folder.is_restored(path) and not register.read(_is_declared, folder.restored_head(path))):
        posted = register.write(_enter, anchored=given, reason=reason, note=note, witness=witness)
    elif not folder.is_restored(path):
        raise Refused(refuse("nothing_to_declare"))
    for each in given:
        anchors.set_aside(each)
    folder.unmark(path)
    return posted


def _anchors(session: Session, more: Sequence[bytes]) -> list[Anchor]:
    """The receipts for what this ledger has not, each once, the longest first: those kept outside, and those given."""
    found = {content: receipt for (receipt, content), _code in anchors.missing(session)}
    declared = anchors.declared(session) if more else frozenset()
    for content in more:
        found[content] = _ahead(session, content, declared)
    return sorted(
        ((receipt, content) for content, receipt in found.items()), key=lambda each: each[0].head.size, reverse=True
    )


def _ahead(session: Session, content: bytes, declared: frozenset[str]) -> Receipt:
    """A receipt that was given, which must be for something that this ledger has lost."""
    receipt, now = receipts.parse(content), ledger.head(session)
    if receipt.head.origin != now.origin:
        raise Refused(refuse("receipt_of_another", origin=receipt.head.origin))
    is_there = receipt.head.size <= now.size and ledger.head(session, size=receipt.head.size) == receipt.head
    if is_there or sha256(content).hexdigest() in declared:
        raise Refused(refuse("receipt_not_lost", number=receipts.told(receipt)))
    if receipt.head.size <= now.size and not any(start.size < receipt.head.size for start in _starts(session)):
        shown = receipt.head.root[: documents.SHOWN]
        raise Refused(refuse("head_not_ours", size=receipt.head.size, root=shown))
    return receipt


@dataclass(frozen=True)
class _Start:
    """A head from which the register went on after a restore, declared at that moment (UTC ms)."""

    size: int
    root: str
    declared_at: int


def _starts(session: Session) -> list[_Start]:
    """What was declared, in the order of the entries."""
    query = (
        select(Restoration.head_size, Restoration.head_root, EntryRow.recorded_at)
        .join(EntryRow, EntryRow.seq == Restoration.described_seq)
        .order_by(Restoration.id)
    )
    return [_Start(*row) for row in session.execute(query)]


def _is_declared(session: Session, restored: tuple[int, str]) -> bool:
    """Whether the head that the mark of a restore names is declared: then only the mark was left."""
    return any((each.size, each.root) == restored for each in _starts(session))


def _enter(
    session: Session, *, anchored: Sequence[Anchor], reason: str, note: str, by: Actor, witness: Actor | None
) -> Posted:
    now = ledger.head(session)
    wishes: list[Wish] = []
    contents: dict[str, bytes] = {}
    for number, (receipt, content) in enumerate(anchored):
        start = _start(session, receipt, now)
        restored = Wish("restoration", _told(session, start, receipt, content), placeholder=_FIRST - 2 * number)
        paper = documents.receipt(
            content, subject=restored.placeholder, number=receipts.told(receipt), dated_on=_day(session, receipt)
        )
        wishes += [restored, Wish("document", paper.wish.values)]
        contents |= paper.contents
    if not anchored:
        wishes.append(Wish("restoration", _from((now.size, now.root))))
    draft = Draft("declare_restored", wishes=tuple(wishes), reason_code=reason, note=note, contents=contents)
    return ledger.post(session, draft, by=by, witness=witness)


def _start(session: Session, receipt: Receipt, now: Head) -> tuple[int, str]:
    """From where the register went on without what a receipt vouches for: the first restore that was declared after
    the authority gave it, else this one."""
    shorter = [each for each in _starts(session) if each.size < receipt.head.size]
    later = [each for each in shorter if each.declared_at >= receipt.received_at]
    if not later and receipt.head.size > now.size:
        return now.size, now.root
    start = later[0] if later else shorter[-1]
    return start.size, start.root


def _from(head: tuple[int, str]) -> dict[str, Value]:
    return {"head_size": head[0], "head_root": head[1]}


def _told(session: Session, start: tuple[int, str], receipt: Receipt, content: bytes) -> dict[str, Value]:
    return {
        **_from(start), "lost_size": receipt.head.size, "lost_root": receipt.head.root,
        "authority": receipt.authority, "receipt_number": receipts.told(receipt),
        "receipted_on": _day(session, receipt), "receipt_hash": sha256(content).hexdigest(),
    }  # fmt: skip


def _day(session: Session, receipt: Receipt) -> str:
    return minute_at(receipt.received_at, clock.zone(session))[:10]
