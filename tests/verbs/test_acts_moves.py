"""Every act that moves things, from the command line."""

import pytest

from registry_app.domain.entry import Position, Ref
from registry_app.services import deposits, kits, losses, packs, workshop
from registry_app.services.history import detail
from tests.make import Make
from tests.verbs.conftest import Act


def _codes(told: dict[str, object]) -> list[str]:
    return [finding["code"] for finding in told["findings"]]  # type: ignore[attr-defined]


def test_an_item_is_described_and_taken_in_and_more_of_it_follows(make: Make, act: Act) -> None:
    make.place("ARM-1")
    lot = ("--set", "lot_number=ab12", "--set", "calibre=9 mm", "--set", "maker=CBC", "--set", "pack_size=50")
    new = act("receive-new", "lot", *lot, "--quantity", 500, "--to", "arm-1", "--state", "Sealed")
    assert (new["status"], len(new["records"])) == (0, 1)
    assert act("receive", "AB12=100", "--to", "ARM-1", "--from", "buyer", "--document", "F-9")["status"] == 0
    assert make.positions(new["records"][0])[Position(make.place(), 0, "sealed")] == 500
    assert make.positions(new["records"][0])[Position(make.place())] == 100


def test_packs_are_opened(make: Make, act: Act) -> None:
    make.place("ARM-1")
    lot = ("--set", "lot_number=AB12", "--set", "calibre=9x19", "--set", "maker=CBC", "--set", "pack_size=50")
    number = act("receive-new", "lot", *lot, "--quantity", 500, "--to", "ARM-1", "--state", "sealed")["records"][0]
    assert _codes(act("open-pack", "AB12", "--rounds", 49)) == ["pack_not_whole"]
    assert act("open-pack", "AB12", "--packs", 2)["status"] == 0
    assert make.positions(number)[Position(make.place())] == 100


def test_sent_accepted_in_part_and_rejected(make: Make, act: Act) -> None:
    gun, lot = make.firearm("A-1"), make.lot("L1", rounds=100)
    there = make.place("ARM-2")
    sent = act("send", "A-1", "L1=40", "--to", "ARM-2")["entry"]
    assert act("accept", sent, "--to", "ARM-2", "--part", "L1=30")["status"] == 0
    assert act("reject", sent, "--reason", "refused_delivery", "--note", "Box was open")["status"] == 0
    assert make.positions(lot)[Position(there)] == 30
    assert make.positions(gun)[Position(make.place())] == 1


def test_held_where_it_is_and_released(make: Make, act: Act) -> None:
    gun, lot = make.firearm("A-1"), make.lot("L1", rounds=100)
    reason = ("--reason", "inspection")
    held = act("hold", "A-1", "L1", "--state", "blocked", *reason, "--due", "2030-12-31T18:00", "--document", "O-1")
    assert make.positions(lot)[Position(make.place(), 0, "blocked")] == 100
    assert Ref("due", "1924988400000") in make.entry(held["entry"]).refs
    assert act("release", "A-1", "L1=60", *reason)["status"] == 0
    assert make.positions(lot)[Position(make.place())] == 60
    assert make.positions(gun)[Position(make.place())] == 1


def test_rounds_are_used(make: Make, act: Act) -> None:
    lot = make.lot("L1", rounds=100)
    assert _codes(act("expend", "L1", "--reason", "training")) == ["quantity_missing"]
    assert act("expend", "L1=20", "--reason", "Training")["status"] == 0
    assert make.positions(lot)[Position(make.place())] == 80


def test_lost_followed_up_found_and_closed(make: Make, act: Act) -> None:
    gun = make.firearm("A-1")
    lost = ("A-1", "--reason", "theft", "--set", "spot=Gate 2", "--set", "owner=FIRST")
    assert _codes(act("lose", *lost)) == ["witness_missing"]
    (case,) = act("lose", *lost, witness=True)["records"]
    assert act("follow-up", case, "--set", "police_number=D-77")["status"] == 0
    found = act("find", "A-1", "--to", "ARM-1", "--case", f"#{case}", witness=True)
    assert found["status"] == 0
    assert act("close", case, "--outcome", "error")["status"] == 0
    row = make.register.read(losses.cases)[0]
    assert (row.police_number, row.owner, row.outcome, row.found) == ("D-77", "FIRST", "error", {"firearm": 1})
    assert make.positions(gun)[Position(make.place(), 0, "held:quarantine")] == 1


def test_more_is_added_to_a_case(make: Make, act: Act) -> None:
    make.firearm("A-1")
    make.firearm("A-2")
    (case,) = act("lose", "A-1", "--reason", "robbery", witness=True)["records"]
    assert act("lose", "A-2", "--reason", "robbery", "--case", case, witness=True)["records"] == []
    assert len(make.register.read(losses.missing, case=case)) == 2


def test_lost_documents_have_a_case(make: Make, act: Act) -> None:
    assert _codes(act("lose-documents")) == ["case_of_nothing"]
    (case,) = act("lose-documents", "--set", "documents_lost=Permit P-1", "--reason", "loss")["records"]
    assert make.register.read(detail, kind="loss", record=case)["documents_lost"] == "Permit P-1"


def test_withdrawn_and_destroyed_by_an_act(make: Make, act: Act) -> None:
    lot, other = make.lot("L1", rounds=50), make.lot("L2", rounds=10)
    make.person("T-1")
    assert act("withdraw", "L1", "L2", "--reason", "recall", "--document", "R-1")["status"] == 0
    gone = ("L1", "L2=10", "--document", "ACTA-1", "--reason", "expired", "--attended", "T-1")
    assert act("destroy", *gone, witness=True)["status"] == 0
    destroyed = Position(make.outside("destroyed"))
    assert (make.positions(lot)[destroyed], make.positions(other)[destroyed]) == (50, 10)


def test_disposed_of(make: Make, act: Act) -> None:
    gun = make.firearm("A-1")
    assert act("dispose", "A-1", "--to", "authority", "--reason", "surrender", witness=True)["status"] == 0
    assert make.positions(gun)[Position(make.outside("authority"))] == 1


def test_carry_rounds_are_exchanged(make: Make, act: Act) -> None:
    guard, old, new = make.person("G-1"), make.lot("OLD", rounds=50), make.lot("NEW", rounds=50)
    make.issued(make.firearm(), to=guard, rounds={old: 30})
    assert act("rotate", "--person", "g-1", "--new", "NEW=30")["status"] == 0
    assert [(c.lot, c.rounds) for c in make.register.read(packs.carried)] == [(new, 30)]


def test_to_the_workshop_and_back_with_a_new_mark(make: Make, act: Act) -> None:
    gun = make.firearm("A-1")
    sent = act("repair", "A-1", "--document", "PERMIT-1", "--due", "2030-01-31 12:00", "--reason", "modification")
    assert sent["status"] == 0
    assert [a.document for a in make.register.read(workshop.inside)] == ["PERMIT-1"]
    back = act("repaired", "A-1", "--work", "New slide", "--set", "condition=Good", "--mark", "slide=A-1")
    assert (back["status"], len(back["records"])) == (0, 1)
    assert make.register.read(detail, kind="firearm", record=gun)["condition"] == "good"
    assert make.register.read(detail, kind="mark", record=back["records"][0])["text"] == "A-1"


def test_a_mark_is_of_one_firearm(make: Make, act: Act) -> None:
    for serial in ("A-1", "A-2"):
        make.firearm(serial)
    act("repair", "A-1", "A-2")
    assert _codes(act("repaired", "A-1", "A-2", "--work", "x", "--mark", "slide=A")) == ["mark_of_several"]


def test_deposited_and_given_back(make: Make, act: Act) -> None:
    gun, lot = make.firearm("A-1"), make.lot("L1", rounds=50)
    deed = ("--document", "ACTA-1", "--reason", "suspension", "--due", "2030-06-30T00:00")
    assert act("deposit", "A-1", "L1", *deed, witness=True)["status"] == 0
    assert [(a.item, a.quantity) for a in make.register.read(deposits.lying)] == [(gun, 1), (lot, 50)]
    assert act("returned", "A-1", "L1=20", "--to", "ARM-1")["status"] == 0
    assert [(a.item, a.quantity) for a in make.register.read(deposits.lying)] == [(lot, 30)]


def test_a_use_of_a_firearm(make: Make, act: Act) -> None:
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L1", rounds=50)
    make.issued(gun, to=guard, rounds={lot: 30})
    use = ("--set", "kind=warning_shot", "--set", "harm=none", "--set", "damage=none", "--reason", "warning_shot")
    told = act("discharge", "A-1", "--person", "G-1", *use, "--rounds", "L1=2", witness=True)
    assert told["status"] == 0
    assert make.register.read(detail, kind="firearm", record=gun)["rounds_fired"] == 2
    assert act("follow-up", told["records"][0], "--set", "spot=Gate 2", "--note", "Seen on film")["status"] == 0


def test_rounds_that_were_handed_in_as_used_are_told_of(make: Make, act: Act) -> None:
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot("L1", rounds=50)
    make.issued(gun, to=guard, rounds={lot: 30})
    used = act("expend", "L1=3", "--person", "G-1", "--reason", "incident")["entry"]
    use = ("--set", "kind=accident", "--set", "harm=none", "--set", "damage=none", "--reason", "accident")
    words = ("A-1", "--person", "G-1", *use, "--entry", used, "--fired", 2, "--unsigned", "injured")
    assert act("discharge", *words, witness=True)["status"] == 0
    assert make.register.read(detail, kind="firearm", record=gun)["rounds_fired"] == 2


def test_undone(make: Make, act: Act) -> None:
    gun = make.firearm("A-1")
    seq = make.issued(gun, to=make.person()).seq
    assert act("correct", seq, "--reason", "wrong_person", witness=True)["status"] == 0
    assert make.positions(gun) == {Position(make.place()): 1, Position(make.outside("supplier")): -1}


@pytest.mark.parametrize(("state", "more"), [("ready", 5), ("held:quarantine", 0)])
def test_what_was_found_is_put_as_it_is_said(make: Make, act: Act, state: str, more: int) -> None:
    lot = make.lot("L1", rounds=50)
    act("lose", "L1=5", "--reason", "loss", witness=True)
    assert act("find", "L1", "--to", "ARM-1", "--state", state, witness=True)["status"] == 0
    assert make.positions(lot)[Position(make.place())] == 45 + more


def test_one_guard_relieves_another_and_it_is_undone(make: Make, act: Act) -> None:
    gun, lot, one, other = make.firearm("A-1"), make.lot("L1"), make.person("G-1"), make.person("G-2")
    make.issued(gun, to=one, rounds={lot: 20})
    told = act("relieve", "A-1", "--to", "G-2", "--rounds", "L1=20", "--due", "2026-01-02 08:00")
    assert make.positions(gun) == {Position(make.place(), other): 1, Position(make.outside("supplier")): -1}
    assert act("void", str(told["entry"]))["status"] == 0
    assert make.positions(gun)[Position(make.place(), one)] == 1


def test_the_kit_of_a_post(make: Make, act: Act) -> None:
    post = make.place("P-1", "post", parent=make.place("C-1", "client"))
    assert act("kit", "P-1", "rounds", "30", "--load", "service")["status"] == 0
    assert act("kit", "P-1", "rounds", "0")["status"] == 0
    assert make.register.read(kits.of_post, post) == []
