"""Random acts by random users: whatever is accepted agrees with the model, whatever is refused leaves no trace."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from registry_app.domain import merkle
from registry_app.domain.head import Head
from registry_app.domain.replay import Replay
from registry_app.persistence import check
from registry_app.services import ledger
from tests.machine.audits import Audits
from tests.machine.cases import WELL, Cases
from tests.machine.custodians import Custodians
from tests.machine.custody import Custody
from tests.machine.deliveries import Deliveries
from tests.machine.discharges import Discharges
from tests.machine.expected import claimed, missing, used_up
from tests.machine.holds import Endings
from tests.machine.model import SUPPLIER, Spot
from tests.machine.packs import Packs
from tests.machine.papers import Papers
from tests.machine.receipts import Receipts
from tests.machine.stored import balances, contents, held, leaves, told
from tests.machine.users import People
from tests.machine.workshop import Workshop


class Invariants(Audits):
    """What must hold after each step, whatever is done."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: list[bytes] = []
        self.head: Head | None = None
        self.replay = Replay()
        self.checked = (-1, -1)

    def teardown(self) -> None:
        """At the end the file is checked as a whole, as its owner would."""
        try:
            with self.make.register.opened.store.snapshot() as session:
                found = check.whole(session, processes=1)
            assert [f for f in found.findings if f.severity != "note"] == []
        finally:
            super().teardown()

    @invariant()
    def all_is_well(self) -> None:
        """After every step that tried or did something."""
        if self.checked != (self.tries, self.model.entries):
            self.checked = (self.tries, self.model.entries)
            self.everything_is_where_the_model_says()
            self.records_say_what_the_model_says()
            self.nothing_rests_on_what_was_undone()
            self.the_root_only_grows_by_extension()
            self.balances_follow_from_the_ledger()
            self.everything_is_in_one_result()

    def everything_is_where_the_model_says(self) -> None:
        stored = held(self.make.register.read(balances), self.spot)
        received = Counter({item: -there.pop(Spot(SUPPLIER), 0) for item, there in stored.items()})
        assert {item: there for item, there in stored.items() if there} == self.model.held
        assert +received == +self.model.received
        for item, there in self.model.held.items():
            assert sum(there.values()) == self.model.received[item], "appeared or vanished"
            assert not self.model.items[item].is_single or len(there) == 1, "in two positions"

    def records_say_what_the_model_says(self) -> None:
        assert self.make.register.read(told) == {key: value for key, value in self.model.told.items() if value}
        assert self.make.register.read(contents) == self.model.contents

    def nothing_rests_on_what_was_undone(self) -> None:
        """A case that ended well misses nothing, and every shot that is told of was taken from somewhere."""
        for (name, case), outcome in self.model.told.items():
            ends_well = name == "outcome" and outcome in WELL
            assert not ends_well or not +missing(self.model, case), "called recovered, and is not there"
        for act in self.model.done:
            used = sum(line.quantity for line in used_up(act)) if act.stands else 0
            assert act.kind != "take_back" or claimed(self.model, act) <= used, "fired, but never used up"

    def the_root_only_grows_by_extension(self) -> None:
        now = self.make.register.read(ledger.head)
        if self.head is not None:
            assert now.size == self.model.entries, "a refused act left a trace, or an accepted one did not"
        self.leaves += self.make.register.read(leaves, len(self.leaves))
        if self.head is not None:
            old, new = (bytes.fromhex(head.root) for head in (self.head, now))
            proof = merkle.consistency_proof(self.leaves, self.head.size)
            assert merkle.is_extension(self.head.size, old, now.size, new, proof)
        self.head = now

    def balances_follow_from_the_ledger(self) -> None:
        for seq in range(len(self.replay.entries), self.size()):
            self.replay.apply(self.make.entry(seq))
        replayed = {item: there for item, there in self.replay.balances.items() if there}
        assert self.make.register.read(balances) == replayed


class RegisterMachine(
    Receipts, Custody, Deliveries, Endings, Cases, Packs, Workshop, Discharges, Custodians, Papers, People, Invariants
):  # fmt: skip
    """Everything that is done."""


class CountMachine(Custody, Deliveries, Cases, People, Invariants):
    """Counting, and what moves meanwhile."""


QUICK = settings(
    derandomize=True, max_examples=25, stateful_step_count=30, deadline=None, print_blob=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
QUICK_COUNTS = settings(QUICK, max_examples=12)
LONG = settings(QUICK, derandomize=False, max_examples=250, stateful_step_count=60)


@pytest.mark.timeout(600)
class TestQuick(RegisterMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = QUICK


@pytest.mark.timeout(600)
class TestQuickCounts(CountMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = QUICK_COUNTS


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestLongCounts(CountMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = settings(LONG, max_examples=120)


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestLong(RegisterMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = LONG
