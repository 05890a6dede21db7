"""The one place that starts threads: work runs off the window's thread, answers come back on it.

`tasks.read(f, ...)` and `tasks.write(f, ...)` run a service function against the open register, `tasks.run(f, ...)`
runs any function without one, `tasks.labour(f, ...)` what writes in many short transactions of its own, such as an
import. Each gives a `Job`:

    self.tasks.latest("search").read(firearms.find, text=text).then(self.show_found).otherwise(self.refused)

One writer thread, so that acts happen in the order of the user's clicks; some readers; one thread for long labour, so
that the hatch goes on meanwhile. Only plain values may cross.
A function with a parameter `progress` gets a `Progress`, callable as `progress(done, total)`, which raises `Cancelled`
once the job was cancelled. Callbacks arrive by a queued signal, never before the event that started the job has ended,
so they can be attached after the start. An answer is dropped when its job was cancelled, replaced by a later one of the
same `latest(...)`, or when the widget it was asked for is gone.
"""

import inspect
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from ui.job import Job

T = TypeVar("T")
P = ParamSpec("P")

READERS = 3
BUSY_AFTER_MS = 300
WRITES = ("write", "note", "labour")


class Register(Protocol):
    """What tasks need of an opened register: `registry_app.services.register.Register` fits."""

    def read(self, f: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Call `f(session, ...)` on a snapshot; may run on several threads at once."""

    def write(self, f: Callable[..., T], /, *args: Any, **kwargs: Any) -> T:
        """Call `f(session, by=..., ...)` in one transaction."""

    def close(self) -> None:
        """Close the file; called once, after all work has ended."""


def _plainly(f: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    return f(*args, **kwargs)


def _takes_progress(f: Callable[..., Any]) -> bool:
    try:
        return "progress" in inspect.signature(f).parameters
    except ValueError:  # a builtin that tells nothing of itself
        return False


def _on_its_own(register: Register) -> Callable[..., Any]:
    return lambda f, *args, **kwargs: f(register, *args, **kwargs)


class _Post(QObject):
    """Carries calls from any thread to the window's."""

    arrived = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.arrived.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def _call(self, call: Callable[[], None]) -> None:
        call()


class _Starter:
    """The verbs that start jobs; where and for whom is up to `_start`."""

    def _start(self, kind: str, f: Callable[..., Any], args: Any, kwargs: Any, owner: QObject | None) -> Job[Any]:
        raise NotImplementedError

    def read(self, f: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Run `f(session, ...)` on a reader thread."""
        return self._start("read", f, args, kwargs, None)

    def write(self, f: Callable[..., T], /, **kwargs: Any) -> Job[T]:
        """Run `f(session, by=..., ...)` on the writer thread, after all writes asked for before."""
        return self._start("write", f, (), kwargs, None)

    def note(self, f: Callable[..., T], /, **kwargs: Any) -> Job[T]:
        """As `write`, for what no list shows: nobody is told that something was written."""
        return self._start("note", f, (), kwargs, None)

    def labour(self, f: Callable[Concatenate[Any, P], T], /, *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Run `f(register, ...)`, which writes by itself bit by bit, on a thread beside the writer's."""
        return self._start("labour", f, args, kwargs, None)

    def run(self, f: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Job[T]:
        """Run `f(...)` on a reader thread, without the register."""
        return self._start("run", f, args, kwargs, None)


class Scope(_Starter):
    """Starts jobs for one widget; they are dropped with it, and by `drop()`."""

    def __init__(self, tasks: "Tasks", owner: QObject | None) -> None:
        self._tasks, self._owner = tasks, owner
        self._slots: dict[str, Job[Any]] = {}
        self._jobs: set[Job[Any]] = set()

    def latest(self, slot: str) -> _Starter:
        """Start a job whose predecessor in the same `slot` is dropped: only the last answer counts."""
        return _Slot(self, slot)

    def drop(self) -> None:
        """Drop all jobs under way; called when the page closes. Writes still happen, silently."""
        for job in tuple(self._jobs):
            job.drop()

    def _start(self, kind: str, f: Callable[..., Any], args: Any, kwargs: Any, owner: QObject | None) -> Job[Any]:
        job = self._tasks._start(kind, f, args, kwargs, owner or self._owner)
        self._jobs = {each for each in self._jobs if each in self._tasks.under_way} | {job}
        return job


class _Slot(_Starter):
    def __init__(self, scope: Scope, slot: str) -> None:
        self._scope, self._slot = scope, slot

    def _start(self, kind: str, f: Callable[..., Any], args: Any, kwargs: Any, owner: QObject | None) -> Job[Any]:
        if before := self._scope._slots.get(self._slot):
            before.drop()
        job = self._scope._start(kind, f, args, kwargs, owner)
        self._scope._slots[self._slot] = job
        return job


class Tasks(QObject, _Starter):
    """The threads of one opened register (or of none: then only `run`).

    `wrote` is emitted after every successful write and after all labour, so that lists refresh; `busy` when work has
    lasted 300 ms and when all work is over; `failed` with the error that nobody took and the job, which may be
    told `again()`.
    """

    wrote = Signal()
    busy = Signal(bool)
    failed = Signal(object, object)

    def __init__(self, register: Register | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.register = register
        self.under_way: set[Job[Any]] = set()
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="reader")
        self._labourer = ThreadPoolExecutor(1, thread_name_prefix="labourer")
        self._writes: set[Job[Any]] = set()
        self._labours: set[Job[Any]] = set()
        self._post = _Post(self)
        self._is_told_busy = self._is_closed = False
        self._patience = QTimer(self, singleShot=True, interval=BUSY_AFTER_MS)
        self._patience.timeout.connect(self._tell_busy)

    def of(self, owner: QObject) -> Scope:
        """Jobs for `owner`, a widget: dropped when it is gone."""
        return Scope(self, owner)

    @property
    def is_labouring(self) -> bool:
        """Whether long labour is running or waiting."""
        return bool(self._labours)

    def cancel_labour(self) -> None:
        """Stop long labour at its next step; what it has written stays."""
        for job in tuple(self._labours):
            job.cancel()

    def close(self, *, wait: bool = True) -> None:
        """Drop all reading, let writes end, then close the register; with `wait`, only then return."""
        if self._is_closed:
            return
        self._is_closed = True
        for job in self.under_way - self._writes:
            job.drop()
        self._patience.stop()
        self._readers.shutdown(wait=False, cancel_futures=True)
        last = self._job("write", self._finish, (), {}, None)
        last.begin(self._send)
        self._writer.submit(self._work, last, "run", self._finish, (), {})
        self._writer.shutdown(wait=wait)
        if wait:
            QCoreApplication.sendPostedEvents(self._post)

    def wait_closed(self) -> None:
        """Return when all writes have ended and the register is closed; for other threads than the window's."""
        self._writer.shutdown(wait=True)

    def _finish(self) -> None:
        self._labourer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        if self.register is not None:
            self.register.close()

    def _start(self, kind: str, f: Callable[..., Any], args: Any, kwargs: Any, owner: QObject | None) -> Job[Any]:
        job = self._job(kind, f, args, kwargs, owner)
        self._submit(job, kind, f, args, kwargs)
        return job

    def _job(self, kind: str, f: Callable[..., Any], args: Any, kwargs: Any, owner: QObject | None) -> Job[Any]:
        return Job(lambda job: self._submit(job, kind, f, args, kwargs), owner, is_write=kind in WRITES)

    def _submit(self, job: Job[Any], kind: str, f: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Queue the work; after `close` nothing starts any more, and nobody is called."""
        if self._is_closed:
            job.drop()
            return
        job.begin(self._send)
        if _takes_progress(f):
            kwargs = {"progress": job.steps} | kwargs
        self.under_way.add(job)
        if kind in WRITES:
            self._writes.add(job)
        if kind == "labour":
            self._labours.add(job)
        if not (self._patience.isActive() or self._is_told_busy):
            self._patience.start()
        threads = {"write": self._writer, "note": self._writer, "labour": self._labourer}.get(kind, self._readers)
        threads.submit(self._work, job, kind, f, args, kwargs)

    def _work(self, job: Job[Any], kind: str, f: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """On the working thread: every error is carried to the window's thread, where it is shown."""
        answer, error = None, None
        try:
            job.steps.stop_here()
            answer = self._call(kind)(f, *args, **kwargs)
        except BaseException as raised:  # noqa: BLE001 - carried over, not swallowed
            error = raised
        self._send(lambda: self._arrive(job, kind, answer, error))

    def _call(self, kind: str) -> Callable[..., Any]:
        if kind == "run":
            return _plainly
        if self.register is None:
            raise RuntimeError("no register is open")
        writing = {"write": self.register.write, "note": self.register.write, "labour": _on_its_own(self.register)}
        return writing.get(kind, self.register.read)

    def _send(self, call: Callable[[], None]) -> None:
        if shiboken6.isValid(self._post):
            self._post.arrived.emit(call)

    def _arrive(self, job: Job[Any], kind: str, answer: Any, error: BaseException | None) -> None:
        self.under_way.discard(job)
        self._writes.discard(job)
        self._labours.discard(job)
        if not self.under_way:
            self._rest()
        if kind == "labour" or (kind == "write" and error is None):
            self.wrote.emit()
        left = job.deliver(answer, error)
        if left is not None:
            self.failed.emit(left, job)

    def _tell_busy(self) -> None:
        self._is_told_busy = True
        self.busy.emit(True)

    def _rest(self) -> None:
        self._patience.stop()
        if self._is_told_busy:
            self._is_told_busy = False
            self.busy.emit(False)
