"""The journal: every entry of the ledger, each once; what it was about, between where, by whom and why.

Whatever is asked of all entries at once is read from `ix_entry_listed`, which holds just that in the order of the
ledger: the entries themselves are fetched for the rows that are looked at.
"""

import re
from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    and_,
    case,
    cast,
    func,
    literal,
    literal_column,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from registry_app.domain import days
from registry_app.domain.acts import ACTS, UNDOING
from registry_app.domain.choices import FIELD_PLACES, REASONS
from registry_app.domain.fields import Field
from registry_app.domain.pin import SECRET
from registry_app.domain.records import (
    Answer,
    Article,
    Audit,
    Certificate,
    Company,
    Difference,
    Discharge,
    Document,
    Filing,
    Firearm,
    Kit,
    Loss,
    Lot,
    Mark,
    Person,
    Pin,
    Place,
    Policy,
    Remark,
    Sighting,
    User,
)
from registry_app.domain.rows import EntryRow, LineRow, MentionRow, PersonalRow
from registry_app.i18n import N_
from registry_app.persistence import texts
from registry_app.services import clock, lists
from registry_app.services.due_standing import CORRECTED
from registry_app.services.listing import ListColumn, Listing, Matches

Column = ColumnElement[Any]

CUSTODY = tuple(kind for kind, act in ACTS.items() if act.sources)
"""The acts that move things."""
RECORDED = tuple(kind for kind, act in ACTS.items() if not act.sources and kind not in UNDOING)
"""The acts that change what is on record."""
_NUMBER = re.compile(r"#?(\d{1,15})")
_E = EntryRow.__table__.c
_L = LineRow.__table__.c
_person = func.coalesce(Person.name, Person.code)
_NAMES: Sequence[tuple[Column, Any]] = tuple(
    (record.__table__.c.id, name)
    for record, name in (
        (Firearm, Firearm.serial), (Lot, Lot.lot_number), (Article, Article.code), (Person, _person),
        (Place, Place.name), (User, User.name), (Company, Company.name), (Audit, Audit.code),
    )
)  # fmt: skip
"""The records that have a name of their own: their number, and the name."""
_OWNED: Sequence[tuple[Column, Column]] = tuple(
    (record.__table__.c.id, record.__table__.c[owner])
    for record, owner in (
        (Document, "subject_id"), (Mark, "firearm_id"), (Kit, "place_id"), (Pin, "person_id"),
        (Sighting, "audit_id"), (Difference, "audit_id"), (Answer, "place_id"), (Filing, "addressee_id"),
        (Certificate, "user_id"), (Remark, "audit_id"),
    )
)  # fmt: skip
"""The records that are named by what they belong to."""


def _one(value: Column, *where: ColumnElement[bool]) -> Column:
    """A value of another table for each entry."""
    return select(value).where(*where).limit(1).correlate(EntryRow).scalar_subquery()


def _called(record: Column) -> Column:
    """What a record is called that is known by its number."""
    return func.coalesce(*(_one(name, number == record) for number, name in _NAMES))


_owner = func.coalesce(*(_one(owner, number == _E.subject_id) for number, owner in _OWNED))
_name = func.coalesce(_called(_E.subject_id), _called(_owner))
_more = cast(_E.subjects - 1, String)
_UNNAMED: Sequence[tuple[str, str, Column]] = tuple(
    (f"@{record.KIND}", label, record.__table__.c.id)
    for record, label in (
        (Policy, N_("Rules")), (Company, Company.LABEL), (Loss, Loss.LABEL), (Discharge, Discharge.LABEL),
        (Document, Document.LABEL),
    )
)  # fmt: skip
"""The records that may have no name, nor belong to one that has: a code in place of the name, its words, the number."""
_sort_of = func.coalesce(*(_one(literal(code), number == _E.subject_id) for code, _label, number in _UNNAMED))
_what = func.coalesce(func.iif(_E.subjects > 1, _name + " +" + _more, _name), _sort_of, "")
"""The first record by its name, and how many more; by its kind where it has none."""


def _sum_of(key: str, label: str, *kinds: type[Firearm | Lot | Article], about: str = "") -> ListColumn:
    """How many pieces or rounds of items of some kinds an entry moves; nothing for none."""
    items = or_(*(_L.item_id.in_(select(kind.__table__.c.id)) for kind in kinds))
    summed = func.nullif(func.coalesce(func.sum(_L.quantity), 0), 0)

    def asked(matches: Matches) -> ColumnElement[bool]:
        return _E.seq.in_(select(_L.seq).where(items).group_by(_L.seq).having(matches(func.sum(_L.quantity))))

    return ListColumn(Field(key, label, "integer", help=about), _one(summed, _L.seq == _E.seq, items), asked=asked)


def _first(value: Column) -> Column:
    return _one(value, _L.seq == _E.seq, _L.number == 0)


def _end(place: Column) -> ListColumn:
    """The place from or to which the first line leads; asked for, that of any line."""
    called = select(Place.name).where(Place.id == place).scalar_subquery()

    def asked(matches: Matches) -> ColumnElement[bool]:
        there = select(Place.id).where(matches(Place.__table__.c.name))
        return _E.seq.in_(select(_L.seq).where(place.in_(there)))

    return ListColumn(Field(place.name, _ENDS[place.name]), _first(called), asked=asked)


_ENDS = {"source_place": N_("From"), "target_place": N_("To")}


def _mentioned(numbers: Select[Any] | CompoundSelect[Any]) -> ColumnElement[bool]:
    """Whether an entry mentions any of some records."""
    return _E.seq.in_(select(MentionRow.seq).where(MentionRow.record_id.in_(numbers)))


def _named(matches: Matches) -> Select[Any]:
    """The numbers of the records whose names match."""
    found = union_all(*(select(number.label("id")).where(matches(name)) for number, name in _NAMES)).subquery()
    return select(found.c.id)


def _is_about(matches: Matches) -> ColumnElement[bool]:
    """Whether an entry moves or changes anything whose name matches."""
    moved = _E.seq.in_(select(_L.seq).where(_L.item_id.in_(_named(matches))))
    return or_(moved, and_(_E.kind.in_(RECORDED), _mentioned(_named(matches))))


def _is_with(matches: Matches) -> ColumnElement[bool]:
    return _mentioned(select(Person.id).where(matches(_person)))


def _who() -> Column:
    number = func.coalesce(func.nullif(_L.target_person, 0), _L.source_person)
    return _first(select(_person).where(Person.id == number).scalar_subquery())


def _user(key: str, label: str, number: Column) -> ListColumn:
    def asked(matches: Matches) -> ColumnElement[bool]:
        return number.in_(select(User.id).where(matches(User.__table__.c.name)))

    return ListColumn(Field(key, label), _one(User.__table__.c.name, User.id == number), asked=asked)


_note = _one(PersonalRow.__table__.c.value, PersonalRow.commit == _E.note_commit, PersonalRow.subject != SECRET)


def _is_noted(matches: Matches) -> ColumnElement[bool]:
    noted = select(PersonalRow.commit).where(matches(PersonalRow.__table__.c.value), PersonalRow.subject != SECRET)
    return and_(_E.note_commit != literal_column("''"), _E.note_commit.in_(noted))


_allowed = _one(
    select(Policy.late_after_hours)
    .where(Policy.described_seq < _E.seq)
    .order_by(Policy.described_seq.desc())
    .limit(1)
    .correlate(EntryRow)
    .scalar_subquery()
)
IS_LATE = and_(_E.late_hours > literal_column("0"), _E.late_hours >= _allowed)
"""Whether an entry was recorded so long after it happened that the policy under which it was made calls it late."""
_corrects = func.nullif(_E.corrects, -1)
_correction = EntryRow.__table__.alias("correction")
_corrected_by = _one(_correction.c.seq, _correction.c.corrects == _E.seq, _correction.c.corrects >= literal_column("0"))
_is_corrected = _E.seq.in_(CORRECTED)
REMARKS = {"corrected": N_("Corrected"), "corrects": N_("Correction"), "late": N_("Late")}
_remark = case(
    (_is_corrected, "corrected"),
    (_E.corrects >= literal_column("0"), "corrects"),
    (IS_LATE, "late"),
    else_=None,
)


def _rows(*columns: Any) -> Select[Any]:
    return select(*columns).select_from(EntryRow)


def _search(text: str) -> ColumnElement[bool]:
    """Every word is the number of the entry, or somewhere in what people call the items, people and posts of it."""
    return and_(*(_has_word(word) for word in text.split()))


def _has_word(word: str) -> ColumnElement[bool]:
    """Armouries are left out: nearly every entry is of one, and the list can be narrowed to a place."""
    firearms = lists.called(word)
    lots = select(Lot.id).where(texts.holds(Lot.__table__.c.lot_number, word))
    articles = select(Article.id).where(texts.holds(Article.__table__.c.code, word))
    people = select(Person.id).where(or_(texts.holds(Person.__table__.c.code, word), texts.holds(_person, word)))
    posts = select(Place.id).where(Place.kind.in_(FIELD_PLACES), texts.holds(Place.__table__.c.name, word))
    mentioned = _mentioned(union_all(firearms, lots, articles, people, posts))
    number = _NUMBER.fullmatch(word)
    return or_(_E.seq == int(number[1]), mentioned) if number else mentioned


def _lying(place: int) -> ColumnElement[bool]:
    """Whether an entry moves anything from or to a place or what lies in it."""
    inside = select(lists.inside(place).subquery().c.id)
    return _E.seq.in_(select(_L.seq).where(or_(_L.source_place.in_(inside), _L.target_place.in_(inside))))


def _is_today(session: Session) -> ColumnElement[bool]:
    begin = days.moment_at(f"{clock.today(session)}T00:00", clock.zone(session))
    return _E.recorded_at >= begin


_FIELDS = {
    "seq": Field("seq", N_("Entry"), "integer"),
    "occurred_at": Field("occurred_at", N_("Happened"), "moment"),
    "recorded_at": Field("recorded_at", N_("Recorded"), "moment"),
    "kind": Field("kind", N_("Act"), "choice", choices={code: act.label for code, act in ACTS.items()}),
    "what": Field("what", N_("What"), choices={code: label for code, label, _number in _UNNAMED}),
    "person": Field("person", N_("Person"), personal=True),
    "reason": Field("reason", N_("Reason"), "choice", choices=REASONS),
    "note": Field("note", N_("Note"), personal=True),
    "late": Field("late", N_("Late (hours)"), "integer",
                  help=N_("How long after it happened it was recorded, where the policy calls that late.")),
    "remark": Field("remark", N_("Remark"), "choice", choices=REMARKS),
    "corrects": Field("corrects", N_("Corrects"), "integer"),
    "corrected_by": Field("corrected_by", N_("Corrected by"), "integer"),
}  # fmt: skip

ENTRIES = Listing(
    rows=_rows,
    number=_E.seq,
    columns={
        "seq": ListColumn(_FIELDS["seq"], _E.seq),
        "occurred_at": ListColumn(_FIELDS["occurred_at"], _E.occurred_at, is_instant=True),
        "recorded_at": ListColumn(_FIELDS["recorded_at"], _E.recorded_at, is_instant=True),
        "kind": ListColumn(_FIELDS["kind"], _E.kind),
        "what": ListColumn(_FIELDS["what"], _what, asked=_is_about),
        "pieces": _sum_of("pieces", N_("Pieces"), Firearm, Article, about=N_("Firearms and articles.")),
        "rounds": _sum_of("rounds", N_("Rounds"), Lot),
        "source_place": _end(_L.source_place),
        "target_place": _end(_L.target_place),
        "person": ListColumn(_FIELDS["person"], _who(), asked=_is_with),
        "actor": _user("actor", N_("Entered by"), _E.actor_id),
        "witness": _user("witness", N_("Witness"), _E.witness_id),
        "reason": ListColumn(_FIELDS["reason"], _E.reason_code),
        "note": ListColumn(_FIELDS["note"], _note, asked=_is_noted),
        "late": ListColumn(_FIELDS["late"], func.iif(IS_LATE, _E.late_hours, None)),
        "remark": ListColumn(_FIELDS["remark"], _remark),
        "corrects": ListColumn(_FIELDS["corrects"], _corrects),
        "corrected_by": ListColumn(_FIELDS["corrected_by"], _corrected_by),
    },
    first="seq",
    search=_search,
    states={
        "": lambda _session: _E.seq >= 0,
        "today": _is_today,
        "custody": lambda _session: _E.kind.in_(CUSTODY),
        "records": lambda _session: _E.kind.in_(RECORDED),
        "corrections": lambda _session: or_(_E.kind.in_(UNDOING), _is_corrected),
        "late": lambda _session: IS_LATE,
    },
    lying=_lying,
)  # fmt: skip
"""All entries; those of today as they were recorded, and those that correct or were corrected in one segment."""
