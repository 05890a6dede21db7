"""Cases of loss and theft: opened with what is gone, added to as police and authority are told, and closed.

Moments of a case are minutes on the company's clock (`YYYY-MM-DDTHH:MM`); its clock runs from the discovery. As in
`custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy import case as sql_case
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS, ACTS_OF
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, parse
from registry_app.domain.fields import Value
from registry_app.domain.records import Firearm, Loss, Lot, Person, Policy
from registry_app.domain.rows import EntryRow, LineRow, MentionRow
from registry_app.services import clock, ledger, papers, records, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

KINDS = {"theft": "theft", "robbery": "robbery", "counted": "not_found"}
"""The kind of case by the reason of the act; every other reason makes it a loss."""
MINUTE = 60_000
AT_ONCE = 60
"""In how many minutes “at once” has passed: nobody tells of a loss in the minute of its discovery."""


@dataclass(frozen=True)
class Gone:
    """So much of an item that is gone from just this position."""

    item: int
    quantity: int
    source: Position


@dataclass(frozen=True)
class Missing:
    """An item of a case: how many pieces or rounds were lost, and how many of them came back since."""

    item: int
    lost: int
    found: int


@dataclass(frozen=True)
class CaseRow:
    """A case as lists show it: minutes on the company's clock, `""` where nothing is known.

    `deadline` is when the authority should have been told at the latest (UTC ms), by the policy under which the case
    was opened; `None` where that sets none. `lost` and `found` are pieces and rounds by kind of item.
    """

    number: int
    kind: str
    discovered_at: str
    deadline: int | None
    notified_at: str
    is_late: bool
    """Whether the authority was told after the deadline, or was not told and it has passed."""
    minutes: int | None
    """From the discovery until the authority was told; `None` while it was not."""
    lost: Mapping[str, int]
    found: Mapping[str, int]
    documents_lost: str
    police_number: str
    outcome: str
    closed_on: str
    owner: str
    """The code of who follows it up."""

    @property
    def hours(self) -> float | None:
        """Hours from the discovery until the authority was told, to a tenth."""
        return None if self.minutes is None else round(self.minutes / 60, 1)


@once
def report(
    session: Session, *, items: Mapping[int, int] | None = None, gone: Sequence[Gone] = (),
    values: Mapping[str, Value], reason: str, case: int = 0, place: int = 0, person: int = 0, document: str = "",
    note: str = "", occurred_at: int = 0, entry_id: str = "", is_rehearsal: bool = False, by: Actor,
    witness: Actor | None = None,
) -> Posted:  # fmt: skip
    """Lose items in one entry and open their case with `values` (fields of a loss), or add them to the open `case`.

    `items` leave from where they are found, `gone` from the positions that are named. They are gone from the discovery
    on, unless `occurred_at` (UTC ms) says otherwise, or from now where one of them moved after it. Witnessed.
    `Posted.records` holds the number of a new case.
    """
    target, zones = Position(whereabouts.place_of_kind(session, "lost")), ACTS["lose"].sources
    lines = whereabouts.taken(session, items or {}, target, zones=zones, place=place, person=person)
    lines += tuple(Line(each.item, each.quantity, each.source, target) for each in gone)
    at = occurred_at or _gone_at(session, lines, clock.moment(session, values.get("discovered_at")))
    told = () if case else opened(session, reason, at, values)
    refs = papers.refs(document=document, case=case)
    draft = Draft("lose", lines, told, reason_code=reason, note=note, refs=refs, occurred_at=at, id=entry_id)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by, witness=witness)


def _gone_at(session: Session, lines: Sequence[Line], discovered: int) -> int:
    """The moment of discovery, 0 (now) when any of the items moved after it by what is on record."""
    moved = (
        select(func.max(EntryRow.occurred_at))
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .where(LineRow.item_id.in_([line.item for line in lines]))
    )
    return discovered if discovered >= (session.execute(moved).scalar() or 0) else 0


@once
def report_documents(
    session: Session, *, values: Mapping[str, Value], reason: str = "loss", note: str = "", entry_id: str = "",
    is_rehearsal: bool = False, by: Actor,
) -> Posted:  # fmt: skip
    """Open a case of lost documents alone, which `values` name; `Posted.records` holds its number."""
    draft = Draft("describe", wishes=opened(session, reason, 0, values), reason_code=reason, note=note, id=entry_id)
    return (ledger.rehearse if is_rehearsal else ledger.post)(session, draft, by=by)


def opened(
    session: Session, reason: str, occurred_at: int = 0, values: Mapping[str, Value] | None = None
) -> tuple[Wish, ...]:
    """The case that a loss opens: of the kind that its reason tells, discovered now or when it happened (UTC ms).

    None where nothing is told of it and the rules in force know no cases: a theft must be entered under any rules.
    """
    edition = session.execute(select(Policy.edition).order_by(Policy.described_seq.desc()).limit(1)).scalar()
    if values is None and "loss" not in ACTS_OF.get(edition or 0, ACTS)["lose"].records:
        return ()
    given = {"kind": KINDS.get(reason, "loss"), "discovered_at": clock.minute(session, occurred_at)}
    return (Wish("loss", {**given, **(values or {})}),)


@once
def follow_up(
    session: Session, *, case: int, values: Mapping[str, Value], note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Enter what became known of a case: numbers, who was told when, who follows it up."""
    return records.amend(session, kind="loss", record=case, values=values, note=note, entry_id=entry_id, by=by)


@once
def close(
    session: Session, *, case: int, outcome: str, closed_on: str = "", note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """End a case, today or on the day given: how it ended is a code of `choices.LOSS_OUTCOMES`."""
    ended: dict[str, Value] = {"outcome": outcome, "closed_on": closed_on or clock.today(session)}
    return records.amend(session, kind="loss", record=case, values=ended, note=note, entry_id=entry_id, by=by)


def missing(session: Session, *, case: int) -> list[Missing]:
    """The items of a case in the order in which they were lost, and what was found of each since."""
    lost: Counter[int] = Counter()
    found: Counter[int] = Counter()
    for entry in map(parse, session.execute(_entries(case)).scalars()):
        for line in entry.lines:
            (lost if entry.kind == "lose" else found)[line.item] += line.quantity
    return [Missing(item, quantity, found[item]) for item, quantity in lost.items()]


def case_of(session: Session, items: Mapping[int, int]) -> int:
    """The one case in which so much of all these items is missing; 0 when there is none, or several."""
    named: set[int] | None = None
    for item, quantity in items.items():
        lost_in = session.execute(_cases_of(item)).scalars().all()
        fitting = {c for c in lost_in if any(_is_missing(m, item, quantity) for m in missing(session, case=c))}
        named = fitting if named is None else named & fitting
    return named.pop() if named and len(named) == 1 else 0


def _is_missing(one: Missing, item: int, quantity: int) -> bool:
    return one.item == item and one.lost - one.found >= quantity


_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)


def _cases_of(item: int) -> Select[int]:
    """The cases that an item was lost in."""
    return (
        select(Loss.id)
        .distinct()
        .join(MentionRow, MentionRow.record_id == Loss.id)
        .join(EntryRow, EntryRow.seq == MentionRow.seq)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .where(LineRow.item_id == item, EntryRow.kind == "lose", EntryRow.seq.not_in(_CORRECTED))
    )


def _entries(case: int) -> Select[bytes]:
    return (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == case, EntryRow.kind.in_(("lose", "find")), EntryRow.seq.not_in(_CORRECTED))
        .order_by(EntryRow.seq)
    )


def cases(session: Session, *, open_only: bool = False) -> list[CaseRow]:
    """The cases, those that were discovered last first; closed ones too unless `open_only`."""
    query = select(Loss, Person.code).outerjoin(Person, Person.id == Loss.owner_id)
    if open_only:
        query = query.where(Loss.closed_on.is_(None))
    counted, term = _counted(session), minutes_allowed(session)
    rows = session.execute(query.order_by(Loss.discovered_at.desc(), Loss.id.desc())).all()
    return [_row(session, loss, owner, counted, term(loss.described_seq)) for loss, owner in rows]


def _row(
    session: Session, loss: Loss, owner: str | None, counted: Mapping[tuple[int, str], Counter[str]], term: int | None
) -> CaseRow:
    discovered, told = (clock.moment(session, minute) for minute in (loss.discovered_at, loss.notified_at))
    deadline = None if term is None else discovered + term * MINUTE
    return CaseRow(
        loss.id, loss.kind, loss.discovered_at, deadline, loss.notified_at or "",
        is_late=deadline is not None and (told or session.info["clock"]()) > deadline,
        minutes=(told - discovered) // MINUTE if told else None,
        lost=dict(counted[loss.id, "lose"]), found=dict(counted[loss.id, "find"]),
        documents_lost=loss.documents_lost or "", police_number=loss.police_number or "",
        outcome=loss.outcome or "", closed_on=loss.closed_on or "", owner=owner or "",
    )  # fmt: skip


def minutes_allowed(session: Session) -> Callable[[int], int | None]:
    """By the number of an entry, within how many minutes the policy that it was made under wants to hear of a loss."""
    rows = session.execute(select(Policy.described_seq, Policy.loss_hours).order_by(Policy.described_seq)).all()
    began = [row.described_seq for row in rows]
    terms = [None if row.loss_hours is None else row.loss_hours * 60 or AT_ONCE for row in rows]
    return lambda seq: terms[max(0, bisect_left(began, seq) - 1)]


def _counted(session: Session) -> Mapping[tuple[int, str], Counter[str]]:
    """Pieces and rounds by kind of item, for each case and kind of entry."""
    kind = sql_case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
    query = (
        select(Loss.id, EntryRow.kind, kind, func.sum(LineRow.quantity))
        .join(MentionRow, MentionRow.record_id == Loss.id)
        .join(EntryRow, EntryRow.seq == MentionRow.seq)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .outerjoin(Firearm, Firearm.id == LineRow.item_id)
        .outerjoin(Lot, Lot.id == LineRow.item_id)
        .where(EntryRow.kind.in_(("lose", "find")), EntryRow.seq.not_in(_CORRECTED))
        .group_by(Loss.id, EntryRow.kind, kind)
    )
    found: dict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for number, act, item, quantity in session.execute(query):
        found[number, act][item] += quantity
    return found


def open_cases(session: Session) -> int:
    """How many cases are not closed."""
    return session.execute(select(func.count()).select_from(Loss).where(Loss.closed_on.is_(None))).scalar() or 0
