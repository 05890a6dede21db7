"""A draw binds: it stays whatever is entered afterwards, and nobody draws again until it pleases."""

from typing import Any

import pytest

from registry_app.services import audits, corrections, counts, draws, ledger
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


class Sampled:
    """A sample of an armoury that was drawn and seen."""

    def __init__(self, make: Make, team: Team) -> None:
        self.make, self.team, self.place = make, team, make.place()
        self.guns = [make.firearm() for _each in range(6)]
        self.received = [make.register.read(ledger.head).size - 1 - n for n in range(6)]
        self.earlier = team.begin(self.place, kind="spot", second=0)
        team.sees(self.earlier, Sight(self.place, self.guns[0]))
        self.seen = make.register.read(ledger.head).size - 1
        self.head = make.register.read(ledger.head).size
        self.audit = team.begin(self.place, kind="sample", size=3, word="cedro", head=self.head)
        self.begun = make.register.read(ledger.head).size - 1

    def again(self, code: str = "", **changed: Any) -> None:
        given = {"kind": "sample", "place": self.place, "first": self.team.people[0], "size": 3, "word": "roble"}
        make = self.make.as_(self.team.one)
        if code:
            make.refused(code, audits.begin, **given, **changed)
        else:
            make.do(audits.begin, **given, **changed)

    def drawn(self) -> set[int]:
        return {result.item for result in self.make.register.read(counts.standing, self.audit).results}


def test_nobody_draws_until_it_pleases(make: Make, team: Team) -> None:
    """Neither with another word, nor by undoing the draw, nor, once it was closed, from a head of before."""
    sampled = Sampled(make, team)
    sampled.again("sample_drawn_already")
    undoing = {"seq": sampled.begun, "reason": "typing_error", "witness": team.one}
    make.as_(team.head).refused("sample_drawn_already", corrections.correct, **undoing)
    team.differs(sampled.audit)
    make.as_(team.one).do(audits.conclude, audit=sampled.audit, witness=team.head)
    sampled.again("sample_drawn_already", head=sampled.head)
    sampled.again()


def test_a_draw_stays_whatever_is_corrected_afterwards(make: Make, team: Team) -> None:
    sampled = Sampled(make, team)
    draw = {"size": 3, "word": "cedro", "place": sampled.place, "head": sampled.head}
    before = make.register.read(draws.draw, **draw)
    assert before.strata["never_seen"] == 5
    make.do(corrections.correct, seq=sampled.seen, reason="wrong_item", witness=make.witness)
    unseen = next(seq for seq in sampled.received if make.entry(seq).lines[0].item not in sampled.drawn())
    make.do(corrections.correct, seq=unseen, reason="duplicate", witness=make.witness)
    make.issued(next(iter(sampled.drawn())), to=make.person())
    assert make.register.read(draws.draw, **draw) == before
    assert sampled.drawn() == {each.number for each in before.drawn}
