"""Papers: each refusal once, and what just passes."""

from dataclasses import replace
from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, Ref
from registry_app.services import holds
from registry_app.services.history import detail
from tests.make import Make, enter

PAPER = (Ref("document", "ACTA-1"),)


def _moved(make: Make, kind: str, target: Position, state: str = "ready") -> dict[str, Any]:
    line = Line(make.firearm(), 1, Position(make.place()), target._replace(state=state))
    return {"draft": Draft(kind, (line,), reason_code="other"), "witness": make.witness}


def _renewed(kind: str, record: int, **values: Any) -> Draft:
    return Draft("renew", wishes=(Wish(kind, values, record),), refs=PAPER)


@pytest.mark.parametrize(("kind", "place"), [("destroy", "destroyed"), ("deposit", "authority")])
def test_destructions_and_deposits_name_their_paper(make: Make, kind: str, place: str) -> None:
    given = _moved(make, kind, Position(make.outside(place)))
    make.refused("document_missing", enter, **given)
    make.do(enter, **{**given, "draft": replace(given["draft"], refs=PAPER)})


@pytest.mark.parametrize("state", ["held:evidence", "held:quarantine"])
def test_evidence_is_held_by_a_paper_and_nothing_else_is(make: Make, state: str) -> None:
    given = {"item": make.firearm(), "state": state, "reason": "inspection"}
    if state == "held:evidence":
        make.refused("document_missing", holds.hold, **given)
        given["document"] = "ORDER-1"
    make.do(holds.hold, **given)


def test_a_renewal_names_the_new_paper(make: Make) -> None:
    draft = _renewed("firearm", make.firearm(), permit_expires_on="2031-01-01")
    make.refused("document_missing", enter, draft=replace(draft, refs=()))
    make.do(enter, draft=draft)


@pytest.mark.parametrize(("kind", "values"), [
    ("firearm", {"serial": "B-1"}), ("firearm", {"permit_expires_on": "2031-01-01", "calibre": "38spl"}),
    ("person", {"code": "G-2"}),
])  # fmt: skip
def test_a_renewal_changes_papers_only(make: Make, kind: str, values: dict[str, str]) -> None:
    record = make.firearm() if kind == "firearm" else make.person()
    make.refused("field_not_for_act", enter, draft=_renewed(kind, record, **values))


def test_a_renewal_makes_nothing_new(make: Make) -> None:
    wish = Wish("place", {"code": "C-9", "name": "Client", "kind": "client"})
    make.refused("renewal_of_nothing", enter, draft=Draft("renew", wishes=(wish,), refs=PAPER))


@pytest.mark.parametrize(("day", "code"), [
    ("2029-12-31", "renewal_not_later"), ("2030-01-01", "amend_nothing"), (None, "renewal_not_later"),
])  # fmt: skip
def test_a_renewal_reaches_further(make: Make, day: str | None, code: str) -> None:
    guard = make.person(licence="2030-01-01")
    make.refused(code, enter, draft=_renewed("person", guard, licence_expires_on=day))
    make.do(enter, draft=_renewed("person", guard, licence_expires_on="2030-01-02"))


def test_one_day_stays_while_another_reaches_further(make: Make) -> None:
    """The day that stays is refused all the same: it was not renewed."""
    guard = make.person(licence="2030-01-01", course="2030-01-01")
    days = {"licence_expires_on": "2031-01-01", "course_expires_on": "2030-01-01"}
    make.refused("renewal_not_later", enter, draft=_renewed("person", guard, **days))


def test_a_number_alone_is_renewed(make: Make) -> None:
    gun = make.firearm()
    make.do(enter, draft=_renewed("firearm", gun, permit_number="P-2"))
    assert make.register.read(detail, kind="firearm", record=gun)["permit_expires_on"] == "2030-01-01"


@pytest.mark.parametrize("who", ["1", "9999", "x"])
def test_who_was_present_is_of_the_register(make: Make, who: str) -> None:
    given = _moved(make, "destroy", Position(make.outside("destroyed")))
    strange = replace(given["draft"], refs=(*PAPER, Ref("attended", who)))
    make.refused("person_unknown", enter, **{**given, "draft": strange})
    present = (*PAPER, Ref("attended", str(make.person())), Ref("attended", str(make.person())))
    make.do(enter, **{**given, "draft": replace(strange, refs=present)})


def test_a_hand_over_is_acknowledged_whatever_the_excuse(make: Make) -> None:
    wish = Wish("place", {"custodian_id": make.person()}, make.place())
    draft = Draft("hand_over", wishes=(wish,), reason_code="hand_over", refs=(Ref("unsigned", "absent"),))
    make.refused("acknowledgement_missing", enter, draft=draft, witness=make.witness)
    make.do(enter, draft=replace(draft, acknowledged_by=wish.values["custodian_id"]), witness=make.witness)
