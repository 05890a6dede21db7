"""The books: everything that the register holds as tables, for whoever takes them over and has no program of ours.

Each column is a `Field`, so that a book can be written in codes, told in words and described. A reference to another
record stands twice: its number, which is sure, and what people call it. The books of what happened are in
`services.book_events`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.calibres import shown as calibre_shown
from registry_app.domain.choices import OUTSIDE, PLACE_KINDS, STATES
from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import KIND_LABELS, Field
from registry_app.domain.records import RECORDS, Certificate, Document
from registry_app.domain.rows import BalanceRow, ContentRow
from registry_app.i18n import N_, _

Row = Mapping[str, Any]
Names = Mapping[int, str]
"""What people call each record, by its number."""

DOCUMENTS = "documents"
"""The folder of the contents of documents."""
ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "application/pdf": ".pdf",
           "application/json": ".json"}  # fmt: skip


@dataclass(frozen=True)
class Book:
    """One table: the name of its file, what it is called and what a row is (msgids), its columns, and its rows."""

    name: str
    label: str
    about: str
    columns: tuple[Field, ...]
    rows: Callable[[Session, Names], Iterator[Row]]

    @property
    def told(self) -> tuple[Field, ...]:
        """The columns that people read: numbers of records are left to programs."""
        return tuple(column for column in self.columns if column.kind != "reference")


def coded(columns: Sequence[Field], row: Row) -> list[str]:
    """The cells of a row in codes: numbers in digits, days as ISO 8601, nothing as nothing."""
    return ["" if (value := row.get(column.name)) is None else str(value) for column in columns]


def worded(columns: Sequence[Field], row: Row) -> list[str]:
    """The cells of a row as people read them, in the language in force."""
    return [_worded(column, row.get(column.name)) for column in columns]


def _worded(column: Field, value: Any) -> str:
    if value is None or value == "":
        return ""
    if column.kind == "boolean":
        return _("Yes") if value else _("No")
    if column.kind == "choices" and column.name != "calibres_allowed":
        return ", ".join(_(column.choices.get(code, code)) for code in str(value).split())
    if column.kind == "choice":
        return _(column.choices.get(value, str(value)))
    return calibre_shown(str(value)) if column.kind == "calibre" else str(value)


NUMBER = Field("id", N_("Number of the record"), "reference")
_SINCE = (
    Field("described_in", N_("Described by entry"), "integer"),
    Field("changed_in", N_("Last changed by entry"), "integer"),
)
_CALLED = ("serial", "lot_number", "code", "text", "title", "number", "name")
"""The fields that people call a record by, the best first."""


def names(session: Session) -> dict[int, str]:
    """What people call every record: serial, lot number, code, or name; nothing for those that have no name."""
    found: dict[int, str] = {}
    for record in RECORDS.values():
        table = record.__table__
        called = [table.c[name] for name in _CALLED if name in table.c and not entered_fields(record)[name].personal]
        for number, *values in session.execute(select(table.c.id, *called)):
            found[number] = next((str(value) for value in values if value is not None), "")
    return found


def named(field: Field) -> tuple[Field, ...]:
    """The column of a field; a reference has another one beside it with the name of what it refers to."""
    if field.kind != "reference":
        return (field,)
    return field, Field(field.name.removesuffix("_id"), field.label, refers_to=field.refers_to)


def called(row: Mapping[str, Any], known: Names) -> dict[str, Any]:
    """A row with the names of the records that it refers to."""
    told = {name.removesuffix("_id"): known.get(number or 0) for name, number in row.items() if name.endswith("_id")}
    return dict(row) | told


def _of_records(kind: str) -> tuple[Field, ...]:
    fields = (column for field in entered_fields(RECORDS[kind]).values() for column in named(field))
    return (NUMBER, *fields, *_SINCE)


def _records(kind: str) -> Callable[[Session, Names], Iterator[Row]]:
    """All records of a kind in the order of their numbers; a personal value that was erased is nothing."""
    table = RECORDS[kind].__table__
    columns = [table.c[name] for name in entered_fields(RECORDS[kind])]

    def rows(session: Session, known: Names) -> Iterator[Row]:
        query = select(table.c.id, *columns, table.c.described_seq, table.c.changed_seq).order_by(table.c.id)
        for row in session.execute(query).mappings():
            yield called(
                {str(n): v for n, v in row.items()}
                | {"described_in": row["described_seq"], "changed_in": row["changed_seq"]},
                known,
            )

    return rows


_WHERE = (
    Field("place", N_("Place")), Field("person", N_("Person")), Field("state", N_("State"), "choice", choices=STATES),
)  # fmt: skip


def _firearms(session: Session, known: Names) -> Iterator[Row]:
    """Every firearm there ever was, with the place that it has now, also outside the company."""
    query = select(BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state)
    held = {row.item_id: row for row in session.execute(query.where(BalanceRow.quantity > 0))}
    for row in _records("firearm")(session, known):
        at = held.get(row["id"])
        yield {
            **row,
            **({"place": known[at.place_id], "person": known.get(at.person_id), "state": at.state} if at else {}),
        }


def _documents(session: Session, known: Names) -> Iterator[Row]:
    """Every document, with the file that holds its content until that is erased."""
    kept = set(session.execute(select(ContentRow.hash)).scalars())
    for row in _records("document")(session, known):
        which = row["content_hash"]
        yield {**row, "file": content_path(which, row["media_type"]) if which in kept else None}


def content_path(which: str, media_type: str) -> str:
    """Where the content of a document lies in a pack."""
    return f"{DOCUMENTS}/{which}{ENDINGS.get(media_type, '')}"


_POSITIONS = (
    Field("item_id", N_("Item"), "reference"), Field("item_kind", N_("Kind"), "choice", choices=KIND_LABELS),
    Field("item", N_("Item")), Field("place_id", N_("Place"), "reference"), Field("place", N_("Place")),
    Field("place_kind", N_("Kind of place"), "choice", choices=PLACE_KINDS),
    Field("is_inside", N_("In the company"), "boolean"), Field("person_id", N_("Person"), "reference"),
    Field("person", N_("Person")), Field("state", N_("State"), "choice", choices=STATES),
    Field("quantity", N_("Quantity"), "integer"),
)  # fmt: skip


def _positions(session: Session, known: Names) -> Iterator[Row]:
    """Where everything is, inside the company and outside, by item."""
    kinds = {
        number: kind for kind in ("firearm", "lot", "article", "place")
        for number in session.execute(select(RECORDS[kind].__table__.c.id)).scalars()
    }  # fmt: skip
    place = RECORDS["place"].__table__.c
    query = (
        select(BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state, BalanceRow.quantity,
               place.kind.label("place_kind"))
        .join(RECORDS["place"], place.id == BalanceRow.place_id)
        .order_by(BalanceRow.item_id, BalanceRow.place_id, BalanceRow.person_id, BalanceRow.state)
    )  # fmt: skip
    for row in session.execute(query).mappings():
        told = {
            "item_kind": kinds.get(row["item_id"]), "is_inside": int(row["place_kind"] not in OUTSIDE),
            "person_id": row["person_id"] or None,
        }  # fmt: skip
        yield called({str(n): v for n, v in row.items()} | told, known)


def contents(session: Session) -> Iterator[tuple[str, bytes]]:
    """The contents of documents that were not erased, each once: where it lies in a pack, and its bytes."""
    query = select(Document.content_hash, Document.media_type).order_by(Document.content_hash, Document.id)
    types: dict[str, str] = {}
    for which, media_type in session.execute(query):
        types.setdefault(which, media_type)
    for which, media_type in types.items():
        found = session.execute(select(ContentRow.bytes).where(ContentRow.hash == which)).scalar()
        if found is not None:
            yield content_path(which, media_type), bytes(found)


def certificates(session: Session) -> Iterator[tuple[str, bytes]]:
    """The certificates that were not erased, those of the authority and of people: where each lies in a pack, and its
    DER. Private keys are in no pack."""
    query = (
        select(ContentRow.hash, ContentRow.bytes)
        .where(ContentRow.hash.in_(select(Certificate.content_hash)))
        .order_by(ContentRow.hash)
    )
    for row in session.execute(query):
        yield f"certificates/{row.hash}.cer", bytes(row.bytes)


def _book(name: str, kind: str, label: str, about: str, more: tuple[Field, ...] = (), rows: Any = None) -> Book:
    return Book(name, label, about, (*_of_records(kind), *more), rows or _records(kind))


RECORD_BOOKS = (
    _book("company", "company", N_("Company"), N_("The company; one row.")),
    _book("places", "place", N_("Places"), N_("A place inside the company, or where things come from and go to.")),
    _book("people", "person", N_("People"), N_("Somebody who may carry, count or hold keys. Empty: erased.")),
    _book("users", "user", N_("Users"), N_("An account, with the public key by which its signatures are checked.")),
    _book("policies", "policy", N_("Policies"), N_("The rules from an entry on; the next row takes over.")),
    _book(
        "firearms", "firearm", N_("Firearms"), N_("A firearm, also one that left. Where it is now stands in the row."),
        _WHERE, _firearms,
    ),
    _book("marks", "mark", N_("Marks"), N_("A further mark of a firearm beside its serial number.")),
    _book("lots", "lot", N_("Ammunition lots"), N_("A lot of ammunition; its rounds stand among the positions.")),
    _book("articles", "article", N_("Articles"), N_("A magazine, permit card, vest or key, or a stock of such.")),
    _book(
        "documents", "document", N_("Documents"), N_("A photo or paper, with the file of its content unless erased."),
        (Field("file", N_("File")),), _documents,
    ),
    _book("losses", "loss", N_("Losses and thefts"), N_("A case of loss, theft or robbery.")),
    _book("discharges", "discharge", N_("Discharges"), N_("One use of a firearm.")),
    _book("filings", "filing", N_("Filed returns"), N_("A return as it was filed with an authority.")),
    _book(
        "certificates", "certificate", N_("Certificates"),
        N_("A certificate by which papers were signed; it lies in the folder of that name unless erased."),
    ),
    _book("restorations", "restoration", N_("Declared restorations"), N_("A backup that the register came out of.")),
    Book(
        "positions", N_("Positions"), N_("How much of an item is where, with whom and how: the open inventory."),
        _POSITIONS, _positions,
    ),
)  # fmt: skip
"""The books of what is: every record as it stands, and where everything is."""
