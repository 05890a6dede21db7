"""Random acts by random users: whatever is accepted agrees with the model, whatever is refused leaves no trace."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from registry_app.domain import merkle
from registry_app.domain.errors import Refused
from registry_app.domain.head import Head
from registry_app.persistence import check
from registry_app.services import corrections, custody, holds, ledger, receiving, records, transfers
from tests.machine.model import BUYER, DESTROYED, LOST, PERSON, STORE, SUPPLIER, TRANSIT, Done, Model, Spot
from tests.machine.stored import leaves, next_record, stored
from tests.make import Clock, Make, copied, empty_register

_TEMPLATE = Path(tempfile.mkdtemp()) / "machine.armarium"


def _template() -> Path:
    """An empty register with four users, made once."""
    if not _TEMPLATE.exists():
        empty_register(_TEMPLATE, Clock()).close()
    return _TEMPLATE


class RegisterMachine(RuleBasedStateMachine):
    """One register, its model, and people who do things."""

    guns, lots, people, sent = Bundle("guns"), Bundle("lots"), Bundle("people"), Bundle("sent")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.make: Make = copied(_template(), self.folder / "m.armarium")
        self.model = Model()
        self.leaves: list[bytes] = []
        self.head: Head | None = None

    @initialize(target=people)
    def people_come(self) -> Any:
        make = self.make
        self.witness = make.witness
        self.actors = {name: make.actor(name, name) for name in ("armorer", "supervisor", "counter", "reader")}
        self.homes = [make.place("ARM-1"), make.place("ARM-2")]
        licensed, expired = make.person("G-1"), make.person("G-2", licence="2025-01-01")
        self.model.people = {licensed: True, expired: False}
        self.model.entries = make.register.read(ledger.head).size
        return multiple(licensed, expired)

    def teardown(self) -> None:
        self.make.register.close()
        shutil.rmtree(self.folder)

    def act(self, service: Any, expected: bool, done: Done, by: str = "armorer", **facts: Any) -> int:
        """Try an act: accepted exactly when the model says so; answers its entry or -1."""
        should = expected and by in ("armorer", "supervisor")
        posted, said = None, ""
        try:
            posted = self.make.register.opened.store.write(service, by=self.actors[by], **facts)
        except Refused as refused:
            said = str(refused)
        assert (posted is not None) == should, (service.__name__, said or "was accepted", facts)
        if posted is None:
            return -1
        done.seq = posted.seq
        self.model.play(done)
        return done.seq

    whoever = st.sampled_from(("armorer", "armorer", "armorer", "supervisor", "counter", "reader"))

    @rule(target=guns, by=whoever, home=st.integers(0, 1))
    def a_firearm_is_received(self, by: str, home: int) -> Any:
        number, place = self.make.register.read(next_record), self.homes[home]
        values = {"serial": f"SN{number}", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"}
        done = Done(0, [(number, Spot(SUPPLIER), Spot(STORE, place))], described=number)
        seq = self.act(receiving.receive, bool(number), done, by, kind="firearm", values=values, to=place)
        return number if seq >= 0 else multiple()

    @rule(target=lots, rounds=st.integers(1, 60))
    def rounds_are_received(self, rounds: int) -> Any:
        number = self.make.register.read(next_record)
        values = {"lot_number": f"L{number}", "maker": "CBC", "calibre": "9x19"}
        done = Done(0, rounds=[(number, (SUPPLIER, 0), (STORE, 0), rounds)], described=number)
        self.act(receiving.receive, bool(number), done, kind="lot", values=values, quantity=rounds, to=self.homes[0])
        return number

    @rule(gun=guns, person=people, by=whoever)
    def a_firearm_is_issued(self, gun: int, person: int, by: str) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            done = Done(0, [(gun, here, Spot(PERSON, here.place, person))])
            self.act(custody.issue, self.model.may_issue(gun, person), done, by, firearms=[gun], to=person)

    @rule(gun=guns, lot=lots, person=people, rounds=st.integers(1, 40))
    def a_firearm_goes_out_with_rounds(self, gun: int, lot: int, person: int, rounds: int) -> None:
        if gun not in self.model.guns or lot not in self.model.lots:
            return
        here, there = self.model.guns[gun], self.model.lots[lot][(STORE, 0)]
        may = self.model.may_issue(gun, person) and there >= rounds
        done = Done(0, [(gun, here, Spot(PERSON, here.place, person))])
        done.rounds = [(lot, (STORE, 0), (PERSON, person), rounds)]
        if here.place in (0, self.homes[0]):  # rounds of another armoury are a matter of their own
            self.act(custody.issue, may, done, firearms=[gun], to=person, rounds={lot: rounds})

    @rule(gun=guns, home=st.integers(0, 1), by=whoever)
    def a_firearm_comes_back(self, gun: int, home: int, by: str) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            done = Done(0, [(gun, here, Spot(STORE, self.homes[home], 0, here.state))])
            self.act(custody.take_back, here.zone == PERSON, done, by, firearms=[gun], to=self.homes[home])

    @rule(lot=lots, person=people, back=st.integers(0, 30), used=st.integers(0, 30))
    def rounds_come_back(self, lot: int, person: int, back: int, used: int) -> None:
        if lot not in self.model.lots or not back + used:
            return
        held = self.model.lots[lot][(PERSON, person)]
        moves = (((STORE, 0), back), (("expended", 0), used))
        done = Done(0, rounds=[(lot, (PERSON, person), target, n) for target, n in moves if n])
        rounds, expended = ({lot: n} if n else {} for n in (back, used))
        self.act(
            custody.take_back, 0 < back + used <= held, done, person=person, to=self.homes[0], rounds=rounds,
            expended=expended, reason="training",
        )  # fmt: skip

    @rule(target=sent, gun=guns)
    def a_firearm_is_sent(self, gun: int) -> Any:
        here = self.model.guns.get(gun)
        if here is None:
            return multiple()
        done = Done(0, [(gun, here, Spot(TRANSIT))])
        may = here.zone == STORE and here.state == "ready" and here.place != self.homes[1]
        if here.place == self.homes[1]:
            return multiple()
        seq = self.act(transfers.send, may, done, items={gun: 1}, destination=self.homes[1])
        return (seq, gun, here) if seq >= 0 else multiple()

    @rule(delivery=sent, is_accepted=st.booleans())
    def a_delivery_is_settled(self, delivery: tuple[int, int, Spot], is_accepted: bool) -> None:
        seq, gun, origin = delivery
        is_open = self.model.guns.get(gun) == Spot(TRANSIT) and self._is_last_sent(seq, gun)
        if is_accepted:
            done = Done(0, [(gun, Spot(TRANSIT), Spot(STORE, self.homes[1]))])
            self.act(transfers.accept, is_open, done, sent=seq, to=self.homes[1])
        else:
            done = Done(0, [(gun, Spot(TRANSIT), origin)])
            self.act(transfers.reject, is_open, done, sent=seq, reason="refused_delivery")

    def _is_last_sent(self, seq: int, gun: int) -> bool:
        """Whether the firearm is still under way from that very entry."""
        lives = [d for d in self.model.done if any(g == gun for g, _b, _a in d.guns) and d.is_correctable]
        return bool(lives) and lives[-1].seq == seq

    @rule(gun=guns, state=st.sampled_from(("held:evidence", "blocked", "reserved")))
    def a_firearm_is_held(self, gun: int, state: str) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            may = here.zone in (STORE, PERSON, TRANSIT) and here.state == "ready"
            done = Done(0, [(gun, here, here._replace(state=state))])
            self.act(holds.hold, may, done, item=gun, state=state, reason="evidence")

    @rule(gun=guns, by=st.sampled_from(("armorer", "supervisor")))
    def a_firearm_is_released(self, gun: int, by: str) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            may = here.zone in (STORE, PERSON, TRANSIT) and here.state != "ready" and by == "supervisor"
            done = Done(0, [(gun, here, here._replace(state="ready"))])
            self.act(holds.release, may, done, by, item=gun, reason="inspection")

    @rule(gun=guns, kind=st.sampled_from(("lose", "destroy", "dispose")), is_witnessed=st.booleans())
    def a_firearm_is_written_off(self, gun: int, kind: str, is_witnessed: bool) -> None:
        if gun not in self.model.guns:
            return
        here = self.model.guns[gun]
        inside = (STORE, PERSON, TRANSIT) if kind == "lose" else (STORE,)
        end = {"lose": LOST, "destroy": DESTROYED, "dispose": BUYER}[kind]
        self.act(
            holds.write_off, here.zone in inside and is_witnessed, Done(0, [(gun, here, Spot(end))]), "supervisor",
            kind=kind, item=gun, reason="loss" if kind == "lose" else "sale",
            witness=self.witness if is_witnessed else None,
        )  # fmt: skip

    @rule(gun=guns)
    def a_firearm_is_found(self, gun: int) -> None:
        if gun in self.model.guns:
            here, home = self.model.guns[gun], self.homes[0]
            done = Done(0, [(gun, here, Spot(STORE, home, 0, "held:quarantine"))])
            self.act(holds.find, here.zone == LOST, done, item=gun, to=home, witness=self.witness)

    @rule(which=st.integers(0, 30), is_witnessed=st.booleans())
    def something_is_corrected(self, which: int, is_witnessed: bool) -> None:
        """Whether a correction is allowed is the judge's business; what it does is not."""
        if not self.model.done:
            return
        wrong = self.model.done[-1 - which % len(self.model.done)]
        facts = {"seq": wrong.seq, "reason": "typing_error", "witness": self.witness if is_witnessed else None}
        try:
            self.make.do(corrections.correct, **facts)
        except Refused:
            return
        assert is_witnessed
        assert wrong.is_correctable
        self.model.undo(wrong)

    @rule(person=people)
    def the_same_act_twice_is_one(self, person: int) -> None:
        values = {"licence_class": "B" if self.model.entries % 2 else "C"}
        facts = {"kind": "person", "record": person, "values": values, "entry_id": ledger.new_id()}
        try:
            first = self.make.do(records.amend, **facts)
        except Refused:
            return
        assert self.make.do(records.amend, **facts).seq == first.seq
        self.model.entries += 1

    @invariant()
    def everything_is_where_the_model_says(self) -> None:
        stored_guns, stored_lots = self.make.register.read(stored)
        assert stored_guns == self.model.guns
        expected = {n: {at: q for at, q in lot.items() if q} for n, lot in self.model.lots.items()}
        assert stored_lots == expected
        for number, lot in self.model.lots.items():
            assert sum(lot.values()) == self.model.received[number]

    @invariant()
    def the_root_only_grows_by_extension(self) -> None:
        now = self.make.register.read(ledger.head)
        if hasattr(self, "homes"):
            assert now.size == self.model.entries, "a refused act left a trace, or an accepted one did not"
        self.leaves += self.make.register.read(leaves, len(self.leaves))
        if self.head is not None:
            old, new = (bytes.fromhex(head.root) for head in (self.head, now))
            proof = merkle.consistency_proof(self.leaves, self.head.size)
            assert merkle.is_extension(self.head.size, old, now.size, new, proof)
        self.head = now

    @invariant()
    def records_and_balances_follow_from_the_ledger(self) -> None:
        with self.make.register.opened.store.snapshot() as session:
            found = check.whole(session, processes=1)
        assert [f for f in found.findings if f.severity != "note"] == []


QUICK = settings(
    derandomize=True, max_examples=25, stateful_step_count=30, deadline=None, print_blob=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
LONG = settings(QUICK, derandomize=False, max_examples=250, stateful_step_count=60)


@pytest.mark.timeout(600)
class TestQuick(RegisterMachine.TestCase):  # type: ignore[name-defined, misc]
    settings = QUICK


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestLong(RegisterMachine.TestCase):  # type: ignore[name-defined, misc]
    settings = LONG
