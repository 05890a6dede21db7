"""Day by day through six months of the demo company: shifts, and what happens besides them now and then."""

import datetime as dt
from collections.abc import Callable

from sqlalchemy.orm import Session

from registry_app.services import demo_audits as audits
from registry_app.services import demo_cases as cases
from registry_app.services import demo_events as events
from registry_app.services import demo_papers as papers
from registry_app.services.demo_story import Story, issue, take_back

SHIFTS = ((6, 12), (18, 12))
"""When a shift begins, and how many hours it lasts."""
HANDED_PER_SHIFT = 4


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
            _hand_out(session, story, has_vest=is_last and _one % 2 == 0)
    if not is_last:
        _besides(session, story, day, number)


def _hand_out(session: Session, story: Story, *, has_vest: bool) -> None:
    gun, guard = story.gun(), story.guard()
    if gun is None or guard is None:
        return
    rounds = events.CARRIED.get(gun.kind, 10)
    vest = story.vests[story.homes[gun.home]] if has_vest else 0
    issue(session, story, gun, guard, story.lot_for(gun, rounds), rounds, vest)


def _take_back_all(session: Session, story: Story) -> None:
    for out in story.out:
        take_back(session, story, out)
    story.out.clear()


def _besides(session: Session, story: Story, day: dt.date, number: int) -> None:
    """What happens in the evening: care, the monthly report, and the event of the day."""
    story.clock.at(day, 20)
    papers.tend(session, story, number)
    papers.report_changes(session, story)
    if number in _EVENTS:
        story.clock.at(day, 21)
        _EVENTS[number](session, story)


_EVENTS: dict[int, Callable[[Session, Story], None]] = {
    1: papers.appoint, 9: events.train, 12: papers.mark, 16: events.repair, 23: events.transfer, 24: events.repaired,
    30: papers.renew, 38: events.train, 45: cases.shoot, 52: events.mistake, 54: events.buy, 58: events.rotate,
    60: cases.close_discharge, 62: audits.count_first, 65: audits.check_security, 66: events.train,
    70: audits.count_last, 73: cases.rob, 80: events.transfer_refused, 92: events.refill,
    94: events.train, 95: cases.recover, 96: papers.certify, 97: papers.report_inventory,
    101: events.destroy, 104: papers.receipt,
    110: cases.close_robbery, 115: events.transfer, 120: events.deposit, 122: events.train, 126: cases.lose_papers,
    131: papers.hand_over, 132: audits.count_handed_over, 140: events.fetch_back, 143: events.sell,
    148: audits.count_again, 150: events.train, 158: audits.check_security_again, 160: events.withdraw,
    164: events.quarantine, 168: audits.count_short, 170: events.repair, 174: events.destroy_rounds, 178: events.train,
    180: events.transfer_under_way,
}  # fmt: skip
"""What happens besides the shifts, by the number of the day."""
