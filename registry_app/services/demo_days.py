"""Day by day through six months of the demo company: shifts, and what happens besides them now and then."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy.orm import Session

from registry_app.services import corrections, custody, holds, transfers
from registry_app.services.demo_story import Gun, Story, issue, take_back
from registry_app.services.lists import firearms

SHIFTS = ((6, 12), (18, 12))
"""When a shift begins, and how many hours it lasts."""
HANDED_PER_SHIFT = 4
CARRIED = {"revolver": 12, "pistol": 30, "shotgun": 10}
TRAINED = 20


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
    issue(session, story, gun, guard, lot, rounds)


def _take_back_all(session: Session, story: Story) -> None:
    for out in story.out:
        take_back(session, story, out)
    story.out.clear()


def _training(session: Session, story: Story) -> None:
    """A training day: rounds go out and do not come back."""
    for _one in range(3):
        gun, guard = story.gun("pistol", "revolver"), story.guard()
        lot = story.lot_for(gun, TRAINED, training=True) if gun else None
        if gun and guard and lot:
            issue(session, story, gun, guard, lot, TRAINED)
            take_back(session, story, story.out.pop(), TRAINED, "training")


def _incident(session: Session, story: Story) -> None:
    """Two shots in self-defence; the firearm is kept as evidence."""
    out = story.out.pop()
    take_back(session, story, out, min(2, out.rounds), "incident" if out.rounds else "")
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
        issue(session, story, gun, right, None, 0)


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
