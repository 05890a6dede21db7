"""What every test has: a real register copied from one template, and a watch over unexpected log lines."""

import gc
import logging
from collections.abc import Iterator
from functools import cache
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from hypothesis import settings

from registry_app import i18n
from tests.make import Clock, Make, copied, empty_register

# How long one example takes says nothing about a property, and differs on every machine.
settings.register_profile("house", deadline=None)
settings.register_profile("long", deadline=None)
settings.load_profile("house")


_numbers = count(1)

HEAVY = ("services/test_demo.py", "machine/", "tamper/papers/", "tamper/test_any_edit.py", "crash/", "journeys/")
"""What takes seconds a test or makes something for all of a file: first, so that no worker ends long after all."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="also run what takes minutes")


def pytest_configure(config: pytest.Config) -> None:
    """The long lane tries ten times as many examples of a history (`tests.histories.some`)."""
    settings.load_profile("long" if config.getoption("--long") else "house")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long lane out unless it is asked for, and begin with what is heavy."""
    if not config.getoption("--long"):
        config.hook.pytest_deselected(items=[i for i in items if i.get_closest_marker("long")])
        items[:] = [i for i in items if not i.get_closest_marker("long")]
    items.sort(key=lambda item: not _is_heavy(item))


def _is_heavy(item: pytest.Item) -> bool:
    return item.nodeid.removeprefix("tests/").startswith(HEAVY)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: to look through it for garbage again and again costs a tenth of all time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty register, made once per worker."""
    folder = tmp_path_factory.mktemp("template") / "empty.armarium"
    empty_register(folder, Clock()).close()
    return folder


@pytest.fixture
def make(template: Path, tmp_path: Path) -> Iterator[Make]:
    """Builders on a fresh register of its own."""
    made = copied(template, tmp_path / "test.armarium")
    yield made
    made.register.close()


@cache
def _rsa_key(_number: int, **asked: int) -> RSAPrivateKey:
    return rsa.generate_private_key(**asked)


@pytest.fixture
def known_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates get real keys, none twice in a test, but the same in each: to make one takes a third of a second.

    That fresh ones are made is proven in `tests/reports/test_certificates.py`.
    """
    numbers = count()
    where = "registry_app.reports.certificates.generate_private_key"
    monkeypatch.setattr(where, lambda **asked: _rsa_key(next(numbers), **asked))


@pytest.fixture(autouse=True)
def _speaks_english() -> Iterator[None]:
    """Each test begins in English, whatever the machine speaks."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def _keeps_to_itself(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a program keeps for its user outside of registers lies where no other test, and no user, has anything."""
    own = tmp_path_factory.getbasetemp() / f"own-{next(_numbers)}"
    monkeypatch.setenv("XDG_DATA_HOME", str(own))


@pytest.fixture(autouse=True)
def _logs_nothing_unexpected(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning or error in the log that the test did not take (`caplog.clear()`) fails it."""
    yield
    for phase in ("setup", "call"):
        grave = [r for r in caplog.get_records(phase) if r.levelno >= logging.WARNING]
        assert not grave, [r.getMessage() for r in grave]
