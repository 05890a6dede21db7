"""The list of cases: losses, lost papers and discharges in one, each with how its notice stands."""

from typing import Any

import pytest

from registry_app.services import discharges, holds, listing, losses, policies
from registry_app.services.listing_cases import CASES, kind_of, late
from tests.make import Make

USE = {"kind": "animal", "harm": "none", "damage": "none"}


def _lost(make: Make, **values: Any) -> int:
    """A theft of one firearm and twenty rounds."""
    items = {make.firearm("A-1"): 1, make.lot("L-1", rounds=50): 20}
    posted = make.do(losses.report, items=items, values=values, reason="theft", witness=make.witness)
    return int(posted.records[0])


def _fired(make: Make) -> int:
    gun, guard, lot = make.firearm("F-1"), make.person("G-1"), make.lot("L-9")
    make.issued(gun, to=guard, rounds={lot: 10})
    given = {"values": USE, "reason": "incident", "rounds": {lot: 2}, "witness": make.witness}
    return int(make.do(discharges.record, firearm=gun, person=guard, **given).records[0])


def _papers(make: Make, **values: Any) -> int:
    told = {"documents_lost": "Permit P-7", **values}
    return int(make.do(losses.report_documents, values=told).records[0])


def _row(make: Make, case: int) -> dict[str, Any]:
    (row,) = make.register.read(listing.rows, CASES, [case])
    return dict(zip(CASES.columns, row[1:], strict=True))


def _ids(make: Make, **asked: Any) -> list[int]:
    return list(make.register.read(listing.ids, CASES, **asked))


def test_all_kinds_of_case_stand_in_one_list(make: Make) -> None:
    theft, papers, shot = _lost(make), _papers(make), _fired(make)
    assert sorted(_ids(make)) == [theft, papers, shot]
    told = {
        case: (_row(make, case)["kind"], _row(make, case)["what"], _row(make, case)["rounds"]) for case in _ids(make)
    }
    assert told[papers] == ("documents", "Permit P-7", None)
    assert told[shot] == ("animal", "F-1", 2)
    assert (told[theft][0], set(str(told[theft][1]).split(", ")), told[theft][2]) == ("theft", {"A-1", "L-1"}, 20)
    assert [make.register.read(kind_of, case) for case in (theft, shot, 999)] == ["loss", "discharge", ""]


def test_segments_tell_losses_discharges_and_closed_ones_apart(make: Make) -> None:
    papers, shot = _papers(make), _fired(make)
    make.do(losses.close, case=papers, outcome="error")
    assert [_ids(make, state=state) for state in ("", "losses", "discharges", "closed")] == [
        [shot], [papers], [shot], [papers],
    ]  # fmt: skip


def test_the_term_is_that_of_the_rules_under_which_a_case_was_opened(make: Make) -> None:
    make.do(policies.change, values={"loss_hours": 72}, witness=make.witness)
    theft = _lost(make, discovered_at="2026-01-01T08:00")
    make.do(policies.change, values={"loss_hours": 0}, witness=make.witness)
    assert (_row(make, theft)["notice"], _row(make, theft)["deadline"]) == ("untold", "2026-01-04T08:00")
    make.do(policies.change, values={"loss_hours": None}, witness=make.witness)
    assert _row(make, _fired(make))["deadline"] is None


@pytest.mark.parametrize(("told", "notice"), [("2026-01-02T08:00", "in_time"), ("2026-01-02T08:01", "told_late")])
def test_the_notice_is_late_after_the_minute_of_the_deadline(make: Make, told: str, notice: str) -> None:
    make.do(policies.change, values={"loss_hours": 24}, witness=make.witness)
    theft = _lost(make, discovered_at="2026-01-01T08:00")
    make.clock.pass_(days=3)
    assert (_ids(make, state="late"), make.register.read(late)) == ([theft], 1)
    make.do(losses.follow_up, case=theft, values={"notified_at": told})
    assert _row(make, theft)["notice"] == notice
    assert bool(_ids(make, state="late")) == (notice == "told_late")


def test_the_nearest_deadline_stands_first_and_what_is_told_last(make: Make) -> None:
    make.clock.pass_(hours=9)
    first, second, third = (_papers(make, discovered_at=f"2026-01-01T{hour}:00") for hour in (12, 11, 13))
    make.do(losses.follow_up, case=second, values={"notified_at": "2026-01-01T14:00"})
    assert _ids(make) == [first, third, second]


@pytest.mark.parametrize("text", ["a-1", "guard g-1", "arm-1", "d-77", "theft papers", "#1"])
def test_every_word_that_is_searched_must_stand_somewhere(make: Make, text: str) -> None:
    place, person = make.place(), make.person("G-1")
    theft = _lost(make, place_id=place, person_id=person, police_number="D-77")
    found = {"theft papers": [], "#1": []}.get(text, [theft])
    assert _ids(make, text=text) == found
    assert _ids(make, text=f"#{theft}") == [theft]


def test_a_barcode_that_is_read_into_the_search_finds_nothing(make: Make) -> None:
    _papers(make)
    assert _ids(make, text="00012345678901234567890") == []


def test_a_corrected_loss_is_gone_and_what_was_found_stays_told(make: Make) -> None:
    gun = make.firearm("A-9")
    given = {"items": {gun: 1}, "values": {}, "reason": "loss", "witness": make.witness}
    case = make.do(losses.report, **given).records[0]
    make.do(holds.find, item=gun, to=make.place(), witness=make.witness)
    assert _row(make, case)["what"] == "A-9"
