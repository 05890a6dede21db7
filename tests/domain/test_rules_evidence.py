"""Evidence stays until it is released, and a case is not called recovered while anything of it is missing."""

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position
from registry_app.services import discharges, holds, losses
from tests.make import Make, enter

TOLD = {"notified_at": "2026-01-01T08:00", "police_number": "P-1", "discovered_at": "2026-01-01T07:00"}


@pytest.mark.parametrize("kind", ["destroy", "dispose"])
def test_evidence_is_released_before_it_goes(make: Make, kind: str) -> None:
    gun = make.firearm()
    facts = {"kind": kind, "item": gun, "reason": "worn_out", "document": "D-1", "witness": make.witness}
    make.do(holds.hold, item=gun, state="held:evidence", reason="evidence", document="F-1")
    assert make.refused("evidence_is_kept", holds.write_off, **facts).facts["kind"] == kind
    make.do(holds.release, item=gun, reason="inspection")
    make.do(holds.write_off, **facts)


def test_rounds_held_as_evidence_are_not_taken_back_as_used(make: Make) -> None:
    gun, guard, lot = make.firearm(), make.person(), make.lot()
    make.issued(gun, to=guard, rounds={lot: 30})
    make.do(holds.hold, item=lot, person=guard, quantity=30, state="held:evidence", reason="evidence", document="F-1")
    held = Position(make.place(), guard, "held:evidence")
    used = Line(lot, 2, held, Position(make.outside("expended"), 0, "held:evidence"))
    draft = Draft("take_back", lines=(used,), reason_code="training")
    assert make.refused("evidence_is_kept", enter, draft=draft).facts["kind"] == "take_back"


def test_rounds_held_as_evidence_are_not_fired(make: Make) -> None:
    gun, guard, lot = make.firearm(), make.person(), make.lot()
    make.issued(gun, to=guard, rounds={lot: 30})
    make.do(holds.hold, item=lot, person=guard, quantity=30, state="held:evidence", reason="evidence", document="F-1")
    use = {"kind": "warning_shot", "harm": "none", "damage": "none"}
    facts = {"firearm": gun, "person": guard, "rounds": {lot: 2}, "values": use, "reason": "warning_shot"}
    make.refused("evidence_is_kept", discharges.record, witness=make.witness, **facts)


def _lost(make: Make, items: dict[int, int]) -> int:
    posted = make.do(losses.report, items=items, values=TOLD, reason="theft", witness=make.witness)
    return int(posted.records[0])


@pytest.mark.parametrize("outcome", ["recovered", "error"])
def test_a_case_ends_as_recovered_when_everything_is_back(make: Make, outcome: str) -> None:
    gun, lot, store = make.firearm(), make.lot(), make.place()
    case = _lost(make, {gun: 1, lot: 20})
    ending = {"case": case, "values": {"outcome": outcome, "closed_on": "2026-01-01"}}
    back = {"case": case, "to": store, "witness": make.witness}
    make.do(holds.find, item=lot, quantity=19, **back)
    make.refused("case_still_misses", losses.follow_up, **ending)
    make.do(holds.find, item=lot, quantity=1, **back)
    assert make.refused("case_still_misses", losses.follow_up, **ending).facts["item_id"] == gun
    make.do(holds.find, item=gun, **back)
    make.do(losses.follow_up, **ending)


def test_rounds_that_another_case_misses_do_not_hold_this_one_open(make: Make) -> None:
    lot = make.lot()
    first, _other = _lost(make, {lot: 5}), _lost(make, {lot: 7})
    make.do(holds.find, item=lot, quantity=5, case=first, to=make.place(), witness=make.witness)
    make.do(losses.follow_up, case=first, values={"outcome": "recovered", "closed_on": "2026-01-01"})
