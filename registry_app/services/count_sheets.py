"""Count sheets on paper: one or more for each place, blind or with what is expected, each with a code of its own.

Quantities are never printed. A blind sheet has empty lines only, one more than anybody could need, so that neither the
lines nor their number say what is on record. What comes back is entered by `services.typed_sheets`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD, i18n
from registry_app.domain import codes
from registry_app.domain.actor import Actor
from registry_app.domain.book import Book
from registry_app.domain.choices import STORES
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Audit, Company, Person
from registry_app.services import audit_returns_names, clock, counts, ledger
from registry_app.services.audit_returns_names import Names, Told
from registry_app.services.return_lists import filled, local

FORMAT = "armarium-count-sheets/1"
ORDERS = ("rack", "serial")
SUFFIXES = (".pdf", ".json")
LINES = 20
"""So many lines has a sheet."""
_COMPANY = ("name", "tax_id", "licence_number", "address")


def make(
    session: Session, *, audit: int, order: str = "rack", suffix: str = ".pdf", paper: str = "a4", by: Actor,
    language: str = "",
) -> bytes:  # fmt: skip
    """The sheets of an audit as `.pdf` or `.json`, in the language in force unless one is named.

    `order` is `rack` (sheets for each place) or `serial` (one run of sheets, whose lines name the place). Raises
    `Refused` for another order, suffix or paper, and for an audit that is closed.
    """
    from registry_app.reports import package

    if suffix not in SUFFIXES:
        raise Refused(refuse("report_suffix", value=suffix, choices=SUFFIXES))
    if paper not in package.PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(package.PAPERS)))
    told = content(session, audit=audit, order=order, by=by)
    return package.write("count-sheet", told, suffix, paper=paper, language=language or i18n.language())


def content(session: Session, *, audit: int, order: str = "rack", by: Actor) -> Told:
    """What the sheets say (`docs/formats/count-sheet-v1.md`), as values that `domain.entry.canonical` takes."""
    found, names = session.get_one(Audit, audit), audit_returns_names.take(session)
    if found.closed_at:
        raise Refused(refuse("audit_closed", audit=found.code, until=found.closed_at))
    sheets, origin = laid_out(session, found, names, order), ledger.origin_of(session)
    told = _top(session, found, by)
    told |= {"audit": _audit(names, found), "order": order, "lines": LINES}
    is_blind = found.method == "blind"
    told["sheets"] = [
        names.place(place) | {"sheet": n, "code": code(origin, found.code, n), "items": [] if is_blind else items}
        for n, (place, items) in enumerate(sheets, 1)
    ]
    return told


def laid_out(session: Session, found: Audit, names: Names, order: str) -> list[tuple[int, list[Told]]]:
    """The sheets of an audit in their order, each with its place and what is expected there: always the same ones, for
    they follow from the head of the audit. `Refused` for another order."""
    if order not in ORDERS:
        raise Refused(refuse("sheet_order", value=order, choices=ORDERS))
    book = counts.book(session, found)
    return list(_by_rack(book, names) if order == "rack" else _by_serial(book, names, found.place_id))


def code(origin: str, audit: str, sheet: int) -> str:
    """What the code of a sheet says: that it is one, the register's mark, the audit's number, its own."""
    return f"A7SHEET {codes.mark_of(origin)} {audit} {sheet}"


def read_code(session: Session, text: str) -> tuple[int, int]:
    """The audit and the number of the sheet that a code names.

    Raises `Refused` for a text that is no sheet's code, one of another register, or an audit that is not there.
    """
    match text.upper().split():
        case ["A7SHEET", mark, audit, sheet] if sheet.isdecimal() and int(sheet):
            if mark != codes.mark_of(ledger.origin_of(session)):
                raise Refused(refuse("scan_other_register", value=text))
            found = session.execute(select(Audit.id).where(Audit.code == audit)).scalar()
            if found:
                return found, int(sheet)
    raise Refused(refuse("sheet_unknown", value=text))


def _by_rack(book: Book, names: Names) -> Iterator[tuple[int, list[Told]]]:
    """The sheets place by place, in the order of the tree; slots are counted with their rack."""
    expected: dict[int, list[Told]] = {place: [] for place in _places(book, names)}
    for item in book.items():
        for position in book.at(item, 0):
            place = _counted_at(book, position.place)
            if book.is_expected(item, position) and not position.person and place in expected:
                expected[place].append(_line(names, item))
    for place, items in expected.items():
        yield from _paged(place, sorted(items, key=_in_order))


def _places(book: Book, names: Names) -> list[int]:
    """The places in store that have sheets, as one walks: those that hold something themselves, and the innermost."""
    stores = [n for n in book.scope if book.sites[n].kind in STORES and book.sites[n].kind != "slot"]
    outer = {book.sites[n].parent for n in stores}
    filled_ = {_counted_at(book, p.place) for item in book.items() for p in book.at(item, 0) if not p.person}
    kept = [n for n in stores if n not in outer or n in filled_]
    return sorted(kept, key=lambda n: [names.places[each][0] for each in reversed(list(book.upwards(n)))])


def _counted_at(book: Book, place: int) -> int:
    site = book.sites.get(place)
    return site.parent if site and site.kind == "slot" else place


def _by_serial(book: Book, names: Names, place: int) -> Iterator[tuple[int, list[Told]]]:
    """One run of sheets over everything in store, by what it is called."""
    items = [
        _line(names, item) | names.place(position.place)
        for item in book.items()
        for position in book.at(item, 0)
        if book.is_expected(item, position) and not position.person
    ]
    yield from _paged(place, sorted(items, key=_in_order))


def _line(names: Names, item: int) -> Told:
    """An item as a sheet names it: never how much of it there is."""
    return names.item(item)


def _in_order(line: Mapping[str, Any]) -> tuple[str, str]:
    return line.get("item_kind", ""), line["item"]


def _paged(place: int, items: list[Told]) -> Iterator[tuple[int, list[Told]]]:
    """The lines of a place on as many sheets as they take, with an empty line at least."""
    for start in range(0, len(items) + 1, LINES):
        yield place, items[start : start + LINES]


def _top(session: Session, found: Audit, by: Actor) -> Told:
    company = session.execute(select(Company.__table__)).mappings().one()
    head, now, zone = ledger.head(session), int(session.info["clock"]()), clock.zone(session)
    person = session.execute(select(Person.name).where(Person.id == by.person_id)).scalar()
    made = {"moment": local(now, zone), "user": by.name, "roles": by.roles, "person": person, "build": BUILD}
    return {
        "format": FORMAT,
        "number": f"CS-{found.code}-{head.size}-{head.root[:8].upper()}",
        "as_of": {"day": local(now, zone)[:10], "moment": local(now, zone), "zone": zone},
        "made": filled(made),
        "company": filled({name: company[name] for name in _COMPANY}),
        "head": {"origin": head.origin, "size": head.size, "root": head.root},
    }


def _audit(names: Names, found: Audit) -> Told:
    told = {name: getattr(found, name) for name in ("code", "kind", "method", "head_size", "head_root")}
    people = {"first": found.first_id, "second": found.second_id}
    counters = [names.person(person, part) for part, person in people.items() if person]
    return filled(told) | names.place(found.place_id) | {key: value for each in counters for key, value in each.items()}
