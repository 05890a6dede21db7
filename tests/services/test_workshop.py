"""To the workshop and back."""

from typing import Any

from registry_app.domain.entry import Position, Ref
from registry_app.services import custody, holds, receiving, workshop
from registry_app.services.history import detail
from tests.make import DAY, Make

VEST = {"code": "V-1", "name": "Vest", "kind": "vest", "is_single": 0}


def _mended(make: Make, *items: int, **facts: Any) -> Any:
    return make.do(workshop.back, items=dict.fromkeys(items, 1), work="New firing pin", **facts)


def test_sent_with_its_permit_and_back_with_the_work_done(make: Make) -> None:
    gun, other = make.firearm("A-1"), make.firearm("A-2")
    due = make.clock.now + 10 * DAY
    sent = make.do(workshop.send, items={gun: 1, other: 1}, document="PERMIT-3", due_at=due)
    assert [(a.name, a.document, a.due_at, a.seq) for a in make.register.read(workshop.inside)] == [
        (serial, "PERMIT-3", due, sent.seq) for serial in ("A-1", "A-2")
    ]
    back = _mended(make, gun, values={gun: {"condition": "good", "inspected_on": "2026-01-01"}}, document="OT-9")
    assert Ref("work", "New firing pin") in make.entry(back.seq).refs
    assert [a.item for a in make.register.read(workshop.inside)] == [other]
    assert make.register.read(detail, kind="firearm", record=gun)["condition"] == "good"


def test_it_comes_home_or_to_where_it_came_from(make: Make) -> None:
    safe, rack = make.place("SAFE", "safe", parent=make.place()), make.place("RACK", "rack", parent=make.place())
    gun, homeless = make.firearm(at=safe, home_id=rack), make.firearm(at=safe)
    make.do(workshop.send, items={gun: 1, homeless: 1})
    _mended(make, gun, homeless)
    assert make.positions(gun)[Position(rack)] == make.positions(homeless)[Position(safe)] == 1


def test_what_was_blocked_comes_back_blocked(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state="blocked", reason="maintenance")
    make.do(workshop.send, items={gun: 1})
    _mended(make, gun)
    assert make.positions(gun)[Position(make.place(), 0, "blocked")] == 1


def test_evidence_is_not_touched(make: Make) -> None:
    gun = make.firearm()
    make.do(holds.hold, item=gun, state="held:evidence", reason="evidence", document="D-1")
    make.refused("evidence_is_kept", workshop.send, items={gun: 1})


def test_another_workshop_is_named(make: Make) -> None:
    gun, smith = make.firearm(), make.place("SMITH", "workshop")
    make.do(workshop.send, items={gun: 1}, to=smith)
    assert [a.place for a in make.register.read(workshop.inside)] == ["Smith"]


def test_some_pieces_of_a_stock_go_and_some_come_back(make: Make) -> None:
    vests = make.described("article", **VEST)
    make.do(receiving.receive, item=vests, quantity=10, to=make.place())
    make.do(workshop.send, items={vests: 4})
    make.do(workshop.send, items={vests: 3})
    make.do(workshop.back, items={vests: 5}, work="New straps")
    assert [a.quantity for a in make.register.read(workshop.inside)] == [2]
    make.do(workshop.back, items={vests: 0}, work="New straps")
    assert make.positions(vests)[Position(make.place())] == 10


def test_a_new_mark_is_described_with_the_work(make: Make) -> None:
    gun = make.firearm()
    make.do(workshop.send, items={gun: 1}, reason="modification")
    mark = {"firearm_id": gun, "kind": "re_marked", "text": "A-1", "made_by": "Taller Norte"}
    posted = _mended(make, gun, marks=[mark], reason="modification")
    assert make.register.read(detail, kind="mark", record=posted.records[0])["text"] == "A-1"


def test_nothing_comes_back_without_a_word_of_what_was_done(make: Make) -> None:
    gun = make.firearm()
    make.do(workshop.send, items={gun: 1})
    make.refused("work_missing", workshop.back, items={gun: 1}, work="")


def test_no_other_firearm_changes_by_the_way(make: Make) -> None:
    gun, other = make.firearm(), make.firearm()
    make.do(workshop.send, items={gun: 1})
    given = {"items": {gun: 1}, "work": "Cleaned"}
    make.refused("change_of_another", workshop.back, **given, values={other: {"condition": "new"}})
    mark = {"firearm_id": other, "kind": "frame", "text": "X"}
    make.refused("change_of_another", workshop.back, **given, marks=[mark])


def test_rounds_are_not_mended(make: Make) -> None:
    make.refused("act_not_for_item", workshop.send, items={make.lot(): 5})


def test_what_is_in_the_workshop_is_not_issued(make: Make) -> None:
    gun = make.firearm()
    make.do(workshop.send, items={gun: 1})
    make.refused("item_in_workshop", custody.issue, firearms=[gun], to=make.person())
