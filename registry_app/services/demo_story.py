"""Who and what takes part in the demo company's story, and the two acts that all days are made of."""

import datetime as dt
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.services import custody
from registry_app.services.register import Register


class Clock:
    """The demo's own time: set to a day and hour, then a few seconds on at each glance."""

    def __init__(self, day: dt.date, zone: ZoneInfo) -> None:
        self._zone = zone
        self._now = 0
        self.at(day, 5)

    def at(self, day: dt.date, hour: int, minute: int = 0) -> None:
        """Go on to that time of that day; never back."""
        self.day = day
        moment = dt.datetime.combine(day, dt.time(hour, minute), self._zone)
        self._now = max(self._now, int(moment.timestamp() * 1000))

    def in_days(self, days: int) -> int:
        """The morning so many days on, in UTC ms: when something is due back."""
        morning = dt.datetime.combine(self.day + dt.timedelta(days=days), dt.time(8), self._zone)
        return int(morning.timestamp() * 1000)

    def __call__(self) -> int:
        """The demo's time in UTC ms, a little later at each call."""
        self._now += 7_000
        return self._now


@dataclass(frozen=True)
class Armoury:
    """An armoury and the safes in it, by record number."""

    number: int
    code: str
    safes: tuple[int, ...]


@dataclass
class Guard:
    """A guard by record number, with the last day of licence, course and fitness: the first of the three."""

    number: int
    until: str


@dataclass
class Gun:
    """A firearm by record number: where it is kept, and the last day of its permit."""

    number: int
    serial: str
    kind: str
    calibre: str
    home: int
    permit: str
    until: str
    is_free: bool = True


@dataclass
class Lot:
    """A lot by record number: in which armoury it lies and how many rounds are ready there."""

    number: int
    calibre: str
    armoury: int
    left: int
    is_for_training: bool
    sealed: int = 0
    is_withdrawn: bool = False


@dataclass(frozen=True)
class Out:
    """A firearm that is out with rounds of a lot, and perhaps a vest."""

    gun: Gun
    lot: Lot | None
    rounds: int
    guard: Guard
    vest: int = 0


@dataclass
class Story:
    """Who and what takes part: `keys` and the stock of `vests` by armoury, permit `cards` by firearm, `authorities` by
    the company's field that names them; `end` is the last day."""

    register: Register
    actors: Mapping[str, Actor]
    clock: Clock
    rng: random.Random
    end: dt.date
    guards: list[Guard]
    guns: list[Gun]
    lots: list[Lot]
    posts: list[int]
    contracts: list[int]
    homes: Mapping[int, int]
    armouries: list[int]
    authorities: Mapping[str, int]
    keys: Mapping[int, tuple[int, ...]]
    vests: Mapping[int, int]
    cards: Mapping[int, int]
    out: list[Out] = field(default_factory=list)
    cases: dict[str, int] = field(default_factory=dict)
    """The records of cases and entries that later days come back to, by what they are called here."""
    _turn: int = 0

    @property
    def armorer(self) -> Actor:
        """The armorers take turns."""
        at_work = self.armorers
        self._turn += 1
        return at_work[self._turn // 50 % len(at_work)]

    @property
    def armorers(self) -> list[Actor]:
        """Those who work at the hatch."""
        return [a for a in self.actors.values() if "armorer" in a.roles.split()]

    @property
    def witness(self) -> Actor:
        """Whoever witnesses: the compliance officer."""
        return next(a for a in self.actors.values() if "compliance" in a.roles.split())

    @property
    def counter(self) -> Actor:
        """Whoever counts."""
        return next(a for a in self.actors.values() if "counter" in a.roles.split())

    @property
    def director(self) -> Actor:
        """The legal representative."""
        return next(a for a in self.actors.values() if "director" in a.roles.split())

    def day(self, days: int = 0) -> str:
        """The day of the story so many days on, `YYYY-MM-DD`."""
        return (self.clock.day + dt.timedelta(days=days)).isoformat()

    def gun(self, *kinds: str, armoury: int = 0) -> Gun | None:
        """A firearm that lies in store with a valid permit."""
        today = self.day()
        free = [
            g for g in self.guns
            if g.is_free and g.until >= today and (not kinds or g.kind in kinds)
            and armoury in (0, self.homes[g.home])
        ]  # fmt: skip
        return self.rng.choice(free) if free else None

    def guard(self) -> Guard | None:
        """A guard with valid papers who has nothing in hand."""
        today = self.day()
        busy = {o.guard.number for o in self.out}
        free = [g for g in self.guards if g.until >= today and g.number not in busy]
        return self.rng.choice(free) if free else None

    def lot_for(self, gun: Gun, rounds: int, *, training: bool = False) -> Lot | None:
        """A lot of the right calibre in the armoury where the firearm is kept."""
        armoury = self.homes[gun.home]
        here = (x for x in self.lots if (x.calibre, x.armoury) == (gun.calibre, armoury) and not x.is_withdrawn)
        fitting = [x for x in here if x.left >= rounds]
        wanted = [x for x in fitting if x.is_for_training == training]
        return next(iter(wanted or fitting), None)

    def armed(self) -> Out | None:
        """Somebody who is out with a firearm and rounds; from now on no longer among those who come back."""
        found = next((o for o in reversed(self.out) if o.rounds), None)
        if found:
            self.out.remove(found)
        return found


def issue(session: Session, story: Story, gun: Gun, guard: Guard, lot: Lot | None, rounds: int, vest: int = 0) -> None:
    """Hand a firearm, with rounds of a lot, to a guard for a shift at some post."""
    custody.issue(
        session, firearms=[gun.number], to=guard.number, post=story.rng.choice(story.posts),
        rounds={lot.number: rounds} if lot else {}, articles={vest: 1} if vest else {}, reason="shift",
        by=story.armorer,
    )  # fmt: skip
    gun.is_free = False
    if lot:
        lot.left -= rounds
    story.out.append(Out(gun, lot, rounds if lot else 0, guard, vest))


def take_back(session: Session, story: Story, out: Out, used: int = 0, reason: str = "") -> None:
    """Take a firearm back into store, with the rounds that were not used."""
    back = {out.lot.number: out.rounds - used} if out.lot and out.rounds > used else {}
    custody.take_back(
        session, firearms=[out.gun.number], rounds=back, expended={out.lot.number: used} if out.lot and used else {},
        articles={out.vest: 1} if out.vest else {}, reason=reason, by=story.armorer,
    )  # fmt: skip
    out.gun.is_free = True
    if out.lot:
        out.lot.left += out.rounds - used
