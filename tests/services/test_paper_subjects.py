"""What a paper may be about is found by number and by words, the newest first."""

from typing import Any

import pytest

from registry_app.services import discharges, losses, paper_subjects, transfers
from tests.make import Make


@pytest.fixture
def many(make: Make) -> dict[str, int]:
    """Of each kind one: the numbers by kind."""
    gun, guard, lot = make.firearm("A-1"), make.person("G-1", name="Rosa Vera"), make.lot("L-1", rounds=100)
    make.issued(gun, to=guard, rounds={lot: 30})
    shot = {
        "values": {"kind": "warning_shot", "harm": "none", "damage": "none"},
        "reason": "warning_shot",
        "witness": make.witness,
    }
    fired = make.do(discharges.record, firearm=gun, person=guard, rounds={lot: 3}, **shot)
    gone = {"discovered_at": "2026-01-01T07:00", "spot": "On the way"}
    lost = make.do(losses.report, items={make.firearm("B-2"): 1}, values=gone, reason="theft", witness=make.witness)
    sent = make.do(transfers.send, items={make.firearm("C-3"): 1}, destination=make.place("ARM-2"))
    return {"firearm": gun, "discharge": fired.records[0], "loss": lost.records[0], "delivery": sent.seq}


def _found(make: Make, kind: str, text: str = "") -> list[tuple[int, str, str]]:
    return make.register.read(paper_subjects.find, kind=kind, text=text)


@pytest.mark.parametrize(
    ("kind", "text", "title"),
    [
        ("loss", "B-2", "#{n} B-2"), ("discharge", "Rosa", "#{n} A-1"), ("delivery", "C-3", "#{n} C-3"),
        ("firearm", "A-1", "A-1"),
    ],
)  # fmt: skip
def test_each_is_found_by_what_people_call_it(
    make: Make, many: dict[str, int], kind: str, text: str, title: str
) -> None:
    ((number, called, hint),) = _found(make, kind, text)
    assert (number, called) == (many[kind], title.format(n=number))
    assert hint
    assert _found(make, kind, "nothing of that name") == []


@pytest.mark.parametrize("kind", ["loss", "discharge", "delivery"])
def test_by_its_number_and_without_a_word(make: Make, many: dict[str, int], kind: str) -> None:
    assert [row[0] for row in _found(make, kind, f"#{many[kind]}")] == [many[kind]]
    assert [row[0] for row in _found(make, kind)] == [many[kind]]


def test_the_newest_stands_first(make: Make, many: dict[str, int]) -> None:
    later = make.do(transfers.send, items={make.firearm("D-4"): 1}, destination=make.place("ARM-2")).seq
    assert [row[0] for row in _found(make, "delivery")] == [later, many["delivery"]]


def test_what_is_no_kind_of_subject_fails_loudly(make: Make) -> None:
    asked: dict[str, Any] = {"kind": "fortune"}
    with pytest.raises(KeyError):
        make.register.read(paper_subjects.find, **asked)
