"""The demo company: made by the services, the same for the same seed, and true."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from registry_app.services import demo, lists
from registry_app.services import register as registers
from registry_app.services.demo_cast import ACCOUNTS, ARMOURIES, LOTS, MODELS
from registry_app.services.register import Register
from tests.make import CHEAP

TODAY = dt.date(2026, 6, 30)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    folder = tmp_path_factory.mktemp("demo")
    demo.make(folder, today=TODAY, cost=CHEAP)
    register = registers.unlock(folder / demo.NAME, user=ACCOUNTS[0].name, passphrase=ACCOUNTS[0].passphrase)
    yield register
    register.close()


def test_it_has_the_size_that_is_promised(company: Register) -> None:
    counts = company.read(lists.counts)
    assert counts["all"] + counts["gone"] == demo.FIREARMS
    assert (len(ARMOURIES), len(LOTS), sum(model.share for model in MODELS)) == (4, 12, 100)
    assert len(company.read(lists.find, kind="person", text="G-", limit=1000)) == demo.GUARDS


def test_something_is_everywhere(company: Register) -> None:
    assert {code for code, count in company.read(lists.counts).items() if count} == {
        "all", "in_store", "issued", "transit", "held", "gone",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_company(tmp_path: Path) -> None:
    made = []
    for name in ("a", "b"):
        demo.make(tmp_path / name, firearms=8, today=TODAY, cost=CHEAP, days=4)
        register = registers.unlock(
            tmp_path / name / demo.NAME, user=ACCOUNTS[2].name, passphrase=ACCOUNTS[2].passphrase
        )
        made.append(register.read(lists.firearm_rows, list(register.read(lists.firearms))))
        register.close()
    assert sorted(made[0]) == sorted(made[1])
    assert len(made[0]) == 8


def test_every_account_opens_with_its_passphrase(company: Register) -> None:
    for account in ACCOUNTS:
        assert company.witness(account.name, account.passphrase).roles == account.roles
