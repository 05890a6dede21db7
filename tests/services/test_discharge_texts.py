"""The exact words of a discharge, which who fired acknowledges."""

from dataclasses import replace
from typing import Any

import pytest

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.rules import judge
from registry_app.domain.wording import say
from registry_app.i18n import LANGUAGES
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import acknowledgements, corrections, custody, discharges
from registry_app.services.discharge_texts import Shot, text_for
from tests.make import Make

USE = {"kind": "warning_shot", "harm": "none", "damage": "minor", "happened_at": "2026-01-01T08:00", "spot": "Gate 3"}


@pytest.fixture
def shot(make: Make) -> Shot:
    """Two rounds of a guard who has thirty."""
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L-1")
    make.issued(gun, to=guard, rounds={lot: 30})
    make.clock.pass_(hours=1)
    return Shot(gun, guard, {**USE, "place_id": make.place()}, {lot: 2})


def _record(make: Make, shot: Shot, **facts: Any) -> Any:
    told = {"firearm": shot.firearm, "person": shot.person, "values": shot.values, "rounds": shot.rounds,
            "entry": shot.entry, "fired": shot.fired}  # fmt: skip
    return make.do(discharges.record, **told, reason="warning_shot", witness=make.witness, **facts)


def test_it_names_who_fired_what_and_what_came_of_it(make: Make, shot: Shot) -> None:
    text = make.register.read(text_for, shot)
    for word in ("Guard G-1 (G-1)", "A-1", "2 rounds 9 × 19 mm, lot L-1", "Warning shot", "Nobody hurt", "Gate 3"):
        assert word in text


def test_rounds_that_came_in_as_used_are_named_by_their_entry(make: Make, shot: Shot) -> None:
    lot = next(iter(shot.rounds))
    back = make.do(custody.take_back, firearms=[shot.firearm], rounds={lot: 25}, expended={lot: 5}, reason="incident")
    told = Shot(shot.firearm, shot.person, USE, entry=back.seq, fired=3)
    assert f"3 rounds of those that entry {back.seq} tells" in make.register.read(text_for, told)


def test_what_was_acknowledged_is_kept_with_the_entry(make: Make, shot: Shot) -> None:
    text = make.register.read(text_for, shot)
    found = acknowledgements.by_drawing(shot.person, [[(1, 1, 0), (9, 9, 20)]], text)
    posted = _record(make, shot, acknowledgement=found)
    assert make.register.read(acknowledgements.acknowledged, posted.seq) == found
    assert make.entry(posted.seq).acknowledged_by == shot.person
    make.do(corrections.correct, seq=posted.seq, reason="wrong_person", witness=make.witness)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_of_any_language_is_taken(make: Make, shot: Shot, language: str) -> None:
    text = make.register.read(text_for, shot, language)
    _record(make, shot, acknowledgement=acknowledgements.Acknowledgement(shot.person, "pin", text))


def test_the_text_of_another_shot_is_not_taken(make: Make, shot: Shot) -> None:
    other = Shot(shot.firearm, shot.person, {**shot.values, "harm": "killed"}, shot.rounds)
    text = make.register.read(text_for, other)
    with pytest.raises(Refused, match="acknowledged_another_discharge"):
        _record(make, shot, acknowledgement=acknowledgements.Acknowledgement(shot.person, "pin", text))


def test_nobody_acknowledges_for_who_fired(make: Make, shot: Shot) -> None:
    found = acknowledgements.Acknowledgement(make.person(), "pin", make.register.read(text_for, shot))
    with pytest.raises(Refused, match="acknowledgement_of_another"):
        _record(make, shot, acknowledgement=found)


def test_a_discharge_names_what_it_keeps(make: Make, shot: Shot) -> None:
    text = make.register.read(text_for, shot)
    found = acknowledgements.Acknowledgement(shot.person, "pin", text)
    entry = make.entry(_record(make, shot, acknowledgement=found).seq)
    forged = replace(entry, refs=tuple(ref for ref in entry.refs if ref.kind != "acknowledgement"))
    findings = make.register.read(lambda session: judge(forged, RegisterFacts(session)))
    assert [each.code for each in findings if each.code.endswith("unbound")] == ["discharge_unbound"]
    assert "discharge" in say(refuse("discharge_unbound"))
