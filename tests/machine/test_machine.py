"""Random acts by random users: whatever is accepted agrees with the model, whatever is refused leaves no trace."""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import invariant

from registry_app.domain import merkle
from registry_app.domain.head import Head
from registry_app.persistence import check
from registry_app.services import ledger
from tests.machine.firearms import Firearms
from tests.machine.rounds import Ammunition
from tests.machine.stored import leaves, stored
from tests.machine.users import People


class RegisterMachine(Firearms, Ammunition, People):
    """Everything that is done, and what must hold after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: list[bytes] = []
        self.head: Head | None = None

    @invariant()
    def everything_is_where_the_model_says(self) -> None:
        stored_guns, stored_lots = self.make.register.read(stored)
        assert stored_guns == self.model.guns
        expected = {n: {at: q for at, q in lot.items() if q} for n, lot in self.model.lots.items()}
        assert stored_lots == expected
        for lot in self.model.lots:
            assert sum(self.model.where_rounds_went(lot)) == self.model.received[lot]

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
class TestQuick(RegisterMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = QUICK


@pytest.mark.long
@pytest.mark.timeout(3600)
class TestLong(RegisterMachine.TestCase):  # type: ignore[valid-type, misc]
    settings = LONG
