"""A reader of ledgers that knows nothing but `docs/formats/entry-v1.md`: no line of the program is used here.

It stands for the verifier that somebody else writes. `verify` returns what is wrong, in words.
"""

import hashlib
import json
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEYS = {
    "v", "origin", "seq", "prior_root", "id", "kind", "occurred_at", "recorded_at", "zone", "actor", "role", "witness",
    "acknowledged_by", "reason_code", "note_commit", "batch", "corrects", "refs", "records", "lines", "policy", "build",
}  # fmt: skip
LABELS = {1: b"armarium-entry-v1/actor\0", 2: b"armarium-entry-v1/witness\0"}
WITNESSED = {
    "lose", "find", "destroy", "dispose", "correct", "user", "policy", "deposit", "discharge", "hand_over", "erase",
}  # fmt: skip
BOUNDLESS = {"supplier", "buyer"}


def root(hashes: Sequence[bytes]) -> bytes:
    """Straight from the definition: k is the largest power of two below n."""
    if len(hashes) < 2:
        return hashes[0] if hashes else hashlib.sha256().digest()
    k = 1
    while 2 * k < len(hashes):
        k *= 2
    return hashlib.sha256(b"\x01" + root(hashes[:k]) + root(hashes[k:])).digest()


def leaf_hash(body: bytes, signatures: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + struct.pack(">I", len(body)) + body + signatures).digest()


def signatures_of(packed: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Key id and signature by slot; nothing at all when they are not packed as the page says."""
    found, at = {}, 1
    for _number in range(packed[0]):
        slot, key_id, algorithm, length = struct.unpack_from(">B8sBH", packed, at)
        if (algorithm, length) != (1, 64) or slot in found:
            return {}
        found[slot] = key_id, packed[at + 12 : at + 76]
        at += 76
    return found if at == len(packed) else {}


def is_signed(public: str, key_id: bytes, signature: bytes, content: bytes) -> bool:
    raw = bytes.fromhex(public)
    try:
        Ed25519PublicKey.from_public_bytes(raw).verify(signature, content)
    except InvalidSignature:
        return False
    return bool(hashlib.sha256(raw).digest()[:8] == key_id)


class Ledger:
    """What the entries so far say: leaf hashes, records, and where everything is."""

    def __init__(self) -> None:
        self.entries: list[dict[str, Any]] = []
        self.leaves: list[bytes] = []
        self.records: dict[int, dict[str, Any]] = {}
        self.kinds: dict[int, str] = {}
        self.balance: Counter[tuple[int, int, int, str]] = Counter()
        self.highest = 0

    def take(self, content: bytes, packed: bytes) -> list[str]:
        """Check one entry against those before it, and take it in."""
        entry = json.loads(content)
        wrong = [*self._bytes(entry, content)] or [*self._people(entry, content, packed)]
        wrong = wrong or [*self._correction(entry), *self._records(entry), *self._custody(entry)]
        self.entries.append(entry)
        self.leaves.append(leaf_hash(content, packed))
        return wrong

    def _bytes(self, entry: dict[str, Any], content: bytes) -> Iterator[str]:
        if rfc8785.dumps(entry) != content or set(entry) != KEYS or entry["v"] != 1:
            yield "not a canonical body of version 1"
            return
        if entry["seq"] != len(self.entries) or entry["id"] in [e["id"] for e in self.entries]:
            yield "not the next entry"
        if entry["prior_root"] != root(self.leaves).hex():
            yield "another history"
        if self.entries and entry["origin"] != self.entries[0]["origin"]:
            yield "another ledger"
        before = self.entries[-1]["recorded_at"] if self.entries else 0
        if not before <= entry["recorded_at"] >= entry["occurred_at"]:
            yield "times run back"

    def _people(self, entry: dict[str, Any], content: bytes, packed: bytes) -> Iterator[str]:
        known = self.records if entry["seq"] else {c["id"]: c["new"] for c in entry["records"]}
        wanted = {1: entry["actor"]} | ({2: entry["witness"]} if entry["witness"] else {})
        given = signatures_of(packed)
        if given.keys() != wanted.keys():
            yield "signatures are missing or too many"
        for slot, user in wanted.items():
            signed = slot in given and is_signed(known[user]["public_key"], *given[slot], LABELS[slot] + content)
            if not signed or not known[user]["is_active"]:
                yield f"slot {slot} is not signed by user {user}"
        if entry["role"] not in known[entry["actor"]]["roles"].split():
            yield "not a role of the actor"
        is_second = entry["kind"] == "user" and list(self.kinds.values()).count("user") == 1
        if entry["kind"] in WITNESSED and not entry["witness"] and not is_second:
            yield "not witnessed"
        if entry["witness"] and known[entry["witness"]]["person_id"] == known[entry["actor"]]["person_id"]:
            yield "witnessed by the same person"

    def _records(self, entry: dict[str, Any]) -> Iterator[str]:
        for change in entry["records"]:
            number, old, new = change["id"], change["old"], change["new"]
            if not old:
                self.highest += 1
                if number != self.highest:
                    yield "not the next record number"
            standing = self.records.get(number, {})
            if any(standing.get(name, "") != value for name, value in old.items()):
                yield "old values do not stand"
            values = {**standing, **new} if new else {}
            self.records[number] = {name: value for name, value in values.items() if value != ""}
            self.kinds[number] = change["kind"]

    def _correction(self, entry: dict[str, Any]) -> Iterator[str]:
        if (entry["kind"] in ("correct", "void")) != (entry["corrects"] >= 0):
            yield "only corrections correct"
        elif entry["corrects"] >= 0:
            other = self.entries[entry["corrects"]]
            lines = [{**line, "from": line["to"], "to": line["from"]} for line in reversed(other["lines"])]
            changes = [{**c, "old": c["new"], "new": c["old"]} for c in reversed(other["records"])]
            is_second = entry["corrects"] in [e["corrects"] for e in self.entries]
            if (entry["lines"], entry["records"]) != (lines, changes) or is_second:
                yield "not the exact undoing"

    def _custody(self, entry: dict[str, Any]) -> Iterator[str]:
        for line in entry["lines"]:
            for sign, at in ((-1, line["from"]), (1, line["to"])):
                self.balance[line["item"], at["place"], at["person"], at["state"]] += sign * line["quantity"]
            source = line["from"]
            left = self.balance[line["item"], source["place"], source["person"], source["state"]]
            if left < 0 and self.records[source["place"]]["kind"] not in BOUNDLESS:
                yield "below zero"


def verify(entries: Sequence[tuple[bytes, bytes]]) -> list[str]:
    """What is wrong with the first entry that is not right; nothing when bodies and packed signatures are intact."""
    ledger = Ledger()
    for number, (body, packed) in enumerate(entries):
        if wrong := ledger.take(body, packed):
            return [f"{number}: {said}" for said in wrong]
    return []


def extends(old_size: int, old_root: bytes, size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """RFC 9162, 2.1.4.2, step by step."""
    if old_size == size:
        return not proof and old_root == new_root
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else [*proof]
    fn, sn = old_size - 1, size - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = hashlib.sha256(b"\x01" + c + fr).digest(), hashlib.sha256(b"\x01" + c + sr).digest()
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            sr = hashlib.sha256(b"\x01" + sr + c).digest()
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and (fr, sr) == (old_root, new_root)
