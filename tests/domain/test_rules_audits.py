"""What the judge refuses of audits: heads that never were, half samples, changed sightings, odd closings."""

from typing import Any

import pytest

from registry_app.domain.days import minute_at
from registry_app.domain.draft import Draft, Wish
from registry_app.services import assessments, audits, ledger, sightings
from registry_app.services.assessments import Given
from registry_app.services.sightings import Sight
from tests.make import ZONE, Make, enter


class Begun:
    """An open audit of an armoury, counted by who is at work."""

    def __init__(self, make: Make) -> None:
        self.make, self.place, self.gun = make, make.place(), make.firearm()
        self.me = next(c.new["person_id"] for c in make.entry(0).records if c.kind == "user")
        self.given: dict[str, Any] = {"kind": "spot", "place": self.place, "first": self.me}
        self.number = int(make.do(audits.begin, **self.given).records[0])

    def refused(self, code: str, kind: str, *wishes: Wish, **more: Any) -> None:
        self.make.refused(code, enter, draft=Draft(kind, wishes=wishes, **more))

    def values(self, **changed: Any) -> dict[str, Any]:
        head = self.make.register.read(ledger.head)
        return {
            "code": "A-1", "kind": "spot", "method": "blind", "place_id": self.place, "first_id": self.me,
            "head_size": head.size, "head_root": head.root, **changed,
        }  # fmt: skip


@pytest.fixture
def begun(make: Make) -> Begun:
    return Begun(make)


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("audit_head_differs", {"head_root": "00" * 32}),
        ("audit_head_differs", {"head_size": 3}),
        ("audit_ends_at_once", {"outcome": "clean"}),
        ("sample_needs_word", {"size": 3}),
        ("sample_needs_word", {"kind": "sample", "size": 3}),
        ("hand_over_needs_custodian", {"kind": "hand_over"}),
    ],
)
def test_an_audit_that_is_not_whole(begun: Begun, code: str, changed: dict[str, Any]) -> None:
    begun.refused(code, "audit", Wish("audit", begun.values(**changed)))


def test_only_places_of_the_company_are_counted(begun: Begun) -> None:
    begun.refused("audit_outside", "audit", Wish("audit", begun.values(place_id=begun.make.outside("lost"))))


def test_a_sighting_never_changes(begun: Begun) -> None:
    posted = begun.make.do(sightings.sight, audit=begun.number, seen=[Sight(begun.place, begun.gun)])
    begun.refused("sighting_is_fixed", "sight", Wish("sighting", {"marks": "differ"}, int(posted.records[0])))
    begun.refused("record_not_for_act", "amend", Wish("sighting", {"marks": "differ"}, int(posted.records[0])))


def test_a_difference_is_settled_with_cause_evidence_and_witness(begun: Begun) -> None:
    (number,) = begun.make.do(audits.differ, audit=begun.number).records
    bare = {"settled_on": "2026-01-02"}
    for code in ("difference_without_cause", "difference_without_evidence", "witness_missing"):
        begun.refused(code, "settle", Wish("difference", bare, int(number)))
    begun.refused("field_not_for_act", "settle", Wish("difference", {"counted": 1}, int(number)))


def test_an_audit_is_closed_now_and_as_what_it_is(begun: Begun) -> None:
    at = begun.make.clock()
    right = {"outcome": "clean", "closed_at": minute_at(at, ZONE), "counted_root": "00" * 32}
    for code, changed in (
        ("audit_outcome_is", {"outcome": "explained"}),
        ("audit_closed_another_time", {"closed_at": "2026-01-01T00:00"}),
    ):  # fmt: skip
        begun.refused(code, "conclude", Wish("audit", {**right, **changed}, begun.number), occurred_at=at)
    begun.refused("audit_not_closed_so", "conclude", Wish("audit", {"outcome": "clean"}, begun.number))


def test_an_inspector_writes_a_remark_or_that_there_is_none(begun: Begun) -> None:
    inspector = begun.make.as_(begun.make.actor("ivan", "inspector"))
    inspector.refused("remark_empty", enter, draft=Draft("remark", wishes=(Wish("remark", {"kind": "remark"}),)))
    said = inspector.do(enter, draft=Draft("remark", wishes=(Wish("remark", {"kind": "no_findings"}),)))
    again = Draft("remark", wishes=(Wish("remark", {"kind": "remark", "text": "No"}, int(said.records[0])),))
    inspector.refused("sighting_is_fixed", enter, draft=again)


def test_an_answer_stays(begun: Begun) -> None:
    given = Given("doors.door", "no", action="New door")
    posted = begun.make.do(assessments.assess, place=begun.place, visit="V-1", answers=(given,))
    begun.refused("answer_is_fixed", "assess", Wish("answer", {"answer": "yes"}, int(posted.records[0])))
