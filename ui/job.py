"""One piece of work under way, as the window sees it: callbacks, progress, cancelling.

`ui.tasks` makes jobs; nobody else does.
"""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject

from registry_app.domain.errors import ArmariumError, Refused

T = TypeVar("T")

TELL_EVERY_S = 0.05


class Cancelled(Exception):
    """The user stopped a long work; its transaction is rolled back on the way out."""


class Progress:
    """How far a long work has come; lives on the working thread."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told, self._cancelled, self._last = told, threading.Event(), 0.0

    def __call__(self, done: int, total: int) -> None:
        """Tell that `done` of `total` steps are done; raises `Cancelled` when the user has stopped the work."""
        self.stop_here()
        now = time.monotonic()
        if done >= total or now - self._last > TELL_EVERY_S:
            self._last = now
            self._told(done, total)

    def stop_here(self) -> None:
        """Raise `Cancelled` when the user has stopped the work."""
        if self._cancelled.is_set():
            raise Cancelled

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should end."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to end at its next call."""
        self._cancelled.set()


class Job(Generic[T]):
    """One piece of work under way. All methods belong to the window's thread and give the job back for chaining."""

    def __init__(self, restart: Callable[["Job[T]"], None], owner: QObject | None, *, is_write: bool) -> None:
        self._restart, self._owner, self.is_write = restart, owner, is_write
        self._done: list[Callable[[T], object]] = []
        self._failed: list[tuple[tuple[type[ArmariumError], ...], Callable[[Any], object]]] = []
        self._ended: list[Callable[[], object]] = []
        self._told: list[Callable[[int, int], object]] = []
        self.is_dropped = False
        self.steps = Progress(lambda _done, _total: None)

    def begin(self, send: Callable[[Callable[[], None]], None]) -> None:
        """Count from nought; `send` carries calls to the window's thread."""
        self.steps = Progress(lambda done, total: send(lambda: self.tell(done, total)))

    def then(self, done: Callable[[T], object]) -> "Job[T]":
        """Call `done(answer)` on the window's thread."""
        self._done.append(done)
        return self

    def otherwise(self, failed: Callable[[Any], object], *kinds: type[ArmariumError]) -> "Job[T]":
        """Call `failed(error)` for errors of `kinds` (`Refused` when none is named) instead of showing a problem."""
        self._failed.append((kinds or (Refused,), failed))
        return self

    def progress(self, told: Callable[[int, int], object]) -> "Job[T]":
        """Call `told(done, total)` while the work goes on."""
        self._told.append(told)
        return self

    def ended(self, ended: Callable[[], object]) -> "Job[T]":
        """Call `ended()` when the work is over in whatever way, also after `cancel`; not when dropped."""
        self._ended.append(ended)
        return self

    def cancel(self) -> None:
        """Stop the work where it asks for it and forget a reading's answer; `ended` is still called.

        A write that was committed in spite of it is told as done.
        """
        self.steps.cancel()

    def drop(self) -> None:
        """Call nobody any more. Reading stops where it can; a write the user asked for still happens."""
        self.is_dropped = True
        if not self.is_write:
            self.cancel()

    def again(self) -> None:
        """Start the same work once more with the same callbacks."""
        self._restart(self)

    def is_wanted(self) -> bool:
        """Whether anybody still waits for the answer."""
        return not self.is_dropped and (self._owner is None or shiboken6.isValid(self._owner))

    def tell(self, done: int, total: int) -> None:
        """Pass a step of progress on."""
        if self.is_wanted() and not self.steps.is_cancelled:
            for told in self._told:
                told(done, total)

    def deliver(self, answer: Any, error: BaseException | None) -> BaseException | None:
        """Call back; gives the error that nobody took. A write's error is given even when nobody waits for it."""
        if not self.is_wanted():
            return error if self.is_write and not isinstance(error, Cancelled) else None
        for ended in self._ended:
            ended()
        if isinstance(error, Cancelled) or (self.steps.is_cancelled and not self.is_write):
            return None
        if error is not None:
            return self._pass(error)
        for done in self._done:
            done(answer)
        return None

    def _pass(self, error: BaseException) -> BaseException | None:
        for kinds, failed in self._failed:
            if isinstance(error, kinds):
                failed(error)
                return None
        return error
