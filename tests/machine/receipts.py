"""What comes in: firearms, lots, articles, more of what is alike, and what a buyer or the authority gives back."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import multiple, precondition, rule

from registry_app.services import deposits, receiving
from tests.machine.acts import Acts, homes, last_days, where_any_is, whoever
from tests.machine.model import AUTHORITY, BUYER, READY, SEALED, SUPPLIER, Done, Flow, Item, Spot

FROM_SUPPLIER = frozenset({Spot(SUPPLIER)})
calibres = st.sampled_from(("9x19", "9x19", "9x19", "380acp"))
CARTONS = {"9x19": 10, "380acp": 0}
"""Rounds in a pack of a calibre's lots, 0 where that is not on record."""


class Receipts(Acts):
    """Few of each kind, so that acts meet on them."""

    def _come_in(self, about: Item, quantity: int, home: int, state: str, by: str, told: Any, **facts: Any) -> Any:
        """Something new is described and received; its number."""
        number = self.next()
        done = Done("receive", [Flow(number, quantity, FROM_SUPPLIER, self.store(home, state))], new={number: about})
        done.changes = [self.model.change(name, number, value) for name, value in told.items()]
        self.act(receiving.receive, done, by, quantity=quantity, to=self.homes[home], state=state, **facts)
        return number if done.seq >= 0 else multiple()

    @precondition(lambda self: len(self.model.of("firearm")) < 4)
    @rule(target=Acts.things, by=whoever, home=homes, calibre=calibres, permit=last_days)
    def a_firearm_is_received(self, by: str, home: int, calibre: str, permit: str) -> Any:
        values = {"serial": f"SN{self.next()}", "maker": "Taurus", "model": "G3", "kind": "pistol", "calibre": calibre}
        facts = {"kind": "firearm", "values": {**values, "permit_expires_on": permit or None}}
        return self._come_in(Item("firearm", calibre=calibre), 1, home, READY, by, {"permit": permit}, **facts)

    @precondition(lambda self: len(self.model.of("lot")) < 3)
    @rule(
        target=Acts.things, rounds=st.integers(1, 60), home=homes, calibre=calibres,
        state=st.sampled_from((READY, READY, SEALED)),
    )  # fmt: skip
    def rounds_are_received(self, rounds: int, home: int, calibre: str, state: str) -> Any:
        about = Item("lot", is_single=False, calibre=calibre, pack=CARTONS[calibre])
        values = {"lot_number": f"L{self.next()}", "maker": "CBC", "calibre": calibre, "pack_size": about.pack or None}
        return self._come_in(about, rounds, home, state, "armorer", {}, kind="lot", values=values)

    @precondition(lambda self: len(self.model.of("article")) < 3)
    @rule(target=Acts.things, pieces=st.integers(1, 9), is_single=st.booleans(), home=homes)
    def an_article_is_received(self, pieces: int, is_single: bool, home: int) -> Any:
        values = {"code": f"A{self.next()}", "name": "Vest", "kind": "vest", "is_single": int(is_single)}
        many = 1 if is_single else pieces
        return self._come_in(
            Item("article", is_single), many, home, READY, "armorer", {}, kind="article", values=values
        )  # fmt: skip

    @precondition(lambda self: len(self.model.of("key")) < 3)
    @rule(target=Acts.things, is_safe=st.booleans(), home=homes)
    def a_key_is_received(self, is_safe: bool, home: int) -> Any:
        opens = self.safe if is_safe else self.homes[home]
        values = {"code": f"K{self.next()}", "name": "Key", "kind": "key", "is_single": 1, "opens_id": opens}
        about = Item("key", opens=self.homes[0] if is_safe else opens)
        return self._come_in(about, 1, home, READY, "armorer", {}, kind="article", values=values)

    @rule(item=Acts.things, quantity=st.integers(1, 60), home=homes, state=st.sampled_from((READY, SEALED)))
    def more_of_it_is_received(self, item: int, quantity: int, home: int, state: str) -> None:
        """One piece that is here, or anywhere, is not received once more."""
        if item in self.model.items:
            done = Done("receive", [Flow(item, quantity, FROM_SUPPLIER, self.store(home, state))])
            facts = {"item": item, "quantity": quantity, "to": self.homes[home], "state": state}
            self.act(receiving.receive, done, may=not self.model.items[item].is_single, **facts)

    @precondition(where_any_is(BUYER))
    @rule(item=Acts.things, home=homes)
    def a_piece_comes_back_from_its_buyer(self, item: int, home: int) -> None:
        if item in self.model.items and self.model.items[item].is_single:
            here = self.model.spot(item)
            done = Done("receive", [Flow(item, 1, frozenset({here}), self.store(home, READY))])
            facts = {"item": item, "source": "buyer", "to": self.homes[home], "state": READY}
            self.act(receiving.receive, done, may=here.zone == BUYER, **facts)

    @precondition(where_any_is(AUTHORITY))
    @rule(
        first=Acts.things, more=st.lists(Acts.things, max_size=2), quantity=st.integers(0, 30), home=homes,
        careful=st.booleans(), by=whoever,
    )  # fmt: skip
    def things_come_back_from_the_authority(
        self, first: int, more: list[int], quantity: int, home: int, careful: bool, by: str
    ) -> None:  # fmt: skip
        """A quantity of 0 is all that lies there."""
        items = self.these(first, more, self._lying, careful=careful)
        if items:
            wanted = {item: min(quantity, 1) if self.model.items[item].is_single else quantity for item in items}
            flows = [
                Flow(item, n or self._lying(item), frozenset(self.model.at(item, {AUTHORITY})), self.store(home))
                for item, n in wanted.items()
            ]
            may = all(self._lying(item) >= max(n, 1) for item, n in wanted.items())
            self.act(
                deposits.returned, Done("receive", flows), by, may=may, items=wanted, to=self.homes[home]
            )  # fmt: skip

    def _lying(self, item: int) -> int:
        return sum(self.model.at(item, {AUTHORITY}).values())
