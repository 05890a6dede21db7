"""Lists as of a cut (`services.cuts`), for screens: the firearms that match, their rows, and what people had.

The filters, sorts and searches mean what they mean in `services.listing_firearms`. Positions are summed from the
newest snapshot that the cut builds on; what leaves the company is not taken from here (`services.holdings`).
"""

from array import array
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.declare import fields_of
from registry_app.domain.records import Firearm
from registry_app.domain.serials import normalised
from registry_app.persistence import search
from registry_app.services import holdings, lists, past, snapshots
from registry_app.services.cuts import Cut
from registry_app.services.list_filters import STATES
from registry_app.services.lists import Row
from registry_app.services.past import Values

_COLUMNS = ("serial", "maker", "model", "kind", "calibre", "tag", "permit_number", "permit_expires_on")
"""The fields of a firearm's row, after its number."""
ROW = (*_COLUMNS, "place", "holder", "state", "place_kind")
"""What a row holds, after the number, by the keys of `listing_firearms.FIREARMS`."""


def firearms(
    session: Session, *, cut: Cut, text: str = "", state: str = "", place: int = 0, sort: str = "serial",
    descending: bool = False,
) -> "array[int]":  # fmt: skip
    """The numbers of the firearms that match as of the cut, in order; all else as `listing.ids`."""
    there = _Firearms(session, cut, sort)
    found = there.admitted(state)
    if place:
        inside = _inside(there.places, place)
        found = [number for number in found if there.at[number][1] in inside]
    if text.strip():
        matching = there.matching(text)
        found = [number for number in found if number in matching]
    return array("q", _ordered(found, there, sort, descending=descending))


def firearm_rows(session: Session, ids: Collection[int], *, cut: Cut) -> list[Row]:
    """The rows of some firearms as of the cut, in any order: the number, then what the columns `ROW` of the
    list hold."""
    known = past.records(session, "firearm", cut, names=_COLUMNS, only=ids)
    at = {held.item: held for held in holdings.held(session, cut, items=ids) if held.quantity > 0}
    places = past.known(session, "place", cut, names=("name", "kind"), only={held.place for held in at.values()})
    people = past.known(session, "person", cut, names=("name", "code"), only={held.person for held in at.values()})
    rows: list[Row] = []
    for number, held in at.items():
        if number in known:
            place, person = places[held.place], people.get(held.person, {})
            holder = person.get("name") or person.get("code")
            rows.append((number, *known[number].values(), place["name"], holder, held.state, place["kind"]))
    return rows


def counts(session: Session, *, cut: Cut) -> dict[str, int]:
    """How many firearms answered to each filter as of the cut, as `lists.counts`."""
    there = _Firearms(session, cut, "serial")
    many = Counter((place, person > 0, state) for _item, place, person, state in there.at.values())
    return {
        code or "all": sum(n for seen, n in many.items() if shown.admits(there.kind(seen[0]), *seen[1:]))
        for code, shown in STATES.items()
    }


def held_by(session: Session, person: int, *, cut: Cut) -> list[tuple[int, str, str, int]]:
    """What a person had as of the cut, as `lists.held_by`: item, its kind, its name, and how many."""
    many: Counter[int] = Counter()
    for (item, _place, who, _state), quantity in snapshots.held(session, cut).items():
        many[item] += quantity if who == person else 0
    return sorted(_named(session, +many, cut), key=lambda row: (list(_CALLED).index(row[1]), row[2]))


_CALLED = {"firearm": ("serial",), "lot": ("lot_number",), "article": ("code", "name")}


def _named(session: Session, many: Mapping[int, int], cut: Cut) -> Iterable[tuple[int, str, str, int]]:
    for kind, names in _CALLED.items():
        for number, values in past.known(session, kind, cut, names=names, only=many).items():
            yield number, kind, " ".join(str(values[name]) for name in names), many[number]


class _Firearms:
    """Every firearm that was anywhere as of the cut, with its one position, and what a list asks of it."""

    def __init__(self, session: Session, cut: Cut, sort: str) -> None:
        self._session, self._cut = session, cut
        self.past = (
            past.told(session, "firearm", cut, names=("serial_normal", sort))
            if sort in fields_of(Firearm).keys() - {"serial", "serial_normal"}
            else past.loosely(session, "firearm", cut, "serial_normal")
        )
        self.places = past.known(session, "place", cut, names=("name", "kind", "parent_id"))
        self.people = past.known(session, "person", cut, names=("name", "code"))
        held = {at[0]: at for at in snapshots.held(session, cut)}
        self.at = {number: held[number] for number in self.past.numbers if number in held}

    def kind(self, place: int) -> str:
        """The kind of a place."""
        return str(self.places[place]["kind"])

    def admitted(self, state: str) -> list[int]:
        """The firearms that a filter shows, by number."""
        shown, asked = STATES[state], dict[tuple[int, bool, str], bool]()
        found = []
        for number, (_item, place, person, how) in self.at.items():
            seen = (place, person > 0, how)
            if seen not in asked:
                asked[seen] = shown.admits(self.kind(place), *seen[1:])
            if asked[seen]:
                found.append(number)
        return found

    def matching(self, sought: str) -> set[int]:
        """The firearms in which every word of a text is found."""
        long: list[str] = []
        short: list[str] = []
        for word in sought.split():
            (long if len(word) >= lists.TRIGRAM else short).append(word)
        found = [indexed | self._with(word) for word, indexed in zip(long, self._indexed(long), strict=True)]
        return set.intersection(*found, *(self._beginning(word) | self._with(word) for word in short))

    def _indexed(self, words: Sequence[str]) -> list[set[int]]:
        """By word: the firearms in whose searched fields it stands; those changed since are searched as they were."""
        sought = [lists.expression(word) for word in words]
        differing = past.differing(self._session, "firearm", self._cut, search.SEARCHED) if words else None
        changed = {number: differing.of(number) for number in differing.changed} if differing else {}
        before = search.matching(changed, sought) if changed else [set[int]() for _word in words]
        now = [set(self._session.execute(lists.indexed(expression)).scalars()) for expression in sought]
        return [found - changed.keys() | old for found, old in zip(now, before, strict=True)]

    def _beginning(self, word: str) -> set[int]:
        first = normalised(word)
        last = first + lists.LAST
        return {n for n, serial in self.past.fields["serial_normal"].items() if first <= str(serial) < last}

    def _with(self, word: str) -> set[int]:
        """The firearms of the person with this code."""
        holders = {number for number, values in self.people.items() if values["code"] == word.upper()}
        return {number for number, at in self.at.items() if at[2] in holders} if holders else set()


def _inside(places: Mapping[int, Values], place: int) -> set[int]:
    """The place and all that lay in it, however deep."""
    below: dict[object, list[int]] = {}
    for number, values in places.items():
        below.setdefault(values["parent_id"], []).append(number)
    found, waiting = set[int](), [place]
    while waiting:
        found.add(number := waiting.pop())
        waiting += (each for each in below.get(number, ()) if each not in found)
    return found


def _ordered(found: list[int], there: _Firearms, sort: str, *, descending: bool) -> list[int]:
    """By what is sorted by, nothing last; then by serial and number."""
    fields, at, places, people = there.past.fields, there.at, there.places, there.people
    keys: dict[str, Callable[[int], Any]] = {
        "place": lambda n: places[at[n][1]]["name"],
        "holder": lambda n: people[at[n][2]]["name"] if at[n][2] else None,
        "state": lambda n: at[n][3],
    }
    serial = fields["serial_normal"].__getitem__
    by: Callable[[int], Any] = (
        keys.get(sort) or fields.get(sort if sort != "serial" else "", fields["serial_normal"]).__getitem__
    )
    ordered = sorted(found, key=lambda n: (serial(n), n))
    if by == serial and not descending:
        return ordered
    empty = [number for number in ordered if by(number) is None]
    return sorted((n for n in ordered if by(n) is not None), key=by, reverse=descending) + empty
