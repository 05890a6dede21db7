"""A whole check against verifying the same signatures and nothing else, and the quick check of an opening beside it."""

import tempfile
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks._registers import row, seconds
from registry_app.domain import signing
from registry_app.domain.rows import EntryRow
from registry_app.persistence.check_recent import keys_of
from registry_app.persistence.check_rows import raw_of
from registry_app.services import checks, demo
from registry_app.services import register as registers
from registry_app.services.demo_cast import ACCOUNTS
from registry_app.services.register import Register

FIREARMS = 2_000


def _signatures(session: Session) -> int:
    """Verify every signature of the ledger."""
    keys, verified = keys_of(raw_of(session)), 0
    for body, packed in session.execute(select(EntryRow.body, EntryRow.signatures)):
        for signature in signing.unpack(packed):
            verified += signing.is_signed(signature, keys[signature.key_id][1], body)
    return verified


def _measure(register: Register) -> None:
    bare = seconds(lambda: register.read(_signatures), 3)
    for name, processes in (("whole check, one process", 1), ("whole check, two processes", 2)):
        found = checks.check(register, processes=processes)
        took = seconds(lambda processes=processes: checks.check(register, processes=processes))  # type: ignore[misc]
        row(name, took, bare, "bare signatures")
        print(f"    {found.verdict}, {found.entries} entries, {found.entries / took:.0f} /s")
    row(
        "quick check after a checkpoint",
        seconds(lambda: checks.check(register, whole=False), 3),
        bare,
        "bare signatures",
    )


def main(_arguments: list[str]) -> None:
    """Print the ratios on a demo company of some size."""
    with tempfile.TemporaryDirectory() as folder:
        made = demo.make(Path(folder), firearms=FIREARMS)
        account = ACCOUNTS[0]
        with registers.unlock(made.folder, user=account.name, passphrase=account.passphrase) as register:
            _measure(register)
