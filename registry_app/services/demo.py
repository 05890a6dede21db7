"""The demo company: made by the same services as any other, so that whatever it shows is true.

The same seed, size and day give the same company, but for keys, salts and ids, which are always fresh.
"""

import datetime as dt
import random
import string
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.fields import Value
from registry_app.domain.records import Company
from registry_app.i18n import speaking
from registry_app.persistence.keys import DEFAULT, Cost
from registry_app.services import checks, ledger, receiving, records
from registry_app.services import register as registers
from registry_app.services.demo_cast import (
    ACCOUNTS,
    ARMOURIES,
    CLIENTS,
    COMPANY,
    FAMILY,
    GIVEN,
    LICENCE,
    LOTS,
    MODELS,
    TAX_ID,
    ZONE,
)  # fmt: skip
from registry_app.services.demo_days import live
from registry_app.services.demo_story import Clock, Guard, Gun, Lot, Story
from registry_app.services.register import Register
from registry_app.services.whereabouts import place_of_kind

FIREARMS = 164
GUARDS = 60
DAYS = 183
NAME = "demo.armarium"
LANGUAGE = "es"
SLICE = 200
"""Entries in one transaction."""


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
    """Make `folder`/demo.armarium with the demo company and its last `days` up to `today`'s morning.

    `progress` is told days done and days in all. Raises `Refused` when the folder has a demo already.
    """
    end = today or dt.datetime.now(ZoneInfo(ZONE)).date()
    clock = Clock(end - dt.timedelta(days=days), ZoneInfo(ZONE))
    director = ACCOUNTS[0]
    with speaking(LANGUAGE):  # the places that come with the set-up are named as people there would
        register, _code = registers.create(
            folder / NAME, company=COMPANY, user=director.name, passphrase=director.passphrase, zone=ZONE,
            person=director.person, clock=clock, cost=cost,
        )  # fmt: skip
    try:
        actors = _accounts(register, cost)
        story = _Stage(register, actors, clock, random.Random(seed), end).set(firearms)  # noqa: S311 - a demo
        live(story, days, progress)
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


class _Stage:
    """Sets up everything that is there on the first day: places, people, firearms, rounds."""

    def __init__(
        self, register: Register, actors: dict[str, Actor], clock: Clock, rng: random.Random, end: dt.date
    ) -> None:
        self.register, self.actors, self.clock, self.rng, self.end = register, actors, clock, rng, end
        self.by = next(actor for actor in actors.values() if "armorer" in actor.roles.split())
        self._serials: set[str] = set()

    def set(self, firearms: int) -> Story:
        """Everything described and received; the story can begin."""
        do = self.register.opened.store.write
        do(self._complete_company)
        armouries, posts = do(self._places)
        guards = do(self._people, max(GUARDS, firearms * GUARDS // FIREARMS))
        stores = [store for _armoury, inside in armouries for store in inside]
        guns: list[Gun] = []
        for start in range(0, firearms, SLICE):
            guns += do(self._firearms, stores, start, min(SLICE, firearms - start), firearms)
        lots = do(self._lots, armouries)
        homes = {store: armoury for armoury, inside in armouries for store in inside}
        return Story(
            self.register, self.actors, self.clock, self.rng, guards, guns, lots, posts, homes,
            [armoury for armoury, _inside in armouries],
        )  # fmt: skip

    def _complete_company(self, session: Session) -> None:
        company = session.query(Company.id).scalar() or 0
        expires = (self.end + dt.timedelta(days=400)).isoformat()
        values: dict[str, Value] = {
            "tax_id": TAX_ID, "licence_number": LICENCE, "licence_expires_on": expires,
            "address": "Calle 100 # 0-00, Bogotá",
        }  # fmt: skip
        records.amend(session, kind="company", record=company, values=values, by=self.by)

    def _place(self, session: Session, code: str, name: str, kind: str, parent: int) -> int:
        values: dict[str, Value] = {"code": code, "name": name, "kind": kind, "parent_id": parent}
        return records.describe(session, kind="place", values=values, by=self.by).records[0]

    def _places(self, session: Session) -> tuple[list[tuple[int, list[int]]], list[int]]:
        root = place_of_kind(session, "company")
        armouries, posts = [], []
        for code, name in ARMOURIES:
            armoury = self._place(session, code, name, "armoury", root)
            short = name.removeprefix("Armerillo ")
            inside = [self._place(session, f"{code}-{n}", f"Caja fuerte {short} {n}", "safe", armoury) for n in (1, 2)]
            armouries.append((armoury, inside))
        for number, (client, names) in enumerate(CLIENTS, 1):
            parent = self._place(session, f"CL-{number}", client, "client", root)
            posts += [
                self._place(session, f"CL-{number}-{n}", f"{client}, {name}", "post", parent)
                for n, name in enumerate(names, 1)
            ]
        return armouries, posts

    def _people(self, session: Session, many: int) -> list[Guard]:
        return [self._person(session, number) for number in range(1, many + 1)]

    def _person(self, session: Session, number: int) -> Guard:
        rng = self.rng
        name = f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {rng.choice(FAMILY)}"
        licence, course = (self._last_day(share) for share in (0.05, 0.07))
        values: dict[str, Value] = {
            "code": f"G-{number:03}", "name": name, "document": str(rng.randrange(10**7, 10**8)),
            "licence_number": f"LV-{rng.randrange(10**5, 10**6)}", "licence_class": rng.choice("ABC"),
            "licence_expires_on": licence, "course_expires_on": course,
        }  # fmt: skip
        return Guard(
            records.describe(session, kind="person", values=values, by=self.by).records[0], min(licence, course)
        )

    def _last_day(self, share_soon: float) -> str:
        """A last day: for a few within the last weeks or the next ones, for most within three years."""
        soon = self.rng.random() < share_soon
        days = self.rng.randrange(-25, 20) if soon else self.rng.randrange(30, 1_000)
        return (self.end + dt.timedelta(days=days)).isoformat()

    def _firearms(self, session: Session, stores: list[int], start: int, many: int, total: int) -> list[Gun]:
        return [self._firearm(session, stores, number, total) for number in range(start, start + many)]

    def _firearm(self, session: Session, stores: list[int], number: int, total: int) -> Gun:
        rng = self.rng
        model = rng.choices(MODELS, weights=[m.share for m in MODELS])[0]
        until, year = self._last_day(0.05), rng.randrange(1998, 2025)
        values: dict[str, Value] = {
            "serial": self._serial(model.serial), "maker": model.maker, "model": model.model, "kind": model.kind,
            "calibre": model.calibre, "action": model.action, "country": model.country, "year": year,
            "tag": f"T{number + 1:0{max(4, len(str(total)))}}", "permit_number": f"PT-{rng.randrange(10**6, 10**7)}",
            "permit_expires_on": until,
        }  # fmt: skip
        home = stores[number % len(stores)]
        posted = receiving.receive(session, kind="firearm", values=values, to=home, reason="opening", by=self.by)
        return Gun(posted.records[0], model.kind, model.calibre, home, until)

    def _serial(self, pattern: str) -> str:
        while True:
            marks = {"@": string.ascii_uppercase, "#": string.digits}
            serial = "".join(self.rng.choice(marks.get(mark, mark)) for mark in pattern)
            if serial not in self._serials:
                self._serials.add(serial)
                return serial

    def _lots(self, session: Session, armouries: list[tuple[int, list[int]]]) -> list[Lot]:
        made = []
        for number, (calibre, maker, year, load) in enumerate(LOTS):
            rounds = self.rng.randrange(6, 20) * 50
            values: dict[str, Value] = {
                "lot_number": f"{maker[:2].upper()}{year % 100}-{self.rng.randrange(1000, 9999)}", "calibre": calibre,
                "maker": maker, "load": load, "year": year,
            }  # fmt: skip
            armoury, inside = armouries[number % len(armouries)]
            posted = receiving.receive(
                session, kind="lot", values=values, quantity=rounds, to=inside[0], reason="opening", by=self.by
            )
            made.append(Lot(posted.records[0], calibre, armoury, rounds, load == "training"))
        return made
