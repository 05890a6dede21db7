"""What is done with firearms."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import multiple, rule

from registry_app.services import custody, holds, receiving, transfers
from tests.machine.acts import Acts, seldom, whoever
from tests.machine.model import BUYER, DESTROYED, LOST, PERSON, STORE, SUPPLIER, TRANSIT, Done, Spot
from tests.machine.stored import next_record

COMPANY = (STORE, PERSON, TRANSIT)


class Firearms(Acts):
    """Received, issued, taken back, sent, held, lost, found, gone and back again."""

    @rule(target=Acts.guns, by=whoever, home=st.integers(0, 1))
    def a_firearm_is_received(self, by: str, home: int) -> Any:
        number, place = self.make.register.read(next_record), self.homes[home]
        values = {"serial": f"SN{number}", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": "9x19"}
        done = Done(guns=[(number, Spot(SUPPLIER), Spot(STORE, place))], described=number)
        seq = self.act(receiving.receive, done, by, kind="firearm", values=values, to=place)
        return number if seq >= 0 else multiple()

    @rule(gun=Acts.guns, person=Acts.people, by=whoever, late=seldom)
    def a_firearm_is_issued(self, gun: int, person: int, by: str, late: bool) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            done = Done(guns=[(gun, here, Spot(PERSON, here.place, person))])
            may = self.model.may_issue(gun, person)
            self.act(custody.issue, done, by, may=may, late=late, firearms=[gun], to=person)

    @rule(gun=Acts.guns, home=st.integers(0, 1), by=whoever, late=seldom)
    def a_firearm_comes_back(self, gun: int, home: int, by: str, late: bool) -> None:
        if gun in self.model.guns:
            here, place = self.model.guns[gun], self.homes[home]
            done = Done(guns=[(gun, here, Spot(STORE, place, 0, here.state))])
            may = here.zone == PERSON
            self.act(custody.take_back, done, by, may=may, late=late, firearms=[gun], to=place)

    @rule(target=Acts.sent, gun=Acts.guns)
    def a_firearm_is_sent(self, gun: int) -> Any:
        here = self.model.guns.get(gun)
        if here is None or here.place == self.homes[1]:
            return multiple()
        may = here.zone == STORE and here.state == "ready"
        done = Done(guns=[(gun, here, Spot(TRANSIT))])
        seq = self.act(transfers.send, done, may=may, items={gun: 1}, destination=self.homes[1])
        return (seq, gun, here) if seq >= 0 else multiple()

    @rule(delivery=Acts.sent, is_accepted=st.booleans())
    def a_delivery_is_settled(self, delivery: tuple[int, int, Spot], is_accepted: bool) -> None:
        seq, gun, origin = delivery
        is_open = self.model.guns.get(gun) == Spot(TRANSIT) and self.model.last_sent(gun) == seq
        target = Spot(STORE, self.homes[1]) if is_accepted else origin
        done = Done(guns=[(gun, Spot(TRANSIT), target)])
        if is_accepted:
            self.act(transfers.accept, done, may=is_open, sent=seq, to=self.homes[1])
        else:
            self.act(transfers.reject, done, may=is_open, sent=seq, reason="refused_delivery")

    @rule(gun=Acts.guns, state=st.sampled_from(("held:evidence", "blocked", "reserved")), late=seldom)
    def a_firearm_is_held(self, gun: int, state: str, late: bool) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            may = here.zone in COMPANY and here.state == "ready"
            done = Done(guns=[(gun, here, here._replace(state=state))])
            self.act(holds.hold, done, may=may, late=late, item=gun, state=state, reason="evidence", document="D-9")

    @rule(gun=Acts.guns, by=st.sampled_from(("armorer", "supervisor")))
    def a_firearm_is_released(self, gun: int, by: str) -> None:
        if gun in self.model.guns:
            here = self.model.guns[gun]
            may = here.zone in COMPANY and here.state != "ready" and by == "supervisor"
            done = Done(guns=[(gun, here, here._replace(state="ready"))])
            self.act(holds.release, done, by, may=may, item=gun, reason="inspection")

    @rule(gun=Acts.guns, kind=st.sampled_from(("lose", "destroy", "dispose")), is_witnessed=st.booleans())
    def a_firearm_is_written_off(self, gun: int, kind: str, is_witnessed: bool) -> None:
        if gun not in self.model.guns:
            return
        here, inside = self.model.guns[gun], COMPANY if kind == "lose" else (STORE,)
        end = {"lose": LOST, "destroy": DESTROYED, "dispose": BUYER}[kind]
        self.act(
            holds.write_off, Done(guns=[(gun, here, Spot(end))]), "supervisor",
            may=here.zone in inside and is_witnessed, kind=kind, item=gun, reason="loss" if kind == "lose" else "sale",
            document="D-9", witness=self.witness if is_witnessed else None,
        )  # fmt: skip

    @rule(gun=Acts.guns)
    def a_firearm_is_found(self, gun: int) -> None:
        if gun in self.model.guns:
            here, home = self.model.guns[gun], self.homes[0]
            done = Done(guns=[(gun, here, Spot(STORE, home, 0, "held:quarantine"))])
            self.act(holds.find, done, may=here.zone == LOST, item=gun, to=home, witness=self.witness)

    @rule(gun=Acts.guns)
    def a_firearm_comes_back_from_its_buyer(self, gun: int) -> None:
        if gun in self.model.guns:
            here, home = self.model.guns[gun], self.homes[1]
            done = Done(guns=[(gun, here, Spot(STORE, home))])
            self.act(receiving.receive, done, may=here.zone == BUYER, item=gun, source="buyer", to=home)
