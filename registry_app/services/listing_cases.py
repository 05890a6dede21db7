"""The list of cases: losses, thefts, lost documents and discharges in one, each with the clock of its notice."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from registry_app.domain.choices import DISCHARGE_KINDS, LOSS_KINDS, LOSS_OUTCOMES
from registry_app.domain.declare import fields_of
from registry_app.domain.fields import Field
from registry_app.domain.records import Article, Company, Discharge, Firearm, Loss, Lot, Person, Place, Policy
from registry_app.domain.rows import EntryRow, LineRow, MentionRow
from registry_app.i18n import N_
from registry_app.persistence import minutes, texts
from registry_app.services.listing import ListColumn, Listing
from registry_app.services.losses import AT_ONCE, MINUTE

DOCUMENTS, UNTOLD, IN_TIME, TOLD_LATE = "documents", "untold", "in_time", "told_late"
KINDS = {**LOSS_KINDS, DOCUMENTS: N_("Documents only"), **DISCHARGE_KINDS}
NOTICES = {UNTOLD: N_("To be told"), IN_TIME: N_("Told in time"), TOLD_LATE: N_("Told late")}
"""How the notice to the authority stands."""
_NUMBER = re.compile(r"#?(\d{1,15})")
_NAMED = re.compile(r"(?:[^\W\d]+ )?#?(\d{1,15})")
"""The number of a case as it is written in any language: a word before it, or none."""
_L, _D = fields_of(Loss), fields_of(Discharge)
_CORRECTED = select(EntryRow.corrects).where(EntryRow.corrects >= 0)


def _lost() -> Any:
    """What the entries of each loss say is gone, item by item."""
    return (
        select(MentionRow.record_id, LineRow.item_id, func.sum(LineRow.quantity).label("many"))
        .join(EntryRow, EntryRow.seq == MentionRow.seq)
        .join(LineRow, LineRow.seq == EntryRow.seq)
        .join(Loss, Loss.id == MentionRow.record_id)
        .where(EntryRow.kind == "lose", EntryRow.seq.not_in(_CORRECTED))
        .group_by(MentionRow.record_id, LineRow.item_id)
        .subquery()
    )


def _things() -> Any:
    """The same in one line for each loss: what the items are called, and how many rounds there are."""
    lost = _lost()
    called = func.coalesce(Firearm.serial, Lot.lot_number, Article.code)
    return (
        select(lost.c.record_id, func.aggregate_strings(called, ", ").label("called"),
               func.sum(case((Lot.id.is_not(None), lost.c.many))).label("rounds"))
        .outerjoin(Firearm, Firearm.id == lost.c.item_id)
        .outerjoin(Lot, Lot.id == lost.c.item_id)
        .outerjoin(Article, Article.id == lost.c.item_id)
        .group_by(lost.c.record_id)
        .subquery()
    )  # fmt: skip


def _term(described: ColumnElement[int]) -> ColumnElement[int | None]:
    """Within how many minutes the authority is told, by the policy under which a case was opened."""
    hours = Policy.__table__.c.loss_hours
    return (
        select(case((hours == 0, AT_ONCE), else_=hours * 60))
        .where(Policy.described_seq < described)
        .order_by(Policy.described_seq.desc())
        .limit(1)
        .correlate(Loss, Discharge)
        .scalar_subquery()
    )


def _losses() -> Any:
    things = _things()
    return select(
        Loss.id.label("id"), literal("loss").label("record"),
        case((things.c.record_id.is_(None), DOCUMENTS), else_=Loss.kind).label("kind"),
        func.coalesce(things.c.called, Loss.documents_lost).label("what"), things.c.rounds.label("rounds"),
        Loss.documents_lost.label("documents"), Loss.discovered_at.label("known_at"),
        Loss.happened_at.label("happened_at"), Loss.place_id.label("place_id"), Loss.spot.label("spot"),
        Loss.person_id.label("person_id"), Loss.police_number.label("police_number"),
        Loss.authority_id.label("authority_id"), Loss.notice_number.label("notice_number"),
        Loss.notified_at.label("notified_at"), Loss.owner_id.label("owner_id"), Loss.outcome.label("outcome"),
        Loss.closed_on.label("closed_on"), _term(Loss.__table__.c.described_seq).label("term"),
    ).outerjoin(things, things.c.record_id == Loss.id)  # fmt: skip


def _discharges() -> Any:
    return select(
        Discharge.id, literal("discharge"), Discharge.kind, Firearm.serial, Discharge.rounds, null(),
        Discharge.happened_at, Discharge.happened_at, Discharge.place_id, Discharge.spot, Discharge.person_id,
        Discharge.police_number, Discharge.authority_id, Discharge.notice_number, Discharge.notified_at,
        Discharge.owner_id, null(), Discharge.closed_on, _term(Discharge.__table__.c.described_seq),
    ).join(Firearm, Firearm.id == Discharge.firearm_id)  # fmt: skip


_CASES = union_all(_losses(), _discharges()).subquery("cases")
_C = _CASES.c
_WHO, _OWNER, _AUTHORITY = aliased(Person), aliased(Person), aliased(Place)
_ZONE = select(Company.zone).limit(1).scalar_subquery()
_DEADLINE = minutes.moment(_C.known_at, _ZONE) + _C.term * MINUTE
_IS_UNTOLD = and_(_C.notified_at.is_(None), _C.closed_on.is_(None))
_IS_TOLD_LATE = minutes.moment(_C.notified_at, _ZONE) > _DEADLINE
_UNTIL = case((_IS_UNTOLD, _DEADLINE))
_NOTICE = case(
    (_IS_UNTOLD, UNTOLD), (_C.notified_at.is_(None), null()), (_IS_TOLD_LATE, TOLD_LATE), else_=IN_TIME
)  # fmt: skip


def _rows(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(_CASES)
        .outerjoin(_WHO, _WHO.id == _C.person_id)
        .outerjoin(_OWNER, _OWNER.id == _C.owner_id)
        .outerjoin(_AUTHORITY, _AUTHORITY.id == _C.authority_id)
        .outerjoin(Place, Place.id == _C.place_id)
    )


_SEARCHED: tuple[ColumnElement[Any], ...] = (
    _C.what, _C.documents, _WHO.name.expression, _WHO.code.expression, Place.__table__.c.name, _C.spot,
    _C.police_number, _C.notice_number,
)  # fmt: skip
_PERSON, _PLACE = func.coalesce(_WHO.name, _WHO.code), func.coalesce(Place.name, _C.spot)


def _search(text: str) -> ColumnElement[bool]:
    """Every word somewhere in what is gone or was fired, who, where, or a number of police or authority."""
    return and_(*(or_(*(texts.holds(each, word) for each in _SEARCHED), _is_number(word)) for word in text.split()))


def _is_number(word: str) -> ColumnElement[bool]:
    """Whether a word is the number of the case, written as `12` or `#12`."""
    number = _NUMBER.fullmatch(word)
    return _C.id == int(number[1]) if number else false()


def _is_open(_session: Session) -> ColumnElement[bool]:
    return _C.closed_on.is_(None)


def _is_late(session: Session) -> ColumnElement[bool]:
    """Open, and the authority was told after the deadline, or was not told and it has passed."""
    has_passed = and_(_C.notified_at.is_(None), int(session.info["clock"]()) > _DEADLINE)
    return and_(_C.closed_on.is_(None), or_(has_passed, _IS_TOLD_LATE))


def _moment(name: str, label: str, value: Any) -> ListColumn:
    return ListColumn(Field(name, label, "moment"), value)


CASES = Listing(
    rows=_rows,
    number=_C.id,
    columns={
        "number": ListColumn(Field("number", N_("Case"), "reference"), _C.id),
        "kind": ListColumn(Field("kind", _L["kind"].label, "choice", choices=KINDS), _C.kind),
        "what": ListColumn(Field("what", N_("What is gone or was fired")), _C.what),
        "rounds": ListColumn(Field("rounds", N_("Rounds"), "integer"), _C.rounds),
        "documents_lost": ListColumn(_L["documents_lost"], _C.documents),
        "person": ListColumn(Field("person", N_("Who had it"), personal=True), _PERSON),
        "place": ListColumn(Field("place", N_("Place")), _PLACE),
        "known_at": _moment("known_at", N_("Discovered at"), _C.known_at),
        "happened_at": _moment("happened_at", N_("Happened at"), _C.happened_at),
        "notice": ListColumn(
            Field("notice", N_("Notice to the authority"), "choice", choices=NOTICES), _NOTICE, _UNTIL
        ),
        "deadline": ListColumn(Field("deadline", N_("Authority to be told by"), "moment"), _UNTIL, is_instant=True),
        "authority": ListColumn(Field("authority", N_("Authority told")), _AUTHORITY.name.expression),
        "notified_at": ListColumn(_L["notified_at"], _C.notified_at),
        "notice_number": ListColumn(_L["notice_number"], _C.notice_number),
        "police_number": ListColumn(_L["police_number"], _C.police_number),
        "owner": ListColumn(
            Field("owner", N_("Who follows it up"), personal=True), func.coalesce(_OWNER.name, _OWNER.code)
        ),
        "outcome": ListColumn(Field("outcome", N_("How it ended"), "choice", choices=LOSS_OUTCOMES), _C.outcome),
        "closed_on": ListColumn(_L["closed_on"], _C.closed_on),
    },
    first="notice",
    search=_search,
    states={
        "": _is_open, "late": _is_late, "losses": lambda _session: _C.record == "loss",
        "discharges": lambda _session: _C.record == "discharge", "closed": lambda _session: _C.closed_on.is_not(None),
    },
)  # fmt: skip
"""The cases; at first those that are open."""


def kind_of(session: Session, record: int) -> str:
    """Whether a case is a `loss` or a `discharge`; ``""`` where there is none of that number."""
    return session.execute(select(_C.record).where(_C.id == record)).scalar() or ""


def find(session: Session, text: str, limit: int) -> list[tuple[str, int, str, str]]:
    """Cases by their number (`12`, `#12` or `case 12`) or by one of the police or the authority, the newest first:
    `loss` or `discharge`, number, the police's or authority's number that fits best, and what is gone or was fired."""
    sought, named = text.strip(), _NAMED.fullmatch(text.strip())
    is_meant = or_(texts.holds(_C.police_number, sought), texts.holds(_C.notice_number, sought))
    if named:
        is_meant = or_(is_meant, _C.id == int(named[1]))
    told = select(_C.record, _C.id, _C.police_number, _C.notice_number, _C.what).where(is_meant)
    rows = session.execute(told.order_by(_C.id.desc()).limit(limit))
    return [(row[0], row[1], _fitting(sought, row[2] or "", row[3] or ""), row[4] or "") for row in rows]


def _fitting(sought: str, police: str, notice: str) -> str:
    is_of_notice = sought.casefold() in notice.casefold() and sought.casefold() not in police.casefold()
    return notice if is_of_notice else police or notice


def late(session: Session) -> int:
    """How many cases are late (see `_is_late`)."""
    return session.execute(_rows(func.count()).where(_is_late(session))).scalar() or 0
