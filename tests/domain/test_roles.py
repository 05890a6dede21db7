"""Who may make which entry, and who must witness it: every role with every act, as the one table says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS, INSPECTION, WITNESSES, may_only_read, role_for, zone_of
from registry_app.domain.choices import PLACE_KINDS, ROLES
from registry_app.domain.days import minute_at
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused
from registry_app.services import audits, custody, holds, ledger, receiving, records, transfers, users
from tests.make import ZONE, Make, copied

LOT = {"lot_number": "S1", "maker": "CBC", "calibre": "9x19", "pack_size": 3}
OF_ONE_MINUTE = {
    "void_of_another", "void_too_late", "counter_not_named", "audit_dated_back", "certificate_of_another",
}  # fmt: skip
"""What keeps others than whose it is from undoing a handover, counting, or taking in a certificate, and who comes late,
whatever their role."""
KINDS = [kind for kind in ACTS if kind != "set_up"]


@dataclass
class Stage:
    """A register with something for every act to do, and a user in every role."""

    make: Make
    drafts: dict[str, Draft]
    actors: dict[str, Actor]
    witness: Actor

    def codes(self, kind: str, role: str, witness: Actor | None) -> set[str]:
        """What the judge refuses when the draft of this kind is made by this role."""
        read = self.make.register.read
        try:
            read(ledger.rehearse, self.drafts[kind], by=self.actors[role], witness=witness)
        except Refused as refused:
            return {f.code for f in refused.findings} - OF_ONE_MINUTE
        return set()


@pytest.fixture(scope="module")
def stage(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    make = copied(template, tmp_path_factory.mktemp("stage") / "stage.armarium")
    witness = make.actor("legal", "director")
    actors = {role: make.actor(f"the {role}", role) for role in ROLES}
    drafts = _drafts(make) | _certificates(actors["director"])
    yield Stage(make, drafts | {"declare_restored": _restored(make)}, actors, witness)
    make.register.close()


def _drafts(make: Make) -> dict[str, Draft]:
    place, far, guard = make.place("ARM-1"), make.place("ARM-2"), make.person()
    outside = {kind: Position(make.outside(kind)) for kind in ("supplier", "buyer", "lost", "destroyed", "expended")}
    here, there, transit = Position(place), Position(far), Position(make.outside("transit"))
    blocked, hand = Position(place, 0, "blocked"), Position(place, guard)
    gun, out, sent, held, lost = (make.firearm() for _one in range(5))
    make.issued(out, to=guard)
    delivery = make.do(transfers.send, items={sent: 1}, destination=far)
    make.do(holds.hold, item=held, state="blocked", reason="other")
    make.do(holds.write_off, kind="lose", item=lost, reason="theft", witness=make.witness)
    wrong = make.do(holds.hold, item=gun, state="blocked", reason="other")
    undoing = make.entry(wrong.seq).undoing()
    ready = make.firearm()
    make.issued(armed := make.firearm(), to=guard, rounds={(lot := make.lot()): 9})
    broken, workshop = make.firearm(), Position(make.outside("workshop"))
    make.post(Draft("repair", (Line(broken, 1, here, workshop),), reason_code="repair"))
    sealed = int(make.do(receiving.receive, kind="lot", values=LOT, quantity=9, to=place, state="sealed").records[0])
    policy = next(c for c in make.entry(0).records if c.kind == "policy").new

    paper, present = Ref("document", "D-1"), Ref("unsigned", "dead")
    loss = Wish("loss", {"kind": "theft", "discovered_at": "2026-01-01T08:00"})
    shots = Wish("discharge", {
        "firearm_id": armed, "person_id": guard, "kind": "animal", "happened_at": "2026-01-01T08:00", "rounds": 1,
        "harm": "none", "damage": "none",
    })  # fmt: skip

    counted = Wish("firearm", {"rounds_fired": 1}, armed)

    def moved(kind: str, item: int, source: Position, target: Position, ref: Ref | None = None, n: int = 1) -> Draft:
        return Draft(kind, (Line(item, n, source, target),), reason_code="other", refs=(ref,) if ref else ())

    spot = {"kind": "spot", "place": far, "first": guard}
    audit = int(make.do(audits.begin, **spot).records[0])
    missing = make.firearm(at=far)
    begun = int(make.do(audits.begin, **spot).records[0])
    (difference,) = make.do(audits.differ, audit=begun).records
    head, at = make.register.read(ledger.head), make.clock()
    frozen = {"head_size": head.size, "head_root": head.root}
    seen = {"audit_id": audit, "turn": 1, "way": "scan", "item_id": missing, "place_id": far}
    differs = {"audit_id": audit, "kind": "missing", "item_id": missing, "expected": 1, "counted": 0}
    answer = {"place_id": place, "visit": "V-1", "checklist": "armoury-1", "question": "doors-1", "answer": "yes"}
    closed = {"outcome": "with_differences", "closed_at": minute_at(at, ZONE), "counted_root": head.root}
    made = make.issued(make.firearm(), to=guard)
    void = make.entry(made.seq)
    settles, destination = Ref("entry", str(delivery.seq)), Ref("destination", str(far))
    return {
        "describe": Draft("describe", wishes=(Wish("person", {"code": "G-99", "name": "Luz"}),)),
        "amend": Draft("amend", wishes=(Wish("person", {"licence_class": "B"}, guard),)),
        "receive": moved("receive", make.lot(), outside["supplier"], here),
        "issue": moved("issue", ready, here, hand),
        "take_back": moved("take_back", out, hand, here),
        "relieve": moved("relieve", out, hand, Position(place, make.person())),
        "void": Draft("void", void.undoing(), reason_code="undone", corrects=void.seq),
        "send": moved("send", ready, here, transit, destination),
        "accept": moved("accept", sent, transit, there, settles),
        "reject": moved("reject", sent, transit, here, settles),
        "hold": moved("hold", ready, here, blocked),
        "release": moved("release", held, blocked, here),
        "expend": moved("expend", make.lot(), here, outside["expended"], n=5),
        "lose": replace(moved("lose", ready, here, outside["lost"]), wishes=(loss,)),
        "find": moved("find", lost, outside["lost"], here),
        "destroy": moved("destroy", ready, here, outside["destroyed"], paper),
        "dispose": moved("dispose", ready, here, outside["buyer"]),
        "open_pack": moved("open_pack", sealed, Position(place, 0, "sealed"), here, n=3),
        "rotate": replace(
            moved("rotate", lot, hand, here, n=2), lines=(Line(lot, 2, hand, here), Line(lot, 2, here, hand))
        ),
        "repair": moved("repair", ready, here, workshop),
        "repaired": moved("repaired", broken, workshop, here, Ref("work", "New spring")),
        "deposit": moved("deposit", ready, here, Position(make.outside("authority")), paper),
        "renew": Draft("renew", wishes=(Wish("person", {"licence_expires_on": "2031-01-01"}, guard),), refs=(paper,)),
        "discharge": replace(moved("discharge", lot, hand, outside["expended"], present), wishes=(shots, counted)),
        "hand_over": Draft(
            "hand_over",
            wishes=(Wish("place", {"custodian_id": guard}, place),),
            reason_code="hand_over",
            acknowledged_by=guard,
        ),
        "audit": Draft(
            "audit",
            wishes=(
                Wish(
                    "audit",
                    {"code": "A-9", "kind": "spot", "method": "blind", "place_id": place, "first_id": guard, **frozen},
                ),
            ),
        ),
        "sight": Draft("sight", wishes=(Wish("sighting", seen),)),
        "differ": Draft("differ", wishes=(Wish("difference", differs),)),
        "settle": Draft("settle", wishes=(Wish("difference", {"action": "Search"}, difference),)),
        "conclude": Draft("conclude", wishes=(Wish("audit", closed, begun),), occurred_at=at),
        "assess": Draft("assess", wishes=(Wish("answer", answer),)),
        "remark": Draft("remark", wishes=(Wish("remark", {"kind": "no_findings"}),)),
        "shown": Draft("shown", wishes=(Wish("sighting", {**seen, "way": "shown"}),)),
        "erase": Draft("erase", reason_code="privacy", refs=_erased(make)),
        "correct": Draft("correct", undoing, reason_code="other", corrects=wrong.seq),
        "user": Draft("user", wishes=(Wish("user", {"roles": "reader"}, make.user("x", "it").records[-1]),)),
        "policy": Draft("policy", wishes=(Wish("policy", {**policy, "late_after_hours": 48}),)),  # type: ignore[dict-item]
    }


def _restored(make: Make) -> Draft:
    """A declaration goes on from the head: nothing is entered after this."""
    head = make.register.read(ledger.head)
    wish = Wish("restoration", {"head_size": head.size, "head_root": head.root})
    return Draft("declare_restored", wishes=(wish,), reason_code="disk_failed")


def _certificates(director: Actor) -> dict[str, Draft]:
    """A certificate of each kind that a director enters for himself; its bytes are kept elsewhere."""

    def certificate(which: str, kind: str) -> Draft:
        days = {"valid_from_on": "2025-01-01", "valid_until_on": "2030-01-01", "content_hash": which * 64}
        values = {"user_id": director.user_id, "kind": kind, "subject": "X", **days}
        return Draft(kind, wishes=(Wish("certificate", values),), contents={which * 64: b""})

    made = {"found": certificate("a", "authority"), "certify": certificate("b", "imported")}
    return {act: replace(draft, kind=act) for act, draft in made.items()}


def _erased(make: Make) -> tuple[Ref, ...]:
    """The name of somebody who has nothing in hand."""
    told = make.do(records.describe, kind="person", values={"code": "G-98", "name": "Luz"})
    (change,) = make.entry(told.seq).records
    name = change.new["name"]
    assert isinstance(name, Mapping)
    about = Ref("entry", str(told.seq)), Ref("about", str(change.record))
    return (*about, Ref("erased", name["commit"]))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_role_makes_the_entries_that_the_table_gives_it(stage: Stage, kind: str, role: str) -> None:
    expected = set() if role in ACTS[kind].roles else {"role_may_not"}
    assert stage.codes(kind, role, stage.witness) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_is_witnessed_where_the_table_says_so(stage: Stage, kind: str) -> None:
    expected = {"witness_missing"} if ACTS[kind].needs_witness else set()
    assert stage.codes(kind, _maker(kind), None) == expected


@pytest.mark.parametrize("role", ROLES)
def test_a_role_may_witness_or_not(stage: Stage, role: str) -> None:
    expected = set() if role in WITNESSES else {"witness_may_not"}
    assert stage.codes("lose", "director", stage.actors[role]) >= expected
    assert role == "director" or stage.codes("lose", "director", stage.actors[role]) == expected


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in INSPECTION])
def test_nobody_witnesses_himself(stage: Stage, kind: str) -> None:
    maker = _maker(kind)
    assert stage.codes(kind, maker, stage.actors[maker]) >= {"witness_same_person"}


def _maker(kind: str) -> str:
    """A role that may make an entry of this kind."""
    return "director" if "director" in ACTS[kind].roles else ACTS[kind].roles[0]


def test_the_set_up_comes_first_and_once(stage: Stage) -> None:
    stage.drafts["set_up"] = Draft("set_up", wishes=stage.drafts["describe"].wishes)
    assert stage.codes("set_up", "director", stage.witness) == {"kind_unknown"}


def test_a_second_account_is_no_second_person(make: Make) -> None:
    person = next(c.new["person_id"] for c in make.entry(0).records if c.kind == "user")
    assert isinstance(person, int)
    double = make.actor("double", "supervisor", person=person)
    gun = make.firearm()
    make.refused("witness_same_person", holds.write_off, kind="lose", item=gun, reason="theft", witness=double)


def test_who_has_left_witnesses_nothing_and_makes_nothing(make: Make) -> None:
    gone, gun, guard = make.actor("gone", "armorer"), make.firearm(), make.person()
    users.amend_user(make.register, name="gone", is_active=False, witness=make.witness)
    make.refused("witness_unknown", holds.write_off, kind="lose", item=gun, reason="theft", witness=gone)
    with pytest.raises(Refused, match="user_inactive"):
        make.register.opened.store.write(custody.issue, firearms=[gun], to=guard, by=gone)


def test_somebody_who_is_no_user(make: Make) -> None:
    actor = make.register.actor
    stranger = Actor(make.person(), 0, "stranger", "director", actor.key)
    with pytest.raises(Refused, match="actor_unknown"):
        make.register.opened.store.write(custody.issue, firearms=[make.firearm()], to=make.person(), by=stranger)


def test_of_several_roles_the_one_that_may_is_named(make: Make) -> None:
    both = make.actor("both", "reader director armorer")
    gun, guard, lot = make.firearm(), make.person(), make.lot()
    make.issued(gun, to=guard)
    write = make.register.opened.store.write
    issued = write(custody.issue, rounds={lot: 5}, to=guard, by=both)
    held = write(holds.hold, item=gun, state="blocked", reason="other", by=both)
    assert [make.entry(p.seq).role for p in (issued, held)] == ["director", "director"]
    assert role_for("issue", "reader armorer director") == "armorer"
    assert role_for("release", "armorer supervisor") == "supervisor"


def test_a_role_that_was_taken_away_meanwhile(make: Make) -> None:
    armorer, gun, guard = make.actor("third", "armorer"), make.firearm(), make.person()
    users.amend_user(make.register, name="third", roles="reader", witness=make.witness)
    with pytest.raises(Refused, match="role_may_not"):
        make.register.opened.store.write(custody.issue, firearms=[gun], to=guard, by=armorer)


@pytest.mark.parametrize(("roles", "reads_only"), [
    ("reader", True), ("inspector", True), ("it", True), ("counter", False), ("reader inspector", True),
    ("reader armorer", False),    ("director", False), ("", True),
])  # fmt: skip
def test_who_may_only_read(roles: str, reads_only: bool) -> None:
    assert may_only_read(roles) is reads_only


def test_every_kind_of_place_has_a_zone() -> None:
    assert {zone_of(kind, 0) for kind in PLACE_KINDS} >= {"store", "field", "transit", "workshop", "lost", "buyer"}
    assert {zone_of(kind, 7) for kind in PLACE_KINDS} == {"person"}
