"""The scans of a count, one after the other: each is entered before the next is looked at, and none is lost.

A scan waits here while the one before it is entered, so that a label of a place holds for what is scanned right after.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from registry_app.domain.errors import Refused
from registry_app.domain.scan import Scan, read
from registry_app.services import counting
from registry_app.services.counting import Spot, Taken
from registry_app.services.scans import Hit
from ui.tasks import Scope


@dataclass(frozen=True)
class Wish:
    """What is to be counted: a scan, or what is known to be meant; `spot` where it was, empty for where one is now."""

    raw: str
    scan: Scan | None = None
    hit: Hit | None = None
    is_typed: bool = False
    is_sure: bool = False
    spot: Spot | None = None
    numbers: tuple[int, int] | None = None
    """Sealed packs and loose rounds or pieces."""


class Scans:
    """`here` gives the spot when a scan's turn comes; `answered` and `refused` are called with its wish."""

    def __init__(
        self, owner: QWidget, jobs: Scope, here: Callable[[], Spot], answered: Callable[[Wish, Taken], None],
        refused: Callable[[Wish, Refused], None],
    ) -> None:  # fmt: skip
        self._owner, self._jobs, self._here = owner, jobs, here
        self._answered, self._refused = answered, refused
        self.audit, self.turn = 0, 1
        self._waiting: deque[Wish] = deque()
        self._under_way: Wish | None = None

    def put(self, wish: Wish) -> None:
        """Count this as soon as all before it is entered."""
        self._waiting.append(wish)
        self._go_on()

    def left(self) -> list[str]:
        """What was scanned and is not entered yet, as it was read."""
        both = [self._under_way] if self._under_way else []
        return [wish.raw for wish in (*both, *self._waiting) if wish.scan is not None]

    def take_up(self, left: list[str]) -> None:
        """Count what was left."""
        for raw in left:
            self.put(Wish(raw, read(raw)))

    def _go_on(self) -> None:
        if self._under_way is not None or not self._waiting:
            return
        wish = self._under_way = self._waiting.popleft()
        spot = wish.spot or self._here()
        if wish.is_typed and not spot.person:
            spot = replace(spot, way="typed")
        wish = replace(wish, spot=spot)
        service, facts = _asked(wish)
        job = self._jobs.note(service, audit=self.audit, turn=self.turn, spot=spot, **facts).ended(self._free)
        job.then(lambda taken: self._answered(wish, taken)).otherwise(lambda error: self._refused(wish, error), Refused)

    def _free(self) -> None:
        """The next one begins when the answer has been shown: it may have said where one is."""
        self._under_way = None
        QTimer.singleShot(0, self._owner, self._go_on)


def _asked(wish: Wish) -> tuple[Callable[..., Taken], dict[str, Any]]:
    """The service that counts it, with its facts."""
    if wish.numbers is not None:
        packs, quantity = wish.numbers
        return counting.count, {"hit": wish.hit, "packs": packs, "quantity": quantity}
    if wish.hit is not None:
        return counting.take_hit, {"hit": wish.hit, "raw": wish.raw, "is_sure": wish.is_sure}
    return counting.take, {"scan": wish.scan, "is_sure": wish.is_sure}
