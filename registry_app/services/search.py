"""Finding anything: one text looked for among firearms, people, lots, articles, places, cases and entries."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.rows import EntryRow
from registry_app.services import listing_cases, lists

KINDS = ("firearm", "person", "lot", "article", "place")
SHORTEST, OF_EACH = 2, 6
_ENTRY = re.compile(r"#?(\d{1,15})")


@dataclass(frozen=True)
class Hit:
    """A record, or an entry by its number: its kind, what it is called, and what tells it from others of that name.

    The `detail` of an entry is the code of its act. A case is of kind `loss` or `discharge`, its title is the number
    that the police or the authority gave it, and may be empty.
    """

    kind: str
    id: int
    title: str
    detail: str = ""


def anything(session: Session, *, text: str, limit: int = OF_EACH) -> list[Hit]:
    """What a text may mean, kind by kind, at most `limit` of each; whole codes and serials stand before parts of them.

    Texts of one letter find entries alone: they would fit nearly everything else.
    """
    sought = text.strip()
    found = [hit for kind in KINDS for hit in _of_kind(session, kind, sought, limit)] if len(sought) >= SHORTEST else []
    found += [Hit(*row) for row in listing_cases.find(session, sought, limit)] if len(sought) >= SHORTEST else []
    found.sort(key=lambda hit: sought.casefold() not in (hit.title.casefold(), hit.detail.casefold()))
    return [*found, *_entries(session, sought)]


def _of_kind(session: Session, kind: str, sought: str, limit: int) -> list[Hit]:
    return [Hit(kind, *row) for row in lists.find(session, kind=kind, text=sought, limit=limit)]


def _entries(session: Session, sought: str) -> list[Hit]:
    """The entry of that number, written as `12` or `#12`."""
    number = _ENTRY.fullmatch(sought)
    if number is None:
        return []
    kind = session.execute(select(EntryRow.kind).where(EntryRow.seq == int(number[1]))).scalar()
    return [] if kind is None else [Hit("entry", int(number[1]), number[1], kind)]
