"""Discharges: each refusal once, and what just passes."""

from dataclasses import replace
from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused
from registry_app.services import custody, discharges
from tests.make import PASSPHRASE, Make, enter


@pytest.fixture
def use(make: Make) -> Draft:
    """A guard fires three of the rounds that were handed to him."""
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L-1")
    make.issued(gun, to=guard, rounds={lot: 30})
    line = Line(lot, 3, Position(make.place(), guard), Position(make.outside("expended")))
    told = {
        "firearm_id": gun, "person_id": guard, "kind": "accident", "happened_at": "2026-01-01T08:00", "rounds": 3,
        "harm": "none", "damage": "none",
    }  # fmt: skip
    counted = Wish("firearm", {"rounds_fired": 3}, gun)
    return Draft("discharge", (line,), (Wish("discharge", told), counted), "accident", acknowledged_by=guard)


def _telling(use: Draft, **values: Any) -> Draft:
    """The same use, told otherwise."""
    told = use.wishes[0]
    return replace(use, wishes=(replace(told, values={**told.values, **values}), *use.wishes[1:]))


def _refused(make: Make, code: str, draft: Draft) -> None:
    make.refused(code, enter, draft=draft, witness=make.witness)


def test_a_use_as_it_should_be(make: Make, use: Draft) -> None:
    make.do(enter, draft=use, witness=make.witness)


def test_who_fired_acknowledges_or_it_is_said_why_not(make: Make, use: Draft) -> None:
    unsigned = replace(use, acknowledged_by=0)
    _refused(make, "acknowledgement_missing", unsigned)
    _refused(make, "acknowledgement_missing", replace(unsigned, refs=(Ref("unsigned", "asleep"),)))
    _refused(make, "discharge_signed_by_another", replace(use, acknowledged_by=make.person()))
    make.do(enter, draft=replace(unsigned, refs=(Ref("unsigned", "dead"),)), witness=make.witness)


def test_an_entry_tells_of_one_use(make: Make, use: Draft) -> None:
    for told in (use.wishes[1:], (use.wishes[0], *use.wishes)):
        _refused(make, "discharge_missing", replace(use, wishes=told))


def test_a_director_enters_or_witnesses_it(make: Make, use: Draft) -> None:
    armorer, supervisor = make.actor("olga", "armorer"), make.actor("luis", "supervisor")
    director = make.register.witness("first", PASSPHRASE)

    def entered(witness: Any) -> str:
        try:
            make.register.opened.store.write(enter, draft=use, by=armorer, witness=witness)
        except Refused as refused:
            return str(refused)
        return ""

    assert (entered(supervisor), entered(director)) == ("discharge_without_director", "")


@pytest.mark.parametrize("rounds", [2, 4])
def test_every_round_is_accounted_for(make: Make, use: Draft, rounds: int) -> None:
    counted = replace(use.wishes[1], values={"rounds_fired": rounds})
    told = _telling(use, rounds=rounds)
    _refused(make, "discharge_rounds", replace(told, wishes=(told.wishes[0], counted)))


def test_rounds_that_other_entries_used_up_count_once(make: Make, use: Draft) -> None:
    gun, guard, lot = use.wishes[1].record, use.acknowledged_by, use.lines[0].item
    back = make.do(custody.take_back, person=guard, expended={lot: 3}, reason="incident")
    named = replace(use, lines=(), refs=(Ref("entry", str(back.seq)), Ref("entry", str(back.seq))))
    make.do(enter, draft=named, witness=make.witness)
    again = replace(named, wishes=(use.wishes[0], Wish("firearm", {"rounds_fired": 6}, gun)))
    _refused(make, "discharge_rounds", again)


def test_entries_that_used_nothing_up_account_for_nothing(make: Make, use: Draft) -> None:
    lot, other = use.lines[0].item, make.person()
    make.issued(make.firearm(), to=other, rounds={lot: 10})
    anothers = make.do(custody.take_back, person=other, expended={lot: 3}, reason="incident").seq
    for seq in (0, 99, anothers):
        _refused(make, "discharge_rounds", replace(use, lines=(), refs=(Ref("entry", str(seq)),)))


def test_the_rounds_fit_the_firearm_and_were_with_who_fired(make: Make, use: Draft) -> None:
    (line,) = use.lines
    strange = make.lot(calibre="38spl")
    _refused(make, "discharge_calibre", replace(use, lines=(Line(strange, 3, Position(make.place()), line.target),)))
    other = make.person()
    make.issued(make.firearm(), to=other, rounds={line.item: 10})
    stolen = line._replace(source=Position(make.place(), other))
    _refused(make, "discharge_of_anothers_rounds", replace(use, lines=(stolen,)))


def test_the_firearm_that_was_fired_counts_the_rounds(make: Make, use: Draft) -> None:
    told, counted = use.wishes
    other = Wish("firearm", {"rounds_fired": 3}, make.firearm())
    for wishes in ((told,), (told, replace(counted, values={"rounds_fired": 4})), (told, other), (*use.wishes, other)):
        _refused(make, "discharge_count", replace(use, wishes=wishes))


def test_only_the_count_of_the_firearm_changes(make: Make, use: Draft) -> None:
    told, counted = use.wishes
    more = replace(counted, values={**counted.values, "condition": "worn"})
    _refused(make, "field_not_for_act", replace(use, wishes=(told, more)))


@pytest.mark.parametrize("field", ["firearm_id", "person_id", "rounds"])
def test_who_fired_what_is_not_amended(make: Make, use: Draft, field: str) -> None:
    number = make.post(use, witness=make.witness).records[0]
    other = {"firearm_id": make.firearm(), "person_id": make.person(), "rounds": 4}
    make.refused("discharge_is_fixed", discharges.follow_up, case=number, values={field: other[field]})
    make.do(discharges.follow_up, case=number, values={"spot": "Gate 2", "harm": "injured"})


def test_a_use_is_not_of_tomorrow(make: Make, use: Draft) -> None:
    _refused(make, "minute_in_the_future", _telling(use, happened_at="2026-01-02T08:00"))
