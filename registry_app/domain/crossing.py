"""What the newest returns of several companies say together: the same firearm, person or permit in two of them.

Pure: plain values in, findings out. Two lists that contradict each other prove only that one of them is wrong, and a
typing error is the usual reason; so every finding names both sides and asks, and none accuses.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from registry_app.domain.days import bare
from registry_app.domain.errors import Finding, note, warn
from registry_app.domain.serials import latin, look_key

Key = tuple[str, str]
"""A firearm across companies: serial and maker, without case and accents."""
SOLD = ("sale",)
"""Reasons of a disposal after which another company may tell of the firearm."""
_GONE = {"lose": "lost", "destroy": "destroyed", "dispose": "disposed"}
MOST_NAMED = 5


@dataclass(frozen=True)
class Arm:
    """A firearm that a company tells it has; `permit`, `person` (a code of the company's own) and `person_name` may be
    empty."""

    serial: str
    maker: str
    model: str
    kind: str
    calibre: str
    permit: str
    zone: str
    person: str
    person_name: str

    @property
    def key(self) -> Key:
        """What tells it from all others."""
        return key_of(self.serial, self.maker)

    @property
    def title(self) -> str:
        """As people call it."""
        return f"{self.maker} {self.serial}"


@dataclass(frozen=True)
class Gone:
    """A firearm that a company no longer has: `how` is lost, destroyed or disposed, `entry` where it says so."""

    serial: str
    maker: str
    how: str
    reason: str
    day: str
    entry: int


@dataclass(frozen=True)
class Standing:
    """What a company tells in its newest inventory return, up to `day`; `in_transit` by firearm the first day on which
    returns without a gap told that it was under way."""

    origin: str
    company: str
    licence: str
    day: str
    number: str
    jurisdiction: str
    arms: tuple[Arm, ...]
    gone: tuple[Gone, ...]
    in_transit: Mapping[Key, str]


def key_of(serial: str, maker: str) -> Key:
    """The key of a firearm."""
    return serial.strip().casefold(), bare(maker).strip()


def look_of(serial: str, maker: str) -> Key:
    """What a firearm looks like: the same for serials, and makers, that people take for one another."""
    return look_key(serial), bare(latin(maker)).strip()


def standing(contents: Sequence[Mapping[str, Any]]) -> Standing:
    """What the data of a company's inventory returns come to, the newest last."""
    newest = contents[-1]
    arms = tuple(_arm(each) for each in newest["firearms"])
    company, head = newest["company"], newest["head"]
    return Standing(
        str(head["origin"]), str(company["name"]), str(company.get("licence_number", "")), day_of(newest),
        str(newest["number"]), str(newest.get("policy", {}).get("jurisdiction", "")), arms,
        tuple(_gone(newest["events"], {each.key for each in arms})), _transit(contents),
    )  # fmt: skip


def day_of(content: Mapping[str, Any]) -> str:
    """The day as of which an inventory return tells."""
    return str(content["as_of"]["day"])


def _arm(told: Mapping[str, Any]) -> Arm:
    names = ("serial", "maker", "model", "kind", "calibre", "permit_number", "zone", "person", "person_name")
    return Arm(*(str(told.get(name, "")) for name in names))


def _gone(events: Iterable[Mapping[str, Any]], alive: set[Key]) -> list[Gone]:
    """The last that was told of each firearm which is no longer there."""
    last: dict[Key, Gone] = {}
    for event in events:
        if event.get("item_kind") != "firearm":
            continue
        key = key_of(str(event["item"]), str(event.get("maker", "")))
        if event["kind"] in _GONE:
            last[key] = Gone(
                str(event["item"]), str(event.get("maker", "")), _GONE[event["kind"]], str(event.get("reason", "")),
                str(event["occurred"])[:10], int(event["entry"]),
            )  # fmt: skip
        elif event["kind"] == "find":
            last.pop(key, None)
    return [each for key, each in last.items() if key not in alive]


def _transit(contents: Sequence[Mapping[str, Any]]) -> dict[Key, str]:
    since: dict[Key, str] = {}
    for content in contents:
        now = {_arm(each).key for each in content["firearms"] if each["zone"] == "transit"}
        since = {key: since.get(key, day_of(content)) for key in now}
    return since


def crossed(standings: Sequence[Standing], *, today: str, days: int) -> list[Finding]:
    """All that several companies, or one with itself, contradict each other in; `days` a delivery may take."""
    found: list[Finding] = []
    for check in _CHECKS:
        found += check(standings, today, days)
    return found


def _alive_twice(standings: Sequence[Standing], _today: str, _days: int) -> Iterator[Finding]:
    """The same serial and maker in two companies; serials that look alike, as questions."""
    by_key, by_look = _grouped(standings)
    for has in by_key.values():
        for (one, arm), (other, _twin) in _pairs(has):
            yield warn("cross_alive_twice", item=arm.title, company=one.company, other=other.company)
    for has in by_look.values():
        for (one, arm), (other, twin) in _pairs(has):
            if arm.key != twin.key:
                yield note(
                    "cross_look_alike", item=arm.title, company=one.company, twin=twin.title, other=other.company
                )


Has = tuple[Standing, Arm]


def _grouped(standings: Sequence[Standing]) -> tuple[dict[Key, list[Has]], dict[Key, list[Has]]]:
    by_key: dict[Key, list[Has]] = defaultdict(list)
    by_look: dict[Key, list[Has]] = defaultdict(list)
    for each in standings:
        for arm in each.arms:
            by_key[arm.key].append((each, arm))
            by_look[look_of(arm.serial, arm.maker)].append((each, arm))
    return by_key, by_look


def _pairs(has: Sequence[Has]) -> Iterator[tuple[Has, Has]]:
    yield from (pair for pair in combinations(has, 2) if pair[0][0].origin != pair[1][0].origin)


def _lost_alive(standings: Sequence[Standing], _today: str, _days: int) -> Iterator[Finding]:
    """Lost or destroyed in one company, there in another: exactly, or by a serial that looks alike."""
    by_key, by_look = _grouped(standings)
    for each in standings:
        for gone in each.gone:
            if gone.how == "disposed":
                continue
            exact = [has for has in by_key.get(key_of(gone.serial, gone.maker), ()) if has[0].origin != each.origin]
            look = by_look.get(look_of(gone.serial, gone.maker), ())
            for other, arm in exact or [has for has in look if has[0].origin != each.origin]:
                code = {"lost": "cross_lost_alive", "destroyed": "cross_destroyed_alive"}[gone.how]
                make = warn if exact else note
                yield make(
                    code, item=f"{gone.maker} {gone.serial}", company=each.company, day=gone.day, twin=arm.title,
                    other=other.company,
                )  # fmt: skip


def _transfers(standings: Sequence[Standing], today: str, days: int) -> Iterator[Finding]:
    """Sold, and told by nobody; under way inside a company, return after return."""
    by_key, _by_look = _grouped(standings)
    for each in standings:
        for gone in each.gone:
            is_open = gone.how == "disposed" and gone.reason in SOLD and _age(gone.day, today) > days
            if is_open and key_of(gone.serial, gone.maker) not in by_key:
                yield warn(
                    "cross_not_received", item=f"{gone.maker} {gone.serial}", company=each.company, day=gone.day,
                    days=days,
                )  # fmt: skip
        for arm in each.arms:
            since = each.in_transit.get(arm.key, each.day)
            if arm.zone == "transit" and _age(since, today) > days:
                yield warn("cross_under_way", item=arm.title, company=each.company, day=since, days=days)


def _age(day: str, today: str) -> int:
    return (dt.date.fromisoformat(today) - dt.date.fromisoformat(day)).days


def _people(standings: Sequence[Standing], _today: str, _days: int) -> Iterator[Finding]:
    """One name with arms of two companies: a question, because names are not unique."""
    by_name: dict[str, dict[str, tuple[str, list[Has]]]] = defaultdict(dict)
    for each in standings:
        for arm in each.arms:
            if name := " ".join(sorted(bare(arm.person_name).split())):
                by_name[name].setdefault(each.origin, (arm.person_name, []))[1].append((each, arm))
    for has in by_name.values():
        for (name, ours), (_same, theirs) in combinations(has.values(), 2):
            yield note(
                "cross_person_twice", person=name, company=ours[0][0].company, items=_titles(ours),
                other=theirs[0][0].company, others=_titles(theirs),
            )  # fmt: skip


def _titles(has: Iterable[Has]) -> tuple[str, ...]:
    return tuple(arm.title for _each, arm in has)[:MOST_NAMED]


def _permits(standings: Sequence[Standing], _today: str, _days: int) -> Iterator[Finding]:
    """One permit number for two firearms."""
    by_permit: dict[str, list[Has]] = defaultdict(list)
    for each in standings:
        for arm in each.arms:
            if permit := "".join(arm.permit.split()).casefold():
                by_permit[permit].append((each, arm))
    for has in by_permit.values():
        if len({arm.key for _each, arm in has}) > 1:
            companies = tuple(dict.fromkeys(each.company for each, _arm in has))
            code = "cross_permit_twice" if len(companies) > 1 else "cross_permit_shared"
            make = warn if len(companies) > 1 else note
            yield make(code, value=has[0][1].permit, items=_titles(has), companies=companies)


Check = Callable[[Sequence[Standing], str, int], Iterable[Finding]]
_CHECKS: tuple[Check, ...] = (_alive_twice, _lost_alive, _transfers, _people, _permits)
