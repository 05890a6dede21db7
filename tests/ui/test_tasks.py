"""Work runs off the window's thread; answers come back on it, in order, or not at all when nobody wants them."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from registry_app.domain.errors import Refused, Unavailable, refuse
from ui.job import Progress
from ui.tasks import BUSY_AFTER_MS, Tasks


@dataclass
class Paper:
    """A register that keeps what is written in a list, and notes on which threads it was used."""

    written: list[object] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    is_closed: bool = False

    def read(self, f: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self.threads.add(threading.current_thread().name)
        return f(self, *args, **kwargs)

    def write(self, f: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        self.threads.add(threading.current_thread().name)
        return f(self, *args, **kwargs)

    def close(self) -> None:
        assert not self.is_closed
        self.is_closed = True


@dataclass
class Desk:
    """Tasks on a paper register, what they answered, and what nobody took."""

    tasks: Tasks
    paper: Paper
    bot: QtBot
    told: list[Any] = field(default_factory=list)
    left: list[BaseException] = field(default_factory=list)

    def wait(self) -> None:
        self.bot.waitUntil(lambda: not self.tasks.under_way, timeout=5_000)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    paper = Paper()
    made = Desk(Tasks(paper), paper, qtbot)
    made.tasks.failed.connect(lambda error, _job: made.left.append(error))
    yield made
    made.tasks.close()
    assert made.paper.is_closed


def _note(paper: Paper, what: object) -> object:
    paper.written.append(what)
    return what


def _refuse(_paper: Paper) -> None:
    raise Refused(refuse("no"))


def test_work_runs_elsewhere_and_answers_here(desk: Desk) -> None:
    here: list[str] = []
    for job in (desk.tasks.read(_note, 1), desk.tasks.write(_note, what=2), desk.tasks.run(int, "3")):
        job.then(desk.told.append).then(lambda _answer: here.append(threading.current_thread().name))
    desk.wait()
    assert sorted(desk.told) == [1, 2, 3]
    assert here == ["MainThread"] * 3
    assert "MainThread" not in desk.paper.threads


def test_writes_keep_the_order_of_the_clicks(desk: Desk) -> None:
    for n in range(50):
        desk.tasks.write(_note, what=n)
    desk.wait()
    assert desk.paper.written == list(range(50))


def test_only_the_last_answer_of_a_slot_counts(desk: Desk) -> None:
    gate = threading.Event()
    scope = desk.tasks.of(QObject(desk.tasks))
    scope.latest("search").run(gate.wait, 5).then(lambda _gone: desk.told.append("old"))
    scope.latest("search").run(str, "new").then(desk.told.append)
    gate.set()
    desk.wait()
    assert desk.told == ["new"]


def test_an_answer_for_a_widget_that_is_gone_is_dropped(desk: Desk) -> None:
    gate, owner = threading.Event(), QObject()
    desk.tasks.of(owner).run(gate.wait, 5).then(desk.told.append)
    owner.deleteLater()
    desk.bot.wait(1)
    gate.set()
    desk.wait()
    assert desk.told == []


def test_a_refusal_goes_to_whoever_takes_it(desk: Desk) -> None:
    desk.tasks.read(_refuse).otherwise(desk.told.append)
    desk.tasks.read(_refuse)
    desk.wait()
    assert [type(each) for each in (*desk.told, *desk.left)] == [Refused, Refused]


def test_what_failed_can_be_tried_again(desk: Desk) -> None:
    tries: list[int] = []

    def attempt() -> str:
        tries.append(1)
        if len(tries) < 2:
            raise Unavailable("disk_full")
        return "done"

    job = desk.tasks.run(attempt).then(desk.told.append)
    desk.wait()
    job.again()
    desk.wait()
    assert (desk.told, len(desk.left)) == (["done"], 1)


def _count(total: int, progress: Progress) -> int:
    for done in range(total):
        progress(done + 1, total)
    return total


def test_long_work_tells_how_far_it_is(desk: Desk) -> None:
    steps: list[tuple[int, int]] = []
    desk.tasks.run(_count, 3).progress(lambda done, total: steps.append((done, total))).then(desk.told.append)  # type: ignore[call-arg]
    desk.wait()
    assert (steps[-1], desk.told) == ((3, 3), [3])


def test_cancelled_work_ends_without_an_answer(desk: Desk) -> None:
    ended: list[bool] = []
    job = desk.tasks.run(_count, 10**9).then(desk.told.append).ended(lambda: ended.append(True))  # type: ignore[call-arg]
    job.cancel()
    desk.wait()
    assert (ended, desk.told, desk.left) == ([True], [], [])


def _labour(register: Paper, gate: threading.Event) -> str:
    gate.wait(5)
    register.write(_note, "labour")
    return "done"


def test_the_hatch_goes_on_during_long_labour(desk: Desk) -> None:
    gate = threading.Event()
    desk.tasks.labour(_labour, gate).then(desk.told.append)
    desk.tasks.write(_note, what="issue")
    desk.bot.waitUntil(lambda: bool(desk.paper.written))
    assert desk.tasks.is_labouring
    gate.set()
    desk.wait()
    assert (desk.paper.written, desk.told, desk.tasks.is_labouring) == (["issue", "labour"], ["done"], False)


def test_lists_hear_of_every_write_that_stands(desk: Desk) -> None:
    heard: list[bool] = []
    desk.tasks.wrote.connect(lambda: heard.append(True))
    desk.tasks.write(_note, what=1)
    desk.tasks.write(_refuse)
    desk.tasks.read(_note, 1)
    desk.wait()
    assert heard == [True]


def test_closing_lets_writes_end_and_calls_nobody(desk: Desk) -> None:
    gate = threading.Event()
    desk.tasks.run(gate.wait, 5).then(desk.told.append)
    for n in range(3):
        desk.tasks.write(_note, what=n)
    gate.set()
    desk.tasks.close()
    desk.tasks.write(_note, what="late")
    assert (desk.paper.written, desk.paper.is_closed) == ([0, 1, 2], True)


def test_busyness_is_told_only_when_it_lasts(desk: Desk) -> None:
    told: list[bool] = []
    gate = threading.Event()
    desk.tasks.busy.connect(told.append)
    desk.tasks.run(int)
    desk.wait()
    assert told == []
    desk.tasks.run(gate.wait, 5)
    desk.bot.waitUntil(lambda: told == [True], timeout=BUSY_AFTER_MS * 10)
    gate.set()
    desk.wait()
    assert told == [True, False]


def test_without_a_register_nothing_can_be_read(qtbot: QtBot) -> None:
    tasks, left = Tasks(), []
    tasks.failed.connect(lambda error, _job: left.append(type(error)))
    tasks.read(_note, 1)
    qtbot.waitUntil(lambda: bool(left))
    tasks.close()
    assert left == [RuntimeError]


def test_a_page_that_asks_after_closing_is_answered_by_nobody(qtbot: QtBot) -> None:
    """Closing during an import: its last transaction still tells the pages, which ask for the new state."""
    tasks = Tasks()
    heard: list[object] = []
    tasks.close()
    job = tasks.run(lambda: 1).then(heard.append)
    qtbot.wait(20)
    assert (heard, job.is_dropped) == ([], True)
