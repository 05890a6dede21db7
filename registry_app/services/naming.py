"""Records by what people call them: serial, tag, lot number, code, card or name, or `#12` by the record's number."""

import re
from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import COMPANY, ITEMS, Firearm, Person
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import lists, whereabouts

_NUMBER = re.compile(r"#(\d{1,15})")
_COUNTED = re.compile(r"(?P<name>.+)=(?P<many>\d{1,15})")
_CODED = ("person", "place", "lot", "article", "audit")


def kind_of(session: Session, record: int) -> str:
    """The kind of a record, `""` when there is none of that number."""
    found = RegisterFacts(session).record(record)
    return found.kind if found else ""


def one(session: Session, kind: str, text: str) -> int:
    """The one record of a kind that the text names; `Refused` for none or several, which are told apart."""
    if match := _NUMBER.fullmatch(text):
        return _only(session, text, [int(match[1])] if kind_of(session, int(match[1])) == kind else [])
    return _only(session, text, _called(session, kind, text))


def is_one(session: Session, kind: str, text: str) -> bool:
    """Whether `#12` is the number of a record of this kind."""
    match = _NUMBER.fullmatch(text)
    return bool(match) and kind_of(session, int(text[1:])) == kind


def _called(session: Session, kind: str, text: str) -> Sequence[int]:
    if kind == "company":
        return [COMPANY]
    if kind == "firearm":
        return lists.by_serial(session, text)
    found = lists.by_code(session, kind, text) if kind in _CODED else []
    is_card = kind == "person" and not found
    return session.scalars(select(Person.id).where(Person.card == text.upper())).all() if is_card else found


def item(session: Session, text: str) -> int:
    """The one firearm, lot or article that the text names; `Refused` for none or several."""
    if match := _NUMBER.fullmatch(text):
        return _only(session, text, [int(match[1])] if kind_of(session, int(match[1])) in ITEMS else [])
    return _only(session, text, _items_called(session, text))


def _items_called(session: Session, text: str) -> list[int]:
    """Those that are called exactly so, else the firearms whose serial differs in case and separators alone."""
    marked = session.scalars(select(Firearm.id).where(or_(Firearm.serial == text, Firearm.tag == text.upper())))
    coded = (number for kind in ("lot", "article") for number in lists.by_code(session, kind, text))
    return [*marked, *coded] or lists.by_serial(session, text)


def record(session: Session, text: str) -> int:
    """The one item, person or place that the text names, or the record of any kind by its number; else `Refused`."""
    if match := _NUMBER.fullmatch(text):
        return _only(session, text, [int(match[1])] if kind_of(session, int(match[1])) else [])
    found = [*_items_called(session, text), *_called(session, "person", text), *_called(session, "place", text)]
    return _only(session, text, found)


def items(session: Session, texts: Sequence[str], *, counted: bool = False) -> dict[int, int]:
    """Items with the quantity of each: 1 of a piece; of rounds and stocks what `LOT=24` says, else 0 for all of it.

    `Refused` for names that are none or several, for one that stands twice, and, when `counted`, where rounds or
    stocks are named without a quantity.
    """
    found: dict[int, int] = {}
    for text in texts:
        number, many = _counted(session, text)
        name = whereabouts.name(RegisterFacts(session), number)
        if number in found:
            raise Refused(refuse("named_twice", value=name))
        if counted and not many:
            raise Refused(refuse("quantity_missing", value=name))
        found[number] = many
    return found


def _counted(session: Session, text: str) -> tuple[int, int]:
    match = _COUNTED.fullmatch(text)
    if match is None or _items_called(session, text):
        number = item(session, text)
        return number, int(_is_one_piece(session, number))
    number, many = item(session, match["name"]), int(match["many"])
    if not many:
        raise Refused(refuse("quantity_below_one", item=match["name"], quantity=0))
    return number, many


def _is_one_piece(session: Session, number: int) -> bool:
    found = RegisterFacts(session).record(number)
    return bool(found and (found.kind == "firearm" or found.number("is_single")))


def _only(session: Session, text: str, found: Sequence[int]) -> int:
    if not found:
        raise Refused(refuse("nothing_of_that_name", value=text))
    if len(found) > 1:
        facts = RegisterFacts(session)
        raise Refused(refuse("several_so_called", value=text, choices=tuple(_told(facts, n) for n in found)))
    return found[0]


def _told(facts: RegisterFacts, number: int) -> str:
    """A record with its number and what tells it from others of the name."""
    found = facts.record(number)
    more = [found.text(n) for n in ("maker", "model", "calibre", "name")] if found else []
    return " ".join([f"#{number}", whereabouts.name(facts, number), *filter(None, more)])
