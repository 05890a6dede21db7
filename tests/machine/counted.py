"""A count told in the plainest way: where each piece was at the moment of each sighting, and what that comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.machine.model import COMPANY, STORE, Done, Model, Moved, Spot


class Glance(NamedTuple):
    """A sighting: its record and entry, when (UTC ms), what, in which place, with whom, and in which turn."""

    number: int
    at: int
    item: int
    place: int
    person: int
    turn: int
    by: str
    seq: int


@dataclass
class Count:
    """An audit of one armoury, or (`place` 0) of the company: where everything was when it began, and what came since.

    `root` is what it was closed as.
    """

    begun: Done
    number: int
    kind: str
    place: int
    counters: tuple[str, ...]
    start: Mapping[int, Counter[Spot]]
    glances: list[Glance] = field(default_factory=list)
    differences: dict[int, Done] = field(default_factory=dict)
    items: dict[int, int] = field(default_factory=dict)
    """The item of each difference, 0 for none."""
    settled: dict[int, Done] = field(default_factory=dict)
    closed: Done | None = None
    root: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it stands, and was not closed."""
        return self.begun.stands and self.closed is None

    def entered(self) -> list[int]:
        """The differences that stand."""
        return [number for number, done in self.differences.items() if done.stands]

    def left(self) -> list[int]:
        """Those that nobody settled."""
        return [n for n in self.entered() if not (n in self.settled and self.settled[n].stands)]


def seen(model: Model, count: Count) -> list[Glance]:
    """The sightings that were not corrected, in the order of their happening."""
    gone = {act.seq for act in model.done if not act.stands}
    return sorted((g for g in count.glances if g.seq not in gone), key=lambda g: (g.at, g.number))


def comes_to(model: Model, count: Count, moments: Mapping[int, int], until: int) -> dict[int, str]:
    """What each piece comes to, by its number; `moments` says when each entry happened."""
    last = _last_turns(seen(model, count))
    pieces = [item for item in {*count.start, *last} if _is_piece(model, count, item)]
    found = {}
    for item in pieces:
        story = _Story(model, count, moments, item)
        if last.get(item):
            found[item] = _sighted(story, last[item], until)
        elif story.is_expected(0):
            found[item] = _unseen(story, until)
    return found


def _is_piece(model: Model, count: Count, item: int) -> bool:
    about = model.items.get(item)
    return about.is_single if about else sum(count.start.get(item, Counter()).values()) == 1


def _last_turns(glances: Iterable[Glance]) -> dict[int, list[Glance]]:
    found: dict[int, list[Glance]] = {}
    for glance in glances:
        turn = max((g.turn for g in found.get(glance.item, [])), default=0)
        if glance.turn >= turn:
            found[glance.item] = [*(found.get(glance.item, []) if glance.turn == turn else []), glance]
    return found


class _Story:
    """Where one piece was when, by what is known of it now."""

    def __init__(self, model: Model, count: Count, moments: Mapping[int, int], item: int) -> None:
        self._model, self._count, self._item = model, count, item
        steps = [*_undone(model, count), *_done(model, count, moments)]
        self._steps = sorted(
            ((at, seq, line) for at, seq, lines in steps for line in lines if line.item == item),
            key=lambda step: step[:2],
        )

    def at(self, moment: int) -> Spot | None:
        """Where it was inside the company, as far as it was there."""
        there = Counter(self._count.start.get(self._item, Counter()))
        for at, _seq, line in self._steps:
            if at <= moment:
                there[line.source] -= 1
                there[line.target] += 1
        inside = [spot for spot, n in there.items() if n > 0 and spot.zone in COMPANY]
        return inside[0] if inside else None

    def is_expected(self, moment: int) -> bool:
        """Whether it was then in what is counted, or had come from there."""
        spot = self.at(moment)
        if spot is None or not self._count.place:
            return spot is not None
        return (spot.place or self._came_from()) == self._count.place

    def _came_from(self) -> int:
        lines = [line for act in self._model.standing() for line in act.moved if line.item == self._item]
        return next((line.source.place for line in reversed(lines) if line.source.zone == STORE), 0)


def _done(model: Model, count: Count, moments: Mapping[int, int]) -> Iterator[tuple[int, int, tuple[Moved, ...]]]:
    """What was entered since the count began and stands."""
    for act in model.standing():
        if act.seq > count.begun.seq:
            yield moments[act.seq], act.seq, act.moved


def _undone(model: Model, count: Count) -> Iterator[tuple[int, int, list[Moved]]]:
    """What was known when it began and was corrected since: it had never been."""
    for act in model.done:
        if act.seq < count.begun.seq < act.undone:
            yield 0, act.undone, [Moved(m.item, m.quantity, m.target, m.source) for m in reversed(act.moved)]


def _sighted(story: _Story, glances: list[Glance], until: int) -> str:
    verdicts = [_verdict(glance, story.at(glance.at) or story.at(until)) for glance in glances]
    if set(verdicts) == {"found"}:
        return "found"
    apart = len({(glance.place, glance.person) for glance in glances}) > 1
    return "twice" if apart else verdicts[-1]


def _verdict(glance: Glance, spot: Spot | None) -> str:
    if spot is None:
        return "found_gone"
    if spot.person and not glance.person:
        return "found_issued"
    if spot.person != glance.person:
        return "elsewhere"
    return "found" if spot.person or spot.place == glance.place else "elsewhere"


def _unseen(story: _Story, until: int) -> str:
    spot = story.at(until)
    if spot is None or not story.is_expected(until):
        return "moved"
    return "missing" if spot.zone == STORE else "not_seen"
