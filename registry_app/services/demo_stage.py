"""What is there on the demo company's first day: places and people, firearms and rounds, authorities and rules."""

import datetime as dt
import random
import string

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.fields import Value
from registry_app.services import company, ledger, policies, receiving, records
from registry_app.services.demo_articles import Articles
from registry_app.services.demo_cast import (
    ARMOURIES,
    AUTHORITIES,
    CLIENTS,
    FAMILY,
    GIVEN,
    GRAINS,
    IMPORTER,
    LICENCE,
    LOTS,
    MODELS,
    PACKED,
    SUPPLIER,
    TAX_ID,
)
from registry_app.services.demo_story import Armoury, Clock, Guard, Gun, Lot, Story
from registry_app.services.register import Register
from registry_app.services.whereabouts import place_of_kind

SLICE = 200
"""Entries in one transaction."""
TOGETHER = 30
"""People described in one entry."""
ONE_EXPIRED, EXPIRED_SINCE = 6, 9
"""The firearm whose permit nobody renewed, and for how many days it has expired."""
WORN_BEFORE = 2009
"""Firearms made earlier show it."""
FIREARMS_TO_SPARE, ROUNDS_TO_EACH = 36, 200
"""What the company's licence allows beyond the firearms that it has, and for each of them."""


class Stage:
    """Sets up everything that is there on the first day."""

    def __init__(
        self, register: Register, actors: dict[str, Actor], clock: Clock, rng: random.Random, end: dt.date
    ) -> None:
        self.register, self.actors, self.clock, self.rng, self.end = register, actors, clock, rng, end
        self.by = next(actor for actor in actors.values() if "armorer" in actor.roles.split())
        self._serials: set[str] = set()

    def set(self, firearms: int, guards: int) -> Story:
        """Everything described and received; the story can begin."""
        do = self.register.opened.store.write
        authorities = do(self._authorities)
        do(self._complete_company, authorities)
        do(self._adopt_limits, firearms)
        armouries = do(self._armouries)
        contracts, posts = do(self._contracts)
        people = [each for start in range(0, guards, TOGETHER)
                  for each in do(self._people, start + 1, min(guards, start + TOGETHER))]  # fmt: skip
        stores = [safe for armoury in armouries for safe in armoury.safes]
        guns: list[Gun] = []
        for start in range(0, firearms, SLICE):
            guns += do(self._firearms, stores, start, min(SLICE, firearms - start), firearms)
        lots = do(self._lots, armouries)
        articles = Articles(self.by, self.end)
        equipped = {armoury.number: do(articles.equip, armoury) for armoury in armouries}
        cards = do(articles.issue_cards, guns, armouries[0].safes[0])
        homes = {safe: armoury.number for armoury in armouries for safe in armoury.safes}
        return Story(
            self.register, self.actors, self.clock, self.rng, self.end, people, guns, lots, posts, contracts, homes,
            [armoury.number for armoury in armouries], authorities,
            keys={number: keys for number, (keys, _vests) in equipped.items()},
            vests={number: vests for number, (_keys, vests) in equipped.items()}, cards=cards,
        )  # fmt: skip

    def _ahead(self, days: int) -> str:
        return (self.end + dt.timedelta(days=days)).isoformat()

    def _authorities(self, session: Session) -> dict[str, int]:
        """The authorities that the company addresses, by the company's field."""
        return {
            field: self._place(session, code=code, name=name, kind="authority")
            for code, name, field in AUTHORITIES
        }  # fmt: skip

    def _complete_company(self, session: Session, authorities: dict[str, int]) -> None:
        values: dict[str, Value] = {
            "tax_id": TAX_ID, "licence_number": LICENCE, "licence_expires_on": self._ahead(400),
            "address": "Calle 100 # 0-00, Bogotá", **authorities,
        }  # fmt: skip
        company.complete(session, values=values, by=self.by)

    def _adopt_limits(self, session: Session, firearms: int) -> None:
        """What the company's own licence allows."""
        director, officer = list(self.actors.values())[:2]
        values: dict[str, Value] = {
            "firearms_authorised": firearms + FIREARMS_TO_SPARE,
            "rounds_authorised": max(firearms * ROUNDS_TO_EACH, 20_000),
        }
        policies.change(session, values=values, by=officer, witness=director)

    def _place(self, session: Session, **values: Value) -> int:
        return records.describe(session, kind="place", values=values, by=self.by).records[0]

    def _armouries(self, session: Session) -> list[Armoury]:
        root = place_of_kind(session, "company")
        made = []
        for grade, (code, name) in enumerate(ARMOURIES):
            armoury = self._place(
                session, code=code, name=name, kind="armoury", parent_id=root, grade="321"[min(grade, 2)],
                address=f"Carrera {10 + grade} # 0-{grade}0",
            )  # fmt: skip
            short = name.removeprefix("Armerillo ")
            safes = tuple(
                self._place(
                    session, code=f"{code}-{n}", name=f"Caja fuerte {short} {n}", kind="safe", parent_id=armoury,
                    grade="3",
                )
                for n in (1, 2)
            )  # fmt: skip
            made.append(Armoury(armoury, code, safes))
        return made

    def _contracts(self, session: Session) -> tuple[list[int], list[int]]:
        """The contracts, the last of which ends soon, and all posts."""
        root, contracts, posts = place_of_kind(session, "company"), [], []
        for number, (client, names) in enumerate(CLIENTS, 1):
            parent = self._place(session, code=f"CL-{number}", name=client, kind="client", parent_id=root)
            ends = self._ahead(20 if number == len(CLIENTS) else 90 * number)
            contracts.append(self._place(
                session, code=f"CT-{number}", name=f"Contrato {client}", kind="contract", parent_id=parent,
                contract_number=f"VP-{number:03}", starts_on=self._ahead(-700), ends_on=ends,
            ))  # fmt: skip
            for n, name in enumerate(names, 1):
                post = {"code": f"CL-{number}-{n}", "name": f"{client}, {name}", "kind": "post"}
                posts.append(self._place(session, **post, parent_id=contracts[-1]))
        return contracts, posts

    def _people(self, session: Session, first: int, last: int) -> list[Guard]:
        """The guards with these numbers, described in one entry."""
        told = [self._person(number) for number in range(first, last + 1)]
        draft = Draft("describe", wishes=tuple(Wish("person", values) for values in told))
        numbers = ledger.post(session, draft, by=self.by).records
        papers = ("licence_expires_on", "course_expires_on", "fitness_expires_on")
        return [
            Guard(number, min(str(values[paper]) for paper in papers))
            for number, values in zip(numbers, told, strict=True)
        ]  # fmt: skip

    def _person(self, number: int) -> dict[str, Value]:
        rng = self.rng
        return {
            "code": f"G-{number:03}", "name": f"{rng.choice(GIVEN)} {rng.choice(FAMILY)} {rng.choice(FAMILY)}",
            "document": str(rng.randrange(10**7, 10**8)), "licence_number": f"LV-{rng.randrange(10**5, 10**6)}",
            "licence_class": rng.choice("ABC"), "licence_expires_on": self._last_day(0.02),
            "course_name": "Reentrenamiento vigilante armado", "course_expires_on": self._last_day(0.03),
            "fitness_expires_on": self._last_day(0.03), "card": f"7100{number:06}",
            "joined_on": self._ahead(-rng.randrange(200, 3_000)),
        }  # fmt: skip

    def _last_day(self, share_soon: float) -> str:
        """A last day: for a few within the last weeks or the next ones, for most within three years."""
        soon = self.rng.random() < share_soon
        return self._ahead(self.rng.randrange(-25, 20) if soon else self.rng.randrange(30, 1_000))

    def _firearms(self, session: Session, stores: list[int], start: int, many: int, total: int) -> list[Gun]:
        return [self._firearm(session, stores, number, total) for number in range(start, start + many)]

    def _firearm(self, session: Session, stores: list[int], number: int, total: int) -> Gun:
        rng = self.rng
        model = rng.choices(MODELS, weights=[m.share for m in MODELS])[0]
        until = self._ahead(-EXPIRED_SINCE) if number == ONE_EXPIRED else self._last_day(0.05)
        year = rng.randrange(1998, 2025)
        home, permit = stores[number % len(stores)], f"PT-{rng.randrange(10**6, 10**7)}"
        bought = self._ahead(-rng.randrange(250, 2_500))
        values: dict[str, Value] = {
            "serial": self._serial(model.serial), "maker": model.maker, "model": model.model, "kind": model.kind,
            "calibre": model.calibre, "action": model.action, "country": model.country, "year": year,
            "importer": None if model.country == "CO" else IMPORTER,
            "tag": f"T{number + 1:0{max(4, len(str(total)))}}", "permit_number": permit, "permit_kind": "possession",
            "permit_issued_on": bought, "permit_expires_on": until, "home_id": home, "barrel_mm": model.barrel,
            "registration_number": f"RA-{100_000 + number}", "ballistic_number": f"HB-{rng.randrange(10**5, 10**6)}",
            "acquired_from": SUPPLIER, "acquired_by": f"FC-{rng.randrange(1_000, 10_000)}", "acquired_on": bought,
            "condition": "worn" if year < WORN_BEFORE else "good", "rounds_fired": rng.randrange(20, 900),
        }  # fmt: skip
        posted = receiving.receive(session, kind="firearm", values=values, to=home, reason="opening", by=self.by)
        return Gun(posted.records[0], str(values["serial"]), model.kind, model.calibre, home, permit, until)

    def _serial(self, pattern: str) -> str:
        while True:
            marks = {"@": string.ascii_uppercase, "#": string.digits}
            serial = "".join(self.rng.choice(marks.get(mark, mark)) for mark in pattern)
            if serial not in self._serials:
                self._serials.add(serial)
                return serial

    def _lots(self, session: Session, armouries: list[Armoury]) -> list[Lot]:
        return [
            self._lot(session, armouries[number % len(armouries)], *told) for number, told in enumerate(LOTS)
        ]  # fmt: skip

    def _lot(self, session: Session, armoury: Armoury, calibre: str, maker: str, year: int, load: str) -> Lot:
        """A lot with rounds that are ready and, of those for service, some packs that are still sealed."""
        rng = self.rng
        rounds, sealed = rng.randrange(6, 20) * PACKED, rng.randrange(2, 6) * PACKED if load == "service" else 0
        values: dict[str, Value] = {
            "lot_number": f"{maker[:2].upper()}{year % 100}-{rng.randrange(1000, 9999)}", "calibre": calibre,
            "maker": maker, "load": load, "year": year, "pack_size": PACKED, "hazard_division": "1.4",
            "compatibility_group": "S", "best_before": self._best_before(year), "propellant_mg": GRAINS[calibre],
        }  # fmt: skip
        to = armoury.safes[0]
        posted = receiving.receive(
            session, kind="lot", values=values, quantity=rounds, to=to, reason="opening", by=self.by
        )
        if sealed:
            receiving.receive(
                session, item=posted.records[0], quantity=sealed, to=to, state="sealed", reason="opening", by=self.by
            )
        return Lot(posted.records[0], calibre, armoury.number, rounds, load == "training", sealed)

    def _best_before(self, year: int) -> str:
        """Ten years after its making; of the oldest lot a day that has come while the story went on."""
        return self._ahead(-30) if year == min(lot[2] for lot in LOTS) else f"{year + 10}-12-31"
