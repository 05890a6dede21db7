"""The demo company: made by the same services as any other, so that whatever it shows is true.

The same seed, size and day give the same company, but for keys, salts and ids, which are always fresh.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from registry_app.domain.actor import Actor
from registry_app.i18n import speaking
from registry_app.persistence.keys import DEFAULT, Cost
from registry_app.services import checks, ledger
from registry_app.services import register as registers
from registry_app.services.demo_cast import ACCOUNTS, COMPANY, ZONE
from registry_app.services.demo_days import live
from registry_app.services.demo_stage import Stage
from registry_app.services.demo_story import Clock
from registry_app.services.register import Register

FIREARMS = 164
GUARDS, FEWEST = 540, 60
"""The law of its country allows one firearm to three guards whose licence is valid; a small company has so many."""
DAYS = 183
SHIFT_IS_OUT = dt.timedelta(hours=7)
"""After midnight: by then the day shift has been handed its firearms."""
NAME = "demo.armarium"
LANGUAGE = "es"
JURISDICTION = "co"


@dataclass(frozen=True)
class Demo:
    """What was made: the register's folder, and how many firearms and entries it has."""

    folder: Path
    firearms: int
    entries: int

    def as_json(self) -> dict[str, object]:
        """The object that the verb `demo --json` prints: users with their passphrases, the first armorer's on top."""
        users = [{"name": a.name, "role": a.roles.split()[0], "passphrase": a.passphrase} for a in ACCOUNTS]
        first = next(a for a in ACCOUNTS if "armorer" in a.roles.split())
        return {
            "register": str(self.folder), "passphrase": first.passphrase, "users": users,
            "firearms": self.firearms, "entries": self.entries,
        }  # fmt: skip


def make(
    folder: Path, *, firearms: int = FIREARMS, days: int = DAYS, seed: int = 1, today: dt.date | None = None,
    progress: Callable[[int, int], None] = lambda _done, _all: None, cost: Cost = DEFAULT,
) -> Demo:  # fmt: skip
    """Make `folder`/demo.armarium with the demo company and its last `days` up to `today`'s morning, when the day shift
    is out; before that hour `today` is yesterday.

    `progress` is told days done and days in all. Raises `Refused` when the folder has a demo already.
    """
    end = today or (dt.datetime.now(ZoneInfo(ZONE)) - SHIFT_IS_OUT).date()
    clock = Clock(end - dt.timedelta(days=days - 1), ZoneInfo(ZONE))
    director = ACCOUNTS[0]
    with speaking(LANGUAGE):  # the places that come with the set-up are named as people there would
        register, _code = registers.create(
            folder / NAME, company=COMPANY, user=director.name, passphrase=director.passphrase, zone=ZONE,
            person=director.person, jurisdiction=JURISDICTION, clock=clock, cost=cost,
        )  # fmt: skip
    try:
        actors = _accounts(register, cost)
        stage = Stage(register, actors, clock, random.Random(seed), end)  # noqa: S311 - a demo
        with speaking(LANGUAGE):
            live(stage.set(firearms, max(FEWEST, firearms * GUARDS // FIREARMS)), days, progress)
        checks.check(register, processes=1)
        return Demo(register.folder, firearms, register.read(ledger.head).size)
    finally:
        register.close()


def _accounts(register: Register, cost: Cost) -> dict[str, Actor]:
    actors = {ACCOUNTS[0].name: register.actor}
    for account in ACCOUNTS[1:]:
        witness = actors.get(ACCOUNTS[1].name)
        registers.add_user(
            register, name=account.name, passphrase=account.passphrase, roles=account.roles, person=account.person,
            witness=witness, cost=cost,
        )  # fmt: skip
        actors[account.name] = register.witness(account.name, account.passphrase)
    return actors
