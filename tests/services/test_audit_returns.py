"""The papers of an audit: figures that add up, whatever was counted and whatever moved meanwhile."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, canonical
from registry_app.services import assessments, audit_returns, audits, counts, custody, holds, losses
from registry_app.services.assessments import Given
from registry_app.services.sightings import Sight
from tests.make import PHOTO, Make
from tests.reports import papers
from tests.services.test_audits import Team


@pytest.fixture
def team(make: Make) -> Team:
    return Team(make)


def report(make: Make, audit: int) -> dict[str, Any]:
    content = make.register.read(audit_returns.report, audit=audit, by=make.register.actor)
    canonical(content)
    return dict(content)


def lists(make: Make, audit: int = 0) -> dict[str, Any]:
    return dict(make.register.read(audit_returns.differences, audit=audit, by=make.register.actor))


def test_the_account_of_firearms_adds_up_with_what_moved_during_the_count(make: Make, team: Team) -> None:
    armoury, north, guard = make.place(), make.place("ARM-2"), make.person()
    seen, gone, out, sold = (make.firearm() for _ in range(4))
    stranger = make.firearm(at=north)
    make.issued(out, to=guard)
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, seen), Sight(armoury, sold), Sight(armoury, stranger), Sight(armoury, raw="ZX-1"))
    make.issued(seen, to=guard)
    facts = {"kind": "dispose", "item": sold, "reason": "sale", "to": "buyer", "document": "FV-1"}
    make.do(holds.write_off, **facts, witness=make.witness)
    make.firearm("NEW", at=armoury, reason="purchase")
    (pistols,) = report(make, audit)["account"]["pieces"]
    assert pistols == {
        "item_kind": "firearm", "kind": "pistol", "opening": 4, "came": 1, "left": 1, "expected": 4, "seen": 1,
        "not_seen": 2, "missing": 1, "beyond": 1,
    }  # fmt: skip
    assert gone


def test_the_account_of_a_lot_is_carried_to_the_end_of_the_count(make: Make, team: Team) -> None:
    armoury, lot, guard, gun = make.place(), make.lot(rounds=120), make.person(), make.firearm()
    make.do(custody.issue, firearms=[gun], rounds={lot: 10}, to=guard)
    audit = team.begin(armoury)
    team.sees(audit, Sight(armoury, lot, quantity=103))
    line = Line(lot, 5, Position(armoury), Position(make.outside("expended")))
    make.post(Draft("expend", (line,), reason_code="training"))
    (stock,) = report(make, audit)["account"]["stocks"]
    told = {name: stock[name] for name in ("opening", "left", "expected", "not_seen", "difference", "counted")}
    assert told == {"opening": 120, "left": 5, "expected": 115, "not_seen": 10, "difference": -7, "counted": 98}


def test_every_result_says_who_saw_it_when_how_and_with_which_photo(make: Make, team: Team) -> None:
    armoury, gun, guard, post = make.place(), make.firearm("G1"), make.person("G-1"), make.place("P-1", "post")
    make.issued(gun, to=guard, post=post)
    audit = team.begin(armoury)
    team.sees(audit, Sight(post, gun, way="photo", person=guard, photo=PHOTO))
    (row,) = report(make, audit)["results"]
    told = {name: row[name] for name in ("item", "result", "person", "seen", "way", "user")}
    assert told == {
        "item": "G1", "result": "found", "person": "G-1", "seen": "P-1", "way": "photo", "user": "Guard C-1",
    }  # fmt: skip
    assert len(row["photo"]) == 64


def test_what_was_not_seen_says_why(make: Make, team: Team) -> None:
    gun, guard = make.firearm("G1"), make.person("G-1")
    make.issued(gun, to=guard)
    (row,) = report(make, team.begin(make.place()))["not_seen"]
    assert (row["item"], row["why"], row["person"], row["quantity"]) == ("G1", "person", "G-1", 1)


def test_movements_during_the_count_are_listed_with_what_they_mean_for_it(make: Make, team: Team) -> None:
    armoury, gun, other = make.place(), make.firearm("G1"), make.place("ARM-2")
    audit = team.begin(armoury)
    issued = make.issued(gun, to=make.person("G-1"))
    make.firearm("FAR", at=other)
    (moved,) = report(make, audit)["movements"]
    assert (moved["entry"], moved["act"], moved["item"], moved["book"]) == (issued.seq, "issue", "G1", "stayed")
    assert moved["receiver"] == "G-1"


def test_a_difference_has_its_course_from_owner_to_the_entry_that_put_it_right(make: Make, team: Team) -> None:
    gun = make.firearm("G1")
    audit = team.begin(make.place())
    make.as_(team.one).do(audits.differ, audit=audit, owner=team.people[1], due_on="2025-12-01")
    (open_,) = report(make, audit)["differences"]
    assert (open_["kind"], open_["item"], open_["owner"], open_["is_overdue"]) == ("missing", "G1", "C-2", 1)
    given: dict[str, Any] = {"values": {"kind": "not_found"}, "reason": "counted", "witness": team.other}
    lost = make.as_(team.head).do(losses.report, items={gun: 1}, **given)
    make.clock.pass_(days=3)
    found = make.register.read(audits.differences_of, audit)
    settled = {"differences": [found[0].id], "cause": "LOS-4", "entry": lost.seq, "witness": team.other}
    make.as_(team.head).do(audits.settle, **settled)
    (done,) = report(make, audit)["differences"]
    told = {name: done[name] for name in ("cause", "age", "adjusted_by", "user", "witness", "is_overdue")}
    assert told == {
        "cause": "LOS-4", "age": 3, "adjusted_by": [lost.seq], "user": "Guard S-1", "witness": "Guard S-2",
        "is_overdue": 0,
    }  # fmt: skip


def test_differences_nobody_entered_yet_are_told_too(make: Make, team: Team) -> None:
    make.firearm("G1")
    told = report(make, team.begin(make.place()))
    assert (told["differences"], [each["item"] for each in told["not_entered"]]) == ([], ["G1"])
    assert "closed" not in told["audit"]


def test_the_team_says_how_independent_it_was(make: Make, team: Team) -> None:
    armoury = make.described("place", code="A-9", name="Nine", kind="armoury", parent_id=make.root(),
                             custodian_id=team.people[0])  # fmt: skip
    parts = {each["part"]: each for each in report(make, team.begin(armoury))["team"]}
    assert [(parts[name]["is_custodian"], parts[name]["counted_last"]) for name in ("first", "second")] == [
        (1, 0),
        (0, 0),
    ]
    assert parts["custodian"]["person"] == "C-1"


def test_a_sample_says_what_it_proves_and_counts_as_wrong_what_was_not_found(make: Make, team: Team) -> None:
    guns = [make.firearm() for _ in range(6)]
    audit = team.begin(make.place(), kind="sample", size=3, word="cedro")
    expected = [each.item for each in make.register.read(counts.standing, audit).results]
    team.sees(audit, *(Sight(make.place(), item) for item in expected[:2]))
    said = report(make, audit)["sample"]["statement"]
    assert said == {"population": 6, "sample": 3, "wrong": 1, "most_wrong": 4, "confidence_percent": 95}
    assert guns


def test_open_differences_of_earlier_audits_come_back(make: Make, team: Team) -> None:
    make.firearm("G1")
    first = team.begin(make.place(), kind="spot")
    team.differs(first)
    make.as_(team.one).do(audits.conclude, audit=first, witness=team.head)
    told = report(make, team.begin(make.place(), kind="spot"))
    assert [(each["item"], each["audit"]) for each in told["earlier"]] == [("G1", "2026-001")]
    (course,) = told["trend"]
    assert (course["code"], course["accuracy"], course["left"]) == ("2026-001", 0, 1)


def test_papers_that_ran_out_are_listed(make: Make, team: Team) -> None:
    guard = make.person("G-1", licence="2026-01-31", fitness_expires_on="2026-01-15")
    make.firearm("G1", permit="2026-01-10")
    make.issued(make.firearm("G2"), to=guard)
    audit = team.begin(make.place())
    make.clock.pass_(days=40)
    told = [(each["paper"], each.get("item") or each["person"]) for each in report(make, audit)["papers"]]
    assert told == [("permit", "G1"), ("licence", "G-1"), ("fitness", "G-1")]


def test_the_check_of_the_security_goes_along(make: Make, team: Team) -> None:
    armoury = make.place()
    given = {"place": armoury, "visit": "V-1", "answers": (Given("doors.door", "no", action="New door"),)}
    make.do(assessments.assess, **given)
    audit = team.begin(armoury)
    assert [each["place"] for each in report(make, audit)["security"]] == ["ARM-1"]
    make.clock.pass_(days=1)
    later = {
        "visit": "V-2",
        "audit": audit,
        "answers": (Given("doors.door", "yes"), Given("doors.locks", "no", action="x")),
    }
    make.do(assessments.assess, **{**given, **later})
    (visit,) = report(make, audit)["security"]
    assert [each["question"] for each in visit["wanting"]] == ["doors.locks"]
    door, locks = visit["changes"]
    assert (door["question"], door["before"], door["now"]) == ("doors.door", "no", "yes")
    assert ("before" in locks, locks["now"], set(locks["text"])) == (False, "no", {"en", "es", "fr", "pt"})
    assert visit["before"]["whole"]["percent"] == 0


def test_the_difference_list_is_of_an_audit_or_of_what_is_open_anywhere(make: Make, team: Team) -> None:
    make.firearm("G1")
    one = team.begin(make.place(), kind="spot")
    (missing,) = team.differs(one)
    two = team.begin(make.place(), kind="spot")
    assert [each["item"] for each in lists(make, two)["not_entered"]] == ["G1"]
    assert [each["audit"] for each in lists(make)["differences"]] == ["2026-001"]
    settled = {"differences": [missing.id], "cause": "LOS-4", "evidence": "PR-7", "witness": team.other}
    make.as_(team.head).do(audits.settle, **settled)
    assert lists(make)["differences"] == []
    assert len(lists(make, one)["differences"]) == 1


def test_files_of_both_papers(make: Make, team: Team) -> None:
    make.firearm("G1")
    audit = team.begin(make.place(), basis="Art. 77")
    given: dict[str, Any] = {"audit": audit, "by": make.register.actor}
    for service, said in ((audit_returns.make, "Art. 77"), (audit_returns.make_differences, "Difference list")):
        assert said in papers.whole(make.register.read(service, **given))
        assert b"2026-001" in make.register.read(service, suffix=".json", **given)
    make.refused("report_suffix", audit_returns.make, audit=audit, suffix=".doc")
    make.refused("report_paper", audit_returns.make, audit=audit, paper="a5")
