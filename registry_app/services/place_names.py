"""Places as papers that leave the company call them: nobody outside knows its codes."""

from collections.abc import Mapping
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import i18n
from registry_app.domain.choices import OUTSIDE, PASSAGES
from registry_app.domain.records import Place
from registry_app.i18n import _

_SYSTEM = PASSAGES | OUTSIDE


def in_full(session: Session) -> Mapping[int, str]:
    """Every place by code and name, `ARM-1 · Main armoury`; one that every register has, such as the buyer, by
    its name."""
    return {number: name if is_ours else _both(code, name) for number, code, name, is_ours in _places(session)}


def in_lists(session: Session) -> Mapping[int, str]:
    """As `in_full`, but what every register has by its code (`BUYER`), which papers tell in the reader's language
    (`reports.told.place`), unless the company gave it a name of its own."""
    return {number: code if is_ours else _both(code, name) for number, code, name, is_ours in _places(session)}


def _places(session: Session) -> list[tuple[int, str, str, bool]]:
    rows = session.execute(select(Place.id, Place.code, Place.name, Place.kind))
    return [(row.id, row.code, row.name, _is_as_made(row.code, row.name, row.kind)) for row in rows]


def _is_as_made(code: str, name: str, kind: str) -> bool:
    """Whether it is a place that every register has, still called as it was when the register was made."""
    return code == kind.upper() and kind in _SYSTEM and name in _labels(kind)


@lru_cache(maxsize=len(_SYSTEM))
def _labels(kind: str) -> frozenset[str]:
    """What the kind of place is called in each language."""
    found = set()
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            found.add(_(_SYSTEM[kind]))
    return frozenset(found)


def _both(code: str, name: str) -> str:
    return code if code.casefold() == name.casefold() else f"{code} · {name}"
