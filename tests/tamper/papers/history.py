"""Ledgers that are not what they were: replayed, forked, shortened, forged; each paper is drawn and signed rightly."""

import base64
import json
from collections.abc import Sequence
from typing import Any

from registry_app.domain import merkle, signing
from registry_app.domain.entry import canonical
from tests import signed_papers
from tests.signed_papers import draw, entries_file, signed
from tests.tamper.papers.bench import Bench
from tests.tamper.papers.figures import unproven


def replayed(bench: Bench) -> bytes:
    """The first return once more."""
    return bench.received


def numbered_again(bench: Bench) -> bytes:
    """The first return signed anew: another file with the same number."""
    return signed(bench.first.file, "armorer", "witness")


def forked(bench: Bench) -> bytes:
    """A ledger that was restored and then went on otherwise: as long as the first return's, and not the same."""
    return signed(bench.fork.file, "armorer")


def forked_and_longer(bench: Bench) -> bytes:
    """The same, grown beyond what is known, with all its entries and no word of the first return."""
    return signed(bench.long_fork.file, "armorer")


def forked_with_proof(bench: Bench) -> bytes:
    """The forked ledger with a proof from its own earlier head, in place of the one that was received."""
    proof = signed_papers.proof(_lines_in(bench.long_fork.entries), bench.known)
    content = {key: value for key, value in bench.long_fork.content.items() if key != "carried"} | {"proof": proof}
    return signed(draw(content).file, "armorer")


def shortened(bench: Bench) -> bytes:
    """Entries at the end were left away, and the return was made after the known one."""
    return signed(bench.short.file, "armorer")


def older(bench: Bench) -> bytes:
    """A return that was made before the first, and comes now."""
    return signed(bench.old.file, "armorer")


def unlinked(bench: Bench) -> bytes:
    """A longer ledger that shows neither proof nor entries."""
    return signed(unproven(bench).file, "armorer")


def without_entries(bench: Bench) -> bytes:
    """A proof, and no entries."""
    content = {key: value for key, value in bench.later.content.items() if key != "carried"}
    return signed(draw(content).file, "armorer")


def _proven(bench: Bench, **changed: Any) -> bytes:
    return signed(bench.later.again({"proof": {**bench.later.content["proof"], **changed}}).file, "armorer")


def proof_forged(bench: Bench) -> bytes:
    """A hash of the proof is another."""
    first, *rest = bench.later.content["proof"]["hashes"]
    return _proven(bench, hashes=["00" + first[2:], *rest])


def proof_with_more(bench: Bench) -> bytes:
    """A hash too many."""
    hashes = bench.later.content["proof"]["hashes"]
    return _proven(bench, hashes=[*hashes, hashes[-1]])


def proof_of_nothing(bench: Bench) -> bytes:
    """No hashes at all."""
    return _proven(bench, hashes=[])


def proof_from_elsewhere(bench: Bench) -> bytes:
    """From an earlier head that never was."""
    return _proven(bench, root="11" * 32)


# Entries.


def _lines_in(content: bytes) -> list[bytes]:
    _first, *lines = content.split(b"\n")
    return lines[:-1]


def _carrying(bench: Bench, lines: Sequence[bytes], head: dict[str, Any] | None = None) -> bytes:
    """The later return with other entries; its head and number follow where one is given."""
    told = dict(bench.later.content)
    head = head or told["head"]
    told["head"] = head
    told["number"] = f"IR-{told['as_of']['day'].replace('-', '')}-{head['size']}-{head['root'][:8].upper()}"
    told["entries"] = {**told["entries"], "total": head["size"]}
    if head["root"] != bench.later.content["head"]["root"]:
        told["proof"] = signed_papers.proof([*bench.lines[: bench.known], *lines], bench.known)
    carried = entries_file(
        head["origin"], head["size"], head["root"], [b""] * bench.known + list(lines), since=bench.known
    )
    told["carried"] = {**told["carried"], "count": len(lines)}
    drawn = bench.later.again(told, carried)
    return signed(drawn.file, "armorer")


def _forged_head(bench: Bench, lines: Sequence[bytes]) -> dict[str, Any]:
    leaves = [bytes.fromhex(json.loads(line)["leaf_hash"]) for line in (*bench.lines[: bench.known], *lines)]
    return {"origin": bench.later.content["head"]["origin"], "size": len(leaves), "root": merkle.root(leaves).hex()}


def _rewritten(line: bytes, **changed: Any) -> bytes:
    """An entry with another body, its hash computed anew; the signatures stay."""
    told = json.loads(line)
    body = canonical({**json.loads(told["body"]), **changed})
    packed = base64.b64decode(told["signatures"])
    told |= {"body": body.decode(), "leaf_hash": merkle.leaf_hash(signing.leaf(body, packed)).hex()}
    return json.dumps(told, separators=(",", ":")).encode()


def entry_missing(bench: Bench) -> bytes:
    """One entry is missing, and the file says so many."""
    return _carrying(bench, bench.lines[bench.known : -1])


def entry_rewritten(bench: Bench) -> bytes:
    """The last entry says another moment; head, proof and hashes fit."""
    *lines, last = bench.lines[bench.known :]
    occurred = json.loads(json.loads(last)["body"])["occurred_at"]
    forged = [*lines, _rewritten(last, occurred_at=occurred - 1_000)]
    return _carrying(bench, forged, _forged_head(bench, forged))


def entry_of_no_day(bench: Bench) -> bytes:
    """The last entry was recorded in a year that no calendar has."""
    *lines, last = bench.lines[bench.known :]
    forged = [*lines, _rewritten(last, recorded_at=2**53 - 1)]
    return _carrying(bench, forged, _forged_head(bench, forged))


def entry_hash_wrong(bench: Bench) -> bytes:
    """The last entry's hash is not its own."""
    *lines, last = bench.lines[bench.known :]
    told = json.loads(last)
    told["leaf_hash"] = "22" * 32
    return _carrying(bench, [*lines, json.dumps(told, separators=(",", ":")).encode()])


def entry_unsigned(bench: Bench) -> bytes:
    """The last entry without its signatures."""
    *lines, last = bench.lines[bench.known :]
    told = json.loads(last)
    packed = b"\0"
    leaf = merkle.leaf_hash(signing.leaf(told["body"].encode(), packed)).hex()
    told |= {"signatures": base64.b64encode(packed).decode(), "leaf_hash": leaf}
    forged = [*lines, json.dumps(told, separators=(",", ":")).encode()]
    return _carrying(bench, forged, _forged_head(bench, forged))


def rules_broken(bench: Bench) -> bytes:
    """A program without the judge made an entry that the rules forbid: all is signed, and hangs together."""
    return signed(bench.lawless.file, "armorer")


def entries_unreadable(bench: Bench) -> bytes:
    """What is attached as entries is something else."""
    return signed(bench.later.again(entries=b"seven pistols\n").file, "armorer")
