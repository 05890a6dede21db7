"""What a return carries to be believed: checked with what the authority was sent before, and nothing else."""

import hashlib
import json

from registry_app.domain import merkle
from registry_app.services import filings, ledger, proofs
from registry_app.services.proofs import Proven
from tests.make import Make


def _proven(make: Make, *, has_entries: bool = True) -> Proven:
    head = make.register.read(ledger.head)
    addressee = make.outside("authority")
    return make.register.read(proofs.prove, head, addressee=addressee, has_entries=has_entries)


def _filed(make: Make) -> None:
    head = make.register.read(ledger.head)
    facts = {"addressee": make.outside("authority"), "report": "inventory", "until_on": "2026-01-01"}
    make.do(filings.file, **facts, head=head, content=b"%PDF-1.7 a return")


def _entries(proven: Proven) -> list[dict[str, object]]:
    return [json.loads(line) for line in proven.entries.splitlines()]


def test_a_first_return_carries_every_entry_and_no_proof(make: Make) -> None:
    make.firearm()
    proven, size = _proven(make), make.register.read(ledger.head).size
    carried = proven.told["carried"]
    assert "proof" not in proven.told
    assert (carried["from"], carried["count"], carried["file"]) == (0, size, "entries.jsonl")
    assert carried["sha256"] == hashlib.sha256(proven.entries).hexdigest()
    assert len(_entries(proven)) == size + 1


def test_the_next_one_proves_that_it_extends_the_last_and_carries_what_is_new(make: Make) -> None:
    make.firearm()
    last = make.register.read(ledger.head)
    _filed(make)
    make.firearm()
    proven, head = _proven(make), make.register.read(ledger.head)
    proof = proven.told["proof"]
    assert (proof["size"], proof["root"]) == (last.size, last.root)
    roots, hashes = (bytes.fromhex(each.root) for each in (last, head)), [bytes.fromhex(h) for h in proof["hashes"]]
    old, new = roots
    assert merkle.is_extension(last.size, old, head.size, new, hashes)
    assert not merkle.is_extension(last.size, new, head.size, old, hashes)
    assert (proven.told["carried"]["from"], proven.told["carried"]["count"]) == (last.size, head.size - last.size)


def test_a_company_may_leave_the_entries_out(make: Make) -> None:
    _filed(make)
    make.firearm()
    proven = _proven(make, has_entries=False)
    assert (proven.entries, set(proven.told)) == (b"", {"proof"})


def test_every_pair_of_sizes_has_its_proof(make: Make) -> None:
    for _at in range(4):
        make.firearm()
    head = make.register.read(ledger.head)
    heads = [make.register.read(ledger.head, size=size) for size in range(1, head.size + 1)]
    for at, old in enumerate(heads):
        for new in heads[at:]:
            hashes = [bytes.fromhex(h) for h in make.register.read(proofs.consistency, old.size, new.size)]
            roots = bytes.fromhex(old.root), bytes.fromhex(new.root)
            assert merkle.is_extension(old.size, roots[0], new.size, roots[1], hashes)
