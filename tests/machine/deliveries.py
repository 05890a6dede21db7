"""What moves between armouries: sent, under way, and accepted or rejected, in part or as a whole."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import transfers
from tests.machine.acts import Acts, homes, mostly, whoever
from tests.machine.expected import on_any_way, unsettled
from tests.machine.model import READY, SEALED, STORE, TRANSIT, Done, Flow, Spot

MAY_TRAVEL = (READY, SEALED)
MOSTLY = 4


class Deliveries(Acts):
    """Several items at once; what is held on its way arrives held."""

    @rule(
        first=Acts.things, more=st.lists(Acts.things, max_size=2), quantity=st.integers(1, 40), source=homes, to=homes,
        by=whoever, careful=mostly,
    )  # fmt: skip
    def things_are_sent(
        self, first: int, more: list[int], quantity: int, source: int, to: int, by: str, careful: bool
    ) -> None:  # fmt: skip
        home, destination = self.homes[source], self.homes[to]
        items = self.these(first, more, lambda item: self.model.at(item, {STORE}, place=home), careful=careful)
        if items:
            wanted = self.many(items, quantity)
            flows = [self._leaving(item, n, home) for item, n in wanted.items()]
            done = Done("send", [flow for flow in flows if flow] if all(flows) else None, place=destination)
            self.act(transfers.send, done, by, items=wanted, source=home, destination=destination)

    def _leaving(self, item: int, quantity: int, home: int) -> Flow | None:
        return self.model.from_store(
            item, quantity, lambda here: Spot(TRANSIT, 0, 0, here.state), near=home, states=MAY_TRAVEL
        )  # fmt: skip

    @precondition(lambda self: any(act.kind == "send" for act in self.model.done))
    @rule(which=st.integers(0, 5), part=st.integers(0, 30), is_accepted=mostly, by=whoever)
    def a_delivery_arrives(self, which: int, part: int, is_accepted: bool, by: str) -> None:
        """All that is still under way for 0, else a part of each item; more than there is, now and then."""
        sent = self._sent(which)
        left = unsettled(self.model, sent)
        there = [line.item for line in sent.moved if line.item in self.model.items]
        named = self.many(there, part) if part else {}
        if there:
            may = bool(left) and all(n <= left[item] for item, n in named.items())
            settle = self._accept if is_accepted else self._reject
            settle(sent, named or dict(left), named, by, may=may)

    def _sent(self, which: int) -> Done:
        """A delivery, the newest ones first; among those that are still under way, mostly."""
        sent = [act for act in self.model.done if act.kind == "send"]
        under_way = [act for act in sent if unsettled(self.model, act)] if which < MOSTLY else []
        return (under_way or sent)[-1 - which % len(under_way or sent)]

    def _accept(self, sent: Done, wanted: dict[int, int], named: dict[int, int], by: str, *, may: bool) -> None:
        home = self.homes.index(sent.place)
        flows = [Flow(i, n, frozenset(self.model.at(i, {TRANSIT})), self.store(home)) for i, n in wanted.items()]
        is_there = all(on_any_way(self.model, item) >= n for item, n in wanted.items())
        self.act(
            transfers.accept, Done("accept", flows, entry=sent.seq), by, may=may and is_there, sent=sent.seq,
            items=named or (), to=sent.place,
        )  # fmt: skip

    def _reject(self, sent: Done, wanted: dict[int, int], named: dict[int, int], by: str, *, may: bool) -> None:
        """What goes back goes to where it was, in the state in which it was sent: what is held waits for a release."""
        lines = [line for line in sent.moved if line.item in wanted]
        flows = [
            Flow(line.item, wanted[line.item], frozenset({line.target}), lambda _here, line=line: line.source)
            for line in lines
        ]
        is_there = all(self.model.held[line.item][line.target] >= wanted[line.item] for line in lines)
        self.act(
            transfers.reject, Done("reject", flows, entry=sent.seq), by, may=may and is_there, sent=sent.seq,
            items=named or (), reason="refused_delivery",
        )  # fmt: skip

    @precondition(lambda self: any(act.kind == "send" for act in self.model.done))
    @rule(which=st.integers(0, 5), by=whoever)
    def a_delivery_arrives_elsewhere(self, which: int, by: str) -> None:
        sent = self._sent(which)
        elsewhere = next(home for home in self.homes if home != sent.place)
        self.act(transfers.accept, Done("accept"), by, may=False, sent=sent.seq, to=elsewhere)
