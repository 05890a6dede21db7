"""Six months in the life of the demo company: shifts, training days, transfers, and what goes wrong now and then."""

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.services import corrections, custody, holds, transfers
from registry_app.services.register import Register

SHIFTS = ((6, 12), (18, 12))
"""When a shift begins, and how many hours it lasts."""
HANDED_PER_SHIFT = 4
CARRIED = {"revolver": 12, "pistol": 30, "shotgun": 10}
TRAINED = 20


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


def live(story: Story, days: int, progress: Callable[[int, int], None]) -> None:
    """Go through the days up to the morning of the last one, when the day shift is out."""
    first = story.clock.day
    for number in range(days):
        day = first + dt.timedelta(days=number)
        story.register.opened.store.write(_day, story, day, number, is_last=number == days - 1)
        progress(number + 1, days)


def _day(session: Session, story: Story, day: dt.date, number: int, *, is_last: bool) -> None:
    for hour, _hours in SHIFTS[:1] if is_last else SHIFTS:
        story.clock.at(day, hour - 1 if hour else hour, 30)
        _take_back_all(session, story)
        story.clock.at(day, hour)
        for _one in range(HANDED_PER_SHIFT * (3 if is_last else 1)):
            _hand_out(session, story)
    if not is_last and number in _EVENTS:
        story.clock.at(day, 21)
        _EVENTS[number](session, story)


def _hand_out(session: Session, story: Story) -> None:
    gun, guard = story.gun(), story.guard()
    if gun is None or guard is None:
        return
    rounds = CARRIED.get(gun.kind, 10)
    lot = story.lot_for(gun, rounds)
    _issue(session, story, gun, guard, lot, rounds)


def _issue(session: Session, story: Story, gun: Gun, guard: Guard, lot: Lot | None, rounds: int) -> None:
    custody.issue(
        session, firearms=[gun.number], to=guard.number, post=story.rng.choice(story.posts),
        rounds={lot.number: rounds} if lot else {}, reason="shift", by=story.armorer,
    )  # fmt: skip
    gun.is_free = False
    if lot:
        lot.left -= rounds
    story.out.append(Out(gun, lot, rounds if lot else 0, guard))


def _take_back_all(session: Session, story: Story) -> None:
    for out in story.out:
        _take_back(session, story, out)
    story.out.clear()


def _take_back(session: Session, story: Story, out: Out, used: int = 0, reason: str = "") -> None:
    back = {out.lot.number: out.rounds - used} if out.lot and out.rounds > used else {}
    custody.take_back(
        session, firearms=[out.gun.number], rounds=back, expended={out.lot.number: used} if out.lot and used else {},
        reason=reason, by=story.armorer,
    )  # fmt: skip
    out.gun.is_free = True
    if out.lot:
        out.lot.left += out.rounds - used


def _training(session: Session, story: Story) -> None:
    """A training day: rounds go out and do not come back."""
    for _one in range(3):
        gun, guard = story.gun("pistol", "revolver"), story.guard()
        lot = story.lot_for(gun, TRAINED, training=True) if gun else None
        if gun and guard and lot:
            _issue(session, story, gun, guard, lot, TRAINED)
            _take_back(session, story, story.out.pop(), TRAINED, "training")


def _incident(session: Session, story: Story) -> None:
    """Two shots in self-defence; the firearm is kept as evidence."""
    out = story.out.pop()
    _take_back(session, story, out, min(2, out.rounds), "incident" if out.rounds else "")
    out.gun.is_free = False
    holds.hold(
        session, item=out.gun.number, state="held:evidence", reason="evidence", document="FGN-2026-00417",
        by=story.armorer,
    )  # fmt: skip


def _maintenance(session: Session, story: Story) -> None:
    if gun := story.gun():
        holds.hold(session, item=gun.number, state="held:quarantine", reason="maintenance", by=story.armorer)
        story.clock.at(story.clock.day, 23)
        holds.release(session, item=gun.number, reason="maintenance", by=story.witness)


def _quarantine(session: Session, story: Story) -> None:
    """The firing pin is worn: not to be used until the gunsmith has seen it."""
    if gun := story.gun():
        gun.is_free = False
        holds.hold(session, item=gun.number, state="held:quarantine", reason="inspection", by=story.armorer)


def _transfer(session: Session, story: Story) -> None:
    """Three firearms move to the next armoury the same night."""
    here, there, guns = _load(story)
    posted = transfers.send(
        session, items={g.number: 1 for g in guns}, source=here, destination=there, by=story.armorer
    )
    story.clock.at(story.clock.day, 23)
    target = next(store for store, armoury in story.homes.items() if armoury == there)
    transfers.accept(session, sent=posted.seq, to=target, by=story.armorer)
    for gun in guns:
        gun.home, gun.is_free = target, True


def _transfer_under_way(session: Session, story: Story) -> None:
    here, there, guns = _load(story)
    transfers.send(session, items={g.number: 1 for g in guns}, source=here, destination=there, by=story.armorer)


def _transfer_refused(session: Session, story: Story) -> None:
    """One crate of two is refused at the other end: the seal was broken."""
    here, there, guns = _load(story)
    posted = transfers.send(
        session, items={g.number: 1 for g in guns}, source=here, destination=there, by=story.armorer
    )
    transfers.reject(session, sent=posted.seq, reason="refused_delivery", by=story.armorer)
    for gun in guns:
        gun.is_free = True


def _load(story: Story) -> tuple[int, int, list[Gun]]:
    here, there = story.rng.sample(story.armouries, 2)
    guns = [g for g in story.guns if g.is_free and story.homes[g.home] == here][:3]
    for gun in guns:
        gun.is_free = False
    return here, there, guns


def _correction(session: Session, story: Story) -> None:
    """Handed to the right person, entered for the wrong one: undone and entered again."""
    gun, wrong = story.gun(), story.guard()
    right = story.guard()
    if gun and wrong and right:
        posted = custody.issue(session, firearms=[gun.number], to=wrong.number, by=story.armorer)
        corrections.correct(session, seq=posted.seq, reason="wrong_person", by=story.armorer, witness=story.witness)
        _issue(session, story, gun, right, None, 0)


def _theft(session: Session, story: Story) -> None:
    """A guard is robbed of the revolver on the way home; it is found three weeks later."""
    out = story.out.pop()
    holds.write_off(
        session, kind="lose", item=out.gun.number, reason="robbery", document="DEN-2026-11873",
        by=story.armorer, witness=story.witness,
    )  # fmt: skip
    if out.lot and out.rounds:
        holds.write_off(
            session, kind="lose", item=out.lot.number, quantity=out.rounds, person=out.guard.number,
            reason="robbery", document="DEN-2026-11873", by=story.armorer, witness=story.witness,
        )  # fmt: skip


def _recovery(session: Session, story: Story) -> None:
    from registry_app.services.lists import firearms

    for number in firearms(session, state="gone"):
        gun = next(g for g in story.guns if g.number == number)
        holds.find(session, item=number, to=gun.home, by=story.armorer, witness=story.witness)
        return


def _destruction(session: Session, story: Story) -> None:
    """Two worn-out revolvers are melted down."""
    for _one in range(2):
        if gun := story.gun("revolver"):
            gun.is_free = False
            holds.write_off(
                session, kind="destroy", item=gun.number, reason="worn_out", document="ACTA-2026-03",
                by=story.witness, witness=next(iter(story.actors.values())),
            )  # fmt: skip


def _sale(session: Session, story: Story) -> None:
    if gun := story.gun("shotgun"):
        gun.is_free = False
        holds.write_off(
            session, kind="dispose", item=gun.number, reason="sale", to="buyer", document="FV-0091",
            by=story.witness, witness=next(iter(story.actors.values())),
        )  # fmt: skip


_EVENTS: dict[int, Callable[[Session, Story], None]] = {
    9: _training, 16: _maintenance, 23: _transfer, 38: _training, 45: _incident, 52: _correction, 66: _training,
    73: _theft, 80: _transfer_refused, 94: _training, 95: _recovery, 101: _destruction, 115: _transfer,
    122: _training, 129: _maintenance, 143: _sale, 150: _training, 164: _quarantine, 178: _training,
    180: _transfer_under_way,
}  # fmt: skip
"""What happens besides the shifts, by the number of the day."""
