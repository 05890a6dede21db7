"""What an inspector enters: remarks, “no findings”, and what was shown; signed by the inspector, and nothing else.

An inspector's register cannot write. For each of these entries, and only while it is made, a second connection is
opened here, and nowhere else, that may append rows to the few tables such an entry needs: it can change, move and
take away nothing, whatever asks it to. The judge lets inspectors make no entry of another kind.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from registry_app.domain import scan
from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import ITEMS, Audit, Person, Place, Remark, User
from registry_app.domain.rows import EntryRow
from registry_app.services import ledger, scans, sightings
from registry_app.services.ledger import Posted
from registry_app.services.once import once
from registry_app.services.register import Register
from registry_app.services.sightings import Sight
from registry_app.services.users import check_key

ROLE = "inspector"
_APPENDED = frozenset({"entry", "mention", "personal", "remark", "sighting"})
"""The tables that get rows by such an entry."""


@dataclass(frozen=True)
class Remarked:
    """A remark as screens show it: its entry, when it was made (UTC ms), by whom, about which audit and place."""

    seq: int
    at: int
    kind: str
    text: str
    audit: str
    place: str
    user: str


def remark(
    register: Register, *, text: str = "", kind: str = "remark", audit: int = 0, place: int = 0, occurred_at: int = 0,
    entry_id: str = "",
) -> Posted:  # fmt: skip
    """Enter a remark of the inspector at work, or (`kind` no_findings) that there is nothing to remark.

    `text` names no people. Raises `Refused` for anybody else, and what the judge says; `Unavailable` where the file
    itself cannot be written.
    """
    values: dict[str, Value] = {
        "kind": kind,
        "text": text or None,
        "audit_id": audit or None,
        "place_id": place or None,
    }
    return _appended(register, _remark, values=values, occurred_at=occurred_at, entry_id=entry_id)


def shown(register: Register, *, audit: int, seen: Sequence[Sight], turn: int = 1, entry_id: str = "") -> Posted:
    """Enter what the inspector at work was shown in an audit. Raises as `remark`."""
    return _appended(register, sightings.sight, kind="shown", audit=audit, seen=seen, turn=turn, entry_id=entry_id)


def shown_by_name(
    register: Register, *, audit: int, text: str, place: int, packs: int | None = None, quantity: int | None = None,
    entry_id: str = "",
) -> Posted:  # fmt: skip
    """Enter that what answers to a serial, tag, lot number or label was shown in a place; as read where nothing does.

    Raises as `remark`, and `Refused` where several things answer to it.
    """
    hits = [hit for hit in register.read(scans.resolve, scan.read(text)) if hit.kind in ITEMS]
    if len(hits) > 1:
        raise Refused(refuse("shown_ambiguous", text=text, many=len(hits)))
    item = hits[0].record if hits else 0
    seen = Sight(place, item, " ".join(text.split()), "shown", packs=packs, quantity=quantity)
    return shown(register, audit=audit, seen=[seen], entry_id=entry_id)


@once
def _remark(session: Session, *, values: dict[str, Value], occurred_at: int, entry_id: str, by: Actor) -> Posted:
    draft = Draft("remark", wishes=(Wish("remark", values),), occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


def _appended(register: Register, act: Callable[..., Posted], **facts: Any) -> Posted:
    """Run one act on the second connection, which is closed with it."""
    if ROLE not in register.actor.roles.split():
        raise Refused(refuse("inspector_only"))
    with register.opened.store.appending(_APPENDED) as store:
        return store.write(_signed, act, register.actor, facts)


def _signed(session: Session, act: Callable[..., Posted], by: Actor, facts: dict[str, Any]) -> Posted:
    check_key(session, by)
    return act(session, by=by, **facts)


def remarks(session: Session, *, audit: int = 0) -> list[Remarked]:
    """The remarks about an audit (0: all there are), the latest first."""
    person = aliased(Person)
    query = (
        select(Remark, EntryRow.occurred_at, Audit.code, Place.name, User.name, person.name)
        .join(EntryRow, EntryRow.seq == Remark.described_seq)
        .outerjoin(Audit, Audit.id == Remark.audit_id)
        .outerjoin(Place, Place.id == Remark.place_id)
        .join(User, User.id == EntryRow.actor_id)
        .join(person, person.id == User.person_id)
        .order_by(Remark.id.desc())
    )
    if audit:
        query = query.where(Remark.audit_id == audit)
    return [
        Remarked(each.described_seq, at, each.kind, each.text or "", code or "", place or "", name or user)
        for each, at, code, place, user, name in session.execute(query)
    ]
