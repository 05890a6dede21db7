"""Audits from their beginning to their end: begun at a head, counted, differences entered, settled, and closed.

As in `custody`: one entry each, `by` is the user at work, moments are UTC ms, `Refused` says why not.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session, aliased

from registry_app.domain import count
from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Ref
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Audit, Difference, Person, Place
from registry_app.domain.rows import EntryRow
from registry_app.services import clock, counts, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class AuditRow:
    """An audit as lists show it: codes, names, the minute at which it was closed, and how many differences are left."""

    number: int
    code: str
    kind: str
    method: str
    place: int
    place_name: str
    first: str
    second: str
    begun_at: int
    closed_at: str
    outcome: str
    differences: int
    left: int


@once
def begin(
    session: Session, *, kind: str, place: int, first: int, second: int = 0, method: str = "blind", basis: str = "",
    incoming: int = 0, size: int = 0, word: str = "", head: int = 0, code: str = "", entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Begin an audit of a place at a head (0: the one of now); `Posted.records` holds its number.

    `first` and `second` are the people who count, `incoming` the one who takes an armoury over; a sample has a `size`
    and the inspector's `word`. A `code` is made where none is given: the year and a number.
    """
    at = ledger.head(session, size=head or None)
    values: dict[str, Value] = {
        "code": code or next_code(session), "kind": kind, "method": method, "place_id": place, "basis": basis or None,
        "head_size": at.size, "head_root": at.root, "size": size or None, "word": word.strip() or None,
        "first_id": first, "second_id": second or None, "incoming_id": incoming or None,
    }  # fmt: skip
    draft = Draft("audit", wishes=(Wish("audit", values),), id=entry_id)
    return ledger.post(session, draft, by=by)


def next_code(session: Session) -> str:
    """The number that the next audit of this year gets, as in `2026-004`."""
    year = clock.today(session)[:4]
    taken = session.execute(select(func.count()).select_from(Audit).where(Audit.code.like(f"{year}-%"))).scalar() or 0
    return f"{year}-{taken + 1:03}"


@once
def differ(session: Session, *, audit: int, owner: int = 0, due_on: str = "", entry_id: str = "", by: Actor) -> Posted:
    """Enter every difference that is not entered yet, to be followed up by `owner` until `due_on`.

    The counting ends here; recounts go on. Refused where book and floor agree, or all is entered.
    """
    wishes = [
        Wish("difference", {**_told(result), "audit_id": audit, "owner_id": owner or None, "due_on": due_on or None})
        for result in left_to_enter(session, audit)
    ]
    if not wishes:
        raise Refused(refuse("no_differences"))
    return ledger.post(session, Draft("differ", wishes=tuple(wishes), id=entry_id), by=by)


def left_to_enter(session: Session, audit: int) -> list[count.Result]:
    """The differences of an audit that are not entered yet."""
    return not_entered(session, audit, counts.standing(session, audit).results)


def not_entered(session: Session, audit: int, results: Iterable[count.Result]) -> list[count.Result]:
    """The differences among the results of an audit that are not entered."""
    entered = {_key(each) for each in differences_of(session, audit)}
    return [each for each in results if each.is_difference and _of_result(each) not in entered]


def differences_of(session: Session, audit: int) -> list[Difference]:
    """The differences of an audit that were entered, in their order."""
    query = select(Difference).where(Difference.audit_id == audit).order_by(Difference.id)
    return list(session.execute(query).scalars())


def _key(each: Difference) -> tuple[int, int, str]:
    return each.item_id or 0, (each.place_id or 0) if each.item_id else 0, each.raw or ""


def _of_result(result: count.Result) -> tuple[int, int, str]:
    return result.item, result.place if result.item else 0, result.raw


def _told(result: count.Result) -> dict[str, Value]:
    return {
        "kind": result.kind, "item_id": result.item or None, "raw": result.raw or None,
        "place_id": result.place or None, "person_id": result.person or None, "seen_id": result.seen_place or None,
        "expected": result.expected, "counted": result.counted,
    }  # fmt: skip


@once
def follow_up(
    session: Session, *, differences: Sequence[int], values: Mapping[str, Value], note: str = "", entry_id: str = "",
    by: Actor,
) -> Posted:  # fmt: skip
    """Enter who follows differences up, until when, what is done, and what they come from as far as it is known."""
    wishes = tuple(Wish("difference", values, each) for each in differences)
    return ledger.post(session, Draft("settle", wishes=wishes, note=note, id=entry_id), by=by)


@once
def settle(
    session: Session, *, differences: Sequence[int], cause: str, action: str = "", evidence: str = "", entry: int = -1,
    note: str = "", entry_id: str = "", by: Actor, witness: Actor,
) -> Posted:  # fmt: skip
    """Settle differences today: a code of `CAUSES`, and what was done, the paper, or the entry that put things right.

    Neither `by` nor `witness` may have counted them.
    """
    values: dict[str, Value] = {"cause": cause, "settled_on": clock.today(session)}
    values |= {name: text for name, text in (("action", action), ("evidence", evidence)) if text}
    refs = (Ref("entry", str(entry)),) if entry >= 0 else ()
    wishes = tuple(Wish("difference", values, each) for each in differences)
    draft = Draft("settle", wishes=wishes, refs=refs, note=note, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)


@once
def conclude(session: Session, *, audit: int, note: str = "", entry_id: str = "", by: Actor, witness: Actor) -> Posted:
    """Close an audit under two names, as clean, explained, or with differences; its head becomes a checkpoint.

    Refused while a difference is not entered: what nobody wrote down cannot be closed over.
    """
    at = int(session.info["clock"]())
    results = counts.standing(session, audit, now=at).results
    if left := not_entered(session, audit, results):
        raise Refused(refuse("differences_not_entered", left=len(left)))
    values: dict[str, Value] = {
        "outcome": outcome(session, audit), "closed_at": clock.minute(session, at),
        "counted_root": count.digest(results),
    }  # fmt: skip
    draft = Draft("conclude", wishes=(Wish("audit", values, audit),), note=note, occurred_at=at, id=entry_id)
    posted = ledger.post(session, draft, by=by, witness=witness)
    ledger.keep_checkpoint(session, ledger.head(session), by=by)
    return posted


def outcome(session: Session, audit: int) -> str:
    """As what an audit can be closed now: a code of `AUDIT_OUTCOMES`."""
    entered = differences_of(session, audit)
    if any(not each.settled_on for each in entered):
        return "with_differences"
    return "explained" if entered else "clean"


def audits(session: Session, *, open_only: bool = False) -> list[AuditRow]:
    """The audits, the latest first; closed ones too unless `open_only`."""
    first, second = aliased(Person), aliased(Person)
    query = (
        select(Audit, Place.name, first.code, second.code, EntryRow.occurred_at)
        .join(Place, Place.id == Audit.place_id)
        .join(first, first.id == Audit.first_id)
        .outerjoin(second, second.id == Audit.second_id)
        .join(EntryRow, EntryRow.seq == Audit.described_seq)
        .order_by(Audit.id.desc())
    )
    if open_only:
        query = query.where(Audit.closed_at.is_(None))
    entered, left = _many(session), _many(session, Difference.settled_on.is_(None))
    return [
        AuditRow(
            each.id, each.code, each.kind, each.method, each.place_id, place, one, other or "", begun,
            each.closed_at or "", each.outcome or "", entered.get(each.id, 0), left.get(each.id, 0),
        )
        for each, place, one, other, begun in session.execute(query)
    ]  # fmt: skip


def _many(session: Session, *only: ColumnElement[bool]) -> dict[int, int]:
    """How many differences each audit has."""
    query = select(Difference.audit_id, func.count()).where(*only).group_by(Difference.audit_id)
    return dict(session.execute(query).all())
