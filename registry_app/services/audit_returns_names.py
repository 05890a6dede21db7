"""What the papers of an audit call things: items, places, people and users, each looked up once."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.records import Article, Firearm, Lot, Person, Place, User
from registry_app.services.return_lists import filled

Told = dict[str, Any]

_FIREARM = ("serial", "maker", "model", "kind", "calibre", "tag", "permit_number", "permit_expires_on")
_LOT = ("lot_number", "maker", "calibre")
_ARTICLE = ("code", "name", "kind", "is_single", "expires_on")


@dataclass(frozen=True)
class Names:
    """Items with the fields that papers tell, places as (code, name, kind), people and users as (code, name)."""

    firearms: Mapping[int, Told]
    lots: Mapping[int, Told]
    articles: Mapping[int, Told]
    places: Mapping[int, tuple[str, str, str]]
    people: Mapping[int, tuple[str, str]]
    users: Mapping[int, tuple[str, str]]

    def item(self, number: int) -> Told:
        """What an item is called and what it is; its number alone where its record was withdrawn."""
        if number in self.firearms:
            row = self.firearms[number]
            told = {"item_kind": "firearm", "item": row["serial"], "firearm_kind": row["kind"]}
            return filled(told | {name: row[name] for name in ("maker", "model", "calibre")})
        if number in self.lots:
            row = self.lots[number]
            told = {"item_kind": "lot", "item": row["lot_number"], "maker": row["maker"], "calibre": row["calibre"]}
            return filled(told)
        if number in self.articles:
            row = self.articles[number]
            return filled({"item_kind": "article", "item": row["code"], "name": row["name"]})
        return {"item": f"#{number}"} if number else {}

    def place(self, number: int, prefix: str = "place") -> Told:
        """Code and name of a place, under keys that begin with `prefix`."""
        code, name, _kind = self.places.get(number, ("", "", ""))
        return filled({prefix: code, f"{prefix}_name": name})

    def person(self, number: int, prefix: str = "person") -> Told:
        """Code and name of a person, under keys that begin with `prefix`; no name where it was erased."""
        code, name = self.people.get(number, ("", ""))
        return filled({prefix: code, f"{prefix}_name": name})

    def user(self, number: int) -> str:
        """A user by the name of the person, by the user's own where that was erased."""
        user, name = self.users.get(number, ("", ""))
        return name or user


def take(session: Session) -> Names:
    """All of them, as they stand now."""
    places = session.execute(select(Place.id, Place.code, Place.name, Place.kind))
    people = {
        row.id: (row.code, row.name or "") for row in session.execute(select(Person.id, Person.code, Person.name))
    }
    users = session.execute(select(User.id, User.name, User.person_id))
    return Names(
        _rows(session, Firearm, _FIREARM), _rows(session, Lot, _LOT), _rows(session, Article, _ARTICLE),
        {row.id: (row.code, row.name, row.kind) for row in places}, people,
        {row.id: (row.name, people.get(row.person_id, ("", ""))[1]) for row in users},
    )  # fmt: skip


def _rows(session: Session, record: type[Any], names: tuple[str, ...]) -> dict[int, Told]:
    query = select(record.id, *(getattr(record, name) for name in names))
    return {row["id"]: {name: row[name] for name in names} for row in session.execute(query).mappings()}
