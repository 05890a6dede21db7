"""Random histories of a register, made by services: what is counted, licensed and bought changes in every way."""

from collections.abc import Callable, Sequence
from random import Random
from typing import Any, TypeVar

from registry_app.domain.errors import Refused
from registry_app.services import (
    corrections,
    custody,
    deposits,
    holds,
    ledger,
    losses,
    packs,
    receiving,
    records,
    transfers,
    withdrawals,
    workshop,
)
from tests.make import Make

T = TypeVar("T")
Step = Callable[["Life"], Any]


class Life:
    """A register in which things happen, most of them possible; the same seed gives the same history."""

    def __init__(self, make: Make, seed: int) -> None:
        self.make, self.dice = make, Random(seed)
        self.homes = [make.place("ARM-1"), make.place("ARM-2")]
        self.guns = [make.firearm(), make.firearm()]
        self.lots = [make.lot(rounds=40), make.lot(rounds=30)]
        self.people = [make.person("G-1"), make.person("G-2", licence="2026-01-02")]
        self.vests = make.described("article", code="V", name="Vest", kind="vest", is_single=0)
        make.issued(self.guns[0], to=self.people[0], rounds={self.lots[0]: 20})
        assert make.witness

    def one(self, things: Sequence[T]) -> T:
        return self.dice.choice(things)

    def rounds(self) -> int:
        return self.dice.randint(1, 15)

    def do(self, service: Any, **facts: Any) -> None:
        """Try an act; what is refused leaves no trace."""
        self.make.clock.pass_(hours=self.one((0, 1, 3)))
        try:
            self.make.do(service, **facts)
        except Refused:
            return

    def live(self, steps: int) -> None:
        for _n in range(steps):
            self.one(STEPS)(self)

    def size(self) -> int:
        return self.make.register.read(ledger.head).size


def _bought(life: Life) -> None:
    ago = life.one((0, 0, 30, 50))
    at = life.make.clock.now - ago * 3_600_000 if ago else 0
    reason = life.one(("purchase", "opening"))
    item = life.one([*life.lots, life.vests])
    source = life.one(("supplier", "buyer", "authority"))
    life.do(
        receiving.receive, item=item, quantity=life.rounds(), source=source, to=life.one(life.homes), reason=reason,
        occurred_at=at,
    )  # fmt: skip


def _new(life: Life) -> None:
    values = {"serial": f"N{life.size()}", "maker": "Rossi", "model": "27", "kind": "revolver", "calibre": "38spl"}
    life.do(receiving.receive, kind="firearm", values=values, to=life.one(life.homes))


def _issued(life: Life) -> None:
    gun, to = life.one(life.guns), life.one(life.people)
    life.do(custody.issue, firearms=[gun], to=to, rounds={life.one(life.lots): life.rounds()})


def _back(life: Life) -> None:
    used = {life.one(life.lots): life.rounds()}
    life.do(custody.take_back, person=life.one(life.people), expended=used, reason="training")


def _lost(life: Life) -> None:
    items = {life.one(life.guns): 1, life.one(life.lots): life.rounds()}
    life.do(losses.report, items=items, values={}, reason="theft", witness=life.make.witness)


def _found(life: Life) -> None:
    items = {life.one([*life.guns, *life.lots]): 0}
    life.do(holds.find, items=items, to=life.one(life.homes), state="ready", witness=life.make.witness)


def _deposited(life: Life) -> None:
    items = {life.one([*life.guns, *life.lots, *life.lots]): 0}
    life.do(deposits.deposit, items=items, document="A-1", reason="seizure", witness=life.make.witness)


def _returned(life: Life) -> None:
    there = [away.item for away in life.make.register.read(deposits.lying)] or life.lots
    life.do(deposits.returned, items={life.one(there): 0}, to=life.one(life.homes))


def _gone(life: Life) -> None:
    kind, item = life.one(("dispose", "lose")), life.one([*life.guns, *life.lots])
    facts = {"kind": kind, "item": item, "reason": "sale", "witness": life.make.witness}
    life.do(holds.write_off, **facts, place=life.one(life.homes))


def _destroyed(life: Life) -> None:
    facts = {"items": {life.one(life.lots): 0}, "document": "A-2", "witness": life.make.witness}
    life.do(withdrawals.destroy, **facts, place=life.one(life.homes))


def _sent(life: Life) -> None:
    items = {life.one(life.lots): life.rounds()}
    life.do(transfers.send, items=items, source=life.homes[0], destination=life.homes[1])


def _mended(life: Life) -> None:
    gun = life.one(life.guns)
    if life.one((True, False)):
        life.do(workshop.send, items={gun: 1})
    else:
        life.do(workshop.back, items={gun: 1}, work="Cleaned", values={gun: {"condition": "good"}})


def _rotated(life: Life) -> None:
    life.do(packs.rotate, person=life.one(life.people), new={life.one(life.lots): life.rounds()})


def _person_changed(life: Life) -> None:
    days = (None, "2026-01-01", "2026-01-02", "2026-01-03", "2030-01-01")
    name = life.one(("licence_expires_on", "left_on"))
    values = {name: life.one(days)}
    life.do(records.amend, kind="person", record=life.one(life.people), values=values, reason="departure")


def _person_comes(life: Life) -> None:
    values = {"code": f"G-{life.size()}", "name": "Luz", "licence_expires_on": "2026-01-03"}
    life.do(records.describe, kind="person", values=values)


def _corrected(life: Life) -> None:
    ago = life.one((1, 1, 2, 3, 6))
    life.do(corrections.correct, seq=life.size() - ago, reason="typing_error", witness=life.make.witness)


STEPS: tuple[Step, ...] = (
    _bought, _new, _issued, _back, _lost, _found, _deposited, _deposited, _returned, _returned, _gone, _destroyed,
    _sent, _mended, _rotated, _person_changed, _person_comes, _corrected, _corrected,
)  # fmt: skip
