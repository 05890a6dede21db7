"""What each outcome of a scan asks of the count: to hear it, to move the figures, or to count somewhere else."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from registry_app.services.counting import Taken
from ui.pages.audit_scans import Wish
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from ui.pages.audit_count import CountDesk

Act = Callable[["CountDesk", Wish, Taken], None]


def act(count: "CountDesk", wish: Wish, taken: Taken) -> None:
    """Do what an outcome asks for; eye and ear always learn that there was one."""
    _ACTS.get(taken.outcome, _amiss)(count, wish, taken)


def _counted(count: "CountDesk", wish: Wish, taken: Taken) -> None:
    count.waiting.pop(taken.hit.record, None)
    if wish.numbers is None:
        count.figures.add(taken.verdict, is_expected=taken.hit.record in count.looked_for.items)
    count.here.forget_photo()
    count.desk.reception.done()


def _unknown(count: "CountDesk", _wish: Wish, _taken: Taken) -> None:
    count.figures.add_unknown()
    count.desk.reception.amiss()


def _again(count: "CountDesk", _wish: Wish, _taken: Taken) -> None:
    count.desk.reception.twice()


def _waiting(count: "CountDesk", wish: Wish, taken: Taken) -> None:
    """The newest is the one that a key accepts."""
    count.waiting.pop(taken.hit.record, None)
    count.waiting[taken.hit.record] = replace(wish, hit=taken.hit, is_sure=True), taken
    count.show_progress(count.progress)
    count.desk.reception.amiss()


def _place(count: "CountDesk", _wish: Wish, taken: Taken) -> None:
    count.here.go_to(Choice(taken.hit.record, taken.hit.title, taken.hit.detail))
    count.desk.reception.done()


def _person(count: "CountDesk", _wish: Wish, taken: Taken) -> None:
    count.here.go_to_person(Choice(taken.hit.record, taken.hit.title, taken.hit.detail))
    count.desk.reception.done()


def _asked(count: "CountDesk", _wish: Wish, taken: Taken) -> None:
    if taken.at:
        count.desk.reception.twice()
    else:
        count.desk.reception.done()


def _amiss(count: "CountDesk", _wish: Wish, _taken: Taken) -> None:
    count.desk.reception.amiss()


_ACTS: Mapping[str, Act] = {
    "counted": _counted, "unknown": _unknown, "again": _again, "waiting": _waiting, "place": _place,
    "person": _person, "asked": _asked,
}  # fmt: skip
