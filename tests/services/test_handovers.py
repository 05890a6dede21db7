"""The issue-and-return book: each handover with its return, in the period in which either lies."""

from typing import Any

from registry_app.services import acknowledgements, corrections, custody, pins, policies, report_table
from registry_app.services.acknowledgements import Handover
from registry_app.services.frame import Asked
from registry_app.services.handovers import content
from tests.make import Make

Row = dict[str, Any]


def _book(make: Make, **asked: Any) -> dict[str, Any]:
    return make.register.read(content, Asked(make.register.actor, **asked))


def _rows(make: Make, **asked: Any) -> list[Row]:
    return list(_book(make, **asked)["handovers"])


def _told(row: Row, *names: str) -> list[Any]:
    return [row.get(name) for name in names]


def test_an_issue_stands_beside_its_return(make: Make) -> None:
    gun, guard = make.firearm("007", model="G3"), make.person("G-1", name="Eva Ruiz")
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    out = make.issued(gun, to=guard, post=post, due_at=make.clock.now + 8 * 3_600_000).seq
    make.clock.pass_(hours=7)
    back = make.do(custody.take_back, firearms=[gun]).seq
    (row,) = _rows(make)
    names = ("entry", "out_at", "user", "person", "person_code", "item", "model", "quantity", "post", "due")
    assert _told(row, *names) == [
        out, "2026-01-01T08:01", "first", "Eva Ruiz", "G-1", "007", "G3", 1, "P-1", "2026-01-01T16:01"
    ]  # fmt: skip
    assert _told(row, "back_entry", "back_at", "back_user", "back", "still_out") == [
        back, "2026-01-01T15:01", "first", 1, None
    ]  # fmt: skip


def test_rounds_are_told_by_what_became_of_them(make: Make) -> None:
    guard, lot = make.person(), make.lot("L1", rounds=100)
    make.issued(make.firearm(), to=guard, rounds={lot: 30})
    make.do(custody.take_back, person=guard, rounds={lot: 8}, expended={lot: 4}, reason="training")
    taken, out = (row for row in _rows(make) if row["item_kind"] == "lot")
    assert _told(taken, "quantity", "back", "expended", "still_out", "reason") == [12, 8, 4, None, "training"]
    assert _told(out, "quantity", "back", "back_entry", "still_out") == [18, None, None, 18]
    assert _book(make)["figures"] == {
        "firearms": 1, "rounds": 30, "rounds_expended": 4, "pieces_out": 1, "rounds_out": 18, "overdue": 0
    }  # fmt: skip


def test_a_relief_is_a_return_of_one_and_an_issue_to_the_other(make: Make) -> None:
    gun = make.firearm()
    make.issued(gun, to=make.person("G-1"))
    relief = make.do(custody.relieve, firearms=[gun], to=make.person("G-2")).seq
    one, other = _rows(make)
    assert _told(one, "person_code", "back_entry", "back_kind", "passed", "back") == [
        "G-1", relief, "relieve", 1, None
    ]  # fmt: skip
    assert _told(other, "person_code", "entry", "kind", "still_out") == ["G-2", relief, "relieve", 1]


def test_what_was_corrected_stays_and_counts_for_nothing(make: Make) -> None:
    gun, guard = make.firearm(), make.person("G-1")
    out = make.issued(gun, to=guard).seq
    wrong = make.do(custody.take_back, firearms=[gun]).seq
    by = make.do(corrections.correct, seq=wrong, reason="typing_error", witness=make.witness).seq
    stands, corrected = _rows(make)
    assert _told(stands, "entry", "still_out", "corrected_by") == [out, 1, None]
    assert _told(corrected, "entry", "back_entry", "person_code", "quantity", "corrected_by") == [
        None, wrong, "G-1", 1, by
    ]  # fmt: skip
    told = _book(make)
    assert (told["about"]["corrected"], told["figures"]["pieces_out"]) == (1, 1)
    assert [row["corrects"] for row in told["corrections"]] == [wrong]


def test_a_corrected_issue_is_crossed_out(make: Make) -> None:
    gun, guard = make.firearm(), make.person("G-1")
    wrong = make.issued(gun, to=guard).seq
    by = make.do(corrections.correct, seq=wrong, reason="wrong_person", witness=make.witness).seq
    (row,) = _rows(make)
    assert _told(row, "entry", "person_code", "still_out", "corrected_by") == [wrong, "G-1", None, by]


def test_a_period_has_what_was_out_when_it_began_and_not_what_was_back(make: Make) -> None:
    early, long = make.firearm("EARLY"), make.firearm("LONG")
    guard = make.person()
    make.issued(early, long, to=guard)
    make.do(custody.take_back, firearms=[early])
    make.clock.pass_(days=40)
    make.do(custody.take_back, firearms=[long])
    assert [row["item"] for row in _rows(make, from_on="2026-02-01")] == ["LONG"]
    assert [_told(row, "item", "still_out") for row in _rows(make, from_on="2026-01-01", until_on="2026-01-31")] == [
        ["EARLY", None], ["LONG", 1]
    ]  # fmt: skip


def test_a_firearm_is_due_at_the_end_of_the_shift_of_the_policy_of_then(make: Make) -> None:
    make.do(policies.change, values={"shift_hours": 12}, witness=make.witness)
    gun, lot, guard = make.firearm(), make.lot(), make.person()
    make.issued(gun, to=guard, rounds={lot: 5})
    make.do(policies.change, values={"shift_hours": 2}, witness=make.witness)
    make.clock.pass_(hours=13)
    firearm, rounds = sorted(_rows(make), key=lambda row: str(row["item_kind"]))
    assert (firearm["due"], "due" in rounds) == ("2026-01-01T20:01", False)
    assert _book(make)["figures"]["overdue"] == 1


def test_how_it_was_acknowledged(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.do(pins.set_pin, person=guard, pin="4711")
    at = make.clock.now
    handover = Handover("issue", guard, at, (gun,))
    text = make.register.read(acknowledgements.text_for, handover, "en")
    found = make.register.read(acknowledgements.by_pin, guard, "4711", text)
    make.issued(gun, to=guard, acknowledgement=found, occurred_at=at)
    make.issued(make.firearm(), to=guard)
    assert [row.get("acknowledged") for row in _rows(make)] == ["pin", None]


def test_a_reader_may_print_it(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    made = make.register.read(report_table.make, name="handovers", suffix=".pdf", by=make.register.actor)
    assert made.startswith(b"%PDF")
