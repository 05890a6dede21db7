"""The stage of the machine: one register, its model, its users, and the way in which every act is tried."""

import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, multiple

from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused
from registry_app.services import ledger
from tests.machine.model import Done, Model
from tests.make import Clock, Make, copied, empty_register

HOUR = 3_600_000
whoever = st.sampled_from(("armorer", "armorer", "armorer", "supervisor", "counter", "reader"))
seldom = st.sampled_from((False, False, False, True))


@cache
def _template() -> Path:
    """An empty register, made once."""
    folder = Path(tempfile.mkdtemp()) / "machine.armarium"
    empty_register(folder, Clock()).close()
    return folder


class Acts(RuleBasedStateMachine):
    """One register and the people who do things."""

    guns, lots, people, sent = Bundle("guns"), Bundle("lots"), Bundle("people"), Bundle("sent")
    actors: dict[str, Actor]
    homes: list[int]
    witness: Actor

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.make: Make = copied(_template(), self.folder / "m.armarium")
        self.model = Model()
        self.under_way: dict[int, list[int]] = {}
        """Rounds sent, by entry: the lot, and how many have not arrived."""
        self.settlements: dict[int, tuple[int, int]] = {}
        """Entries that settled a part of a delivery: whose, and how many rounds."""

    @initialize(target=people)
    def people_come(self) -> Any:
        make = self.make
        self.witness = make.witness
        self.actors = {name: make.actor(name, name) for name in ("armorer", "supervisor", "counter", "reader")}
        self.homes = [make.place("ARM-1"), make.place("ARM-2")]
        licensed, expired = make.person("G-1"), make.person("G-2", licence="2025-01-01")
        self.model.people = {licensed: True, expired: False}
        self.model.entries = self.size()
        return multiple(licensed, expired)

    def teardown(self) -> None:
        self.make.register.close()
        shutil.rmtree(self.folder)

    def size(self) -> int:
        return self.make.register.read(ledger.head).size

    def act(
        self, service: Any, done: Done, by: str = "armorer", *, may: bool = True, late: bool = False, **facts: Any
    ) -> int:
        """Try an act: accepted exactly when it `may` be, and once however often; answers its entry or -1.

        `late` tells of three hours ago; the machine's hours pass in sixes.
        """
        done.hour = self.model.hour - 3 * late
        facts |= {"by": self.actors[by], "entry_id": ledger.new_id()}
        facts |= {"occurred_at": self.make.clock.now - 3 * HOUR} if late else {}
        in_order = all(self.model.may_have_been(gun, done.hour) for gun, _before, _after in done.guns)
        should = may and in_order and self.model.may_act(by)
        posted, said = None, ""
        try:
            posted = self.make.register.opened.store.write(service, **facts)
        except Refused as refused:
            said = str(refused)
        assert (posted is not None) == should, (service.__name__, said or "was accepted", facts)
        if posted is None:
            return -1
        assert self.make.register.opened.store.write(service, **facts).seq == posted.seq, "the same id, another entry"
        done.seq = posted.seq
        self.model.play(done)
        return done.seq
