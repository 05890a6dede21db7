"""The judge's questions answered by SQL: `Facts` over an open session, for the entry about to be appended."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property

from sqlalchemy import Connection, Select, bindparam, func, or_, select
from sqlalchemy.orm import Session

from registry_app.domain.acts import ENDLESS_ZONES
from registry_app.domain.choices import OUTSIDE
from registry_app.domain.declare import Record, entered_fields
from registry_app.domain.entry import NONE, Entry, Position, Stored, parse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.records import COMPANY, RECORDS, Firearm, Lot, Person, Place, Policy, User
from registry_app.domain.rows import BalanceRow, EntryRow, LineRow, MentionRow

_LAST = select(EntryRow.recorded_at).order_by(EntryRow.seq.desc()).limit(1)
_POLICY = select(Policy.id, Policy.described_seq).order_by(Policy.described_seq.desc()).limit(1)
_TWINS = select(Firearm.id).where(Firearm.serial_normal == bindparam("serial"))
_POSITIONS = select(BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, BalanceRow.quantity).where(
    BalanceRow.item_id == bindparam("item")
)
_HELD = (
    select(BalanceRow.item_id)
    .where(BalanceRow.person_id == bindparam("person"), BalanceRow.person_id > 0, BalanceRow.quantity > 0)
    .distinct()
    .order_by(BalanceRow.item_id)
)
_BODY = select(EntryRow.body).where(EntryRow.seq == bindparam("seq"))
_CORRECTION = select(EntryRow.seq).where(EntryRow.corrects == bindparam("seq"), EntryRow.corrects >= 0)
_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)
_MENTIONS = (
    select(MentionRow.seq)
    .join(EntryRow, EntryRow.seq == MentionRow.seq)
    .where(
        MentionRow.record_id == bindparam("record"),
        MentionRow.seq > bindparam("after"),
        EntryRow.corrects == NONE,
        MentionRow.seq.not_in(_CORRECTED),
    )
    .order_by(MentionRow.seq)
)
_SENT = select(func.coalesce(func.sum(LineRow.quantity), 0)).where(
    LineRow.seq == bindparam("seq"), LineRow.item_id == bindparam("item")
)
_SETTLED = (
    select(func.coalesce(func.sum(LineRow.quantity), 0))
    .join(EntryRow, EntryRow.seq == LineRow.seq)
    .where(
        EntryRow.settles == bindparam("seq"),
        EntryRow.settles >= 0,
        LineRow.item_id == bindparam("item"),
        EntryRow.seq.not_in(_CORRECTED),
    )
)
_INSIDE = (
    select(func.coalesce(func.sum(BalanceRow.quantity), 0))
    .join(Place, Place.id == BalanceRow.place_id)
    .where(Place.kind.not_in(list(OUTSIDE)))
)
_LICENSED = select(func.count()).where(
    Person.licence_expires_on >= bindparam("day"), or_(Person.left_on.is_(None), Person.left_on > bindparam("day"))
)
_OPENING = b'"reason_code":"opening"'
"""How the canonical body of an opening balance spells its reason; no text within a body can spell it."""
_RECEIVED = (
    select(func.coalesce(func.sum(LineRow.quantity), 0))
    .select_from(EntryRow)
    .join(LineRow, LineRow.seq == EntryRow.seq)
    .join(Lot, Lot.id == LineRow.item_id)
    .join(Place, Place.id == LineRow.source_place)
    .where(
        EntryRow.kind == "receive",
        Place.kind.in_(sorted(ENDLESS_ZONES)),
        EntryRow.occurred_at >= bindparam("since"),
        EntryRow.occurred_at < bindparam("until"),
        EntryRow.seq.not_in(_CORRECTED),
        func.instr(EntryRow.body, _OPENING) == 0,
    )
)
KINDS_KEPT = 20_000
_LAST_RECORD = select(func.coalesce(func.max(MentionRow.record_id), 0))


@cache
def _record_query(kind: str) -> Select[tuple[object, ...]]:
    table = RECORDS[kind].__table__
    names = [*entered_fields(RECORDS[kind]), *(["commits"] if "commits" in table.columns else [])]
    return select(*(table.columns[name] for name in names)).where(table.c.id == bindparam("record"))


@cache
def _taken_query(kind: str, names: tuple[str, ...]) -> Select[int]:
    columns = RECORDS[kind].__table__.columns
    return select(columns["id"]).where(*(columns[name] == bindparam(name) for name in names)).limit(1)


def stored_values(record: type[Record], row: Mapping[str, object]) -> dict[str, Stored]:
    """A record's row as entries carry it: nothing left out but empty fields, personal values as commitments."""
    fields = entered_fields(record)
    commits = json.loads(str(row.get("commits") or "{}"))
    plain = {n: v for n, v in row.items() if n in fields and not fields[n].personal and isinstance(v, str | int)}
    return plain | {name: {"commit": commit} for name, commit in commits.items()}


class RegisterFacts:
    """See `domain.facts.Facts`; records are remembered for the life of this object, that is one judgement.

    Of what kind a number is, is kept by the store from one judgement to the next, and only says where to look first.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._records: dict[int, RecordFacts | None] = {}
        self._kinds: dict[int, str] = session.info.get("kinds", {})

    def last_recorded_at(self) -> int:
        """See `Facts`."""
        return self._connection.execute(_LAST).scalar() or 0

    def policy_in_force(self) -> RecordFacts | None:
        """See `Facts`."""
        number, _seq = self._policy
        return self._of(number, "policy") if number else None

    def policy_seq(self) -> int:
        """See `Facts`."""
        return self._policy[1]

    @cached_property
    def _connection(self) -> Connection:
        """Asked without the session between, which would double what a short question costs."""
        return self._session.connection()

    @cached_property
    def _policy(self) -> tuple[int, int]:
        row = self._connection.execute(_POLICY).first()
        return (row.id, row.described_seq) if row else (0, 0)

    def next_record(self) -> int:
        """See `Facts`."""
        return (self._connection.execute(_LAST_RECORD).scalar() or 0) + 1

    def user_count(self) -> int:
        """See `Facts`."""
        return self._connection.execute(select(func.count()).select_from(User)).scalar() or 0

    def record(self, record_id: int) -> RecordFacts | None:
        """See `Facts`."""
        return self._of(record_id, *(("company",) if record_id == COMPANY else _MOST_ASKED))

    def _of(self, record_id: int, *kinds: str) -> RecordFacts | None:
        if record_id not in self._records:
            self._records[record_id] = self._load(record_id, kinds)
        return self._records[record_id]

    def _load(self, record_id: int, kinds: Iterable[str]) -> RecordFacts | None:
        for kind in sorted(kinds, key=self._kinds.get(record_id, "").__ne__):
            row = self._connection.execute(_record_query(kind), {"record": record_id}).mappings().first()
            if row is not None:
                self._keep_kind(record_id, kind)
                return RecordFacts(record_id, kind, stored_values(RECORDS[kind], dict(row)))
        return None

    def _keep_kind(self, record_id: int, kind: str) -> None:
        if len(self._kinds) >= KINDS_KEPT:
            self._kinds.clear()
        self._kinds[record_id] = kind

    def taken(self, kind: str, names: tuple[str, ...], values: tuple[str, ...]) -> int:
        """See `Facts`."""
        bound = dict(zip(names, values, strict=True))
        return self._connection.execute(_taken_query(kind, names), bound).scalar() or 0

    def twins(self, serial_normal: str) -> Iterable[int]:
        """See `Facts`."""
        return self._connection.execute(_TWINS, {"serial": serial_normal}).scalars().all()

    def positions(self, item: int) -> Mapping[Position, int]:
        """See `Facts`."""
        rows = self._connection.execute(_POSITIONS, {"item": item})
        return {Position(r.place_id, r.person_id, r.state): r.quantity for r in rows}

    def held_items(self, person: int) -> Iterable[int]:
        """See `Facts`."""
        return self._connection.execute(_HELD, {"person": person}).scalars().all()

    def entry(self, seq: int) -> Entry | None:
        """See `Facts`."""
        body = self._connection.execute(_BODY, {"seq": seq}).scalar()
        return parse(body) if body is not None else None

    def corrected_by(self, seq: int) -> int:
        """See `Facts`."""
        found = self._connection.execute(_CORRECTION, {"seq": seq}).scalar()
        return NONE if found is None else found

    def mentions_after(self, record: int, seq: int) -> list[int]:
        """See `Facts`."""
        return list(self._connection.execute(_MENTIONS, {"record": record, "after": seq}).scalars())

    def count_inside(self, kind: str) -> int:
        """See `Facts`."""
        items = RECORDS[kind].__table__
        return self._connection.execute(_INSIDE.join(items, items.c.id == BalanceRow.item_id)).scalar() or 0

    def people_licensed(self, day: str) -> int:
        """See `Facts`."""
        return self._connection.execute(_LICENSED, {"day": day}).scalar() or 0

    def rounds_received(self, since: int, until: int) -> int:
        """See `Facts`."""
        return self._connection.execute(_RECEIVED, {"since": since, "until": until}).scalar() or 0

    def listed(self, kind: str) -> list[RecordFacts]:
        """See `Facts`."""
        record = RECORDS[kind]
        names = entered_fields(record)
        query = select(record.__table__.c.id, *(record.__table__.c[name] for name in names)).order_by("id")
        rows = self._session.execute(query).mappings()
        return [RecordFacts(int(row["id"]), kind, stored_values(record, dict(row))) for row in rows]

    def unsettled(self, seq: int, item: int) -> int:
        """See `Facts`."""
        if self.corrected_by(seq) != NONE:
            return 0
        bound = {"seq": seq, "item": item}
        sent, settled = (self._connection.execute(q, bound).scalar() or 0 for q in (_SENT, _SETTLED))
        return sent - settled


_MOST_ASKED = (
    "firearm", "place", "person", "user", "lot", "article", "policy", "company", "loss", "document", "mark",
    "discharge", "filing", "kit", "pin", "audit", "difference", "sighting", "remark", "answer",
    "certificate", "restoration",
)  # fmt: skip
"""The kinds in the order in which the judge asks for them most."""
