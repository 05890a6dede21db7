"""Builders: a real encrypted register, and places, people, firearms, lots and users in it, each in one short call."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Entry, Position
from registry_app.domain.errors import Finding, Refused
from registry_app.persistence import keys
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import custody, ledger, receiving, records
from registry_app.services import register as registers
from registry_app.services.ledger import Posted
from registry_app.services.register import Register

CHEAP = keys.Cost(1, 64, 1)
"""Argon2id so weak that tests do not wait for it."""

START = 1_767_272_400_000
"""2026-01-01 13:00 UTC, a morning in Bogotá."""
PASSPHRASE = "correct horse battery staple"
ZONE = "America/Bogota"
DAY = 86_400_000
PHOTO = b"\xff\xd8\xff\xe0 a photo, as far as its first bytes tell"
SCAN = b"%PDF-1.7 a paper, as far as its first bytes tell"


def enter(session: Session, *, draft: Draft, by: Actor, witness: Actor | None = None) -> Posted:
    """An act like any other: the draft as it is."""
    return ledger.post(session, draft, by=by, witness=witness)


@dataclass
class Clock:
    """A clock that moves by a second at each glance, and further by `pass_`."""

    now: int = START

    def __call__(self) -> int:
        self.now += 1_000
        return self.now

    def pass_(self, *, days: int = 0, hours: int = 0) -> None:
        self.now += days * DAY + hours * 3_600_000


@dataclass
class Make:
    """What a test needs in a register; every builder answers the record's number."""

    register: Register
    clock: Clock
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))
    _places: dict[str, int] = field(default_factory=dict)
    _witness: Actor | None = None

    @property
    def folder(self) -> Path:
        return self.register.folder

    def do(self, service: Any, **facts: Any) -> Any:
        """Run an act as the user at work."""
        return self.register.write(service, **facts)

    def refused(self, code: str, service: Any, **facts: Any) -> Finding:
        """That an act is refused with this code among the findings, and that it left nothing behind."""
        before = self.register.read(ledger.head)
        with pytest.raises(Refused) as caught:
            self.do(service, **facts)
        assert self.register.read(ledger.head) == before
        found = {f.code: f for f in caught.value.findings}
        assert code in found, f"{code} expected, got {', '.join(found)}"
        return found[code]

    def post(self, draft: Draft, **who: Any) -> Posted:
        """Append a draft as it is, with a `witness` where it is told to."""
        posted: Posted = self.do(enter, draft=draft, **who)
        return posted

    def place(self, code: str = "ARM-1", kind: str = "armoury", parent: int = 0) -> int:
        """A place by its code, made when it is not there yet."""
        if code not in self._places:
            values = {"code": code, "name": code.title(), "kind": kind, "parent_id": parent or self.root()}
            self._places[code] = self.described("place", **values)
        return self._places[code]

    def entry(self, seq: int) -> Entry:
        """An entry by its number."""
        found = self.register.read(lambda session: RegisterFacts(session).entry(seq))
        assert found
        return found

    def positions(self, item: int) -> dict[Position, int]:
        """How much of an item is where, inside the company and outside."""
        return dict(self.register.read(lambda session: RegisterFacts(session).positions(item)))

    def root(self) -> int:
        return self.outside("company")

    def outside(self, kind: str) -> int:
        """The place of a kind that exists once: supplier, lost, transit, company..."""
        from registry_app.services.whereabouts import place_of_kind

        return self.register.read(place_of_kind, kind)

    def described(self, which: str, /, **values: Any) -> int:
        """A record of any kind, with these values and no others."""
        return int(self.do(records.describe, kind=which, values=values).records[0])

    def person(self, code: str = "", *, licence: str = "2030-01-01", course: str = "2030-01-01", **values: Any) -> int:
        code = code or f"G-{next(self._numbers):03}"
        given = {
            "code": code, "name": f"Guard {code}", "licence_expires_on": licence or None,
            "course_expires_on": course or None,
        }  # fmt: skip
        return self.described("person", **{**given, **values})

    def firearm(
        self, serial: str = "", *, at: int = 0, person: int = 0, permit: str = "2030-01-01", reason: str = "opening",
        **values: Any,
    ) -> int:  # fmt: skip
        given = {
            "serial": serial or f"SN{next(self._numbers):05}", "maker": "Taurus", "model": "G3", "kind": "pistol",
            "calibre": "9x19", "permit_number": "P-1", "permit_expires_on": permit or None,
        }  # fmt: skip
        posted = self.do(
            receiving.receive, kind="firearm", values={**given, **values}, to=at or self.place(), person=person,
            reason=reason,
        )  # fmt: skip
        return int(posted.records[0])

    def lot(self, number: str = "", *, rounds: int = 500, at: int = 0, calibre: str = "9x19", **values: Any) -> int:
        given = {"lot_number": number or f"LOT{next(self._numbers)}", "calibre": calibre, "maker": "CBC"}
        posted = self.do(
            receiving.receive, kind="lot", values={**given, **values}, quantity=rounds, to=at or self.place(),
            reason="opening",
        )  # fmt: skip
        return int(posted.records[0])

    def article(
        self, code: str = "", kind: str = "vest", *, pieces: int = 1, at: int = 0, is_single: int = 1, **values: Any
    ) -> int:  # fmt: skip
        given = {"code": code or f"A-{next(self._numbers)}", "name": kind.title(), "kind": kind, "is_single": is_single}
        posted = self.do(
            receiving.receive, kind="article", values={**given, **values}, quantity=pieces, to=at or self.place(),
            reason="opening",
        )  # fmt: skip
        return int(posted.records[0])

    def issued(self, *firearms: int, to: int, **facts: Any) -> Posted:
        posted: Posted = self.do(custody.issue, firearms=firearms, to=to, **facts)
        return posted

    def user(self, name: str, roles: str, *, person: str | int = "", passphrase: str = PASSPHRASE) -> Posted:
        """A user with a key slot; the one called `second` completes the set-up, and witnesses all others."""
        witness = None if name == "second" else self.witness
        return registers.add_user(
            self.register, name=name, passphrase=passphrase, roles=roles, person=person or name.title(),
            witness=witness, cost=CHEAP,
        )  # fmt: skip

    @property
    def witness(self) -> Actor:
        """A second person, who came with the set-up."""
        if self._witness is None:
            self.user("second", "compliance")
            self._witness = self.register.witness("second", PASSPHRASE)
        return self._witness

    def actor(self, name: str, roles: str, **facts: Any) -> Actor:
        """Somebody else at work, made as a user now."""
        self.user(name, roles, **facts)
        return self.register.witness(name, PASSPHRASE)

    def as_(self, actor: Actor) -> "Make":
        """The same register with somebody else at work."""
        return replace(self, register=replace(self.register, actor=actor))

    def unlocked(self, user: str = "first") -> Register:
        """The same register once more, opened as a user; whoever asks closes it."""
        return registers.unlock(self.folder, user=user, passphrase=PASSPHRASE, clock=self.clock)


def empty_register(folder: Path, clock: Clock) -> Register:
    """A register as `init` leaves it, with the director `first`."""
    register, _code = registers.create(
        folder, company="Vigilancia Andina S.A.", user="first", passphrase=PASSPHRASE, zone=ZONE, person="Ana Ruiz",
        clock=clock, cost=CHEAP,
    )  # fmt: skip
    return register


def copied(template: Path, folder: Path) -> Make:
    """A register copied from one that was made before, unlocked as `first`."""
    shutil.copytree(template, folder)
    clock = Clock(START + 60_000)
    return Make(registers.unlock(folder, user="first", passphrase=PASSPHRASE, clock=clock), clock)


def again(was: Make, folder: Path) -> Make:
    """A copy of a register that was made before and closed, with all that its builders know of it."""
    made = copied(was.folder, folder)
    made.clock.now, made._numbers, made._places = was.clock.now, count(100), dict(was._places)
    if was._witness is not None:
        made._witness = made.register.witness("second", PASSPHRASE)
    return made
