"""Erasing what must not be kept: personal values, notes, contents. The value goes, its hash and who erased it stay.

An erasing is an entry of its own (`docs/decisions/erasing.md`): senior, witnessed, with a reason. No root changes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.certificate import AUTHORITY
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Entry, Ref, parse
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.projection import personal
from registry_app.domain.records import Certificate, Pin, User
from registry_app.domain.rows import ContentRow, EntryRow, MentionRow, PersonalRow
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once


@dataclass(frozen=True)
class Gone:
    """A value about to be erased: its commitment or hash, the entry that names it, and the record, 0 for a note."""

    value: str
    seq: int
    record: int


@once
def values(
    session: Session, *, record: int, fields: Collection[str] = (), reason: str = "privacy", note: str = "",
    entry_id: str = "", by: Actor, witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Erase the personal values that a record has or ever had, of some `fields` only where any are named; of a person
    the PIN too, and with all fields the certificates, which bear the name.

    Raises `Refused` when nothing is left of them, or the person has things of the company in hand.
    """
    records = {record, *session.execute(select(Pin.id).where(Pin.person_id == record)).scalars()}
    records |= set() if fields else _certificates(session, record)

    def of(entry: Entry) -> Mapping[str, int]:
        changes = [change for change in entry.records if change.record in records]
        named = {
            commit: change.record
            for change in changes
            for name, commit in personal(change.kind, change.new).items()
            if not fields or name in fields
        }
        bytes_ = {c.new.get("content_hash"): c.record for c in changes if c.kind == "certificate"}
        return named | {which: number for which, number in bytes_.items() if isinstance(which, str)}

    named = [commit for each in records for entry in entries_about(session, each) for commit in of(entry)]
    gone = standing(session, records, of, _kept(session, named))
    return post(session, gone, reason=reason, note=note, entry_id=entry_id, by=by, witness=witness)


@once
def remark(
    session: Session, *, seq: int, reason: str = "privacy", note: str = "", entry_id: str = "", by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Erase the note of entry `seq`. Raises `Refused` when it has none, or not any more."""
    body = session.execute(select(EntryRow.body).where(EntryRow.seq == seq)).scalar()
    commit = parse(body).note_commit if body is not None else ""
    gone = [Gone(commit, seq, 0)] if commit in _kept(session, [commit]) else []
    return post(session, gone, reason=reason, note=note, entry_id=entry_id, by=by, witness=witness)


def entries_about(session: Session, record: int) -> list[Entry]:
    """The entries that mention a record, also one that was withdrawn, the oldest first."""
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == record)
        .order_by(EntryRow.seq)
    )
    return [parse(body) for body in session.execute(query).scalars()]


def standing(
    session: Session, about: Iterable[int], of: Callable[[Entry], Mapping[str, int]], kept: Collection[str]
) -> list[Gone]:
    """What entries about some records name of the `kept` values, as `of` reads each: value and record."""
    found = {entry.seq: entry for record in about for entry in entries_about(session, record)}
    return [
        Gone(value, seq, record)
        for seq, entry in sorted(found.items())
        for value, record in of(entry).items()
        if value in kept
    ]


def _certificates(session: Session, person: int) -> set[int]:
    query = select(Certificate.id).join(User, User.id == Certificate.user_id).where(User.person_id == person)
    return set(session.execute(query.where(Certificate.kind != AUTHORITY)).scalars())


def _kept(session: Session, values: Collection[str]) -> set[str]:
    """Those of some commitments and hashes behind which there is something."""
    columns = (PersonalRow.commit, ContentRow.hash)
    return {kept for key in columns for kept in session.execute(select(key).where(key.in_(list(values)))).scalars()}


def post(
    session: Session, gone: Iterable[Gone], *, reason: str, note: str, entry_id: str, by: Actor,
    witness: Actor | None,
) -> Posted:  # fmt: skip
    """The entry that erases these values. Raises `Refused` (`erased_nothing`) when there are none."""
    given = list(gone)
    if not given:
        raise Refused(refuse("erased_nothing"))
    entries, about = sorted({each.seq for each in given}), sorted({each.record for each in given} - {0})
    refs = (
        *(Ref("entry", str(seq)) for seq in entries), *(Ref("about", str(record)) for record in about),
        *(Ref("erased", value) for value in dict.fromkeys(each.value for each in given)),
    )  # fmt: skip
    draft = Draft("erase", reason_code=reason, note=note, refs=refs, id=entry_id)
    return ledger.post(session, draft, by=by, witness=witness)
