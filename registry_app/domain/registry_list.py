"""The registry's own list of firearms against what companies tell: who is in both, in one only, or told differently."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from registry_app.domain.crossing import Arm, Gone, Standing, key_of
from registry_app.domain.days import bare
from registry_app.domain.serials import latin, look_key
from registry_app.i18n import N_

DIFFERENCES = {
    "only_registry": N_("Registered, and in no return"),
    "gone": N_("Registered, and no longer there by the company's return"),
    "only_return": N_("In a return, and not registered"),
    "look_alike": N_("Not registered, but a registered serial looks alike"),
    "other_company": N_("Registered to another company than the one that tells it"),
    "differs": N_("Told differently"),
    "twice": N_("Stands twice in the registry's list"),
}
HOW = {"lost": N_("lost"), "destroyed": N_("destroyed"), "disposed": N_("given away")}
COMPARED = ("model", "kind", "calibre", "permit_number")


@dataclass(frozen=True)
class Row:
    """A line of the registry's list: its number as the spreadsheet counts, and what it says; ``""`` for nothing."""

    number: int
    serial: str
    maker: str
    model: str = ""
    kind: str = ""
    calibre: str = ""
    permit_number: str = ""
    licence: str = ""
    company: str = ""

    @property
    def title(self) -> str:
        """As people call the firearm."""
        return f"{self.maker} {self.serial}".strip()


@dataclass(frozen=True)
class Difference:
    """One difference: a code of `DIFFERENCES`, the line and the firearm, as far as there are both; `fields` differ."""

    code: str
    row: Row | None = None
    company: str = ""
    arm: Arm | None = None
    gone: Gone | None = None
    fields: tuple[str, ...] = field(default=())


@dataclass
class _Told:
    """What all companies tell, by key, by serial alone, and by what it looks like."""

    arms: dict[tuple[str, str], list[tuple[Standing, Arm]]]
    serials: dict[str, list[tuple[Standing, Arm]]]
    gone: dict[tuple[str, str], list[tuple[Standing, Gone]]]
    serials_gone: dict[str, list[tuple[Standing, Gone]]]


def compare(rows: Sequence[Row], standings: Sequence[Standing]) -> list[Difference]:
    """Every difference between the registry's list and the newest returns, in the order of both."""
    told = _told(standings)
    seen: set[int] = set()
    found: list[Difference] = []
    counts = Counter(_key(row) for row in rows)
    twice: set[tuple[str, str]] = set()
    for row in rows:
        if counts[_key(row)] > 1 and _key(row) not in twice:
            twice.add(_key(row))
            found.append(Difference("twice", row))
        found += _of_row(row, told, seen)
    return [*found, *_unregistered(standings, rows, seen)]


def _key(row: Row) -> tuple[str, str]:
    return key_of(row.serial, row.maker)


def _told(standings: Iterable[Standing]) -> _Told:
    told = _Told(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for each in standings:
        for arm in each.arms:
            told.arms[arm.key].append((each, arm))
            told.serials[arm.key[0]].append((each, arm))
        for gone in each.gone:
            key = key_of(gone.serial, gone.maker)
            told.gone[key].append((each, gone))
            told.serials_gone[key[0]].append((each, gone))
    return told


def _of_row(row: Row, told: _Told, seen: set[int]) -> Iterator[Difference]:
    """What is to be said of a line; a line without a maker is met by its serial alone."""
    has = told.arms.get(_key(row)) if row.maker else told.serials.get(_key(row)[0])
    for each, arm in has or ():
        seen.add(id(arm))
        if not _is_same_company(row, each):
            yield Difference("other_company", row, each.company, arm)
        if fields := _differing(row, arm):
            yield Difference("differs", row, each.company, arm, fields=fields)
    if has:
        return
    gone = told.gone.get(_key(row), []) if row.maker else told.serials_gone.get(_key(row)[0], [])
    yield from (Difference("gone", row, each.company, gone=one) for each, one in gone)
    if not gone:
        yield Difference("only_registry", row)


def _is_same_company(row: Row, standing: Standing) -> bool:
    """By licence where both tell it, else by name; a list that tells neither contradicts nobody."""
    if row.licence and standing.licence:
        return bare(row.licence) == bare(standing.licence)
    return not row.company or bare(row.company) == bare(standing.company)


def _differing(row: Row, arm: Arm) -> tuple[str, ...]:
    told: Mapping[str, str] = {
        "model": arm.model,
        "kind": arm.kind,
        "calibre": arm.calibre,
        "permit_number": arm.permit,
    }
    return tuple(name for name in COMPARED if getattr(row, name) and bare(getattr(row, name)) != bare(told[name]))


def _unregistered(standings: Iterable[Standing], rows: Iterable[Row], seen: set[int]) -> Iterator[Difference]:
    looks: dict[str, Row] = {}
    for row in rows:
        looks.setdefault(look_key(row.serial), row)
    for each in standings:
        for arm in each.arms:
            if id(arm) not in seen:
                alike = looks.get(look_key(arm.serial))
                is_alike = alike is not None and (not alike.maker or bare(latin(alike.maker)) == bare(latin(arm.maker)))
                yield Difference("look_alike" if is_alike else "only_return", alike if is_alike else None,
                                 each.company, arm)  # fmt: skip
