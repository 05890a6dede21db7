"""Who counts and who settles, for tests of audits; none of them is a custodian."""

from typing import Any

from sqlalchemy import select

from registry_app.domain.records import Difference, Person
from registry_app.services import audits, counts, sightings
from registry_app.services.sightings import Sight
from tests.make import Make


class Team:
    """Two who count, and two who settle."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self.one = make.actor("ines", "counter", person=make.person("C-1"))
        self.two = make.actor("juan", "counter", person=make.person("C-2"))
        self.head = make.actor("sara", "supervisor", person=make.person("S-1"))
        self.other = make.actor("luis", "compliance", person=make.person("S-2"))
        self.people = [make.register.read(lambda s, c=code: _person(s, c)) for code in ("C-1", "C-2")]

    def begin(self, place: int, **more: Any) -> int:
        given = {"kind": "full", "place": place, "first": self.people[0], "second": self.people[1], **more}
        return int(self.make.as_(self.one).do(audits.begin, **given).records[0])

    def sees(self, audit: int, *seen: Sight, **more: Any) -> None:
        self.make.as_(more.pop("by", self.one)).do(sightings.sight, audit=audit, seen=seen, **more)

    def results(self, audit: int) -> dict[str, int]:
        tally = self.make.register.read(counts.standing, audit).tally
        return {kind: n for kind, n in tally.items() if n}

    def differs(self, audit: int) -> list[Difference]:
        self.make.as_(self.one).do(audits.differ, audit=audit)
        found: list[Difference] = self.make.register.read(audits.differences_of, audit)
        return found


def _person(session: Any, code: str) -> int:
    return int(session.execute(select(Person.id).where(Person.code == code)).scalar_one())
