"""People with arms: who has what as of a moment, and whose papers have run out by then."""

from typing import Any

from registry_app.services import custody, records
from registry_app.services.armed_people import content
from registry_app.services.frame import Asked
from tests.make import Make


def _list(make: Make, **asked: Any) -> dict[str, Any]:
    return make.register.read(content, Asked(make.register.actor, **asked))


def test_everybody_with_arms_is_listed_once_with_what_they_have(make: Make) -> None:
    guard, other, lot = make.person("G-1", name="Eva Ruiz", licence_number="L-7"), make.person("G-2"), make.lot("L1")
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    seq = make.issued(make.firearm("007"), to=guard, post=post, rounds={lot: 30}).seq
    make.issued(make.firearm("A2"), to=other)
    make.do(custody.take_back, person=guard, expended={lot: 12}, reason="training")
    make.person("G-3")
    told = _list(make)
    assert [(row["person_code"], row["firearms"], row["rounds"]) for row in told["people"]] == [
        ("G-1", 1, 18), ("G-2", 1, 0)
    ]  # fmt: skip
    assert (told["people"][0]["person"], told["people"][0]["licence_number"]) == ("Eva Ruiz", "L-7")
    arms = [(row["person"], row["item"], row["quantity"], row["post"], row["entry"]) for row in told["arms"][:2]]
    assert arms == [("Eva Ruiz", "007", 1, "P-1", seq), ("Eva Ruiz", "L1", 18, "P-1", seq)]
    assert told["arms"][0]["permit_number"] == "P-1"
    assert told["figures"] == {
        "people": 2, "firearms": 2, "rounds": 18, "overdue": 0, "people_expired": 0, "permits_expired": 0
    }  # fmt: skip


def test_what_is_no_arm_is_left_out(make: Make) -> None:
    guard, vest = make.person(), make.article("V-1")
    make.do(custody.issue, articles={vest: 1}, to=guard)
    assert _list(make)["people"] == []


def test_papers_that_have_run_out_are_named(make: Make) -> None:
    guard, gun = (
        make.person(licence="2026-01-05", course="2026-01-05", fitness_expires_on="2026-01-20"),
        make.firearm(permit="2026-01-05"),
    )
    make.issued(gun, to=guard)
    assert "expired" not in _list(make)["people"][0]
    make.clock.pass_(days=5)
    told = _list(make)
    assert (told["people"][0]["expired"], told["arms"][0]["expired"]) == ("licence course", "permit")
    assert (told["figures"]["people_expired"], told["figures"]["permits_expired"]) == (1, 1)


def test_as_of_a_day_it_tells_who_had_arms_then_and_the_papers_of_then(make: Make) -> None:
    guard, gun = make.person("G-1", licence="2026-01-10"), make.firearm()
    make.issued(gun, to=guard)
    make.clock.pass_(days=12)
    make.do(custody.take_back, firearms=[gun])
    make.do(records.amend, kind="person", record=guard, values={"licence_expires_on": "2028-01-10"})
    assert _list(make)["people"] == []
    (row,) = _list(make, as_of="2026-01-05")["people"]
    assert (row["person_code"], row["licence_expires_on"], "expired" in row) == ("G-1", "2026-01-10", False)
    assert _list(make, as_of="2026-01-12")["people"][0]["expired"] == "licence"
