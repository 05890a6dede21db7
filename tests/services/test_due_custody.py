"""What is out, held, away or under way for too long."""

from registry_app.services import corrections, custody, deposits, holds, policies, transfers, workshop
from tests.boards import counts, dues, told
from tests.make import DAY, Make

HOUR = 3_600_000


def test_a_firearm_is_out_too_long_after_a_shift_or_its_hour(make: Make) -> None:
    first, second, guard = make.firearm("F1"), make.firearm("F2"), make.person("G-1", name="Eva Ruiz")
    make.issued(first, to=guard)
    make.issued(second, to=guard, due_at=make.clock.now + 2 * HOUR)
    assert told(make, "out") == []
    make.clock.pass_(hours=3)
    assert [key for key, *_rest in told(make, "out")] == ["F2"]
    make.clock.pass_(hours=10)
    late = dues(make, "out")
    assert [(each.key, each.severity, each.owner_code) for each in late] == [
        ("F2", "overdue", "G-1"), ("F1", "overdue", "G-1")
    ]  # fmt: skip
    assert late[1].due_at == late[1].facts["since"] + 12 * HOUR  # type: ignore[operator]
    make.do(custody.take_back, firearms=[first, second])
    assert counts(make, "out").total == 0


def test_without_a_shift_only_the_hour_that_was_named_counts(make: Make) -> None:
    make.do(policies.change, values={"shift_hours": None}, witness=make.witness)
    make.issued(make.firearm("F1"), to=make.person())
    make.issued(make.firearm("F2"), to=make.person(), due_at=make.clock.now + HOUR)
    make.clock.pass_(days=9)
    assert [key for key, *_rest in told(make, "out")] == ["F2"]


def test_who_gave_back_by_mistake_has_it_since_the_issue(make: Make) -> None:
    gun = make.firearm("F1")
    since = make.entry(make.issued(gun, to=make.person()).seq).occurred_at
    make.clock.pass_(hours=13)
    wrong = make.do(custody.take_back, firearms=[gun])
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_item", witness=make.witness)
    assert [each.facts["since"] for each in dues(make, "out")] == [since]


def test_rounds_are_late_by_their_hour_alone(make: Make) -> None:
    lot, guard = make.lot("L1"), make.person()
    make.do(custody.issue, firearms=[make.firearm("F1")], to=guard, rounds={lot: 12}, due_at=make.clock.now + HOUR)
    make.issued(make.firearm("F2"), to=guard)
    make.clock.pass_(hours=2)
    assert {key for key, *_rest in told(make, "out")} == {"F1", "L1"}


def test_holds_and_what_is_away_are_told_before_and_after_their_day(make: Make) -> None:
    one, two, three, due_at = make.firearm("F1"), make.firearm("F2"), make.firearm("F3"), make.clock.now + 9 * DAY
    held = {"state": "held:evidence", "reason": "evidence", "document": "D-1"}
    make.do(holds.hold, item=one, due_at=due_at, **held)
    make.do(holds.hold, item=make.firearm(), **held)
    make.do(workshop.send, items={two: 1}, due_at=due_at)
    deed = {"document": "ACTA-1", "reason": "closure", "witness": make.witness}
    make.do(deposits.deposit, items={three: 1}, due_at=due_at, **deed)
    codes = "hold", "workshop", "deposit"
    assert [(e.code, e.key, e.severity) for e in dues(make, *codes)] == [
        ("hold", "F1", "soon"), ("workshop", "F2", "soon"), ("deposit", "F3", "soon")
    ]  # fmt: skip
    make.clock.pass_(days=10)
    assert {e.severity for e in dues(make, *codes)} == {"overdue"}
    make.do(workshop.back, items={two: 1}, work="new spring")
    make.do(holds.release, item=one, reason="inspection", document="D-2")
    assert [e.code for e in dues(make, *codes)] == ["deposit"]


def test_rounds_that_came_in_two_deposits_are_told_each_by_its_day(make: Make) -> None:
    lot, deed = make.lot("L1", rounds=90), {"reason": "closure", "witness": make.witness}
    for many, days in ((30, 5), (20, 8)):
        at = make.clock.now + days * DAY
        make.do(deposits.deposit, items={lot: many}, document=f"ACTA-{days}", due_at=at, **deed)
    assert [day for _key, _severity, day in told(make, "deposit")] == ["2026-01-06", "2026-01-09"]
    make.do(deposits.returned, items={lot: 30}, to=make.place())
    assert [day for _key, _severity, day in told(make, "deposit")] == ["2026-01-09"]


def test_a_delivery_is_asked_after_until_all_of_it_is_settled(make: Make) -> None:
    first, second, lot = make.firearm(), make.firearm(), make.lot(rounds=50)
    there = make.place("ARM-2")
    sent = make.do(transfers.send, items={first: 1, second: 1, lot: 20}, destination=there).seq
    make.clock.pass_(hours=25)
    (seen,) = dues(make, "delivery")
    assert (seen.kind, seen.record, seen.facts["place"]) == ("entry", sent, "Arm-2")
    make.do(transfers.accept, sent=sent, to=there, items={first: 1, lot: 20})
    assert counts(make, "delivery").overdue == 1
    make.do(transfers.reject, sent=sent, reason="refused_delivery")
    assert counts(make, "delivery").total == 0


def test_keys_are_late_but_for_the_custodians_own(make: Make) -> None:
    chief = make.person("C-1")
    values = {"code": "ARM-9", "name": "North", "kind": "armoury", "parent_id": make.root(), "custodian_id": chief}
    safe = make.place("SAFE-1", "safe", make.described("place", **values))
    own, lent = (make.article(code, "key", opens_id=safe) for code in ("K-1", "K-2"))
    for key, to in ((own, chief), (lent, make.person("G-1"))):
        make.do(custody.issue, articles={key: 1}, to=to)
    make.clock.pass_(hours=13)
    assert [(each.key, each.owner_code) for each in dues(make, "key")] == [("K-2", "G-1")]
    assert told(make, "out") == []


def test_a_relief_begins_the_shift_anew(make: Make) -> None:
    gun, one, other = make.firearm("F1"), make.person("G-1"), make.person("G-2")
    make.issued(gun, to=one, due_at=make.clock.now + 6 * HOUR)
    make.clock.pass_(hours=10)
    assert [(each.key, each.owner_code) for each in dues(make, "out")] == [("F1", "G-1")]
    make.do(custody.relieve, firearms=[gun], to=other)
    assert told(make, "out") == []
    make.clock.pass_(hours=13)
    assert [(each.key, each.owner_code) for each in dues(make, "out")] == [("F1", "G-2")]
