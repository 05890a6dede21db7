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

    def __call__(self) -> int:
        """The demo's time in UTC ms, a little later at each call."""
        self._now += 7_000
        return self._now


@dataclass(frozen=True)
class Guard:
    """A guard by record number, with the last day of licence and course."""

    number: int
    until: str


@dataclass
class Gun:
    """A firearm by record number: where it is kept, and the last day of its permit."""

    number: int
    kind: str
    calibre: str
    home: int
    until: str
    is_free: bool = True


@dataclass
class Lot:
    """A lot by record number: in which armoury it lies and how many rounds are left there."""

    number: int
    calibre: str
    armoury: int
    left: int
    is_for_training: bool


@dataclass(frozen=True)
class Out:
    """A firearm that is out with rounds of a lot."""

    gun: Gun
    lot: Lot | None
    rounds: int
    guard: Guard


@dataclass
class Story:
    """Who and what takes part."""

    register: Register
    actors: Mapping[str, Actor]
    clock: Clock
    rng: random.Random
    guards: list[Guard]
    guns: list[Gun]
    lots: list[Lot]
    posts: list[int]
    homes: Mapping[int, int]
    armouries: list[int]
    out: list[Out] = field(default_factory=list)
    _turn: int = 0

    @property
    def armorer(self) -> Actor:
        """The armorers take turns."""
        at_work = [a for a in self.actors.values() if "armorer" in a.roles.split()]
        self._turn += 1
        return at_work[self._turn // 50 % len(at_work)]

    @property
    def witness(self) -> Actor:
        """Whoever witnesses: the compliance officer."""
        return next(a for a in self.actors.values() if "compliance" in a.roles.split())

    def gun(self, *kinds: str) -> Gun | None:
        """A firearm that lies in store with a valid permit."""
        today = self.clock.day.isoformat()
        free = [g for g in self.guns if g.is_free and g.until >= today and (not kinds or g.kind in kinds)]
        return self.rng.choice(free) if free else None

    def guard(self) -> Guard | None:
        """A guard with valid papers who has nothing in hand."""
        today = self.clock.day.isoformat()
        busy = {o.guard.number for o in self.out}
        free = [g for g in self.guards if g.until >= today and g.number not in busy]
        return self.rng.choice(free) if free else None

    def lot_for(self, gun: Gun, rounds: int, *, training: bool = False) -> Lot | None:
        """A lot of the right calibre in the armoury where the firearm is kept."""
        armoury = self.homes[gun.home]
        fitting = [x for x in self.lots if (x.calibre, x.armoury) == (gun.calibre, armoury) and x.left >= rounds]
        wanted = [x for x in fitting if x.is_for_training == training]
        return next(iter(wanted or fitting), None)


def issue(session: Session, story: Story, gun: Gun, guard: Guard, lot: Lot | None, rounds: int) -> None:
    """Hand a firearm, with rounds of a lot, to a guard for a shift at some post."""
    custody.issue(
        session, firearms=[gun.number], to=guard.number, post=story.rng.choice(story.posts),
        rounds={lot.number: rounds} if lot else {}, reason="shift", by=story.armorer,
    )  # fmt: skip
    gun.is_free = False
    if lot:
        lot.left -= rounds
    story.out.append(Out(gun, lot, rounds if lot else 0, guard))


def take_back(session: Session, story: Story, out: Out, used: int = 0, reason: str = "") -> None:
    """Take a firearm back into store, with the rounds that were not used."""
    back = {out.lot.number: out.rounds - used} if out.lot and out.rounds > used else {}
    custody.take_back(
        session, firearms=[out.gun.number], rounds=back, expended={out.lot.number: used} if out.lot and used else {},
        reason=reason, by=story.armorer,
    )  # fmt: skip
    out.gun.is_free = True
    if out.lot:
        out.lot.left += out.rounds - used
