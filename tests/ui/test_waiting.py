"""The window never waits: no register is touched on its thread, whatever the user does."""

import threading
from typing import Any

import pytest

from registry_app.services.register import Register
from registry_app.services.summary import summarise
from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from ui.destinations import DESTINATIONS
from ui.opening import Opened


class Watched(Register):
    """A register that notes on which threads it was used."""

    def read(self, service: Any, *args: Any, **kwargs: Any) -> Any:
        _threads.add(threading.current_thread().name)
        return super().read(service, *args, **kwargs)

    def write(self, service: Any, **kwargs: Any) -> Any:
        _threads.add(threading.current_thread().name)
        return super().write(service, **kwargs)


_threads: set[str] = set()


@pytest.fixture
def watched(empty_window: Hands) -> Hands:
    real = empty_window.make.unlocked()
    opened = Opened(Watched(real.opened, real.actor, real.database_key), real.read(summarise))
    _threads.clear()
    empty_window.window.open(opened)
    return shown(empty_window)


def test_no_page_touches_the_register_on_the_window_s_thread(watched: Hands) -> None:
    gun, guard = watched.make.firearm("SLX-1"), watched.make.person("G-7")
    for each in DESTINATIONS:
        watched.page(each.key)
    watched.search("SLX")
    page = watched.page("handover")
    page.open_record(gun)
    watched.settle()
    watched.scan("G-7")
    page.confirm()
    watched.settle()
    assert watched.make.register.read(_holder, gun) == guard
    assert "MainThread" not in _threads
    assert {name.partition("_")[0] for name in _threads} == {"reader", "writer"}


def _holder(session: Any, gun: int) -> int:
    from registry_app.services.whereabouts import handed_out

    return handed_out(session, gun).person
