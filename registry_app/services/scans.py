"""What a scan means: the records that answer to it. Several are a list for a person to choose from, never a guess.

What it means exactly hides all that is only near: one of our own codes; else a tag, code, card, lot number or serial as
it stands; else a serial that differs in case and separators alone; else the maker's barcode, which others may bear too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from registry_app.domain import calibres, codes, keyboards
from registry_app.domain.codes import Code
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import RECORDS, Article, Firearm, Lot, Person, Place
from registry_app.domain.scan import Scan, bare, problem, read
from registry_app.domain.serials import normalised
from registry_app.services import ledger, references

MOST = 20
_CODED: Mapping[str, tuple[InstrumentedAttribute[Any], ...]] = {
    "firearm": (Firearm.tag,),
    "person": (Person.code, Person.card),
    "article": (Article.code,),
    "lot": (Lot.lot_number,),
    "place": (Place.code,),
}
_BARCODED: Mapping[str, InstrumentedAttribute[Any]] = {
    "firearm": Firearm.barcode,
    "article": Article.barcode,
    "lot": Lot.barcode,
}
_BY_SERIAL = select(Firearm.id, Firearm.serial).where(Firearm.serial_normal == bindparam("serial")).limit(MOST)


@dataclass(frozen=True)
class Hit:
    """A record that a scan may mean: its kind and number, what it is called, and what tells it from its like."""

    kind: str
    record: int
    title: str
    detail: str = ""


def code(session: Session, kind: str, record: int) -> str:
    """The code for the label or card of a record, made from the record alone; `KeyError` for a kind without one."""
    return Code(kind, _mark(session), record).text


def resolve(session: Session, scan: Scan) -> list[Hit]:
    """The records that a scan means, none when nothing on the register answers to it.

    `Refused` for what must not be looked up: misread, typed by another keyboard, or a label of another register.
    """
    if finding := problem(scan):
        raise Refused(finding)
    if scan.code is not None:
        return _own(session, scan.code, scan.text)
    return _answering(session, scan) or _under_another_keyboard(session, scan)


def _mark(session: Session) -> str:
    return codes.mark_of(ledger.origin_of(session))


def _own(session: Session, found: Code, text: str) -> list[Hit]:
    if found.mark != _mark(session):
        raise Refused(refuse("scan_other_register", value=text))
    is_there = session.get(RECORDS[found.kind], found.number) is not None
    return _told(session, [(found.kind, found.number)] if is_there else [])


def _answering(session: Session, scan: Scan) -> list[Hit]:
    spelt = {scan.text, bare(scan.text)}
    coded = [(kind, record) for kind in _CODED for record in _ids(session, _coded_query(kind), spelt)]
    marked, near = _by_serial(session, scan.text)
    return _told(session, [*coded, *marked] or near or _by_barcode(session, scan.barcodes))


def _ids(session: Session, query: Select[int], among: Iterable[str]) -> Iterable[int]:
    return session.connection().execute(query, {"among": list(among)}).scalars()


@cache
def _coded_query(kind: str) -> Select[int]:
    return _among(*_CODED[kind])


@cache
def _barcoded_query(kind: str) -> Select[int]:
    return _among(_BARCODED[kind])


def _among(*columns: InstrumentedAttribute[Any]) -> Select[int]:
    """The records that have one of the texts `among` in one of these columns; made once, since every scan asks."""
    is_one = or_(*(column.in_(bindparam("among", expanding=True)) for column in columns))
    return select(columns[0].class_.id).where(is_one).limit(MOST)


def _by_serial(session: Session, text: str) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """The firearms whose serial is the text but for capitals, and those where separators differ as well."""
    found = session.connection().execute(_BY_SERIAL, {"serial": normalised(text)}).all()
    marked = [("firearm", record) for record, serial in found if serial.upper() == text]
    return marked, [("firearm", record) for record, _serial in found]


def _by_barcode(session: Session, spelt: Iterable[str]) -> list[tuple[str, int]]:
    among = tuple(spelt)
    return [(kind, record) for kind in _BARCODED for record in _ids(session, _barcoded_query(kind), among)]


def _under_another_keyboard(session: Session, scan: Scan) -> list[Hit]:
    """None; but `Refused` when something would answer, had another keyboard read the scan."""
    for keyboard in keyboards.KEYBOARDS:
        for text in keyboards.sent(scan.raw, keyboard) if keyboard != scan.keyboard else ():
            other = read(text)
            if other.state == "other" and other.text != scan.text and _answering(session, other):
                raise Refused(refuse("scan_other_layout", keyboard=keyboards.KEYBOARDS[keyboard]))
    return []


def _told(session: Session, found: Iterable[tuple[str, int]]) -> list[Hit]:
    found = list(found)
    names = references.named(session, [record for _kind, record in found])
    return [Hit(kind, record, names[record][0], _detail(kind, names[record][1])) for kind, record in found]


def _detail(kind: str, hint: str) -> str:
    """The calibre, which stands at the end of what tells a lot apart, as people write it."""
    maker, space, calibre = hint.rpartition(" ")
    return f"{maker}{space}{calibres.shown(calibre)}" if kind == "lot" else hint
