"""How the values of a return are told in the reader's language: codes, days, moments and numbers as texts."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from registry_app.domain import calibres
from registry_app.domain.acts import ACTS
from registry_app.domain.choices import (
    FIREARM_KINDS,
    HELD_STATES,
    JURISDICTIONS,
    LOADS,
    OUTSIDE,
    PASSAGES,
    REASONS,
    ROLES,
    STATES,
)
from registry_app.domain.overrides import OVERRIDABLE
from registry_app.i18n import N_, _, date, number

NOTHING = "–"

ZONES = {
    "store": N_("In store"),
    "person": N_("Issued"),
    "transit": N_("In transit"),
    "workshop": N_("In workshop"),
    "field": N_("At a post"),
}


_EVERYWHERE = {kind.upper(): label for kind, label in (PASSAGES | OUTSIDE).items()}
"""The places that every register has, by their codes."""


def label(labels: Mapping[str, str], code: str) -> str:
    """The label of a code; the code itself where the list does not know it."""
    return _(labels.get(code, code))


def kind(code: str) -> str:
    """A kind of firearm."""
    return label(FIREARM_KINDS, code)


def load(code: str) -> str:
    """What a lot is loaded for."""
    return label(LOADS, code)


def act(code: str) -> str:
    """A kind of entry."""
    return _(ACTS[code].label) if code in ACTS else code


def reason(code: str) -> str:
    """Why an entry was made."""
    return label(REASONS, code)


def place(name: str) -> Callable[[Mapping[str, Any]], str]:
    """Tells the place, or the person, that a row names under `name`."""
    return lambda row: label(_EVERYWHERE, row[name]) if name in row else NOTHING


PLACES = {name: place(name) for name in ("from", "to")}
"""Tells from where and to where a row says that something moved."""


def override(code: str) -> str:
    """What a superior let through."""
    return label(OVERRIDABLE, code)


def jurisdiction(code: str) -> str:
    """A jurisdiction."""
    return label(JURISDICTIONS, code)


def roles(codes: str) -> str:
    """Roles, separated by commas."""
    return ", ".join(label(ROLES, code) for code in codes.split())


def calibre(code: str) -> str:
    """A calibre."""
    return calibres.shown(code)


def status(zone: str, state: str) -> str:
    """How a firearm is kept: what is held, reserved or blocked says that, all else where it is."""
    if state in HELD_STATES:
        return label(STATES, state)
    where = label(ZONES, zone)
    return where if state == "ready" else _("{where}, {state}").format(where=where, state=label(STATES, state).lower())


def day(value: str) -> str:
    """A day (`YYYY-MM-DD`)."""
    return date(value)


def moment(value: str) -> str:
    """A moment (ISO 8601 with offset) to the minute, by its own clock."""
    at = dt.datetime.fromisoformat(value)
    return _("{day}, {time} (UTC{offset})").format(day=date(at.date()), time=at.strftime("%H:%M"), offset=_offset(at))


def _offset(at: dt.datetime) -> str:
    """The distance from UTC, with a proper minus sign."""
    return at.isoformat()[-6:].replace("-", "−")


def count(value: int) -> str:
    """A quantity, and a dash for none."""
    return number(value) if value else NOTHING


ORIGIN = ("country", "year", "importer")
"""What tells where a firearm comes from."""


def origin(firearm: Mapping[str, Any]) -> str:
    """Where and when a firearm was made, and who imported it."""
    made = " ".join(str(firearm[name]) for name in ("country", "year") if name in firearm)
    importer = firearm.get("importer")
    if importer:
        made = ", ".join(filter(None, (made, _("importer {name}").format(name=importer))))
    return made or NOTHING


def holder(firearm: Mapping[str, Any]) -> str:
    """Code and name of the person who has a firearm."""
    if "person" not in firearm:
        return NOTHING
    return f"{firearm['person']} {firearm.get('person_name', '')}".strip()


def described(item: Mapping[str, Any]) -> str:
    """What an item is: maker, model and calibre, as far as each is there."""
    named = " ".join(str(item[name]) for name in ("maker", "model") if name in item)
    of = calibre(item["calibre"]) if "calibre" in item else ""
    return ", ".join(filter(None, (named, of))) or NOTHING


DESCRIBED = ("maker", "model", "calibre")
"""What tells what an item is."""


def all_described(items: Sequence[Mapping[str, Any]]) -> list[str]:
    """`described` of each, those that are alike put into words once."""
    memory = Memory(lambda of: described({k: v for k, v in zip(DESCRIBED, of, strict=True) if v is not None}))
    return [memory[tuple(map(item.get, DESCRIBED))] for item in items]


class Memory(dict[Any, str]):
    """Remembers what `teller` says of a value, for lists that say it ten thousand times."""

    def __init__(self, teller: Callable[[Any], str]) -> None:
        super().__init__({"": NOTHING})
        self._teller = teller

    def __missing__(self, value: Any) -> str:
        self[value] = self._teller(value)
        return self[value]
