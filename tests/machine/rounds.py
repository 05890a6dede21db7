"""What is done with rounds."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import multiple, rule

from registry_app.services import custody, holds, receiving, transfers
from tests.machine.acts import Acts
from tests.machine.model import BUYER, EXPENDED, LOST, PERSON, STORE, SUPPLIER, TRANSIT, Done, Rounds, Spot
from tests.machine.stored import next_record


class Ammunition(Acts):
    """Received, handed out with a firearm, brought back or used, sent in part, written off."""

    @rule(target=Acts.lots, rounds=st.integers(1, 60), home=st.integers(0, 1))
    def rounds_are_received(self, rounds: int, home: int) -> Any:
        number, place = self.make.register.read(next_record), self.homes[home]
        values = {"lot_number": f"L{number}", "maker": "CBC", "calibre": "9x19"}
        done = Done(rounds=[(number, (SUPPLIER, 0), (STORE, place), rounds)], described=number)
        seq = self.act(receiving.receive, done, kind="lot", values=values, quantity=rounds, to=place)
        return number if seq >= 0 else multiple()

    @rule(lot=Acts.lots, rounds=st.integers(1, 60), home=st.integers(0, 1))
    def more_of_a_lot_is_received(self, lot: int, rounds: int, home: int) -> None:
        if lot in self.model.lots:
            place = self.homes[home]
            done = Done(rounds=[(lot, (SUPPLIER, 0), (STORE, place), rounds)])
            self.act(receiving.receive, done, item=lot, quantity=rounds, to=place)

    @rule(gun=Acts.guns, lot=Acts.lots, person=Acts.people, rounds=st.integers(1, 40))
    def a_firearm_goes_out_with_rounds(self, gun: int, lot: int, person: int, rounds: int) -> None:
        if gun not in self.model.guns or lot not in self.model.lots:
            return
        here = self.model.guns[gun]
        may = self.model.may_issue(gun, person) and self.model.lots[lot][STORE, here.place] >= rounds
        done = Done(guns=[(gun, here, Spot(PERSON, here.place, person))])
        done.rounds = [(lot, (STORE, here.place), (PERSON, person), rounds)]
        self.act(custody.issue, done, may=may, firearms=[gun], to=person, rounds={lot: rounds})

    @rule(lot=Acts.lots, person=Acts.people, back=st.integers(0, 30), used=st.integers(0, 30), home=st.integers(0, 1))
    def rounds_come_back(self, lot: int, person: int, back: int, used: int, home: int) -> None:
        if lot not in self.model.lots or not back + used:
            return
        held, place = self.model.lots[lot][PERSON, person], self.homes[home]
        moves: tuple[tuple[Rounds, int], ...] = (((STORE, place), back), ((EXPENDED, 0), used))
        done = Done(rounds=[(lot, (PERSON, person), target, n) for target, n in moves if n])
        rounds, expended = ({lot: n} if n else {} for n in (back, used))
        self.act(
            custody.take_back, done, may=back + used <= held, person=person, to=place, rounds=rounds, expended=expended,
            reason="training",
        )  # fmt: skip

    @rule(target=Acts.sent, lot=Acts.lots, rounds=st.integers(1, 40))
    def rounds_are_sent(self, lot: int, rounds: int) -> Any:
        if lot not in self.model.lots:
            return multiple()
        may = self.model.lots[lot][STORE, self.homes[0]] >= rounds
        done = Done(rounds=[(lot, (STORE, self.homes[0]), (TRANSIT, 0), rounds)])
        items = {lot: rounds}
        self.act(transfers.send, done, may=may, items=items, source=self.homes[0], destination=self.homes[1])
        if done.seq >= 0:
            self.under_way[done.seq] = [lot, rounds]
        return multiple()

    @rule(which=st.integers(0, 9), rounds=st.integers(1, 40), is_accepted=st.booleans())
    def rounds_arrive(self, which: int, rounds: int, is_accepted: bool) -> None:
        """A part of a delivery, or more than there is of it, is taken in or goes back."""
        if not self.under_way:
            return
        seq = list(self.under_way)[which % len(self.under_way)]
        lot, left = self.under_way[seq]
        if lot not in self.model.lots:
            return
        target = self.homes[1 if is_accepted else 0]
        done = Done(rounds=[(lot, (TRANSIT, 0), (STORE, target), rounds)])
        may = rounds <= left and not self._is_undone(seq)
        if is_accepted:
            self.act(transfers.accept, done, may=may, sent=seq, items={lot: rounds}, to=target)
        else:
            self.act(transfers.reject, done, may=may, sent=seq, items={lot: rounds}, reason="refused_delivery")
        if done.seq >= 0:
            self.under_way[seq][1] -= rounds
            self.settlements[done.seq] = (seq, rounds)

    def _is_undone(self, seq: int) -> bool:
        return not any(act.seq == seq and act.is_correctable for act in self.model.done)

    @rule(
        lot=Acts.lots, rounds=st.integers(1, 40), home=st.integers(0, 1),
        kind=st.sampled_from(("expend", "lose", "dispose")),
    )  # fmt: skip
    def rounds_are_written_off(self, lot: int, rounds: int, home: int, kind: str) -> None:
        if lot not in self.model.lots:
            return
        place = self.homes[home]
        end = {"expend": EXPENDED, "lose": LOST, "dispose": BUYER}[kind]
        done = Done(rounds=[(lot, (STORE, place), (end, 0), rounds)])
        self.act(
            holds.write_off, done, "supervisor", may=self.model.lots[lot][STORE, place] >= rounds, kind=kind, item=lot,
            quantity=rounds, place=place, reason="test", witness=self.witness,
        )  # fmt: skip

    @rule(lot=Acts.lots, rounds=st.integers(1, 40))
    def rounds_are_found(self, lot: int, rounds: int) -> None:
        if lot in self.model.lots:
            home = self.homes[0]
            done = Done(rounds=[(lot, (LOST, 0), (STORE, home), rounds)])
            may = self.model.lots[lot][LOST, 0] >= rounds
            self.act(
                holds.find, done, may=may, item=lot, quantity=rounds, to=home, state="ready", witness=self.witness
            )  # fmt: skip
