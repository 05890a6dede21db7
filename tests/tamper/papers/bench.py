"""What all ways of tampering begin with: a company, its first return as received, the next one, and who is trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from registry_app.domain import received
from registry_app.domain.trust import TrustList
from registry_app.services import verifying
from registry_app.services.desk import Desk
from registry_app.services.verifying import Verified
from tests import signed_papers
from tests.signed_papers import Drawn


@dataclass
class Bench:
    """`first` was received at `desk`; `later` follows on it, and is what hands are laid on.

    The others are of registers that went another way: `fork` as long as the first and `long_fork` longer, `short`
    without the last entry, `old` from before the first, `lawless` with an entry that the rules forbid. `reports` are
    all reports of a register of the same company, with all its entries. Of the register that came out of a backup from
    before the first return, `declared` says so, `undeclared` and `silent` (which is shorter) do not, and `late` says so
    after other entries; `renamed` is of a company that changed its name; `after` is the desk once it has
    received `declared`.
    """

    lines: Sequence[bytes]
    """All entries of the ledger of the later return."""
    first: Drawn
    later: Drawn
    fork: Drawn
    long_fork: Drawn
    short: Drawn
    old: Drawn
    lawless: Drawn
    desk: Desk
    trust: TrustList
    reports: Mapping[str, Drawn]
    declared: Drawn
    undeclared: Drawn
    silent: Drawn
    late: Drawn
    renamed: Drawn
    after: Desk

    @property
    def known(self) -> int:
        """How many entries the first return reported."""
        return int(self.first.content["head"]["size"])

    @cached_property
    def received(self) -> bytes:
        """The first return as it was received."""
        return signed_papers.signed(self.first.file, "armorer")

    @cached_property
    def signed(self) -> bytes:
        """The later return, genuine, signed by two."""
        return signed_papers.signed(self.later.file, "armorer", "witness")

    def verified(
        self, file: bytes, *, is_known: bool = True, is_trusting: bool = True, is_after: bool = False
    ) -> Verified:
        """What verification says of a file."""
        desk = self.after if is_after else self.desk
        return verifying.verify(
            file, desk=desk if is_known else None, trust=self.trust if is_trusting else None, name="paper.pdf"
        )


def take(desk: Desk, found: Verified, file: bytes) -> None:
    """Receive a return that was verified."""
    assert found.content is not None
    assert found.verdict in ("intact", "remarks"), found.findings
    lines = [line + b"\n" for line in found.entries]
    desk.take(received.of(found.content, file, entries=lines))
